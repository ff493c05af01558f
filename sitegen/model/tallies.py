"""A count or an average as an author writes it → its value, exact or only as exact as is safe to publish.

A count of one or two can identify people, so both may be less exact: `fewer than 3`, which includes none, `12 or more`,
`4.5 or more`. Three is a usual threshold in official statistics (OECD, Glossary of statistical terms, “Threshold rule”).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from sitegen.model.faults import fault, read_text
from sitegen.model.written_numbers import numbers

FEW = 3
"""The lowest count that is published as a number."""
AVERAGED = 5
"""The lowest number of answers with a published average."""
BEST = 5
"""The highest mark."""
FEWER = f"fewer than {FEW}"
_TALLY = r"(\d{1,9})( or more)?"
_AVERAGE = r"([0-4](?:\.\d{1,9})?|5(?:\.0{1,9})?)( or (?:more|less))?"


@dataclass(frozen=True, slots=True)
class Tally:
    """A count: `least` if `exact`, otherwise `least` or more; from 0 to 2 if `few`."""

    least: int
    exact: bool = True
    few: bool = False

    def __str__(self) -> str:
        """As an author writes it: `14`, `12 or more`, `fewer than 3`."""
        return FEWER if self.few else f"{self.least}{'' if self.exact else ' or more'}"

    @property
    def most(self) -> int | None:
        """The most that it can be; None if only the least is known."""
        if self.few:
            return FEW - 1
        return self.least if self.exact else None

    @property
    def tells_of_few(self) -> bool:
        """Whether it reveals a count of one or two."""
        return self.exact and 0 < self.least < FEW


FEWER_THAN_3 = Tally(0, exact=False, few=True)


def or_more(least: int) -> Tally:
    """A count of `least` or more."""
    return Tally(least, exact=False)


@dataclass(frozen=True, slots=True)
class Mean:
    """An average of marks from 0 to 5. `bound` is `or less`, `or more` or empty."""

    value: Decimal
    bound: str = ""

    def __str__(self) -> str:
        """As an author writes it: `3.5`, `4.5 or more`."""
        return f"{self.value} {self.bound}".strip()

    @property
    def in_halves(self) -> bool:
        """Whether it is rounded to the nearest half, which does not show how many answered."""
        return self.value * 2 % 1 == 0

    @property
    def tells_all(self) -> bool:
        """Whether it reveals that everyone gave the lowest mark, or everyone the highest."""
        return (self.value == 0 and self.bound != "or more") or (self.value == 5 and self.bound != "or less")  # noqa: PLR2004 - the ends of the scale


def read_tally(value: object) -> Tally:
    """A count from an author's text, or a fault."""
    text = read_text(value)
    if text.lower() == FEWER:
        return FEWER_THAN_3
    found = re.fullmatch(_TALLY, text, re.ASCII | re.IGNORECASE)
    if not found or (found[2] and int(found[1]) < FEW):
        hint = (
            f"write a whole number from 0 up; or {FEWER}; or {FEW} or more, with {FEW} or any higher number"
        )
        said = numbers(text).found
        if len(said) == 1 and said[0] == said[0].to_integral_value() and not found:
            hint = f"write {said[0]:f}, if that is meant; or {FEWER}; or {FEW} or more"
        raise fault("bad-count", f"“{text}” is not a number of responses", hint)
    return Tally(int(found[1]), exact=not found[2])


def read_mean(value: object) -> Mean:
    """An average from an author's text, or a fault."""
    text = read_text(value)
    if not (found := re.fullmatch(_AVERAGE, text, re.ASCII | re.IGNORECASE)):
        hint = "write a number from 0 to 5, such as 3.5; or 0.5 or less; or 4.5 or more"
        said = numbers(text).found
        if said and said[0] <= BEST and not text.startswith("-"):
            hint = f"write {said[0]:f}, if that is meant; or 0.5 or less; or 4.5 or more"
        raise fault("bad-average", f"“{text}” is not an average of marks from 0 to 5", hint)
    return Mean(Decimal(found[1]), (found[2] or "").strip().lower())


TallyField = Annotated[
    Tally, PlainValidator(read_tally), WithJsonSchema({"type": "string", "format": "tally"})
]
MeanField = Annotated[Mean, PlainValidator(read_mean), WithJsonSchema({"type": "string", "format": "mean"})]
