"""A text as word processors know it: headings, paragraphs, lists and tables, as a frozen tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Style:
    """How words look, and their language where it is not that of the whole text."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    raised: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style. A line feed breaks the line; `link` is a full address."""

    text: str
    style: Style = Style()
    link: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, from level 1. No level is left out on the way down."""

    kind: ClassVar[str] = "heading"
    level: int
    runs: Runs
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `look` is one of Text, Box, Quote, Code, Term and Meaning."""

    kind: ClassVar[str] = "paragraph"
    look: str
    runs: Runs
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Room for an answer: `label` says to what, and `runs` stand there until somebody writes."""

    kind: ClassVar[str] = "answer"
    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `number` tells ordered lists apart, from 1; `start` is the number of the first item."""

    kind: ClassVar[str] = "items"
    items: tuple[tuple[Block, ...], ...]
    number: int | None = None
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...]
    is_header: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the rows that name its columns, and the rest. Every row has `width` cells."""

    kind: ClassVar[str] = "table"
    caption: Runs
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    width: int
    has_row_headers: bool


Block = Heading | Paragraph | Answer | Items | Table


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text, with every style, address and ordered list in it, in the order in which they come up."""

    blocks: tuple[Block, ...]
    styles: tuple[Style, ...]
    links: tuple[str, ...]
    lists: tuple[Items, ...]
    widths: tuple[int, ...]
    """How many columns the tables have."""
