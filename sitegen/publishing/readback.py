"""The site's address and the published files → how many of them readers get there, and warnings."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import quote

_SAMPLE = 20
_REDIRECTS = 5
"""Old addresses of files that are tried."""
_DELAYS = (0.0, 1.0, 3.0)
"""Seconds before each attempt: hosts may return an old copy for a moment."""
_TIMEOUT = 10.0
_PERHAPS = "Some hosts take a few minutes"
_FOR_HOSTS = ("_headers", "_redirects", ".nojekyll", "404.html")
"""Files that hosts read themselves and may not serve."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered: the status, the body, and the address at which redirects ended."""

    status: int
    body: bytes
    address: str

    @property
    def is_shut(self) -> bool:
        """Whether the status is 403 or a server error (RFC 9110, sections 15.5.4 and 15.6)."""
        return self.status == HTTPStatus.FORBIDDEN or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    @property
    def words(self) -> str:
        """The status with its name: `403 Forbidden`."""
        known = {one.value: one.phrase for one in HTTPStatus}
        return f"{self.status} {known.get(self.status, '')}".rstrip()


@dataclass(frozen=True, slots=True)
class Seen:
    """Number of files of a sample that the address returns as sent; `warning` is empty if all are.

    `shut` is an address that readers cannot open, with its status, or an empty text.
    """

    count: int
    warning: str = ""
    shut: str = ""


def read_back(address: str, digests: Mapping[str, str], first: str, waits: Sequence[float] = _DELAYS) -> Seen:
    """Compares a sample of the files with what `address` returns.

    If `first` is not as it was sent, no other file is requested; the home page is, if `first` is forbidden.
    """
    sample = [first, *_sample(path for path in digests if path != first and path not in _FOR_HOSTS)]
    for seen, path in enumerate(sample):
        place = f"{address}/{quote(path.removesuffix('index.html'))}"
        found = _look(place, digests[path], waits)
        if found is None:
            return Seen(seen, f"{address} did not answer, so what readers see was not checked.")
        if found.is_shut:
            return _shut(address, found, path if path == first else "", place, seen)
        if sha256(found.body).hexdigest() == digests[path]:
            continue
        if path == first:
            return Seen(
                0, f"{address} does not give what was published yet. {_PERHAPS}; else check base_url."
            )
        return Seen(seen, f"{address} still gives another {path} than was published. {_PERHAPS}.")
    return Seen(len(sample))


def _shut(address: str, found: Answer, listed: str, place: str, seen: int) -> Seen:
    """An error for readers; only a warning if just the list of what is live is forbidden."""
    if not listed:
        return Seen(seen, shut=f"{place} answers {found.words}")
    home = _fetch(f"{address}/")
    if home and home.is_shut:
        return Seen(seen, shut=f"{address}/ answers {home.words}")
    warning = f"{address}/{listed} answers {found.words}, so what readers see was not checked. Let the server show the folder .well-known."
    return Seen(seen, warning)


def redirect_warning(address: str, moved: Mapping[str, str]) -> str:
    """A warning if the host does not redirect from the old addresses of files, where there can be no page; empty otherwise."""
    for source, target in list(moved.items())[:_REDIRECTS]:
        place = f"{address}{quote(source, safe='/%')}"
        found = _fetch(place)
        if found and (found.status != HTTPStatus.OK or found.address == place):
            return (
                f"{place} does not redirect to {target}. There can be no page at the address of such a file, so the server has to redirect. "
                "This host ignores the file _redirects: set the redirect up in its own settings."
            )
    return ""


def fetch_bytes(address: str) -> bytes | None:
    """The bytes at an address; None if there are none or no host answers."""
    found = _fetch(address)
    return found.body if found and found.status == HTTPStatus.OK and found.body else None


def _sample(paths: Iterator[str]) -> list[str]:
    """Some of the paths, spread evenly."""
    known = list(paths)
    step = max(1, -(-len(known) // _SAMPLE))
    return known[::step]


def _look(address: str, digest: str, waits: Sequence[float]) -> Answer | None:
    """The answer of an address, requested again until its bytes are these; None if no host answers."""
    found = None
    for wait in waits:
        time.sleep(wait)
        found = _fetch(address)
        if found is None or sha256(found.body).hexdigest() == digest:
            break
    return found


def _fetch(address: str) -> Answer | None:
    """The answer of an address, after redirects; None if no host answers."""
    request = urllib.request.Request(address, headers={"Cache-Control": "no-cache"})  # noqa: S310 - begins with http, as the settings ensure
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - likewise
            return Answer(answer.status, bytes(answer.read()), answer.url)
    except urllib.error.HTTPError as problem:
        problem.close()
        return Answer(problem.code, b"", problem.url)
    except (OSError, ValueError, http.client.HTTPException):
        return None
