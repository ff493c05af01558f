"""Where files wait for the end of a build, and what a finished build says of the output folder."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.writing.stamps import Seen

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
    seen: "Seen | None" = field(default=None, compare=False, repr=False)
    """What is in the output folder afterwards; None if the build had nothing to do."""


def waiting_name(path: str) -> str:
    """The name in STAGING under which the bytes of a file wait, given the path at which they are wanted."""
    return blake2b(path.encode(), digest_size=16).hexdigest()
