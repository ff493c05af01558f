"""Addresses of one site → its host's replies, one request at a time and a limited number."""

import http.client
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from urllib.parse import quote, urlsplit

from sitegen import __version__

TIMEOUT = 10.0
"""Timeout in seconds for each step of an answer."""
_TOTAL_TIMEOUT = 60.0
"""Seconds for a whole answer."""
_PIECE = 65_536
_LONGEST = 16_000_000
"""Bytes of a body that are read."""
_FAILURES = 3
"""Failed requests after which no more are sent."""
_SENT = {
    "User-Agent": f"sitegen-doctor/{__version__}",
    "Accept": "*/*",
    "Accept-Encoding": "gzip",
    "Cache-Control": "no-cache",  # proxies must ask the host itself
}


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers by lower-case name, and the uncompressed body. `seconds` is the time until the answer began."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    seconds: float = 0.0

    def header(self, name: str) -> str:
        """The value of a header, several joined by commas (RFC 9110); empty if it was not sent."""
        return self.headers.get(name.lower(), "")


class NoAnswer(Exception):  # noqa: N818 - what happened, in words
    """The host gave no valid HTTP answer; the message is for people."""


class Untrusted(NoAnswer):
    """Browsers do not accept the host's certificate; the message is OpenSSL's reason."""


class Client:
    """Requests addresses below one address, `most` at most."""

    def __init__(self, address: str, most: int) -> None:
        """`address` ends with a slash."""
        parts = urlsplit(address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.address = address
        self.asked = 0
        self.certificate_ends: datetime | None = None
        self._most = most
        self._below = parts.path
        self._failures = 0
        self._connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)

    def ask(self, path: str) -> Reply:
        """The reply for an unencoded path below the address. Raises NoAnswer or Untrusted."""
        return self.ask_host(self._below + quote(path, safe="/~!$&'()*+,;=:@"))

    def ask_host(self, target: str) -> Reply:
        """The reply for an encoded path of the host. Raises NoAnswer or Untrusted."""
        self.asked += 1
        try:
            return self._ask(target)
        except ssl.SSLCertVerificationError as problem:
            raise Untrusted(problem.verify_message) from None
        except (OSError, http.client.HTTPException, ValueError) as problem:
            self._failures += 1
            raise NoAnswer(str(problem) or type(problem).__name__) from None
        finally:
            self._note_certificate()

    @property
    def is_welcome(self) -> bool:
        """Whether more requests may be sent: false at the limit, or after too many without an answer."""
        return self.asked < self._most and self._failures < _FAILURES

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def _ask(self, target: str) -> Reply:
        was_open = self._connection.sock is not None
        try:
            return self._once(target)
        except (ConnectionError, http.client.RemoteDisconnected):
            self._connection.close()
            if not was_open:
                raise
            return self._once(target)  # hosts close an idle connection
        except BaseException:
            self._connection.close()
            raise

    def _once(self, target: str) -> Reply:
        started = monotonic()
        self._connection.request("GET", target, headers=_SENT)
        with self._connection.getresponse() as answer:
            seconds = monotonic() - started
            self._note_certificate()
            body = _read(answer)
            is_whole = answer.isclosed()
            names = dict.fromkeys(name.lower() for name in answer.headers)
            headers = {name: ", ".join(answer.headers.get_all(name, ())) for name in names}
        if not is_whole:
            self._connection.close()
        return Reply(answer.status, headers, _unpacked(body, headers.get("content-encoding", "")), seconds)

    def _note_certificate(self) -> None:
        if isinstance(self._connection.sock, ssl.SSLSocket):
            ends = (self._connection.sock.getpeercert() or {}).get("notAfter")
            if isinstance(ends, str):
                self.certificate_ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)


def _read(answer: http.client.HTTPResponse) -> bytes:
    """The body, up to a limit. Raises TimeoutError if it takes too long, IncompleteRead if it is cut off."""
    body, until = bytearray(), monotonic() + _TOTAL_TIMEOUT
    while len(body) < _LONGEST and (more := answer.read1(_PIECE)):
        body += more
        if monotonic() > until:
            message = f"it takes longer than {_TOTAL_TIMEOUT:.0f} seconds"
            raise TimeoutError(message)
    if answer.length and len(body) < _LONGEST:
        raise http.client.IncompleteRead(bytes(body), answer.length)
    return bytes(body)


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding != "gzip":
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, _LONGEST)
    except zlib.error:
        return b""
