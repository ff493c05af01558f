"""What the writer says of a file that is wanted, and of a build that is done."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

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


class Staged(NamedTuple):
    """A file that is wanted: its path, its SHA-256, and the name under which its bytes wait, if they are not there yet."""

    path: str
    digest: str
    waiting: str | None = None

    @classmethod
    def of(cls, path: str, data: bytes, waiting: str | None = None) -> "Staged":
        """The file that `data` makes."""
        return cls(path, sha256(data).hexdigest(), waiting)
