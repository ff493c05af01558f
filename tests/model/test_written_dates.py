"""Who writes a date or a time in another way gets it back in the right one, never another day or hour."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sitegen.model.times import read_date, read_moment
from sitegen.model.written_dates import MONTHS, WEEKDAYS, written

LONDON = ZoneInfo("Europe/London")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?(?:[+-]\d\d:\d\d)?")


def said_of(text: str, *, time: bool = False) -> tuple[str, str, str]:
    """The code, the message and the hint of the fault that the text is."""
    with pytest.raises(PydanticCustomError) as caught:
        read_moment(text, LONDON) if time else read_date(text)
    context = caught.value.context or {}
    return context["code"], context["message"], context["hint"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/02/2027", "2027-02-12"),
        ("12-2-2027", "2027-02-12"),
        ("12.02.27", "2027-02-12"),
        ("12 02 2027", "2027-02-12"),
        ("2027-1-12", "2027-01-12"),
        ("2027/01/12", "2027-01-12"),
        ("20270112", "2027-01-12"),
        ("12th January 2027", "2027-01-12"),
        ("the 1st of March, 2027", "2027-03-01"),
        ("12-Jan-27", "2027-01-12"),
        ("12 Jan '27", "2027-01-12"),
        ("Tuesday 12 January 2027", "2027-01-12"),
        ("Tues. 12 Jan. 2027", "2027-01-12"),
        ("January 12, 2027", "2027-01-12"),
        ("Jan 12th 2027", "2027-01-12"),
        ("2027 January 12", "2027-01-12"),
        ("12 Febuary 2027", "2027-02-12"),
        ("22 Septmber 2027", "2027-09-22"),
        ("12 Ionawr 2027", "2027-01-12"),
        ("12\u00a0January\u00a02027", "2027-01-12"),
        ("12\u201301\u20132027", "2027-01-12"),
        ("by 12 January 2027", "2027-01-12"),
        ("02/13/2027", "2027-02-13"),
        ("2027-13-02", "2027-02-13"),
    ],
)
def test_a_date_comes_back_as_itself(text: str, day: str) -> None:
    _, _, hint = said_of(text)
    assert hint.startswith(f"write {day}")
    assert read_date(day) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12/02/2027 17:00", "2027-02-12T17:00"),
        ("12th January 2027, 5pm", "2027-01-12T17:00"),
        ("5pm on 12 January 2027", "2027-01-12T17:00"),
        ("2027-01-12T17", "2027-01-12T17:00"),
        ("2027-01-12 17h", "2027-01-12T17:00"),
        ("2027-01-12T9:00", "2027-01-12T09:00"),
        ("2027-01-12 5 p.m.", "2027-01-12T17:00"),
        ("2027-01-12 12.30pm", "2027-01-12T12:30"),
        ("2027-01-12 12.30am", "2027-01-12T00:30"),
        ("2027-01-12 12pm", "2027-01-12T12:00"),
        ("2027-01-12 17.30", "2027-01-12T17:30"),
        ("2027-01-12 1730hrs", "2027-01-12T17:30"),
        ("12 January 2027, 1730", "2027-01-12T17:30"),
        ("2027-01-12 noon", "2027-01-12T12:00"),
        ("12 noon, Friday 12 February 2027", "2027-02-12T12:00"),
        ("midday on 2027-01-12", "2027-01-12T12:00"),
        ("2027-01-12T17:00:00.000", "2027-01-12T17:00"),
        ("12 July 2027 17:00 BST", "2027-07-12T17:00+01:00"),
        ("12 January 2027 17:00 GMT", "2027-01-12T17:00+00:00"),
        ("2027-01-12T17:00+0100", "2027-01-12T17:00+01:00"),
        ("17:00 12/01/27", "2027-01-12T17:00"),
        ("2027-01-12T13pm", "2027-01-12T13:00"),
    ],
)
def test_a_time_comes_back_as_itself(text: str, moment: str) -> None:
    code, _, hint = said_of(text, time=True)
    assert code == "bad-time"
    assert hint.startswith(f"write {moment}")
    assert (
        read_moment(moment, LONDON) == datetime.fromisoformat(moment).replace(tzinfo=LONDON) or "+" in moment
    )


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("31/02/2027", "impossible-date", "There is no 31 February 2027|2027-02-28"),
        ("2027-02-29", "impossible-date", "There is no 29 February 2027|2027-02-28"),
        ("31 June 2027", "impossible-date", "There is no 31 June 2027|2027-06-30"),
        ("13/13/2027", "impossible-date", "There is no month 13|months run"),
        ("32 January 2027", "impossible-date", "There is no day 32|01 to 31"),
        ("12-14 January 2027", "bad-date", "two dates|2027-01-12 or 2027-01-14"),
        ("12 January to 3 February 2027", "bad-date", "two dates|2027-01-12 or 2027-02-03"),
        ("2027-01-12 to 2027-01-14", "bad-date", "two dates|2027-01-12 or 2027-01-14"),
        ("12 January", "bad-date", "|the year is missing: write it first, then -01-12"),
        ("January 2027", "bad-date", "|the day is missing: write 2027-01-"),
        ("2027-01", "bad-date", "|the day is missing: write 2027-01-"),
        ("Friday", "bad-date", "|year-month-day"),
        ("spring 2027", "bad-date", "|year-month-day"),
        ("Monday 12 January 2027", "bad-date", "|it is a Tuesday, not a Monday"),
        ("03/04/2027", "bad-date", "|if 3 April is meant"),
        ("12 January 2027, 5pm", "unwanted-time", "|write 2027-01-12"),
        ("12/02/" + "9" * 5000, "bad-date", "|year-month-day"),
    ],
)
def test_a_date_that_does_not_say_enough_or_too_much_is_told_why(text: str, code: str, words: str) -> None:
    found, message, hint = said_of(text)
    part_of_message, part_of_hint = words.split("|")
    assert found == code
    assert part_of_message in message
    assert part_of_hint in hint


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("12th January 2027", "missing-time", "2027-01-12T12:00 is 12 noon"),
        ("close of business, 12 January 2027", "missing-time", "2027-01-12T12:00 is 12 noon"),
        ("5pm", "bad-time", "the day is missing"),
        (
            "12 January 17:00",
            "bad-time",
            "the year is missing: write it first, then -01-12, then T and the time: T17:00",
        ),
        (
            "2027-01-12 10am-12pm",
            "bad-time",
            "write 2027-01-12T10:00; where there is a field “ends”, 2027-01-12T12:00",
        ),
        (
            "2027-01-12 17:00-18:00",
            "bad-time",
            "write 2027-01-12T17:00; where there is a field “ends”, 2027-01-12T18:00",
        ),
        (
            "midnight on 12 January 2027",
            "bad-time",
            "2027-01-12T00:00 is its first moment, 2027-01-13T00:00 its last",
        ),
        ("2027-01-12 5 o'clock", "bad-time", "write 2027-01-12T05:00, or 2027-01-12T17:00"),
        ("2027-01-12 25:00", "impossible-time", "00 to 23"),
        ("12/01/2027 17:60", "impossible-time", "00 to 59"),
        ("31/02/2027 17:00", "impossible-date", "2027-02-28"),
        ("tomorrow at noon", "bad-time", "2026-11-23T12:00"),
    ],
)
def test_a_time_that_does_not_say_enough_or_too_much_is_told_why(text: str, code: str, words: str) -> None:
    found, _, hint = said_of(text, time=True)
    assert found == code
    assert words in hint


FORMS = (
    "{day.day}/{day.month:02}/{day.year}",
    "{day.day:02}.{day.month:02}.{day.year}",
    "{day.year}/{day.month}/{day.day}",
    "{day.day} {month} {day.year}",
    "{weekday} {day.day} {month} {day.year}",
    "{month} {day.day}, {day.year}",
    "{day.day}-{short}-{year}",
)
HOURS = (
    "{at.hour}.{at.minute:02}",
    "{at.hour:02}:{at.minute:02}",
    "{twelve}.{at.minute:02}{half}",
    "{twelve}:{at.minute:02} {half}",
)


@given(
    at=st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - as it is written
    form=st.sampled_from(FORMS),
    hour=st.sampled_from(HOURS),
    time_first=st.booleans(),
)
def test_any_day_and_hour_in_any_usual_form_come_back_as_they_are(
    at: datetime, form: str, hour: str, *, time_first: bool
) -> None:
    month = MONTHS[at.month - 1]
    day = form.format(
        day=at.date(),
        month=month,
        short=month[:3],
        year=f"{at.year % 100:02}",
        weekday=WEEKDAYS[at.weekday()],
    )
    clock = hour.format(at=at, twelve=at.hour % 12 or 12, half="am" if at.hour < 12 else "pm")
    text = f"{clock} {day}" if time_first else f"{day} {clock}"
    _, _, hint = said_of(text, time=True)
    assert ISO.findall(hint)[0] == f"{at:%Y-%m-%dT%H:%M}"
    assert ISO.findall(said_of(day)[2])[0] == f"{at:%Y-%m-%d}"


@given(st.text(alphabet=st.sampled_from("0123456789/-.: TpamJanuary«»'+Z"), max_size=40) | st.text())
def test_any_text_is_looked_at_without_harm(text: str) -> None:
    for day in written(text).days:
        assert day.found is None or day.found.year == day.year
    for time in (True, False):
        try:
            read_moment(text, LONDON) if time else read_date(text)
        except PydanticCustomError as problem:
            assert all((problem.context or {}).values())  # noqa: PT017 - either outcome is right for some texts
