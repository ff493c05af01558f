"""The site while it is being written: built again after every change, and shown at once in a browser here."""

import logging
import mimetypes
import os
import re
import signal
import socket
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from http import HTTPStatus
from itertools import filterfalse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher

from sitegen.building.manifest import is_safe
from sitegen.diagnostics import Diagnostic, Severity, error
from sitegen.pipeline import build
from sitegen.reading.load import load_settings
from sitegen.reading.source import read_settings
from sitegen.reports.text import Lines, report, summary
from sitegen.request import Request, Result

HOST = "127.0.0.1"
"""This computer alone: drafts are for nobody else."""
_MOST_SHOWN = 20
"""Errors shown at a time; a fault in the page layout comes up on every page."""
_HERE = re.compile(rf"({re.escape(HOST)}|localhost)(:\d+)?", re.IGNORECASE)
_HIDDEN = re.compile(r"^[.#]|~$")
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)

_TEXTS = ("xml", "json", "javascript")

_PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1></main></body></html>
"""
_PANEL = """
<section aria-labelledby="sitegen-errors" style="all: revert; position: sticky; top: 0; z-index: 9999; padding: 0.5em 1em;
 border-bottom: 4px solid #b00020; color: #1a1a1a; background: #fff4f4; font: 16px/1.4 sans-serif; text-align: start">
<div role="alert" style="all: revert">
<h2 id="sitegen-errors" style="all: revert; margin: 0; font-size: 1.2em">The site cannot be built: {count}</h2>
<p style="all: revert; margin: 0.3em 0">{outlook}</p>
</div>
<pre tabindex="0" style="all: revert; margin: 0; max-height: 40vh; overflow: auto; font: 14px/1.4 monospace">{text}</pre>
</section>
"""
_OUTLOOK = "What you see is the last version without errors. It changes when this is mended."

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]
Answer = tuple[HTTPStatus, list[tuple[str, str]], bytes]


class CannotServe(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """The preview cannot start; the words say why and what to do."""


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
    _refuse_taken(port)
    _stop_by_interrupt()
    watcher = SiteWatcher((request.content, *request.templates))  # first, so that no change is missed
    with suppress(KeyboardInterrupt), TemporaryDirectory(prefix="sitegen-preview-") as folder:
        preview = Preview(replace(request, output=Path(folder) / "site"), clock, voice)
        preview.rebuild()
        drafts = "with drafts" if request.drafts else "without drafts"
        voice.say(f"Showing {request.content}, {drafts}, at http://{HOST}:{port}/")
        voice.say("Press Ctrl+C to stop.")
        _run(preview, watcher, port, opens=opens)


def _run(preview: "Preview", watcher: "SiteWatcher", port: int, *, opens: bool) -> None:
    logging.disable(logging.WARNING)  # livereload tells each visit; we tell what an editor needs
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # or a second save within three seconds would not show
    server = Server(preview.respond, watcher)
    server.watch("the site", preview.rebuild)
    server.serve(
        port=port,
        host=HOST,
        debug=False,  # or it starts anew when a module changes, and leaves the folder behind
        live_css=False,  # stylesheets change their names with what is in them: only a whole page will do
        open_url_delay=0.2 if opens else None,
    )


def _refuse_taken(port: int) -> None:
    """Finds out before the first build, which may take long."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as problem:
        other = 8001 if port == 8000 else 8000  # noqa: PLR2004 - the port we use when told none
        message = f"Port {port} cannot be used ({problem.strerror}): perhaps another preview is running. Choose another port: --port {other}."
        raise CannotServe(message) from None


def _stop_by_interrupt() -> None:
    """Makes a closed terminal, and a polite kill, end the preview as Ctrl+C does: without leaving drafts."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows lacks the last
        if number and (name == "SIGINT" or signal.getsignal(number) is signal.SIG_DFL):
            signal.signal(number, signal.default_int_handler)


class SiteWatcher(Watcher):  # type: ignore[misc] # livereload has no types
    """Sees every change below some folders at once.

    livereload's own stops at the first changed file, so that a hundred files saved together would make a
    hundred builds, and overlooks a file that is moved in.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = folders
        self._seen = _snapshot(folders)
        self._changed = False

    def is_changed(self, _path: str, _ignore: object = None) -> bool:
        """Whether anything changed since the last call."""
        now = _snapshot(self._folders)
        before, self._changed, self._seen = self._changed, now != self._seen, now
        if self._changed:
            self.filepath = "/"  # what the browser is told: not a picture or stylesheet, but all
        if before and self._changed:  # tell it again: it may have been loading, and not listening
            self._changes.append((self.filepath, None))
        return self._changed


def _snapshot(folders: Iterable[Path]) -> dict[str, tuple[int, int, int] | None]:
    """Every file and folder below these, and of files what changes when they are saved. Hidden ones do not count."""
    seen: dict[str, tuple[int, int, int] | None] = {}
    for top in folders:
        for folder, inner, names in os.walk(top):
            inner[:] = filterfalse(_HIDDEN.search, inner)
            seen.update((os.path.join(folder, name), None) for name in inner)  # noqa: PTH118 - many, and often
            for path in (os.path.join(folder, name) for name in filterfalse(_HIDDEN.search, names)):  # noqa: PTH118 - likewise
                with suppress(OSError):  # gone meanwhile
                    found = os.stat(path)  # noqa: PTH116 - likewise
                    seen[path] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return seen


class Preview:
    """The last good build, and what is wrong with the content since."""

    def __init__(self, request: Request, clock: Callable[[], datetime], voice: Voice) -> None:
        self._request = request
        self._clock = clock
        self._voice = voice
        self._folder = request.output or Path()
        self._base_path = ""
        self._panel = b""

    def rebuild(self) -> None:
        """Builds once more. Whatever goes wrong is shown, never raised: livereload would keep it to itself."""
        started = time.monotonic()
        try:
            result = build(replace(self._request, now=self._clock()))
            self._base_path = _base_path(self._request.content)
        except Exception as problem:  # noqa: BLE001 - the preview must go on, whatever it was
            result = Result((_unexpected(problem),))
        wrong = [finding for finding in result.diagnostics if finding.severity is Severity.ERROR]
        if wrong:
            self._show(tuple(dict.fromkeys(wrong)))
        else:
            self._panel = b""
            self._voice.say(self._told(result, time.monotonic() - started))

    def respond(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request of a browser (WSGI)."""
        method, path = environ["REQUEST_METHOD"], _path(environ)
        if not _HERE.fullmatch(environ.get("HTTP_HOST", "")):  # a name of somebody's that leads here
            answer = _text(HTTPStatus.FORBIDDEN, f"The preview is at http://{HOST} only.")
        elif method not in ("GET", "HEAD"):
            answer = _text(HTTPStatus.METHOD_NOT_ALLOWED, "This can only be read.", ("Allow", "GET, HEAD"))
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
            return _redirect(f"{path}/")
        if path.endswith("/"):
            place /= "index.html"
        if os.path.isfile(place):  # noqa: PTH113 - likewise
            return self._file(HTTPStatus.OK, place)
        # The not-found page is shown at any depth, and so links to where the site will be.
        if self._base_path and path.startswith(f"{self._base_path}/"):
            return _redirect(path.removeprefix(self._base_path))
        return self._nothing()

    def _file(self, status: HTTPStatus, place: Path) -> Answer:
        kind, data = _kind(place.name), place.read_bytes()
        return status, [("Content-Type", kind)], self._with_panel(data) if "html" in kind else data

    def _nothing(self) -> Answer:
        """The site's own not-found page, once there is one."""
        place = self._folder / "404.html"
        if place.is_file():
            return self._file(HTTPStatus.NOT_FOUND, place)
        broken = bool(self._panel) and not self._folder.is_dir()
        status = HTTPStatus.SERVICE_UNAVAILABLE if broken else HTTPStatus.NOT_FOUND
        page = _PAGE.format(title="No page yet" if broken else "There is no such page")
        return status, [("Content-Type", "text/html; charset=utf-8")], self._with_panel(page.encode("utf-8"))

    def _with_panel(self, page: bytes) -> bytes:
        return _BODY.sub(lambda body: body[0] + self._panel, page, count=1)

    def _show(self, wrong: Sequence[Diagnostic]) -> None:
        """Puts the errors into a panel for every page, and on the terminal."""
        text = report(wrong[:_MOST_SHOWN], self._voice.lines).encode("utf-8", "replace").decode()
        if len(wrong) > _MOST_SHOWN:
            text += f"… and {len(wrong) - _MOST_SHOWN:,} more.\n\n"
        outlook = _OUTLOOK if self._folder.is_dir() else "The site appears here when this is mended."
        count = summary(wrong)
        self._panel = _PANEL.format(count=count, outlook=outlook, text=escape(text.strip())).encode("utf-8")
        self._voice.complain(f"{text}{count}. {outlook}")

    def _told(self, result: Result, seconds: float) -> str:
        """What a good build did, in one line."""
        line = f"Built in {seconds:.1f} s."
        if written := result.written:
            line += f" {written.created:,} new, {written.changed:,} changed, {written.removed:,} removed."
        if counted := summary(result.diagnostics):
            line += f" {counted}; for more: sitegen check{' --drafts' if self._request.drafts else ''}"
        return line


def _text(status: HTTPStatus, words: str, *headers: tuple[str, str]) -> Answer:
    return status, [("Content-Type", "text/plain; charset=utf-8"), *headers], f"{words}\n".encode()


def _redirect(path: str) -> Answer:
    return _text(HTTPStatus.FOUND, "This page is elsewhere.", ("Location", quote(path)))


def _path(environ: Environ) -> str:
    """The path that was asked for; WSGI hands over its bytes as if they were Latin-1."""
    return str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")


def _kind(name: str) -> str:
    """What a browser is told that a file is. All text of ours is in UTF-8."""
    kind, packing = mimetypes.guess_type(name)
    if kind is None or packing:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(_TEXTS) else kind


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
