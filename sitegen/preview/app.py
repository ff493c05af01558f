"""The WSGI application of the preview: the last good build, changes since, and errors → answers to a browser."""

import os
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

from sitegen.build.pipeline import build
from sitegen.build.request import Request, Result
from sitegen.diagnostics import Diagnostic, Severity, error, stops
from sitegen.model.content import Content
from sitegen.model.file_kinds import names_file
from sitegen.model.record import Key
from sitegen.preview.answers import (
    PAGE,
    Answer,
    Environ,
    kind_of,
    path_of,
    redirect,
    refusal,
    text,
)
from sitegen.preview.changed_page import ahead, places_of, warm_up
from sitegen.preview.panel import MOST_SHOWN, Panel, unique
from sitegen.reading.load import load_settings
from sitegen.reading.source import read_settings
from sitegen.reports.text import Lines, report, summary
from sitegen.writing.manifest import is_safe
from sitegen.writing.render import Renderer, environment

_PAUSE = 0.5
"""Seconds from a change to the build that follows."""
_FOR_US_ALONE = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
"""Headers of every answer: other sites may not embed it, and browsers may not keep it."""

StartResponse = Callable[[str, list[tuple[str, str]]], object]


@dataclass(frozen=True, slots=True)
class Terminal:
    """Functions that print messages and errors; `lines` returns the lines of a file."""

    say: Callable[[str], None]
    complain: Callable[[str], None]
    lines: Lines


class Preview:
    """The last good build, pages changed since, and the errors in the content."""

    def __init__(
        self,
        request: Request,
        clock: Callable[[], datetime],
        voice: Terminal,
        reload: Callable[[], None] = lambda: None,
    ) -> None:
        self._request = request
        self._clock = clock
        self._voice = voice
        self._reload = reload
        self._folder = request.output or Path()
        self._base_path = ""
        self._panel = Panel(request.content)
        self._content: Content | None = None
        self._moved: dict[str, str] = {}
        """Redirects from addresses of files, which the host must send."""
        self._places: dict[str, Key] = {}
        self._files: dict[str, str] = {}  # the content file of the page at an address
        self._renderer = Renderer(environment(request.templates))
        self._fresh: dict[str, bytes] = {}  # output files of records that changed since the last build began
        self._due, self._over = Event(), Event()
        self._builder: Thread | None = None

    def follow(self, changed: Iterable[str]) -> bool:
        """Shows the pages of changed records if only records changed, and starts a build. Returns whether it shows anything new."""
        shown = self._show_ahead(tuple(changed))
        self._due.set()
        if self._builder is None:
            self._builder = Thread(target=self._build_when_due, daemon=True)
            self._builder.start()
        return shown

    def end(self) -> None:
        """Stops building. A running build has half a second to end; then it ends with the program."""
        self._over.set()
        self._due.set()
        if self._builder:
            self._builder.join(timeout=0.5)

    def rebuild(self) -> None:
        """Builds again. Failures are shown, never raised, because livereload would hide them."""
        started = time.monotonic()
        before = dict(self._fresh)
        try:
            result = build(replace(self._request, now=self._clock()))
            self._base_path = _base_path(self._request.content)
        except Exception as problem:  # noqa: BLE001 - the preview must go on
            result = Result((_unexpected(problem),))
        if self._over.is_set():
            return
        if wrong := unique(filter(stops, result.diagnostics)):
            self._set_errors(wrong)
            self._print_errors(wrong)
            return
        warnings = unique(one for one in result.diagnostics if one.severity <= Severity.WARNING)
        self._panel = Panel(self._request.content, warnings=warnings)
        self._content = result.content
        if result.content:
            self._places = places_of(result.content)
            moved = result.content.config.redirects
            self._moved = {
                unquote(one.source): one.target.partition("#")[0] for one in moved if names_file(one.source)
            }
            self._files = {one.record.address: one.path for one in result.content.entries.values()}
            warm_up(result.content, self._request.templates, self._renderer, self._request.now)
        self._fresh = {path: data for path, data in self._fresh.items() if before.get(path) is not data}
        self._voice.say(self._build_summary(result, time.monotonic() - started))

    def _build_when_due(self) -> None:
        while not self._over.is_set():
            self._due.wait()
            self._over.wait(_PAUSE)  # browsers load the page first
            self._due.clear()
            if not self._over.is_set():
                self.rebuild()
                self._reload()

    def _show_ahead(self, changed: Sequence[str]) -> bool:
        keys = [self._places[path] for path in changed if path in self._places]
        gone = not all(map(os.path.exists, changed))
        if not (self._content and keys) or gone or len(keys) < len(changed):
            self._renderer = Renderer(environment(self._request.templates))  # a template may have changed
            return False
        templates, now = self._request.templates, self._clock()
        try:
            self._content, made = ahead(self._content, keys, templates, self._renderer, now)
        except Exception:  # noqa: BLE001 - the following build reports it
            return False
        self._fresh |= made.files
        if made.faults:
            self._set_errors(unique(made.faults))  # the following build prints them too
        return bool(made.files or made.faults)

    def respond(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request of a browser (WSGI)."""
        method, path = environ["REQUEST_METHOD"], path_of(environ)
        answer = refusal(environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN"))
        if answer is None and method not in ("GET", "HEAD"):
            answer = text(HTTPStatus.METHOD_NOT_ALLOWED, "This can only be read.", ("Allow", "GET, HEAD"))
        status, headers, body = answer or self._find(path)
        start_response(f"{status.value} {status.phrase}", [*headers, *_FOR_US_ALONE])
        return [body] if method != "HEAD" else []

    def _find(self, path: str) -> Answer:
        """The file at a path, or the page that says there is none."""
        inside = path[1:]
        if inside and not is_safe(inside.removesuffix("/")):
            return self._not_found()
        place = self._folder / inside
        if os.path.isdir(place) and not path.endswith("/"):  # noqa: PTH112 - takes names too long for a disk
            return redirect(f"{path}/")
        if path.endswith("/"):
            place /= "index.html"
        if fresh := self._fresh.get(place.relative_to(self._folder).as_posix()):
            return self._answer(HTTPStatus.OK, place, fresh)
        if os.path.isfile(place):  # noqa: PTH113 - likewise
            return self._file(HTTPStatus.OK, place)
        target = self._elsewhere(path)
        return redirect(target) if target else self._not_found()

    def _elsewhere(self, path: str) -> str:
        """The target of a path without a file, or an empty text."""
        # The not-found page is shown at any depth, so its links begin with the path of the public site.
        if self._base_path and path.startswith(f"{self._base_path}/"):
            return path.removeprefix(self._base_path)
        return self._moved.get(path, "")

    def _file(self, status: HTTPStatus, place: Path) -> Answer:
        return self._answer(status, place, place.read_bytes())

    def _answer(self, status: HTTPStatus, place: Path, data: bytes) -> Answer:
        kind = kind_of(place.name)
        if "html" in kind:
            data = self._panel.above(data, self._source_of(place))
        return status, [("Content-Type", kind)], data

    def _source_of(self, place: Path) -> str:
        """The content file of a page; empty if it has several."""
        collection, _, rest = place.relative_to(self._folder).as_posix().partition("/")
        return self._files.get(f"/{collection}/{rest.partition('/')[0]}/", "")

    def _not_found(self) -> Answer:
        """The site's own not-found page, or a plain one before the first good build."""
        place = self._folder / "404.html"
        if place.is_file():
            return self._file(HTTPStatus.NOT_FOUND, place)
        broken = bool(self._panel.errors) and not self._folder.is_dir()
        status = HTTPStatus.SERVICE_UNAVAILABLE if broken else HTTPStatus.NOT_FOUND
        page = PAGE.format(title="No page yet" if broken else "There is no such page")
        return status, [("Content-Type", "text/html; charset=utf-8")], self._panel.above(page.encode())

    def _set_errors(self, wrong: tuple[Diagnostic, ...]) -> None:
        """Shows errors in the panel of every page."""
        is_new = not self._folder.is_dir()
        self._panel = replace(self._panel, errors=wrong, is_new=is_new)

    def _print_errors(self, wrong: tuple[Diagnostic, ...]) -> None:
        """Prints errors on the terminal, as `sitegen check` does."""
        words = report(wrong[:MOST_SHOWN], self._voice.lines).encode("utf-8", "replace").decode()
        if len(wrong) > MOST_SHOWN:
            words += f"… and {len(wrong) - MOST_SHOWN:,} more.\n\n"
        self._voice.complain(f"{words}{summary(wrong)}. {self._panel.outlook('Your browser shows')}")

    def _build_summary(self, result: Result, seconds: float) -> str:
        """The result of a good build, in one line."""
        line = f"Built in {seconds:.1f} s."
        if written := result.written:
            line += f" {written.created:,} new, {written.changed:,} changed, {written.removed:,} removed."
        if counted := summary(result.diagnostics):
            line += f" {counted}; for more: sitegen check{' --drafts' if self._request.drafts else ''}"
        return line


def _base_path(content: Path) -> str:
    """The path of base_url; empty without one or if site.yaml has errors."""
    found = read_settings(content)
    settings = None if isinstance(found, Diagnostic) else load_settings(found)[0]
    return urlsplit(settings.record.base_url).path.rstrip("/") if settings else ""


def _unexpected(problem: Exception) -> Diagnostic:
    """A finding for an exception that the build should have reported as one."""
    if isinstance(problem, OSError):
        named = str(problem.filename or "")
        return error("cannot-read", f"A file or folder cannot be used: {problem.strerror or problem}", named)
    where = traceback.extract_tb(problem.__traceback__)[-1]
    return error(
        "sitegen-fault",
        f"sitegen itself went wrong: {type(problem).__name__}: {problem} ({Path(where.filename).name}, line {where.lineno})",
        hint="your last change brought this up: take it back to go on, and tell sitegen's developers the line above",
    )
