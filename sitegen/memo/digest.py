"""Values → a digest that differs when one of them does; and the digest of this program."""

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = (
    *("icalendar", "jinja2", "markdown-it-py", "mdit-py-plugins", "pikepdf"),
    *("pydantic", "pyyaml", "rcssmin", "rjsmin", "tzdata"),
)


def digest(*parts: bytes) -> bytes:
    """32 bytes. Each part goes in with its length, so that none can run into the next."""
    found = blake2b(digest_size=32)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


@cache
def program() -> bytes:
    """The digest of this program, of Python, and of the libraries that results depend on."""
    top = Path(__file__).parent.parent
    files = sorted(top.rglob("*.py"))
    texts = (
        part for file in files for part in (file.relative_to(top).as_posix().encode(), file.read_bytes())
    )
    return digest(sys.version.encode(), *(version(name).encode() for name in _LIBRARIES), *texts)
