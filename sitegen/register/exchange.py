"""One request to another host, of limited time and size → the body of its answer."""

import http.client
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from socket import SHUT_RDWR, socket
from threading import Timer
from urllib.parse import urlsplit

from sitegen.model.versions import GENERATOR

PATIENCE = 10.0
"""Seconds for a whole answer."""
_LONGEST = 16_000_000
"""Bytes of an answer."""


class NoAnswer(Exception):  # noqa: N818 - what happened, in words
    """There is no whole answer with the status 200. The message is for people."""


def ask(address: str, sent: bytes | None = None, kind: str = "", seconds: float = PATIENCE) -> bytes:
    """The body at an address, after sending it something if `sent` is given, whose media type is `kind`. Raises NoAnswer."""
    parts = urlsplit(address)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=seconds)
    headers = {
        "User-Agent": GENERATOR,
        "Cache-Control": "no-cache",
        **({"Content-Type": kind} if kind else {}),
    }
    try:
        connection.connect()
        watch = Timer(seconds, _cut, (connection.sock,))
        watch.start()
        try:
            target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            return _answer(connection, target, sent, headers)
        finally:
            watch.cancel()
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise NoAnswer(str(problem) or type(problem).__name__) from None
    finally:
        connection.close()


def _answer(
    connection: http.client.HTTPConnection, target: str, sent: bytes | None, headers: Mapping[str, str]
) -> bytes:
    connection.request("GET" if sent is None else "POST", target, sent, dict(headers))
    with connection.getresponse() as answer:
        body = answer.read(_LONGEST)
        if answer.length:
            raise NoAnswer("its answer breaks off, or is too long")  # noqa: TRY003 - words for people
    if answer.status != HTTPStatus.OK:
        message = f"it answers {answer.status} {answer.reason}"
        raise NoAnswer(message)
    return body


def _cut(connected: socket) -> None:
    """Ends an answer that trickles: a timeout of the socket would begin again with each byte."""
    with suppress(OSError):
        connected.shutdown(SHUT_RDWR)
