"""Where the preview answers, and what: a status, headers, bytes."""

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
"""This computer alone: drafts are for nobody else."""
Environ = dict[str, Any]
Answer = tuple[HTTPStatus, list[tuple[str, str]], bytes]
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1></main></body></html>
"""
"""A page of nothing but a title."""
_HERE = re.compile(rf"({re.escape(HOST)}|localhost)(:\d+)?", re.IGNORECASE)
_TEXTS = ("xml", "json", "javascript")


class CannotServe(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """The preview cannot start; the words say why and what to do."""


def refuse_taken(port: int) -> None:
    """Finds out before the first build, which may take long. Raises CannotServe, with a port that is free."""
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
"""Below the first, ports are kept for the system's own programs; the last there is stands before the second."""


def _problem(port: int) -> OSError | None:
    """What keeps us from listening at a port."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as problem:
        return problem
    return None


def refusal(host: str, origin: str | None) -> Answer | None:
    """The refusal of a request that was sent through another name or by another site's page; none where all is well.

    A name of somebody's may be made to lead to this computer, and a page of theirs may call here: neither is to read drafts.
    """
    if not _HERE.fullmatch(host):
        return text(HTTPStatus.BAD_REQUEST, f"The preview is at http://{HOST} only.")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return text(HTTPStatus.FORBIDDEN, "Only the pages of this preview may ask it for anything.")
    return None


def remove_left_behind(place: str) -> None:
    """Removes the folders, drafts and all, of previews at a free port that were killed. `place` begins their names."""
    for folder in Path(gettempdir()).glob(f"{place}*"):
        shutil.rmtree(folder, ignore_errors=True)


def text(status: HTTPStatus, words: str, *headers: tuple[str, str]) -> Answer:
    """A line of words."""
    return status, [("Content-Type", "text/plain; charset=utf-8"), *headers], f"{words}\n".encode()


def redirect(path: str) -> Answer:
    """That what was asked for is at another path."""
    return text(HTTPStatus.FOUND, "This page is elsewhere.", ("Location", quote(path)))


def path_of(environ: Environ) -> str:
    """The path that was asked for; WSGI hands over its bytes as if they were Latin-1."""
    return str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")


def kind_of(name: str) -> str:
    """What a browser is told that a file is. All text of ours is in UTF-8."""
    kind, packing = mimetypes.guess_type(name)
    if kind is None or packing:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(_TEXTS) else kind
