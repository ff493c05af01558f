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
    """What to build. Without `output` everything is made in memory and nothing is written.

    `strict` lets warnings stop the build as errors do. `pdf` tells whether pages are printed as PDFs too, if
    anything is written; none leaves that to the site's settings. `cache` is the folder in which results are kept for
    the next build; without one everything is made anew, to the same bytes. `held` are the collections and ids of records
    that are left out though their day has come.
    """

    content: Path
    templates: tuple[Path, ...]
    output: Path | None
    now: datetime
    drafts: bool = False
    strict: bool = False
    pdf: bool | None = None
    cache: Path | None = None
    held: "frozenset[Key]" = frozenset()


@dataclass(frozen=True, slots=True)
class Result:
    """What a build found, in order, how many files the site has, and what it wrote (none where it wrote nothing).

    `checked` are the paths of the files of content that could be read, the settings first; `holds` is the span of time in
    which the same content makes the same site and the same findings. With PDFs that is not known: typefaces may change unseen. `held` are the
    records that were left out for the errors in them; `content` is what it was made from, where nothing was wrong with it.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int = 0
    written: Written | None = None
    checked: tuple[str, ...] = ()
    holds: tuple[datetime, datetime] | None = None
    held: "frozenset[Key]" = frozenset()
    content: "Content | None" = field(default=None, compare=False, repr=False)

    def within(self, places: Iterable[str]) -> "Result":
        """The result with only what was found in some files, or below some folders, and what was read there."""
        here = tuple(places)

        def lies(path: str) -> bool:
            return any(path == place or path.startswith(f"{place}/") for place in here)

        found = tuple(finding for finding in self.diagnostics if lies(finding.path))
        return replace(self, diagnostics=found, checked=tuple(path for path in self.checked if lies(path)))
