"""A request to the preview → an answer: a status, headers and bytes."""

import mimetypes
import re
import shutil
import socket
from errno import EADDRINUSE
from http import HTTPStatus
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import quote

HOST = "127.0.0.1"
"""Only this computer: drafts are for nobody else."""
Environ = dict[str, Any]
Answer = tuple[HTTPStatus, list[tuple[str, str]], bytes]
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1></main></body></html>
"""
"""A page with only a title."""
_HERE = re.compile(rf"({re.escape(HOST)}|localhost)(:\d+)?", re.IGNORECASE)
_TEXTS = ("xml", "json", "javascript")


class CannotServe(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """The preview cannot start; the message says why and what to do."""


def refuse_taken(port: int) -> None:
    """Raises CannotServe, with a free port, if the port is taken: before the first build, which may take long."""
    if not (problem := _problem(port)):
        return
    near = (*range(max(port + 1, _OPEN), min(port + 50, _LAST)), *range(8000, 8050))
    free = next((other for other in near if not _problem(other)), None)
    why = (
        "another program uses it, perhaps another preview"
        if problem.errno == EADDRINUSE
        else problem.strerror
    )
    cure = f"Port {free} is free: sitegen serve --port {free}" if free else "Choose another with --port."
    message = f"Port {port} cannot be used: {why}. {cure}"
    raise CannotServe(message)


_OPEN, _LAST = 1024, 65_536
"""The range of ports to suggest: lower ones are for system programs."""


def _problem(port: int) -> OSError | None:
    """The error on listening at a port; None if it is free."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as problem:
        return problem
    return None


def refusal(host: str, origin: str | None) -> Answer | None:
    """The refusal of a request under another host name, or from another site's page; None if allowed.

    Otherwise DNS rebinding or a foreign page could read drafts.
    """
    if not _HERE.fullmatch(host):
        return text(HTTPStatus.BAD_REQUEST, f"The preview is at http://{HOST} only.")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return text(HTTPStatus.FORBIDDEN, "Only the pages of this preview may ask it for anything.")
    return None


def remove_left_behind(place: str) -> None:
    """Removes the folders of killed previews, whose names begin with `place`."""
    for folder in Path(gettempdir()).glob(f"{place}*"):
        shutil.rmtree(folder, ignore_errors=True)


def text(status: HTTPStatus, words: str, *headers: tuple[str, str]) -> Answer:
    """An answer with a line of text."""
    return status, [("Content-Type", "text/plain; charset=utf-8"), *headers], f"{words}\n".encode()


def redirect(path: str) -> Answer:
    """A redirect to another path."""
    return text(HTTPStatus.FOUND, "This page is elsewhere.", ("Location", quote(path)))


def path_of(environ: Environ) -> str:
    """The requested path. WSGI decodes its bytes as Latin-1."""
    return str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")


def kind_of(name: str) -> str:
    """The Content-Type of a file. All our text is UTF-8."""
    kind, packing = mimetypes.guess_type(name)
    if kind is None or packing:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(_TEXTS) else kind
