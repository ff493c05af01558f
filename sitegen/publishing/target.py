"""The interface of every kind of target, and the values it exchanges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from sitegen.publishing.plan import Plan
from sitegen.publishing.publication import Publication


@dataclass(frozen=True, slots=True)
class Live:
    """The bytes of a target's list, None if it has none, and whether the target holds any files."""

    manifest: bytes | None
    occupied: bool


@dataclass(frozen=True, slots=True)
class Transfer:
    """The built site in `source`, the plan for the target, and what was found there."""

    source: Path
    new: Publication
    live: Publication | None
    found: Live
    plan: Plan


class Target(Protocol):
    """A place to publish to, held with `with` during the transfer. Every method raises CannotPublish if it fails."""

    @property
    def place(self) -> str:
        """The target's address for people, without passwords."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *fault: object) -> None: ...

    def look(self) -> Live:
        """Reads the list, and remembers the state for `read` and `put`."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file as of the last `look`; None if it does not exist."""

    def read_all(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Several files by path, without those that do not exist."""

    def put(self, transfer: Transfer) -> None:
        """Puts the new site and its list into the target."""

    def differing(self, transfer: Transfer) -> list[str]:
        """Reads back what was uploaded. Returns the paths that differ from what was sent."""
