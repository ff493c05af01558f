"""The site while it is being written: built again after every change, and shown at once in a browser here."""

import logging
import os
import re
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler

from sitegen.ahead import ahead, places_of, warm_up
from sitegen.answers import (
    HOST,
    PAGE,
    PANEL,
    Answer,
    Environ,
    kind_of,
    path_of,
    redirect,
    refuse_taken,
    remove_left_behind,
    text,
    with_panel,
)
from sitegen.building.manifest import is_safe
from sitegen.building.render import Workshop, environment
from sitegen.diagnostics import Diagnostic, Severity, error
from sitegen.model.content import Content, Key
from sitegen.pipeline import build
from sitegen.reading.load import load_settings
from sitegen.reading.source import read_settings
from sitegen.reports.text import Lines, report, summary
from sitegen.request import Request, Result
from sitegen.watching import SiteWatcher

_MOST_SHOWN = 20
"""Errors shown at a time; a fault in the page layout comes up on every page."""
_HERE = re.compile(rf"({re.escape(HOST)}|localhost)(:\d+)?", re.IGNORECASE)
_PAUSE = 0.5
"""Seconds from a change to the build that follows."""
_OUTLOOK = "What you see is the last version without errors. It changes when this is mended."

StartResponse = Callable[[str, list[tuple[str, str]]], object]


@dataclass(frozen=True, slots=True)
class Voice:
    """How the preview speaks: of what went well, of what is wrong, with the lines of the files it names."""

    say: Callable[[str], None]
    complain: Callable[[str], None]
    lines: Lines


def serve(
    request: Request, clock: Callable[[], datetime], port: int, voice: Voice, *, opens: bool = False
) -> None:
    """Shows the site on this computer until it is interrupted, in a folder of its own that goes at the end.

    Each build asks `clock` what time it is. With `opens`, a browser opens too. Raises CannotServe when the
    port is not free.
    """
    refuse_taken(port)
    remove_left_behind(place := f"sitegen-preview-{port}-")
    _stop_by_interrupt()
    watcher = SiteWatcher((request.content, *request.templates))
    watcher.listen()  # first, so that no change is missed
    with suppress(KeyboardInterrupt), TemporaryDirectory(prefix=place, ignore_cleanup_errors=True) as folder:
        preview = Preview(replace(request, output=Path(folder) / "site"), clock, voice, watcher.reload)
        preview.rebuild()
        drafts = "with drafts" if request.drafts else "without drafts"
        voice.say(f"Showing {request.content}, {drafts}, at http://{HOST}:{port}/")
        voice.say("Press Ctrl+C to stop.")
        try:
            _run(preview, watcher, port, opens=opens)
        finally:
            watcher.end()
            preview.end()


def _run(preview: "Preview", watcher: SiteWatcher, port: int, *, opens: bool) -> None:
    def follow() -> None:
        if preview.follow(watcher.changed):
            watcher.again()
        else:
            watcher.filepath = None  # browsers are told when the build is done

    logging.disable(logging.WARNING)  # livereload tells each visit; we tell what an editor needs
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # or a second save within three seconds would not show
    server = Server(preview.respond, watcher)
    server.watch("the site", follow)
    server.serve(
        port=port,
        host=HOST,
        debug=False,  # or it starts anew when a module changes, and leaves the folder behind
        live_css=False,  # stylesheets change their names with what is in them: only a whole page will do
        open_url_delay=0.2 if opens else None,
    )


def _stop_by_interrupt() -> None:
    """Makes a closed terminal, and a polite kill, end the preview as Ctrl+C does: without leaving drafts."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows lacks the last
        if number and (name == "SIGINT" or signal.getsignal(number) is signal.SIG_DFL):
            signal.signal(number, signal.default_int_handler)


class Preview:
    """The last good build, what has changed since, and what is wrong with the content."""

    def __init__(
        self,
        request: Request,
        clock: Callable[[], datetime],
        voice: Voice,
        reload: Callable[[], None] = lambda: None,
    ) -> None:
        self._request = request
        self._clock = clock
        self._voice = voice
        self._reload = reload
        self._folder = request.output or Path()
        self._base_path = ""
        self._panel = b""
        self._content: Content | None = None
        self._places: dict[str, Key] = {}
        self._shop = Workshop(environment(request.templates))
        self._fresh: dict[str, bytes] = {}  # files of records that changed since the last build began
        self._due, self._over = Event(), Event()
        self._builder: Thread | None = None

    def follow(self, changed: Iterable[str]) -> bool:
        """Shows the pages of records that changed, if nothing else did, and has a build follow. Whether there are any."""
        shown = self._show_ahead(tuple(changed))
        self._due.set()
        if self._builder is None:
            self._builder = Thread(target=self._build_when_due, daemon=True)
            self._builder.start()
        return shown

    def end(self) -> None:
        """No build follows any more. One that is at work has half a second to end; then it ends with the program."""
        self._over.set()
        self._due.set()
        if self._builder:
            self._builder.join(timeout=0.5)

    def rebuild(self) -> None:
        """Builds once more. Whatever goes wrong is shown, never raised: livereload would keep it to itself."""
        started = time.monotonic()
        before = dict(self._fresh)
        try:
            result = build(replace(self._request, now=self._clock()))
            self._base_path = _base_path(self._request.content)
        except Exception as problem:  # noqa: BLE001 - the preview must go on
            result = Result((_unexpected(problem),))
        wrong = [finding for finding in result.diagnostics if finding.severity is Severity.ERROR]
        if wrong and not self._over.is_set():
            self._show(tuple(dict.fromkeys(wrong)))
        if wrong or self._over.is_set():
            return
        self._panel = b""
        self._content = result.content
        if result.content:
            self._places = places_of(result.content)
            warm_up(result.content, self._request.templates, self._shop, self._request.now)
        self._fresh = {path: data for path, data in self._fresh.items() if before.get(path) is not data}
        self._voice.say(self._told(result, time.monotonic() - started))

    def _build_when_due(self) -> None:
        while not self._over.is_set():
            self._due.wait()
            self._over.wait(_PAUSE)  # browsers come for the page first
            self._due.clear()
            if not self._over.is_set():
                self.rebuild()
                self._reload()

    def _show_ahead(self, changed: Sequence[str]) -> bool:
        keys = [self._places[path] for path in changed if path in self._places]
        if not (self._content and keys) or len(keys) < len(changed):
            self._shop = Workshop(environment(self._request.templates))  # a template may have changed
            return False
        templates, now = self._request.templates, self._clock()
        try:
            self._content, made = ahead(self._content, keys, templates, self._shop, now)
        except Exception:  # noqa: BLE001 - the build that follows meets it too, and tells it
            return False
        self._fresh |= made.files
        if made.faults:
            self._show(made.faults)
        return bool(made.files or made.faults)

    def respond(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request of a browser (WSGI)."""
        method, path = environ["REQUEST_METHOD"], path_of(environ)
        if not _HERE.fullmatch(environ.get("HTTP_HOST", "")):  # a name of somebody's that leads here
            answer = text(HTTPStatus.FORBIDDEN, f"The preview is at http://{HOST} only.")
        elif method not in ("GET", "HEAD"):
            answer = text(HTTPStatus.METHOD_NOT_ALLOWED, "This can only be read.", ("Allow", "GET, HEAD"))
        else:
            answer = self._find(path)
        status, headers, body = answer
        start_response(f"{status.value} {status.phrase}", [*headers, ("Cache-Control", "no-store")])
        return [body] if method != "HEAD" else []

    def _find(self, path: str) -> Answer:
        """The file at a path, or the page that says there is none."""
        inside = path[1:]
        if inside and not is_safe(inside.removesuffix("/")):
            return self._nothing()
        place = self._folder / inside
        if os.path.isdir(place) and not path.endswith("/"):  # noqa: PTH112 - takes names too long for a disk
            return redirect(f"{path}/")
        if path.endswith("/"):
            place /= "index.html"
        if fresh := self._fresh.get(place.relative_to(self._folder).as_posix()):
            return self._answer(HTTPStatus.OK, place.name, fresh)
        if os.path.isfile(place):  # noqa: PTH113 - likewise
            return self._file(HTTPStatus.OK, place)
        # The not-found page is shown at any depth, and so links to where the site will be.
        if self._base_path and path.startswith(f"{self._base_path}/"):
            return redirect(path.removeprefix(self._base_path))
        return self._nothing()

    def _file(self, status: HTTPStatus, place: Path) -> Answer:
        return self._answer(status, place.name, place.read_bytes())

    def _answer(self, status: HTTPStatus, name: str, data: bytes) -> Answer:
        kind = kind_of(name)
        return status, [("Content-Type", kind)], with_panel(data, self._panel) if "html" in kind else data

    def _nothing(self) -> Answer:
        """The site's own not-found page, once there is one."""
        place = self._folder / "404.html"
        if place.is_file():
            return self._file(HTTPStatus.NOT_FOUND, place)
        broken = bool(self._panel) and not self._folder.is_dir()
        status = HTTPStatus.SERVICE_UNAVAILABLE if broken else HTTPStatus.NOT_FOUND
        page = PAGE.format(title="No page yet" if broken else "There is no such page")
        return (
            status,
            [("Content-Type", "text/html; charset=utf-8")],
            with_panel(page.encode("utf-8"), self._panel),
        )

    def _show(self, wrong: Sequence[Diagnostic]) -> None:
        """Puts the errors into a panel for every page, and on the terminal."""
        told = report(wrong[:_MOST_SHOWN], self._voice.lines).encode("utf-8", "replace").decode()
        if len(wrong) > _MOST_SHOWN:
            told += f"… and {len(wrong) - _MOST_SHOWN:,} more.\n\n"
        outlook = _OUTLOOK if self._folder.is_dir() else "The site appears here when this is mended."
        count = summary(wrong)
        self._panel = PANEL.format(count=count, outlook=outlook, text=escape(told.strip())).encode("utf-8")
        self._voice.complain(f"{told}{count}. {outlook}")

    def _told(self, result: Result, seconds: float) -> str:
        """What a good build did, in one line."""
        line = f"Built in {seconds:.1f} s."
        if written := result.written:
            line += f" {written.created:,} new, {written.changed:,} changed, {written.removed:,} removed."
        if counted := summary(result.diagnostics):
            line += f" {counted}; for more: sitegen check{' --drafts' if self._request.drafts else ''}"
        return line


def _base_path(content: Path) -> str:
    """The path within its host at which the site will be; empty for a host of its own."""
    found = read_settings(content)
    settings = None if isinstance(found, Diagnostic) else load_settings(found)[0]
    return urlsplit(settings.record.base_url).path.rstrip("/") if settings else ""


def _unexpected(problem: Exception) -> Diagnostic:
    """What the build ought to have told as a finding, in words."""
    if isinstance(problem, OSError):
        named = str(problem.filename or "")
        return error("cannot-read", f"A file or folder cannot be used: {problem.strerror or problem}", named)
    where = traceback.extract_tb(problem.__traceback__)[-1]
    return error(
        "sitegen-fault",
        f"sitegen itself went wrong: {type(problem).__name__}: {problem} ({Path(where.filename).name}, line {where.lineno})",
        hint="your last change brought this up: take it back to go on, and tell sitegen's developers the line above",
    )
