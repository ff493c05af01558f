"""The parts of a Markdown text that no page shows, gathered during a parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LOSSES = "losses"
"""The key of a parse's environment under which it keeps its `Losses`."""


class Cut(NamedTuple):
    """The stretch from `start` to `end` that a page shows as if it were `shown`."""

    start: int
    end: int
    shown: str = ""


class Loss(NamedTuple):
    """A slip of this kind: `length` characters from `start`, and the words that its message quotes."""

    kind: str
    start: int
    length: int
    words: str = ""


@dataclass(slots=True)
class Definition:
    """A definition of where links lead, `[name]: address "title"`, from `start` to `end` of the text."""

    start: int
    end: int
    name: str
    href: object
    title: str
    title_start: int
    is_repeated: bool


@dataclass(slots=True)
class Note:
    """A footnote, from its mark at `start` to the `end` of its last line."""

    start: int
    end: int
    token: Token

    @property
    def label(self) -> str:
        """What its mark is called."""
        return str(self.token.meta["label"])


@dataclass(slots=True)
class Losses:
    """What a parse found that no page shows. Places are offsets in the text.

    Those within a line are kept with its token, as `cuts`, `marks` and `losses` of its `meta`, as offsets in the line.
    """

    cuts: list[Cut] = field(default_factory=list)
    marks: list[Cut] = field(default_factory=list)  # of footnotes: readers see numbers, not names
    losses: list[Loss] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # the ids of the destinations that links lead to
    notes: list[Note] = field(default_factory=list)
    shown: dict[str, Token] = field(
        default_factory=dict
    )  # of the notes with the same name, the one on the page
    numbers: dict[str, int] = field(default_factory=dict)  # of the notes on the page, by name
    line: Token | None = None  # the line that is being read
    is_within_lines: bool = False  # whether any line has lost something
    is_certain: bool = True  # whether all places are known

    @property
    def is_any(self) -> bool:
        """Whether the text has anything that no page shows."""
        return bool(self.is_within_lines or self.cuts or self.losses or self.definitions or self.notes)

    @property
    def hidden(self) -> list[Note]:
        """The footnotes that are not on the page."""
        return [note for note in self.notes if self.shown.get(note.label) is not note.token]

    def keep(self, state: StateInline, kind: str, found: Cut | Loss) -> None:
        """Remembers something in the line that is being read."""
        if self.line is None:
            return
        if state.src is not self.line.content:  # but the words of an image in it
            self.is_certain = self.is_certain and kind == "losses"
            found = found._replace(start=found.start + max(self.line.content.find(state.src), 0))
        self.is_within_lines = True
        self.line.meta.setdefault(kind, []).append(found)
