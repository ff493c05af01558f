"""What a plan is made of: each output is a path and what it takes to make its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from sitegen.outputs.response_form import Form
from sitegen.outputs.view import View

Materials = Mapping[str, bytes | Path]
"""The stylesheets and pictures that a page may use on paper, by their addresses from the site's root."""


class Seen(Protocol):
    """What a template sees: as `site` what is the same for all of its kind, as `page` all of this.

    `address` is the output's path from the root.
    """

    @property
    def site(self) -> object: ...  # noqa: D102 - documented above
    @property
    def address(self) -> str: ...  # noqa: D102 - documented above


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text made by a template, which sees `view` and nothing else."""

    path: str
    template: str
    view: Seen


@dataclass(frozen=True, slots=True)
class Compared(Rendered):
    """A page in which the words are marked that came since `before`, and those that went: the same page, as it was earlier."""

    view: View
    before: View


@dataclass(frozen=True, slots=True)
class Printed(Rendered):
    """The same page on paper, as a tagged PDF.

    `materials` are what it may use.
    """

    view: View
    materials: Materials


@dataclass(frozen=True, slots=True)
class Data:
    """A file whose bytes are known already."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A file taken over as it is."""

    path: str
    source: Path


Output = Rendered | Printed | Form | Data | Copy


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What hosts and search engines need to know of an output."""

    path: str
    address: str | None = None
    """The address, for a page that search engines may list."""
    modified: date | None = None
    """The last day on which that page changed."""
    leads_on: bool = False
    """Whether it is a redirect, or the page for addresses without a page."""
    copied: bool = False
    """Whether somebody else made it: an attachment."""


def info_of(output: Output) -> FileInfo:
    """What hosts need to know of it."""
    if not isinstance(output, Rendered) or not isinstance(output.view, View):
        return FileInfo(output.path, copied=isinstance(output, Copy))
    page = output.view
    if not page.indexed:
        return FileInfo(output.path, leads_on=True)
    is_page = output.path.endswith(".html")
    return FileInfo(output.path, page.address if is_page else None, page.dates.modified if is_page else None)
