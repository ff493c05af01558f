"""The site's address and what was published → what people see there, as far as it can be seen from here."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

_SAMPLE = 20
_WAITS = (0.0, 1.0, 3.0)
"""Seconds before each look: hosts may give what they gave a moment ago."""
_PATIENCE = 10.0
_PERHAPS = "Some hosts take a few minutes"
_FOR_HOSTS = ("_headers", "_redirects", ".nojekyll", "404.html")
"""Files that hosts read themselves and may give to nobody."""


def see(
    address: str, digests: Mapping[str, str], first: str, waits: Sequence[float] = _WAITS
) -> tuple[int, str]:
    """How many files of a sample are at `address` as they were sent, and a warning in words, empty when all is well.

    `first` is looked at first: when it does not come, nothing else is asked for.
    """
    sample = [first, *_sample(path for path in digests if path != first and path not in _FOR_HOSTS)]
    seen = 0
    for path in sample:
        found = _look(f"{address}/{quote(path.removesuffix('index.html'))}", digests[path], waits)
        if found is None:
            return seen, f"{address} did not answer, so what readers see was not checked."
        if not found and path == first:
            return 0, f"{address} does not give what was published yet. {_PERHAPS}; else check base_url."
        if not found:
            return seen, f"{address} still gives another {path} than was published. {_PERHAPS}."
        seen += 1
    return seen, ""


def given(address: str) -> bytes | None:
    """The bytes at an address; none where there are none, or nobody answers."""
    return _fetch(address) or None


def _sample(paths: Iterator[str]) -> list[str]:
    """Some of the paths, spread evenly."""
    known = list(paths)
    step = max(1, -(-len(known) // _SAMPLE))
    return known[::step]


def _look(address: str, digest: str, waits: Sequence[float]) -> bool | None:
    """Whether the bytes at an address are these; none when no host answers."""
    for wait in waits:
        time.sleep(wait)
        raw = _fetch(address)
        if raw is None:
            return None
        if sha256(raw).hexdigest() == digest:
            return True
    return False


def _fetch(address: str) -> bytes | None:
    """What an address gives: nothing where it only says that there is nothing, none where nobody answers."""
    request = urllib.request.Request(address, headers={"Cache-Control": "no-cache"})  # noqa: S310 - begins with http, as the settings ensure
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - likewise
            return bytes(answer.read())
    except urllib.error.HTTPError:
        return b""
    except (OSError, ValueError, http.client.HTTPException):
        return None
