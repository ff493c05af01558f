"""What is said of the next change: when, what and where, in any time zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sitegen.model.advert import Advert
from sitegen.model.changes import SECOND, upcoming
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.parts import Withdrawal
from sitegen.model.proceedings import Decided
from sitegen.model.record import key_of
from tests.model.time_passing import SMALL, at, changed, with_records

REVIEW = "The accessibility statement says from then on that its review is overdue"


def test_a_statement_ends_with_its_last_day() -> None:
    statement = SMALL.config.statements[0].model_copy(
        update={"title": "Not a tender", "until": date(2026, 9, 30)}
    )
    content = replace(
        SMALL, settings=replace(SMALL.settings, record=changed(SMALL.config, statements=(statement,)))
    )
    told = [
        due.at for due in upcoming(content) for change in due.changes if "“Not a tender” ends" in change.what
    ]
    assert told == [datetime(2026, 10, 1, tzinfo=content.config.zone)]


def told(content: Content) -> Iterator[tuple[str, str]]:
    """What is told, with the time and without the review."""
    for due in upcoming(content):
        for change in due.changes:
            if change.what != REVIEW:
                yield due.at.isoformat(), change.what


def bins(zone: str = "Europe/London", now: str = "2026-01-01T00:00Z", **fields: Any) -> Content:  # noqa: ANN401 - any field of the advert
    """A site with one advert that has these fields."""
    plain = {"clarifications": (), "amendments": ()}
    advert = changed(SMALL.record(Advert, "bins"), **(plain | fields))
    content = with_records(changed(SMALL.config, time_zone=zone), datetime.fromisoformat(now))
    key = key_of(advert)
    entry = Entry.of(advert, "bins.md", SMALL.entries[key].places)
    return at(replace(content, entries={key: entry}), content.now)


def moment(text: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(text).astimezone(ZoneInfo(zone))


def test_an_advert_is_published_then_closing_soon_then_closed_each_by_the_clock_of_its_day() -> None:
    # Closing soon is seven times twenty-four hours before, in summer time still.
    content = bins(published=date(2026, 10, 1), closes=moment("2026-10-28T12:00+00:00"))
    assert list(told(content)) == [
        ("2026-10-01T00:00:00+01:00", "Advert “Emptying bins” is published"),
        ("2026-10-21T13:00:00+01:00", "Advert “Emptying bins” is closing soon"),
        ("2026-10-28T12:00:00+00:00", "Advert “Emptying bins” closes"),
    ]


@pytest.mark.parametrize("closes", ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"])
def test_a_closing_time_in_the_hour_that_comes_twice_is_told_with_the_right_offset(closes: str) -> None:
    content = bins(now="2026-10-24T00:00Z", published=date(2026, 9, 1), closes=moment(closes))
    assert list(told(content)) == [(closes, "Advert “Emptying bins” closes")]


def test_a_day_without_midnight_begins_when_its_clocks_have_gone_forward() -> None:
    content = bins("Africa/Cairo", published=date(2026, 4, 24), closes=moment("2026-06-01T12:00Z"))
    assert next(told(content)) == ("2026-04-24T01:00:00+03:00", "Advert “Emptying bins” is published")


def test_a_withdrawn_advert_neither_closes_nor_is_closing_soon() -> None:
    gone = Withdrawal.model_construct(date=date(2026, 10, 15), reason="A")
    content = bins(published=date(2026, 10, 1), closes=moment("2026-10-28T12:00Z"), withdrawn=gone)
    assert [what for _, what in told(content)] == [
        "Advert “Emptying bins” is published",
        "Advert “Emptying bins” is withdrawn",
    ]


def test_what_is_so_already_is_not_told_not_even_at_its_own_second() -> None:
    closes = moment("2026-10-28T12:00Z")
    content = bins(now="2026-10-28T12:00Z", published=date(2026, 10, 1), closes=closes)
    assert list(told(content)) == []
    assert len(list(told(at(content, closes - SECOND)))) == 1


def test_a_draft_changes_nothing_whatever_its_dates() -> None:
    assert list(told(bins(published=date(2026, 10, 1), closes=moment("2026-10-28T12:00Z"), draft=True))) == []


def test_of_an_exempt_report_nothing_is_told_but_its_notice() -> None:
    report = changed(
        SMALL.record(Decision, "closed-report"),
        published=date(2026, 10, 1),
        decided=Decided.model_construct(date=date(2026, 10, 9)),
    )
    content = with_records(SMALL.config, SMALL.now, report)
    assert [
        (due.at.date(), change.what)
        for due in upcoming(at(content, SMALL.now))
        for change in due.changes
        if change.where == report.address
    ] == [(date(2026, 10, 1), "Decision “Terms of the depot lease” is published")]


@pytest.mark.parametrize(
    ("reviewed", "overdue"),
    [
        (date(2026, 9, 21), date(2027, 9, 22)),
        (date(2027, 2, 28), date(2028, 3, 1)),
        (date(2028, 2, 28), date(2029, 3, 1)),
        (date(2028, 2, 29), date(2029, 3, 1)),
        (date(2026, 12, 31), date(2028, 1, 1)),
    ],
)
def test_the_last_thing_to_come_is_always_the_review_of_the_accessibility_statement(
    reviewed: date, overdue: date
) -> None:
    statement = changed(SMALL.config.accessibility, reviewed=reviewed)
    content = with_records(changed(SMALL.config, accessibility=statement), SMALL.now)
    (last,) = list(upcoming(at(content, SMALL.now)))[-1:]
    assert last.at.date() == overdue
    assert [change.what for change in last.changes] == [REVIEW]
