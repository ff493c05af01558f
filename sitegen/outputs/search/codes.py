"""A text → terms for its dates and amounts, so that each is found as a whole: `18december2026`, `2.4million`.

find.js makes the same of a date or an amount that a reader types.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

_MONTHS = {
    name[:3]: (f"{number:02}", name)
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
}
_YEAR = re.compile(r" (20[0-9]{2}|19[0-9]{2})(?![0-9])")
_BEFORE_YEAR = re.compile(r"(?:\b([0-9]{1,2}) )?\b([A-Z][a-z]{2,8})$")
_DAY_AND_MONTH = 18
"""More letters than `30 September` has."""
_AMOUNT = re.compile(
    r"[£$€]([0-9][0-9,]*(?:\.[0-9]+)?)(?: ?(k|m|bn|[mb]illion|thousand)\b)?|([0-9][0-9,]*(?:\.[0-9]+)?) ([mb]illion)\b"
)
_UNITS = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_LONGEST = 20
"""The most characters of an amount."""


def codes(text: str) -> Iterator[str]:
    """The terms for the dates and the amounts of a text."""
    for year in _YEAR.finditer(text):  # which is quicker than one pattern for a whole date
        if before := _BEFORE_YEAR.search(text[max(0, year.start() - _DAY_AND_MONTH) : year.start()]):
            yield from _date(before[1], before[2], year[1])
    if "£" in text or "llion" in text or "€" in text or "$" in text:
        yield from _amounts(text)


@lru_cache(maxsize=1 << 14)
def _date(day: str | None, name: str, year: str) -> tuple[str, ...]:
    """`11december2026`, `2026-12-11`, `11/12/2026` and `december2026` for 11 December 2026."""
    digits, month = _MONTHS.get(name[:3].lower(), ("", ""))
    if not month.startswith(name.lower()):
        return ()
    whole = f"{month}{year}"
    if not day:
        return (whole,)
    return (whole, f"{int(day)}{whole}", f"{year}-{digits}-{int(day):02}", f"{int(day):02}/{digits}/{year}")


def _amounts(text: str) -> Iterator[str]:
    """`2400000`, `2.4million` and `2.4m` for £2.4 million and for £2,400,000."""
    for digits, unit, other, million in _AMOUNT.findall(text):
        written = (digits or other).replace(",", "")
        if len(written) <= _LONGEST:
            amount = Decimal(written) * _UNITS.get(unit or million, 1)
            yield f"{amount.normalize():f}"
            for name, size in _UNITS.items():
                if 1 <= amount / size < 10**3 and not (amount * 1000) % size:
                    yield f"{(amount / size).normalize():f}{name}"
