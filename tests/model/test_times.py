"""Dates and times as authors type them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sitegen.model.times import read_date, read_moment

LONDON = ZoneInfo("Europe/London")
ZONES = [
    LONDON,
    ZoneInfo("UTC"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Pacific/Apia"),
    ZoneInfo("Australia/Lord_Howe"),
]


def fault(error: PydanticCustomError) -> tuple[str, str, str]:
    context = error.context or {}
    return context["code"], context["message"], context["hint"]


def test_a_date_is_read() -> None:
    assert read_date(" 2028-02-29 ") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("2026-02-29", "impossible-date", "check the day"),
        ("2026-13-01", "impossible-date", "write 2026-01-13"),
        ("0000-01-01", "impossible-date", "check the year"),
        ("0026-11-23", "impossible-date", "check the year"),
        ("9999-12-31", "impossible-date", "check the year"),
        ("23/11/2026", "bad-date", "write 2026-11-23"),
        ("3.4.2026", "bad-date", "write 2026-04-03, if 3 April is meant"),
        ("11/23/2026", "impossible-date", "write 2026-11-23, if that is meant"),
        ("2026-1-1", "bad-date", "write 2026-01-01"),
        ("2026/11/23", "bad-date", "write 2026-11-23"),
        ("٢٠٢٦-١١-٢٣", "bad-date", "write 2026-11-23"),
        ("tomorrow", "bad-date", "year-month-day"),
        ("2026-11-23T12:00", "unwanted-time", "write 2026-11-23"),
        ("", "empty-value", "write a value"),
    ],
)
def test_what_is_no_date_is_refused_with_help(text: str, code: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_date(text)
    assert fault(caught.value)[0] == code
    assert hint in fault(caught.value)[2]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23T17:00", datetime(2026, 11, 23, 17, tzinfo=UTC)),
        ("2026-07-23T17:00", datetime(2026, 7, 23, 16, tzinfo=UTC)),
        ("2026-03-29T00:59:59", datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)),
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25T00:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
        ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-11-23T04:00-03:30", datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        ("2026-03-29T01:30Z", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_an_instant_in_the_site_s_zone(text: str, instant: datetime) -> None:
    moment = read_moment(text, LONDON)
    assert moment.timestamp() == instant.timestamp()
    assert moment.tzinfo is LONDON


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("2026-11-23", "missing-time", "2026-11-23T12:00 is 12 noon"),
        ("2026-02-31", "impossible-date", "check the day"),
        ("2026-02-31T12:00", "impossible-date", "check the day"),
        ("2026-12-31T24:00", "impossible-time", "2026-12-31T23:59"),
        ("2999-12-31T24:00", "impossible-time", "2999-12-31T23:59"),
        ("2026-11-23T24:01", "impossible-time", "00 to 23"),
        ("2026-11-23T12:60", "impossible-time", "00 to 59"),
        ("2026-11-23T12:00+25:00", "impossible-time", "+01:00 in summer"),
        ("2026-11-23T12", "bad-time", "write 2026-11-23T12:00"),
        ("2026-11-23T12.30", "bad-time", "write 2026-11-23T12:30"),
        (
            "2026-11-23T09:00-12:00",
            "bad-time",
            "where there is a field “ends”, 2026-11-23T12:00 belongs there",
        ),
        ("2026-11-23 5pm", "bad-time", "write 2026-11-23T17:00"),
        ("2026-03-29T01:00", "skipped-time", "an hour later"),
        ("2026-03-29T01:59:59", "skipped-time", "2026-03-29T02:59"),
        ("2026-10-25T01:00", "repeated-time", "2026-10-25T01:00+01:00 or 2026-10-25T01:00+00:00"),
        ("2026-10-25T01:59", "repeated-time", "2026-10-25T01:59+01:00 or 2026-10-25T01:59+00:00"),
    ],
)
def test_what_is_no_time_is_refused_with_help(text: str, code: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_moment(text, LONDON)
    assert fault(caught.value)[0] == code
    assert hint in fault(caught.value)[2]


def test_an_offset_of_the_zone_itself_is_no_second_hour() -> None:
    moment = read_moment("2026-11-23T04:00-05:00", ZoneInfo("America/New_York"))
    assert moment.astimezone(UTC) == datetime(2026, 11, 23, 9, tzinfo=UTC)


@given(
    local=st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - the zone is drawn apart
    zone=st.sampled_from(ZONES),
)
def test_a_time_means_what_clocks_in_the_zone_showed_or_is_refused(local: datetime, zone: ZoneInfo) -> None:
    local = local.replace(microsecond=0)
    try:
        moment = read_moment(local.isoformat(), zone)
    except PydanticCustomError as problem:
        code, _, hint = fault(problem)
        assert code in ("skipped-time", "repeated-time")
        if code == "repeated-time":
            either = hint.removeprefix("say which one you mean: ").split(" or ")
            first, second = (read_moment(text, zone) for text in either)
            assert first.timestamp() < second.timestamp()
    else:
        assert moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


@given(
    text=st.text()
    | st.from_regex(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?", fullmatch=True)
)
def test_any_text_is_a_time_or_a_fault_in_our_words(text: str) -> None:
    for zone in ZONES:
        try:
            read_moment(text, zone)
        except PydanticCustomError as problem:
            assert all(fault(problem)[:2])  # noqa: PT017 - either outcome is right for some texts
