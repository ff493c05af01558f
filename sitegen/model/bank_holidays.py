"""A year and a part of the United Kingdom → its bank holidays.

Most follow from rules: Schedule 1 to the Banking and Financial Dealings Act 1971, yearly proclamations under its section 1, and the
St Andrew's Day Bank Holiday (Scotland) Act 2007. What proclamations add or move is in two tables. A test compares all of it
with the package `holidays`, which takes a tenth of a second to import.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

Part = Literal["ENG", "WLS", "SCT", "NIR"]
"""ISO 3166-2:GB, without the prefix."""

_MONDAY, _SATURDAY = 0, 5
_DAY: Final = timedelta(days=1)
_ADDED: Final = {
    1999: (date(1999, 12, 31),),
    2002: (date(2002, 6, 3),),
    2011: (date(2011, 4, 29),),
    2012: (date(2012, 6, 5),),
    2022: (date(2022, 6, 3), date(2022, 9, 19)),
    2023: (date(2023, 5, 8),),
}
"""Of the whole United Kingdom: the millennium, jubilees, a wedding, a funeral, a coronation."""
_ADDED_IN_SCOTLAND: Final = {2026: (date(2026, 6, 15),)}
_MOVED: Final = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Mondays in May that a proclamation moved, for anniversaries of 1945 and jubilees."""


@cache
def bank_holidays(part: Part, year: int) -> frozenset[date]:
    """The bank holidays of a year, those at weekends with the day in lieu. From 1979 on, when the rules were as now."""
    easter = _easter(year)
    shared = (easter - 2 * _DAY, *_may(year), *_ADDED.get(year, ()))
    of_part = {"SCT": _scotland, "NIR": _northern_ireland}.get(part, _england)
    return frozenset(
        (*shared, *of_part(year, easter), *_with_days_in_lieu(date(year, 12, 25), date(year, 12, 26)))
    )


def _england(year: int, easter: date) -> Iterator[date]:
    """Those of England and Wales that Scotland does not share."""
    yield from _with_days_in_lieu(date(year, 1, 1))
    yield easter + _DAY
    yield _last_monday(year, 8)


def _scotland(year: int, _easter: date) -> Iterator[date]:
    yield from _with_days_in_lieu(date(year, 1, 1), date(year, 1, 2))
    yield _first_monday(year, 8)
    if year >= 2007:  # noqa: PLR2004 - the year of the Act
        yield from _with_days_in_lieu(date(year, 11, 30))
    yield from _ADDED_IN_SCOTLAND.get(year, ())


def _northern_ireland(year: int, easter: date) -> Iterator[date]:
    yield from _england(year, easter)
    yield from _with_days_in_lieu(date(year, 3, 17))
    yield from _with_days_in_lieu(date(year, 7, 12))


def _may(year: int) -> Iterator[date]:
    for day in (_first_monday(year, 5), _last_monday(year, 5)):
        yield _MOVED.get(day, day)


def _with_days_in_lieu(*days: date) -> Iterator[date]:
    """Days that follow each other, and for each at a weekend the next weekday that is none of them."""
    taken = set(days)
    for day in days:
        yield day
        if day.weekday() >= _SATURDAY:
            instead = day
            while instead in taken or instead.weekday() >= _SATURDAY:
                instead += _DAY
            taken.add(instead)
            yield instead


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (_MONDAY - first.weekday()) % 7 * _DAY


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - (last.weekday() - _MONDAY) * _DAY


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, 2nd edition, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
