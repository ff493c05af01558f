"""Dates and times as an author types them → calendar dates, and points in time in the site's zone."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sitegen.model.date_advice import no_date, no_moment, no_such_day
from sitegen.model.faults import fault, read_text
from sitegen.model.written_dates import Day

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


def midnight(day: date, zone: tzinfo) -> datetime:
    """00:00 on `day` in `zone`; where the clocks go forward at midnight, the moment at which they do."""
    return datetime.combine(day, time(), zone)


def read_date(value: object) -> date:
    """A calendar date from `2026-11-23`."""
    text = read_text(value)
    if not (found := _DATE.fullmatch(text)):
        raise no_date(text)
    return _day(found[0])


def read_day_or_month(value: object) -> str:
    """The text of a day, or of a month: `2027-03`."""
    text = read_text(value)
    if _DATE.fullmatch(text):
        return read_date(text).isoformat()
    if not _MONTH.fullmatch(text):
        raise fault(
            "bad-month",
            f"“{text}” is neither a month nor a day",
            "write a month, 2027-03, or a day, 2027-03-15",
        )
    return text


def last_day_of(written: str) -> date:
    """The last day of a month, or the day itself: 31 March 2027 for `2027-03`."""
    if not (found := _MONTH.fullmatch(written)):
        return date.fromisoformat(written)
    year, month = int(found[1]), int(found[2])
    return date(year, month, monthrange(year, month)[1])


def _day(text: str) -> date:
    day = Day(*map(int, text.split("-")))
    if not day.found:
        raise no_such_day(day)
    return day.found


def read_moment(value: object, zone: ZoneInfo) -> datetime:
    """A point in time from `2026-11-23T12:00`, in the site's time zone; with an offset, converted to it."""
    text = read_text(value)
    if not (found := _MOMENT.fullmatch(text)):
        raise no_moment(text)
    day = _day(found[1])
    if (found[2], found[3], found[4]) == ("24", "00", None):
        raise fault(
            "impossible-time",
            "There is no 24:00",
            f"write {day}T23:59 for the last minute of the day, or an hour at which people are at work",
        )
    try:
        local = datetime(day.year, day.month, day.day, int(found[2]), int(found[3]), int(found[4] or 0))  # noqa: DTZ001 - the zone follows below
    except ValueError:
        raise fault(
            "impossible-time",
            f"There is no {text[11:]} on a clock",
            "hours run from 00 to 23, minutes from 00 to 59",
        ) from None
    if found[5] and _is_range(local, found[5], zone):
        raise no_moment(text)
    return _with_offset(local, found[5], zone) if found[5] else _in_zone(local, zone)


def _is_range(local: datetime, offset: str, zone: ZoneInfo) -> bool:
    """Whether two hours were meant, as in `09:00-12:00`, and no offset: the second is later, and not the zone's own."""
    return (
        offset[0] == "-" and offset[1:] > f"{local:%H:%M}" and offset != _offset(local.replace(tzinfo=zone))
    )


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
            f"choose an hour later: {local + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        )
    offsets = " or ".join(f"{local:%Y-%m-%dT%H:%M}{_offset(moment)}" for moment in (first, second))
    raise fault(
        "repeated-time",
        f"{local:%H:%M} happens twice on that day: the clocks go back",
        f"say which one you mean: {offsets}",
    )


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]
