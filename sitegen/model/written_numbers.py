"""A number or an amount as people write it, “£1.5 million” → the numbers that it names. For advice only, like written_dates."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_SCALES: Final = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mil": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_SCALE: Final = rf"(?:\s?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}))?(?![^\W_])"
_THOUSANDS: Final = "[,.'\u2019 \u00a0\u202f]"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<grouped>\d{{1,3}}(?:(?P<sign>{_THOUSANDS})\d{{3}}(?:(?P=sign)\d{{3}})*)(?!\d))"
    rf"(?P<pence>[.,]\d{{1,2}}(?!\d))?|(?P<plain>\d*[.,]\d+|\d+\.?)(?![.,]?\d)|\b(?:an?|one)(?=\s(?:{'|'.join(_SCALES)})\b)){_SCALE}"
)
_BETWEEN: Final = re.compile(r"\s*(?:-|to|and|or|until)\s*")
_ENDS: Final = ("from", "to")
_TOO_LARGE: Final = 10**15
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a text names, in order, and whether they are two ends of a range, the smaller one first."""

    found: tuple[Decimal, ...]
    is_range: bool = False


def numbers(text: str) -> Numbers:
    """The numbers in the text; empty if it is too long."""
    if len(text) > _LONGEST:
        return Numbers(())
    words = re.sub("[£$€]", " ", re.sub("[\u2010-\u2015\u2212]", "-", text.casefold()))
    matches = list(_NUMBER.finditer(words))
    amounts = [(_plain(match), match["scale"] or "") for match in matches]
    is_range = len(matches) == len(_ENDS) and bool(
        _BETWEEN.fullmatch(words[matches[0].end() : matches[1].start()])
    )
    if is_range and not amounts[0][1] and amounts[0][0] < amounts[1][0]:  # “200-300k”: both are thousands
        amounts[0] = (amounts[0][0], amounts[1][1])
    found = tuple(_scaled(*amount) for amount in amounts)
    return Numbers(found, is_range and found[0] < found[1])


def _scaled(number: Decimal, scale: str) -> Decimal:
    """The number in full, without zeros that say nothing."""
    number *= _SCALES.get(scale, 1)
    return Decimal(int(number)) if number == number.to_integral_value() else number


def own_number(text: str) -> str:
    """Advice to write the number of the text in digits; empty if it has none."""
    found = [f"{number:f}" for number in numbers(text).found if number < _TOO_LARGE]
    if len(found) > 1:
        return f"write the one that is meant: {' or '.join(dict.fromkeys(found))}"
    return f"write {found[0]}" if found else ""


def _plain(match: re.Match[str]) -> Decimal:
    if grouped := match["grouped"]:
        whole = re.sub(_THOUSANDS, "", grouped)
        return Decimal(whole + (match["pence"] or "").replace(",", "."))
    return Decimal((match["plain"] or "1").replace(",", ".").rstrip("."))
