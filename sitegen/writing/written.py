"""Where files wait for the end of a build, and what a finished build says of the output folder."""

from dataclasses import dataclass
from hashlib import blake2b

STAGING = ".sitegen/staging"
"""Where files wait, below the output folder."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a build created, changed, left alone and removed; `foreign` ones are not ours and stayed."""

    created: int
    changed: int
    unchanged: int
    removed: int
    foreign: tuple[str, ...]


def waiting_name(path: str) -> str:
    """The name in STAGING under which the bytes of a file wait, given the path at which they are wanted."""
    return blake2b(path.encode(), digest_size=16).hexdigest()
