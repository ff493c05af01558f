"""What a plan is made of: each output is a path and what it takes to make its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.outputs.view import View


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page made by a template, which sees `view` and nothing else."""

    path: str
    template: str
    view: View


@dataclass(frozen=True, slots=True)
class Printed(Rendered):
    """The same page on paper, as a tagged PDF.

    `materials` are the stylesheet and the pictures that it may use, by their addresses from the site's root.
    """

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


Output = Rendered | Printed | Data | Copy
