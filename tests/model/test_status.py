"""Where an advert stands, to the second, on both sides of a clock change."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.advert import Advert
from sitegen.model.moments import status
from sitegen.model.parts import Contact, Respond, Withdrawal
from sitegen.model.prose import Prose
from sitegen.model.quantities import YEAR
from sitegen.model.scalars import DecisionRef
from sitegen.model.status import Status

LONDON = ZoneInfo("Europe/London")
ELSEWHERE = [LONDON, UTC, ZoneInfo("Asia/Kolkata"), timezone(timedelta(hours=-12))]
WORDS = Prose.of("A", "<p>A</p>", "A")


def advert(closes: datetime, published: date = date(2026, 1, 1), **fields: Any) -> Advert:  # noqa: ANN401 - each field has a type of its own
    """An advert that closes at a moment; everything that does not matter for its status is left out."""
    return Advert.model_construct(
        id="a",
        title="A",
        kind="soft-market-test",
        published=published,
        closes=closes,
        respond=Respond.model_construct(how=WORDS),
        contact=Contact.model_construct(role="A"),
        body=WORDS,
        **fields,
    )


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


# The clocks go forward on 29 March 2026 and back on 25 October 2026, both at 01:00 UTC.
DEADLINES = [
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
    "2026-07-01",
    "2027-01-01",
]


@pytest.mark.parametrize("day", DEADLINES)
def test_an_advert_is_open_one_second_before_its_deadline_and_closed_at_it(day: str) -> None:
    one = advert(london(f"{day}T12:00:00"))
    assert status(one, london(f"{day}T11:59:59"), 7) is Status.CLOSING_SOON
    assert status(one, london(f"{day}T12:00:00"), 7) is Status.CLOSED
    assert status(one, london(f"{day}T11:59:59"), 0) is Status.OPEN


@pytest.mark.parametrize(
    ("closes", "before", "at"),
    [
        # Half past one comes twice on 25 October: first in summer time, an hour later in winter time.
        ("2026-10-25T01:30:00+01:00", "2026-10-25T00:29:59Z", "2026-10-25T00:30:00Z"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25T01:29:59Z", "2026-10-25T01:30:00Z"),
        ("2026-10-25T02:00:00+00:00", "2026-10-25T01:59:59Z", "2026-10-25T02:00:00Z"),
        ("2026-03-29T02:00:00+01:00", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"),
    ],
)
def test_a_deadline_in_the_hour_of_a_clock_change_is_kept(closes: str, before: str, at: str) -> None:
    one = advert(datetime.fromisoformat(closes).astimezone(LONDON))
    early, exact = (datetime.fromisoformat(text).astimezone(LONDON) for text in (before, at))
    assert status(one, early, 7) is Status.CLOSING_SOON
    assert status(one, exact, 7) is Status.CLOSED


@pytest.mark.parametrize(
    ("closes", "threshold"),
    [
        ("2026-06-15T12:00", "2026-06-08T11:00:00Z"),
        # Seven times twenty-four hours, across a change: an hour off by the clock on the wall.
        ("2026-04-01T12:00", "2026-03-25T11:00:00Z"),
        ("2026-10-28T12:00", "2026-10-21T12:00:00Z"),
    ],
)
def test_an_advert_is_closing_soon_from_the_exact_second(closes: str, threshold: str) -> None:
    one, moment = advert(london(closes)), datetime.fromisoformat(threshold).astimezone(LONDON)
    assert status(one, moment - timedelta(seconds=1), 7) is Status.OPEN
    assert status(one, moment, 7) is Status.CLOSING_SOON


def test_the_days_before_the_close_may_be_none_or_a_year() -> None:
    one = advert(london("2026-06-15T12:00"))
    assert status(one, london("2026-06-15T11:59:59"), 0) is Status.OPEN
    assert status(one, london("2026-01-01T00:00"), YEAR) is Status.CLOSING_SOON


def test_an_advert_is_scheduled_until_midnight_before_its_day_in_the_site_s_zone() -> None:
    one = advert(london("2026-08-01T12:00"), published=date(2026, 7, 1))
    assert status(one, london("2026-06-30T23:59:59"), 7) is Status.SCHEDULED
    assert status(one, london("2026-07-01T00:00:00"), 7) is Status.OPEN


def test_an_outcome_counts_once_the_advert_has_closed() -> None:
    one = advert(london("2026-08-01T12:00"), outcome=DecisionRef("b"))
    assert status(one, london("2026-08-01T11:59:59"), 7) is Status.CLOSING_SOON
    assert status(one, london("2026-08-01T12:00:00"), 7) is Status.OUTCOME_PUBLISHED


def test_a_withdrawal_counts_from_its_day_before_everything_else() -> None:
    gone = Withdrawal(date="2026-07-20", reason="A")
    one = advert(london("2026-08-01T12:00"), outcome=DecisionRef("b"), withdrawn=gone)
    assert status(one, london("2026-07-19T23:59:59"), 7) is Status.OPEN
    assert status(one, london("2026-07-20T00:00:00"), 7) is Status.WITHDRAWN
    assert status(one, london("2027-01-01T00:00:00"), 7) is Status.WITHDRAWN


@pytest.mark.parametrize(
    ("one", "label", "takes"),
    [
        (Status.SCHEDULED, "Scheduled", False),
        (Status.OPEN, "Open", True),
        (Status.CLOSING_SOON, "Closing soon", True),
        (Status.CLOSED, "Closed", False),
        (Status.OUTCOME_PUBLISHED, "Outcome published", False),
        (Status.WITHDRAWN, "Withdrawn", False),
    ],
)
def test_a_status_says_what_it_is_and_whether_suppliers_may_respond(
    one: Status,
    label: str,
    takes: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (one.label, one.takes_responses) == (label, takes)


@given(
    instant=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given beside
    left=st.integers(-10, 10),
)
def test_seconds_decide_whatever_the_zone_of_the_clock(instant: datetime, left: int) -> None:
    one = advert(instant.astimezone(LONDON), published=date(2025, 1, 1))
    now = instant - timedelta(seconds=left)
    found = {status(one, now.astimezone(zone), 7) for zone in ELSEWHERE}
    assert found == {Status.CLOSING_SOON if left > 0 else Status.CLOSED}
