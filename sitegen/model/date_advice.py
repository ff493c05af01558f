"""A text that is no date or time in the one form that is read → why, and what to write instead: the author's own value."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from sitegen.model.faults import fault
from sitegen.model.written_dates import MONTHS, WEEKDAYS, Day, WrittenDate, written
from sitegen.model.written_times import Hour

_NO_DATE = "“{}” is not a date as it is written here"
_NO_TIME = "“{}” is not a date and time as it is written here"
_LAST_DAY = 31


def no_date(text: str) -> PydanticCustomError:
    """The fault of a text that is not a date such as `2026-11-23`."""
    said = written(text)
    if wrong := _wrong_days(said):
        return wrong
    if not (day := _only(said)):
        hint = _missing(said.days) or "dates are written year-month-day, for example 2026-11-23"
        return fault("bad-date", _NO_DATE.format(text), hint)
    if said.hours:
        return fault("unwanted-time", "Only a date belongs here, without a time", f"write {day}")
    return fault("bad-date", _NO_DATE.format(text), f"write {day}{_doubts(said, day)}")


def no_moment(text: str) -> PydanticCustomError:
    """The fault of a text that is not a point in time such as `2026-11-23T12:00`."""
    said = written(text)
    if wrong := _wrong_days(said) or _wrong_hours(said):
        return wrong
    day = _only(said)
    if day and not said.hours:
        return fault(
            "missing-time",
            "A time of day is missing",
            f"write the date, T and the time: {day}T12:00 is 12 noon{_doubts(said, day)}",
        )
    if not day:
        return fault("bad-time", _NO_TIME.format(text), _without_day(said))
    (hour,) = said.hours
    if hour.midnight:
        ends = f"{day}T00:00 is its first moment, {day + timedelta(days=1)}T00:00 its last"
        return fault(
            "bad-time", "This may be either end of the day", f"{ends}; or choose an hour: {day}T12:00"
        )
    moment = f"{day}T{hour}{said.offset}"
    if hour.either:
        later = f"{day}T{Hour(hour.hour + 12, hour.minute)}{said.offset}"
        return fault(
            "bad-time", _NO_TIME.format(text), f"write {moment}, or {later} if it is in the afternoon"
        )
    return fault("bad-time", _NO_TIME.format(text), f"write {moment}{_doubts(said, day)}")


def no_such_day(day: Day) -> PydanticCustomError:
    """The fault of a day that is not in the calendar."""
    if not 1 <= day.month <= len(MONTHS):
        hint = f"write {day.turned}, if that is meant" if day.turned else "months run from 01 to 12"
        return fault("impossible-date", f"There is no month {day.month}", hint)
    month = MONTHS[day.month - 1]
    if not 1 <= day.day <= _LAST_DAY:
        return fault("impossible-date", f"There is no day {day.day} in a month", "days run from 01 to 31")
    try:
        last = monthrange(day.year, day.month)[1]
    except ValueError:
        last = 0
    if day.day <= last or not last:
        return fault("impossible-date", f"The year {day.year:04} cannot be meant", "check the year")
    hint = f"check the day: {month} {day.year} ends on {day.year:04}-{day.month:02}-{last}"
    return fault("impossible-date", f"There is no {day.day} {month} {day.year}", hint)


def _only(said: WrittenDate) -> date | None:
    return said.days[0].found if len(said.days) == 1 else None


def _wrong_days(said: WrittenDate) -> PydanticCustomError | None:
    """What is wrong with days that are whole: there are two, or one that is not in the calendar."""
    days = tuple(day for day in said.days if day.year and day.day)
    impossible = next((day for day in days if not day.found), None)
    if impossible:
        return no_such_day(impossible)
    if len(days) > 1:
        either = " or ".join(f"{_with_hour(day, said)}" for day in days)
        return fault("bad-date", "There are two dates here, and one belongs here", f"write {either}")
    return None


def _with_hour(day: Day, said: WrittenDate) -> str:
    return f"{day.found}T{said.hours[0]}" if said.hours else str(day.found)


def _wrong_hours(said: WrittenDate) -> PydanticCustomError | None:
    """What is wrong with the hours: there are two, or one that is on no clock."""
    for hour in said.hours:
        if not hour.is_on_a_clock:
            return fault(
                "impossible-time",
                f"There is no {hour} on a clock",
                "hours run from 00 to 23, minutes from 00 to 59",
            )
    if len(said.hours) > 1 and (day := _only(said)):
        first, last = said.hours[0], said.hours[-1]
        hint = f"write {day}T{first}; where there is a field “ends”, {day}T{last} belongs there"
        return fault("bad-time", "There are two times here, and one belongs here", hint)
    return None


def _missing(days: tuple[Day, ...]) -> str:
    """What to add to a date that leaves out its year or its day."""
    for day in days:
        if not day.year:
            return f"the year is missing: write it first, then -{day.month:02}-{day.day:02}"
        if not day.day:
            return f"the day is missing: write {day.year:04}-{day.month:02}- and the day in two digits"
    return ""


def _without_day(said: WrittenDate) -> str:
    if hint := _missing(said.days):
        return (
            f"{hint}, then T and the time: T{said.hours[0]}" if said.hours else f"{hint}, then T and the time"
        )
    if said.hours and not said.days:
        return f"the day is missing: write it before the time, as in 2026-11-23T{said.hours[0]}"
    return "write 2026-11-23T12:00 for 12 noon on 23 November 2026"


def _doubts(said: WrittenDate, day: date) -> str:
    """What an author should look at before following the advice."""
    return "".join(_each_doubt(said, day))


def _each_doubt(said: WrittenDate, day: date) -> Iterator[str]:
    if said.by_number and day.day <= len(MONTHS) and day.day != day.month:
        yield f", if {day.day} {MONTHS[day.month - 1]} is meant"
    if said.weekday is not None and said.weekday != day.weekday():
        yield f", if that is right: it is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[said.weekday]}"
