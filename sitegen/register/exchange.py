"""One request to another host, of limited time and size → the body of its answer."""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from socket import SHUT_RDWR, socket
from threading import Event, Timer

from sitegen.model.versions import GENERATOR

PATIENCE = 10.0
"""Seconds for a whole answer."""
_LONGEST = 16_000_000
"""Bytes of an answer."""


class NoAnswer(Exception):  # noqa: N818 - what happened, in words
    """There is no whole answer with a status of success. The message is for people."""


def ask(address: str, sent: bytes | None = None, kind: str = "", seconds: float = PATIENCE) -> bytes:
    """The body at an address, after sending it something if `sent` is given, whose media type is `kind`. Raises NoAnswer."""
    headers = {
        "User-Agent": GENERATOR,
        "Cache-Control": "no-cache",
        **({"Content-Type": kind} if kind else {}),
    }
    request = urllib.request.Request(address, sent, headers)  # noqa: S310 - begins with http, as the settings ensure
    connected, is_late = list[socket](), Event()
    watch = Timer(seconds, _cut, (connected, is_late))
    watch.start()
    try:
        with urllib.request.build_opener(_Http(connected), _Https(connected)).open(
            request, timeout=seconds
        ) as answer:
            body = _whole(answer)
            if is_late.is_set():  # a connection that is cut looks like one that has ended
                message = f"it was not done within {seconds:g} seconds"
            elif HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
                return body
            else:
                message = f"it answers {answer.status} {answer.reason}"
    except urllib.error.HTTPError as problem:
        problem.close()
        message = f"it answers {problem.code} {problem.reason}"
    except (OSError, http.client.HTTPException, ValueError) as problem:
        message = str(getattr(problem, "reason", "")) or str(problem) or type(problem).__name__
    finally:
        watch.cancel()
    raise NoAnswer(message)


def _whole(answer: http.client.HTTPResponse) -> bytes:
    body = answer.read(_LONGEST + 1)
    if answer.length or len(body) > _LONGEST:
        message = "the answer breaks off, or is too long"
        raise http.client.HTTPException(message)
    return body


def _cut(connected: Sequence[socket], is_late: Event) -> None:
    """Ends an answer that trickles: the timeout of a socket begins again with each byte."""
    is_late.set()
    for one in connected:
        with suppress(OSError):
            one.shutdown(SHUT_RDWR)


class _Http(urllib.request.HTTPHandler):
    """Keeps the sockets that it opens in a list."""

    def __init__(self, connected: list[socket]) -> None:
        super().__init__()
        self._connected = connected

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        connected = self._connected

        class Kept(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                connected.append(self.sock)

        return self.do_open(Kept, req)


class _Https(urllib.request.HTTPSHandler):
    """The same for https."""

    def __init__(self, connected: list[socket]) -> None:
        super().__init__()
        self._connected = connected

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        connected = self._connected

        class Kept(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                connected.append(self.sock)

        return self.do_open(Kept, req, context=ssl.create_default_context())
