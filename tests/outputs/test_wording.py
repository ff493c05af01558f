"""Dates, times, money and sizes in words."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs import wording

LONDON = ZoneInfo("Europe/London")


def at(text: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at("2003-04-25T12:00"), "12 noon on Friday 25 April 2003 (UK time)"),
        (at("2026-11-23T00:00"), "midnight at the start of Monday 23 November 2026 (UK time)"),
        (at("2026-01-01T09:05"), "9:05am on Thursday 1 January 2026 (UK time)"),
        (at("2026-01-01T00:30"), "12:30am on Thursday 1 January 2026 (UK time)"),
        (at("2026-01-01T12:30"), "12:30pm on Thursday 1 January 2026 (UK time)"),
        (at("2026-01-01T17:00", "Europe/Dublin"), "5pm on Thursday 1 January 2026 (Irish time)"),
        (at("2026-01-01T23:59", "America/New_York"), "11:59pm on Thursday 1 January 2026 (New York time)"),
    ],
)
def test_a_moment_reads_as_people_say_it(moment: datetime, words: str) -> None:
    assert wording.moment(moment) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-11-23T10:00", None, "10am on Monday 23 November 2026 (UK time)"),
        ("2026-11-23T10:00", "2026-11-23T12:00", "10am to 12 noon on Monday 23 November 2026 (UK time)"),
        (
            "2026-11-23T10:00",
            "2026-11-24T16:00",
            "10am on Monday 23 November 2026 (UK time) to 4pm on Tuesday 24 November 2026 (UK time)",
        ),
    ],
)
def test_an_event_names_its_day_once_when_it_ends_on_it(starts: str, ends: str | None, words: str) -> None:
    assert wording.span(at(starts), at(ends) if ends else None) == words


@given(st.dates())
def test_no_date_in_words_has_a_slash_or_an_ordinal(day: date) -> None:
    words = wording.weekday(day)
    assert "/" not in words
    assert str(day.year) in words.split()
    assert str(day.day) in words.split()


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("250000", "GBP", "£250,000"),
        ("1.10", "EUR", "€1.10"),
        ("999", "CHF", "CHF 999"),
        ("1234567.5", "USD", "$1,234,567.5"),
    ],
)
def test_money_keeps_the_figures_as_written(amount: str, currency: str, words: str) -> None:
    assert wording.money(Decimal(amount), currency) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (120_400, "120 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (1_200_000, "1.2 MB"),
        (14_960_000, "15.0 MB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(count: int, words: str) -> None:
    assert wording.size(count) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 pages"), (1, "1 page"), (14, "14 pages"), (1400, "1,400 pages")]
)
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert wording.plural(count, "page", "pages") == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-11-23T12:00", None, "12 noon (UK time)"),
        ("2026-11-23T00:00", None, "midnight at the start of the day (UK time)"),
        ("2026-11-23T10:00", "2026-11-23T11:30", "10am to 11:30am (UK time)"),
        ("2026-11-23T10:00", "2026-11-24T12:00", "10am to 12 noon on Tuesday 24 November 2026 (UK time)"),
    ],
)
def test_times_of_day_read_well_beside_their_day(starts: str, ends: str | None, words: str) -> None:
    assert wording.hours(at(starts), at(ends) if ends else None) == words
