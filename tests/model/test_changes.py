"""When the site is next to be built: never too late, never for nothing, in any time zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.building.render import Workshop, environment
from sitegen.commands.options import SHIPPED
from sitegen.model.advert import Advert
from sitegen.model.changes import SECOND, Due, upcoming
from sitegen.model.content import Content
from sitegen.model.decision import Decision, Engagement
from sitegen.model.entry import Entry
from sitegen.model.parts import Amendment, Clarification, Decided, Meeting, Withdrawal
from sitegen.model.prose import Prose
from sitegen.model.record import Key, key_of
from sitegen.model.scalars import AdvertRef, DecisionRef
from sitegen.model.site import index
from sitegen.model.tallies import Tally
from sitegen.outputs.plan import plan
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read

ROOT = Path(__file__).parent.parent.parent
ASSETS = read_assets((SHIPPED,))
TEMPLATES = environment((SHIPPED,))
WORDS = Prose.of("A", "<p>A</p>", "A")
REVIEW = "The accessibility statement says from then on that its review is overdue"


def content_of(folder: str, now: str) -> Content:
    reading = read(ROOT / folder, datetime.fromisoformat(now), drafts=False)
    assert reading.content
    return reading.content


SMALL = content_of("tests/sites/small/content", "2026-09-01")


def at(content: Content, moment: datetime) -> Content:
    return replace(content, now=moment.astimezone(content.config.zone))


def built(content: Content, moment: datetime) -> dict[str, bytes]:
    """Every file of the public site at a moment."""
    site = index(at(content, moment), ASSETS)
    files = list(map(Workshop(TEMPLATES, "").make, plan(site)))
    assert [file.diagnostics for file in files if file.diagnostics] == []
    return {file.path: file.data for file in files}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths of the files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def shows(due: Due) -> bool:
    """Whether the public site looks different; the end of a statement only limits later notices."""
    return any("statement “" not in change.what for change in due.changes)


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


def test_the_worked_example_changes_at_the_moments_told_and_at_no_other() -> None:
    content = content_of("content", "2026-10-20T09:00")
    before = built(content, content.now)
    for due in upcoming(content):
        assert built(content, due.at - SECOND) == before, due
        before, last = built(content, due.at), before
        assert (before != last) is shows(due), due
    assert built(content, due.at + timedelta(days=1000)) == before


# Weeks in which clocks change: in London, and at midnight, so that a day has no midnight, in Cairo.
WEEKS = {
    "Europe/London": date(2026, 10, 12),
    "Africa/Cairo": date(2026, 4, 13),
    "Asia/Kolkata": date(2026, 1, 1),
}


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """The small site with an advert, a report, an exempt one and an outcome on any days of some weeks."""
    zone = draw(st.sampled_from(sorted(WEEKS)))
    first = WEEKS[zone]
    days = st.dates(first, first + timedelta(days=25))
    moments = st.datetimes(
        datetime(first.year, first.month, first.day),  # noqa: DTZ001 - the zone is given below
        datetime(first.year, first.month, first.day) + timedelta(days=25),  # noqa: DTZ001 - likewise
        timezones=st.just(UTC),
    ).map(lambda moment: moment.replace(microsecond=0).astimezone(ZoneInfo(zone)))
    advert = changed(
        SMALL.record(Advert, "bins"),
        published=draw(days),
        closes=draw(moments),
        outcome=draw(st.sampled_from([None, DecisionRef("told")])),
        withdrawn=draw(st.none() | days.map(lambda day: Withdrawal.model_construct(date=day, reason="A"))),
        clarifications=(clarification(draw(days)),),
        amendments=(Amendment.model_construct(date=draw(days), change="A"),),
    )
    met = [Meeting.model_construct(body="A", date=draw(days)) for _ in range(3)]
    report = changed(
        SMALL.record(Decision, "bins-report"),
        meeting=met[0],
        published=draw(st.none() | days),
        decided=draw(st.none() | days.map(lambda day: Decided.model_construct(date=day))),
    )
    closed = changed(
        SMALL.record(Decision, "closed-report"), meeting=met[1], published=draw(st.none() | days)
    )
    engagement = Engagement.model_construct(advert=AdvertRef("bins"), responses=Tally(1))
    told = changed(report, id="told", kind="outcome", meeting=met[2], engagement=engagement, published=None)
    config = changed(SMALL.config, time_zone=zone, closing_soon_days=draw(st.integers(0, 12)))
    return with_records(config, draw(moments), advert, report, closed, told)


def changed(record: Any, **fields: Any) -> Any:  # noqa: ANN401 - any record, each field with a type of its own
    assert record
    return record.model_copy(update=fields)


def clarification(answered: date) -> Clarification:
    return Clarification.model_construct(
        id="a", asked=date(2026, 1, 1), question=WORDS, answered=answered, answer=WORDS
    )


def with_records(config: Any, now: datetime, *records: Any) -> Content:  # noqa: ANN401 - the classes do not matter here
    """The small site with these settings and records in place of its own of the same names."""
    entry = SMALL.entries[Key("decisions", "bins-report")]
    placed = {key_of(record): Entry.of(record, entry.path, entry.packed) for record in records}
    entries = dict(sorted((dict(SMALL.entries) | placed).items()))
    settled = Entry.of(config, SMALL.settings.path, SMALL.settings.packed)
    return replace(SMALL, settings=settled, entries=entries, known=frozenset(entries), now=now)


@settings(max_examples=40)
@given(contents(), st.floats(0, 1))
def test_any_site_stays_the_same_to_the_last_second_before_a_moment_told_and_changes_at_it(
    content: Content, part: float
) -> None:
    now = content.now
    for due in islice(upcoming(content), 4):
        left = due.at.astimezone(UTC) - now.astimezone(UTC)
        before = built(content, now)
        between = now.astimezone(UTC) + (left - SECOND) * part
        assert differing(before, built(content, between)) == []
        assert differing(before, built(content, due.at.astimezone(UTC) - SECOND)) == []
        assert bool(differing(before, built(content, due.at))) is shows(due)
        now = due.at


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
    entry = Entry.of(advert, "bins.md", SMALL.entries[key].packed)
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
