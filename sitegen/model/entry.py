"""A record with the file that it came from, and the place of each value in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.diagnostics import Diagnostic, Label, Severity, Span
from sitegen.model.prose import Prose
from sitegen.model.record import Part
from sitegen.model.scalars import FilePath, Reference
from sitegen.model.walk import Loc, walk

__all__ = ["Entry", "Loc", "Origin", "Places"]

R_co = TypeVar("R_co", bound=Part, covariant=True)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text begins in its file, if the file has its lines one by one as they are.

    `line` and `column` (from 1) of the first character; every later line is indented by `indent` columns.
    """

    line: int
    column: int
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the keys and values of one file. They are beside the record, so moving a line changes no page."""

    start: Span
    keys: Mapping[Loc, Span]
    values: Mapping[Loc, Span]
    texts: Mapping[Loc, Origin]

    def value(self, loc: Loc) -> Span:
        """The span of the value at `loc`, or of the nearest value or key that holds it."""
        while loc:
            if found := self.values.get(loc) or self.keys.get(loc):
                return found
            loc = loc[:-1]
        return self.start

    def key(self, loc: Loc) -> Span:
        """The span of the key at `loc`, or of what is nearest to it."""
        return self.keys.get(loc) or self.value(loc)

    def within(self, loc: Loc, line: int, column: int, length: int) -> Span:
        """The span of `length` characters at `line` and `column` (from 0) of the text at `loc`.

        The whole value, if its lines are folded, because then their places are not known.
        """
        if not (origin := self.texts.get(loc)):
            return self.value(loc)
        first = origin.column if line == 0 else origin.indent + 1
        return Span.at(origin.line + line, first + column, max(length, 1))


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record, the path of its file as the author knows it, and the places of its values.

    `texts`, `references` and `files` are its Markdown texts, the records that it names and the fields that name an
    attachment, each with its way: what everyone asks for, found once.
    """

    record: R_co
    path: str
    places: Places
    texts: tuple[tuple[Loc, Prose], ...] = ()
    references: tuple[tuple[Loc, Reference], ...] = ()
    files: tuple[tuple[Loc, FilePath], ...] = ()

    @classmethod
    def of(cls, record: R_co, path: str, places: Places) -> "Entry[R_co]":  # type: ignore[misc] # it makes one
        """The entry of a record."""
        values = tuple(walk(record))
        return cls(
            record,
            path,
            places,
            tuple((loc, value) for loc, value in values if isinstance(value, Prose)),
            tuple((loc, value) for loc, value in values if isinstance(value, Reference)),
            tuple((loc, value) for loc, value in values if isinstance(value, FilePath)),
        )

    def find(self, loc: Loc, message: str, hint: str = "", *labels: tuple[Loc, str]) -> Diagnostic:
        """What a rule found about the value at `loc`; `labels` are other values of the same file, each with a word on it."""
        others = tuple(Label(self.places.value(other), text) for other, text in labels)
        return self.find_at(self.places.value(loc), message, hint, *others)

    def find_at(self, span: Span, message: str, hint: str = "", *labels: Label) -> Diagnostic:
        """What a rule found at a place of its own in the file. The rule adds its code and its severity."""
        return Diagnostic("", Severity.ERROR, message, self.path, span, hint, labels)
