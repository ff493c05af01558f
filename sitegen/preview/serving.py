"""A request → a preview on this computer until interrupted. With `watching`, the only importer of livereload."""

import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from livereload import Server
from livereload.handlers import ForceReloadHandler, LiveReloadHandler, LiveReloadJSHandler
from tornado.web import HTTPError, RequestHandler

from sitegen.build.request import Request
from sitegen.preview.answers import HOST, refusal, refuse_taken, remove_left_behind
from sitegen.preview.app import Preview, Terminal
from sitegen.preview.watching import SiteWatcher


def serve(
    request: Request, clock: Callable[[], datetime], port: int, voice: Terminal, *, opens: bool = False
) -> None:
    """Serves the site on this computer until interrupted, from a temporary folder.

    Each build calls `clock` for the time. With `opens`, a browser opens. Raises CannotServe if the port is not free.
    """
    refuse_taken(port)
    remove_left_behind(place := f"sitegen-preview-{port}-")
    _stop_by_interrupt()
    watcher = SiteWatcher((request.content, *request.templates))
    watcher.listen()  # before the first build, so that no change is missed
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


def _run(preview: Preview, watcher: SiteWatcher, port: int, *, opens: bool) -> None:
    def follow() -> None:
        if preview.follow(watcher.changed):
            watcher.notify_again()
        else:
            watcher.filepath = None  # browsers reload after the build

    logging.disable(logging.WARNING)  # livereload logs each request
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # or a second save within three seconds would not show
    for handler in (LiveReloadHandler, LiveReloadJSHandler, ForceReloadHandler):
        handler.prepare = _refuse_other_sites  # livereload's own paths never reach the preview's answers
    server = Server(preview.respond, watcher)
    server.watch("the site", follow)
    server.serve(
        port=port,
        host=HOST,
        debug=False,  # or it restarts when a module changes, and leaves the folder behind
        live_css=False,  # stylesheets change their names with their bytes, so the page must reload
        open_url_delay=0.2 if opens else None,
    )


def _refuse_other_sites(handler: RequestHandler) -> None:
    if answer := refusal(handler.request.headers.get("Host", ""), handler.request.headers.get("Origin")):
        raise HTTPError(answer[0].value)


def _stop_by_interrupt() -> None:
    """Makes SIGTERM and SIGHUP end the preview as Ctrl+C does, so that no drafts are left."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows lacks the last
        if number and (name == "SIGINT" or signal.getsignal(number) is signal.SIG_DFL):
            signal.signal(number, signal.default_int_handler)
