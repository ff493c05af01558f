"""What a plan is made of: each output is a path and what it takes to make its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sitegen.outputs.response_form import Form
from sitegen.outputs.view import View


class Seen(Protocol):
    """What a template sees: as `site` what is the same for all of its kind, as `page` all of this.

    `address` is the output's path from the root.
    """

    @property
    def site(self) -> object: ...  # noqa: D102 - told above
    @property
    def address(self) -> str: ...  # noqa: D102 - told above


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text made by a template, which sees `view` and nothing else."""

    path: str
    template: str
    view: Seen


@dataclass(frozen=True, slots=True)
class Printed(Rendered):
    """The same page on paper, as a tagged PDF.

    `materials` are the stylesheet and the pictures that it may use, by their addresses from the site's root.
    """

    view: View
    materials: Mapping[str, bytes | Path]


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
