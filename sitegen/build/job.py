"""A job: outputs that are made together, what they are made from, and what they give to the files that speak of many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sitegen.build.given import Given, SearchOf
from sitegen.model.record import Key
from sitegen.outputs.news import News
from sitegen.outputs.output import Output
from sitegen.outputs.rows import Part, Rows


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Where the rows of a record are kept."""

    key: Key
    part: str
    order: tuple[str, str]
    digest: bytes
    """That of the rows, under which they are kept."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """Where the rows of a part are kept, joined; and the files of open contracting data that were made of it."""

    digest: bytes
    files: tuple[tuple[str, int], ...]
    """Their paths, and their sizes in bytes."""
    rows: Sequence[RowsOf]


@dataclass(frozen=True, slots=True)
class Planned:
    """What a job makes, and what the job of a record gives to the files that speak of many."""

    outputs: Iterable[Output]
    given: Given | None = None
    """What each build looks at of the record; None for a job that is not of one."""
    events: bytes = b""
    """The lines of its events in calendars."""
    news: tuple[News, ...] = ()
    """All that happened to it."""
    rows: Rows | None = None
    """What the data of the whole site has of it; None if nothing."""
    part: Part | None = None
    """The rows of several records, joined; only of a job that joins them."""
    search: SearchOf | None = None
    """The record in the search index; only of the job of a record."""


@dataclass(frozen=True, slots=True)
class Job:
    """Outputs that are made together."""

    made_from: bytes
    """A digest of all that they depend on, but for the templates and the program."""
    plan: Callable[[], Planned]
    shared: bytes = b""
    """For a job that speaks of many records, a digest of what all pages share; else empty. It takes as long as many
    others, and a change leaves most of its pages as they were: each is remembered by itself."""
