"""Dates and times as an author types them → calendar dates, and points in time in the site's zone."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sitegen.model.faults import fault, read_text

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_MONTHS = 12
_YEARS = range(1800, 3000)
"""Years that a record can mean. Far from the ends of the calendar, no sum of days can run off it."""


def _date_hint(text: str) -> str:
    if (day_first := _DAY_FIRST.fullmatch(text)) and int(day_first[2]) <= _MONTHS:
        day, month, year = day_first.groups()
        return f"dates are written year-month-day: {year}-{int(month):02}-{int(day):02} if you mean day {day}, month {month}"
    return "dates are written year-month-day, for example 2026-11-23"


def _moment_hint(text: str) -> str:
    if (day_first := _DAY_FIRST.match(text)) and int(day_first[2]) <= _MONTHS:
        day, month, year = day_first.groups()
        return f"write the year first, then T and the time: {year}-{int(month):02}-{int(day):02}T12:00 is 12 noon"
    return "write 2026-11-23T12:00 for 12 noon on 23 November 2026"


def read_date(value: object) -> date:
    """A calendar date from `2026-11-23`."""
    text = read_text(value)
    if _MOMENT.fullmatch(text):
        raise fault("unwanted-time", "Only a date belongs here, without a time", f"write {text[:10]}")
    if not (found := _DATE.fullmatch(text)):
        raise fault("bad-date", f"“{text}” is not a date as it is written here", _date_hint(text))
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        raise fault(
            "impossible-date", f"There is no {text} in the calendar", "check the day and the month"
        ) from None
    if day.year not in _YEARS:
        raise fault("impossible-date", f"The year {found[1]} cannot be meant", "check the year")
    return day


def read_moment(value: object, zone: ZoneInfo) -> datetime:
    """A point in time from `2026-11-23T12:00`, in the site's time zone; with an offset, converted to it."""
    text = read_text(value)
    if not (found := _MOMENT.fullmatch(text)):
        if _DATE.fullmatch(text):
            read_date(text)
            raise fault(
                "missing-time", "A time of day is missing", f"add one after the date: {text}T12:00 is 12 noon"
            )
        raise fault(
            "bad-time",
            f"“{text}” is not a date and time as it is written here",
            _moment_hint(text),
        )
    day = read_date(found[1])
    if (found[2], found[3], found[4]) == ("24", "00", None):
        raise fault(
            "impossible-time",
            "There is no 24:00",
            f"midnight at the end of the day is {day + timedelta(days=1)}T00:00",
        )
    try:
        local = datetime(day.year, day.month, day.day, int(found[2]), int(found[3]), int(found[4] or 0))  # noqa: DTZ001 - the zone follows below
    except ValueError:
        raise fault(
            "impossible-time",
            f"There is no {text[11:]} on a clock",
            "hours run from 00 to 23, minutes from 00 to 59",
        ) from None
    return _with_offset(local, found[5], zone) if found[5] else _in_zone(local, zone)


def _with_offset(local: datetime, offset: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(local.isoformat() + offset.replace("Z", "+00:00")).astimezone(zone)
    except (ValueError, OverflowError):
        raise fault(
            "impossible-time",
            f"There is no time offset {offset}",
            "UK time is +00:00 in winter, +01:00 in summer",
        ) from None


def _in_zone(local: datetime, zone: ZoneInfo) -> datetime:
    """`local` in `zone`; at a clock change a time that happens never, or twice, is a fault."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    try:
        exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
    except OverflowError:
        exists = True
    if not exists:
        raise fault(
            "skipped-time",
            f"{local:%H:%M} does not happen on that day: the clocks go forward",
            "choose a time an hour later",
        )
    offsets = " or ".join(f"{local:%Y-%m-%dT%H:%M}{_offset(moment)}" for moment in (first, second))
    raise fault(
        "repeated-time",
        f"{local:%H:%M} happens twice on that day: the clocks go back",
        f"say which one you mean: {offsets}",
    )


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]
