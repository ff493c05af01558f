"""What can be asked of the build, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic
from sitegen.writing.written import Written

if TYPE_CHECKING:
    from sitegen.model.content import Content
    from sitegen.model.record import Key


@dataclass(frozen=True, slots=True)
class Request:
    """What to build."""

    content: Path
    templates: tuple[Path, ...]
    output: Path | None
    """Where the site goes; None to make everything in memory and write nothing."""
    now: datetime
    drafts: bool = False
    strict: bool = False
    """Whether warnings stop the build, as errors do."""
    pdf: bool | None = None
    """Whether pages become PDFs too, if anything is written; None leaves that to the site's settings."""
    cache: Path | None = None
    """The folder for results that the next build can use; None to keep none. The bytes are the same either way."""
    held: "frozenset[Key]" = frozenset()
    """Records to leave out though their day has come."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build found and did."""

    diagnostics: tuple[Diagnostic, ...]
    """All findings, in order."""
    files: int = 0
    """How many files the site has."""
    written: Written | None = None
    """What changed in the output; None if nothing was written."""
    checked: tuple[str, ...] = ()
    """The paths of the files of content that could be read, the settings first."""
    holds: tuple[datetime, datetime] | None = None
    """(start, end) of the time in which the same content gives the same site and findings; None with PDFs, for typefaces
    may change unseen."""
    held: "frozenset[Key]" = frozenset()
    """Records that were left out because of the errors in them."""
    content: "Content | None" = field(default=None, compare=False, repr=False)
    """What it was made from; None if that has errors."""

    def within(self, places: Iterable[str]) -> "Result":
        """The result with only what was found in some files, or below some folders, and what was read there."""
        here = tuple(places)

        def lies(path: str) -> bool:
            return any(path == place or path.startswith(f"{place}/") for place in here)

        found = tuple(finding for finding in self.diagnostics if lies(finding.path))
        return replace(self, diagnostics=found, checked=tuple(path for path in self.checked if lies(path)))
