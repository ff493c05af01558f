"""A date or a time as people write it, “12th January 2027, 5pm” → the days and hours that it names.

This is for advice only, to give authors their own value back: dates in any other form than the required one are faults.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from sitegen.model.written_times import Hour, hours, offset

_ENGLISH = "january february march april may june july august september october november december"
_WELSH = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
MONTHS: Final = tuple(name.title() for name in _ENGLISH.split())
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_OF = {
    word: number
    for language in (_ENGLISH, _WELSH)
    for number, name in enumerate(language.split(), start=1)
    for word in (name, name[:3])
} | {"sept": 9}
_WEEKDAY_OF = {
    name[:size].lower(): place for place, name in enumerate(WEEKDAYS) for size in (3, 4, 5, len(name))
}
_FILLERS = frozenset("the of on at by before from until to and in".split())  # noqa: SIM905 - easier to read
_LONG_ENOUGH = 5
"""Letters of a word that may be a misspelt month."""
_LONGEST = 80
"""Characters of what may be a date."""
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|\s*h)")
"""A year, where no day is named: “spring 2027”. Beside a day it is a time, as in “12 January 2027, 1700”."""
_CENTURY = 2000
_YEARS = range(1800, 3000)
_LAST_MONTH = 12

_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"«(?P<m>\d\d)»[.,]?"
_YEAR = r"(?P<y>\d{4}|'?\d\d(?!\s*[:.h]\s?\d|\s*[ap]\.?m))(?!\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\d«.:]){form}")
    for form in (
        r"(?P<y>\d{4})(?P<sign>[-/. ])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?!\d)",
        r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        rf"(?P<d>\d{{1,2}})(?P<sign>\s?[-/. ]\s?)(?P<m>\d{{1,2}})(?P=sign){_YEAR}",
        rf"{_DAY}[\s./-]*{_MONTH}[\s,/-]*{_YEAR}",
        rf"(?P<y>\d{{4}})[\s,/-]*{_MONTH}[\s/-]*{_DAY}(?!\d)",
        rf"{_DAY}[\s./-]*{_MONTH}",
    )
) + tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}\s*{_DAY}[\s,]+{_YEAR}",
        rf"{_MONTH}[\s,/-]*(?P<y>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d\d)(?![\d/-])",
        rf"{_MONTH}\s*{_DAY}(?!\d)",
    )
)
"""The ways to write a date, the most complete first. «01» is January."""
_BY_NUMBER = _FORMS[2]
_NUMBERED = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAYS_OF_ONE_MONTH = re.compile(
    rf"(?<![\d:./]){_NUMBERED}(?:\s*[-&]\s*|\s{{2,}}){_NUMBERED}\s*(«\d\d»[.,]?\s*(?:\d{{4}})?)(?![\d:])"
)
"""“12 to 14 January 2027”: two days, one month."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was written: what was left out is 0, and it need not be in the calendar."""

    year: int
    month: int
    day: int

    @property
    def found(self) -> date | None:
        """The day in the calendar, if it is there."""
        try:
            return date(self.year, self.month, self.day) if self.year in _YEARS else None
        except ValueError:
            return None

    @property
    def turned(self) -> date | None:
        """The day that an American means, who writes the month first: only where the other order is impossible."""
        return Day(self.year, self.day, self.month).found if self.month > _LAST_MONTH else None


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What a text says: its days, its hours, its offset (`+01:00`, or nothing) and its day of the week (from 0)."""

    days: tuple[Day, ...]
    hours: tuple[Hour, ...]
    offset: str = ""
    weekday: int | None = None
    by_number: bool = False
    """Whether the month is written as a number after the day, as people do who mean the day first, and some who do not."""


def written(text: str) -> WrittenDate:
    """What the text says. Nothing, when it is no date as people write one."""
    if len(text) > _LONGEST:
        return WrittenDate((), ())
    words, weekday = _plain(text)
    days, rest, by_number = _days(words)
    zone, rest = offset(rest if days else _FOUR_DIGITS.sub(" ", rest))
    return WrittenDate(days, hours(rest), zone, weekday, by_number)


def _plain(text: str) -> tuple[str, int | None]:
    """The text in small letters with one kind of hyphen, its months as numbers, and its day of the week apart."""
    weekday: int | None = None

    def word(found: re.Match[str]) -> str:
        nonlocal weekday
        name = found[0]
        if name in _WEEKDAY_OF:
            weekday = _WEEKDAY_OF[name]
            return " "
        if name in _FILLERS:
            return " "
        close = name if name in _MONTH_OF or len(name) < _LONG_ENOUGH else _misspelt(name)
        return f"«{_MONTH_OF[close]:02}»" if close in _MONTH_OF else name

    text = re.sub("[\u2010-\u2015\u2212]", "-", text.casefold()).replace("\u2019", "'")
    return re.sub(r"(?<![^\W\d_])[^\W\d_]{2,}", word, text), weekday


def _misspelt(name: str) -> str:
    close = get_close_matches(name, _ENGLISH.split(), n=1, cutoff=0.8)
    return close[0] if close else name


def _days(words: str) -> tuple[tuple[Day, ...], str, bool]:
    """The days that these words name, the words without them, and whether a month is a number after the day."""
    found: list[tuple[int, Day]] = []
    by_number = False
    words = _DAYS_OF_ONE_MONTH.sub(r"\1 \3 \2 \3", words)
    for form in _FORMS:
        matches = list(form.finditer(words))
        found += ((match.start(), _day(match)) for match in matches)
        by_number |= bool(matches) and form is _BY_NUMBER
        words = form.sub(lambda match: " " * len(match[0]), words) if matches else words
    days = [day for _, day in sorted(found, key=lambda one: one[0])]
    return tuple(_completed(days)), words, by_number


def _day(match: re.Match[str]) -> Day:
    said = match.groupdict()
    year = (said.get("y") or "0").lstrip("'")
    century = _CENTURY if len(year) == 2 else 0  # noqa: PLR2004 - as in 27
    return Day(int(year) + century, int(said["m"]), int(said.get("d") or 0))


def _completed(days: list[Day]) -> Iterator[Day]:
    """The days; those without a year get the year of the last."""
    for day in days:
        yield day if day.year else Day(days[-1].year, day.month, day.day)
