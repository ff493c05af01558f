"""What every kind of target can do, and what it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from sitegen.publishing.plan import Plan
from sitegen.publishing.publication import Publication


@dataclass(frozen=True, slots=True)
class Live:
    """What a target holds: the bytes of its list, none where there is no list; whether anything is there at all."""

    manifest: bytes | None
    occupied: bool


@dataclass(frozen=True, slots=True)
class Transfer:
    """The built site in `source`, what is to become of the target, and what was found there."""

    source: Path
    new: Publication
    live: Publication | None
    found: Live
    plan: Plan


class Target(Protocol):
    """A place to publish to, held with `with` from the first look at it to the last.

    Each of these raises CannotPublish when it does not succeed.
    """

    @property
    def place(self) -> str:
        """The target as people know it; it holds no password."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *fault: object) -> None: ...

    def look(self) -> Live:
        """What is there."""

    def read(self, path: str) -> bytes | None:
        """A file of the site as it was found by `look`; none where it is not there."""

    def read_all(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The same for several files at once, without those that are not there."""

    def put(self, transfer: Transfer) -> None:
        """Makes the target hold the new site, with its list."""

    def differing(self, transfer: Transfer) -> list[str]:
        """Reads back what was uploaded, and gives those files that are not there as they were sent."""
