"""Recommendations as a report numbers them, and what became of each: what was asked, and what was agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import PlainValidator, WithJsonSchema

from sitegen.model.faults import read_text
from sitegen.model.parts import Commitment
from sitegen.model.prose import Prose
from sitegen.model.record import Part
from sitegen.model.scalars import Decides, Markdown
from sitegen.model.walk import Loc

Resolution = Literal["as-recommended", "amended", "lost", "added", "withdrawn", "deferred"]
NOT_AGREED: Final = ("lost", "withdrawn", "deferred")
"""Resolutions after which nobody may act on a recommendation."""
_RESOLUTIONS = "as-recommended, amended, lost, added, withdrawn or deferred"


class Recommendation(Part):
    """Something the body is asked to agree, and the parts it falls into."""

    text: Markdown
    """What the body is asked to agree, in the words of the report. If it was added at the meeting, what was added."""
    resolved: Annotated[
        Resolution | None,
        Decides(
            f"write {_RESOLUTIONS}; or take the line out if it was agreed as it was recommended",
            "readers must see what was agreed, and what was only asked",
        ),
    ] = None
    """What became of it: `as-recommended`, `amended`, `lost`, `added`, `withdrawn` or `deferred`. Left out, it went as the whole report did."""
    agreed: Annotated[
        Markdown | None,
        Decides(
            "write after the colon the words that were agreed",
            "readers must see what was agreed, and what was only asked",
        ),
    ] = None
    """The words that were agreed, if it was amended."""
    commitment: Commitment | None = None
    """Who carries it out, by when, and what became of it."""
    parts: "tuple[Recommendation, ...]" = ()
    """The parts it falls into, written the same way."""

    @property
    def in_force(self) -> Prose:
        """The words that hold: those that were agreed, or those of the report where nothing else was."""
        return self.agreed or self.text


@dataclass(frozen=True, slots=True)
class Numbered:
    """A recommendation with its place: `("ii", "a")` is shown as “(ii) a.” and linked as `recommendation-ii-a`."""

    numerals: tuple[str, ...]
    recommendation: Recommendation
    resolved: Resolution | None
    """What became of it; None if that is not known, or if its parts went different ways."""
    loc: Loc
    """The way to it from the top of the record."""

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return "recommendation-" + "-".join(self.numerals)

    @property
    def label(self) -> str:
        """The number as a report shows it."""
        first, *rest = self.numerals
        return " ".join((f"({first})", *(f"{numeral}." for numeral in rest)))

    @property
    def name(self) -> str:
        """The number as other records write it: `ii.a`."""
        return ".".join(self.numerals)


def _one_or_several(value: object) -> str | tuple[str, ...]:
    """A text, or the texts of a list; a list of one is that one."""
    if not isinstance(value, list | tuple):
        return read_text(value)
    several = tuple(map(read_text, value))
    return several[0] if len(several) == 1 else several


AuthorisedBy = Annotated[
    str | tuple[str, ...],
    PlainValidator(_one_or_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""The number of a recommendation, such as `ii.a`, or a list of several."""


def authorities(authorised_by: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The numbers of the recommendations that an `authorised_by` names."""
    return (authorised_by,) if isinstance(authorised_by, str) else authorised_by or ()


def numbered(
    recommendations: Sequence[Recommendation],
    whole: Resolution | None,
    above: tuple[str, ...] = (),
    within: Loc = ("recommendations",),
) -> Iterator[Numbered]:
    """Every recommendation and part in the order of the report; `whole` is what became of those that do not say."""
    for place, one in enumerate(recommendations):
        numerals = (*above, letter(place + 1) if len(above) % 2 else roman(place + 1))
        loc = (*within, place)
        yield Numbered(numerals, one, _resolved(one, whole), loc)
        yield from numbered(one.parts, _passed_on(one, whole), numerals, (*loc, "parts"))


def _resolved(one: Recommendation, whole: Resolution | None) -> Resolution | None:
    """What a recommendation says of itself, or what all its parts have in common."""
    if one.resolved or not one.parts:
        return one.resolved or whole
    found = {_resolved(part, whole) for part in one.parts}
    return found.pop() if len(found) == 1 else None


def _passed_on(one: Recommendation, whole: Resolution | None) -> Resolution | None:
    """What became of the parts of a recommendation that do not say: other words for it leave them as they were."""
    return whole if one.resolved in {None, "amended"} else one.resolved


# Numbers as reports write them: (i), (ii), (iii) and a., b., c.

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26


def roman(number: int) -> str:
    """`number`, from 1 up, in small Roman numerals: 4 is `iv`."""
    numeral = ""
    for value, symbol in _ROMAN:
        count, number = divmod(number, value)
        numeral += symbol * count
    return numeral


def letter(number: int) -> str:
    """`number`, from 1 up, in letters: 1 is `a`, 26 is `z`, 27 is `aa`."""
    letters = ""
    while number:
        number, remainder = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + remainder) + letters
    return letters
