"""A page changes at the moments that are declared and at no other, to the second, in any time zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build import neighbours
from sitegen.model.advert import Advert
from sitegen.model.changes import SECOND, Due, upcoming
from sitegen.model.config import Config
from sitegen.model.content import Content
from sitegen.model.kinds import Shown
from sitegen.model.moments import Moment, moments
from sitegen.model.site import Site
from sitegen.outputs import plan
from sitegen.outputs.output import Data
from tests.model.time_passing import Builder, content_of, contents, differing


def shows(due: Due) -> bool:
    """Whether the public site looks different; the end of a statement only limits later notices."""
    return any("statement “" not in change.what for change in due.changes)


def test_the_worked_example_changes_at_the_moments_told_and_at_no_other() -> None:
    content, builder = content_of("content", "2026-10-20T09:00"), Builder()
    before = builder.built(content, content.now)
    for due in upcoming(content):
        assert differing(before, builder.by_the_clock(content, due.at - SECOND)) == [], due
        before, last = builder.built(content, due.at), before
        assert (before != last) is shows(due), due
    assert builder.by_the_clock(content, due.at + timedelta(days=1000)) == before


@settings(max_examples=40)
@given(contents(), st.lists(st.just(1.0) | st.floats(0, 1), min_size=4, max_size=4))
def test_any_site_stays_the_same_to_the_last_second_before_a_moment_told_and_changes_at_it(
    content: Content, parts: list[float]
) -> None:
    builder, now = Builder(), content.now.astimezone(UTC)
    before = builder.built(content, now)
    for due, part in zip(islice(upcoming(content), 4), parts, strict=False):
        moment = due.at.astimezone(UTC)
        between = now + (moment - SECOND - now) * part
        assert differing(before, builder.by_the_clock(content, between)) == []
        before, last = builder.built(content, moment), before
        assert bool(differing(before, last)) is shows(due)
        now = moment


@settings(max_examples=10)
@given(contents(), st.integers(0, 40 * 24))
def test_a_preview_shows_drafts_and_what_is_scheduled_as_the_clock_has_them(
    content: Content, hours: int
) -> None:
    assert stale(replace(content, drafts=True), content.now + timedelta(hours=hours)) == []


class Opening:
    """A format that a colleague adds in haste: it says whether the first event of an advert has ended."""

    @staticmethod
    def beside(site: Site, record: Shown) -> Iterator[Data]:
        if isinstance(record, Advert) and record.events:
            has_ended = (record.events[0].ends or record.events[0].starts) <= site.as_of
            yield Data(f"{record.address[1:]}ended.txt", str(has_ended).encode())


def stale(content: Content, moment: datetime) -> list[str]:
    """The files that are not as the clock would have them."""
    builder = Builder()
    return differing(builder.built(content, moment), builder.by_the_clock(content, moment))


def test_what_depends_on_the_clock_and_declares_no_moment_is_found_and_may_stay_once_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def declared(record: Shown, config: Config) -> Iterator[Moment]:
        yield from moments(record, config)
        if isinstance(record, Advert):
            yield from (
                Moment(event.ends.astimezone(UTC), "held an event") for event in record.events if event.ends
            )

    content = content_of("content", "2026-10-20T09:00")
    advert = next(entry.record for entry in content.of(Advert) if entry.record.events)
    ends = advert.events[0].ends
    assert ends
    assert stale(content, ends) == []
    monkeypatch.setattr(plan, "BESIDE", (*plan.BESIDE, Opening))
    assert stale(content, ends) == [f"{advert.address[1:]}ended.txt"]
    monkeypatch.setattr(neighbours, "moments", declared)
    assert stale(content, ends) == []
