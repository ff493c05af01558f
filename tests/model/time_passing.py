"""The public site at any moment, made as a build makes it and by the clock; and sites with any dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from sitegen.build.neighbours import Neighbours
from sitegen.commands.options import SHIPPED
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision, Engagement
from sitegen.model.entry import Entry
from sitegen.model.parts import Amendment, Clarification, Commitment, Step, Withdrawal
from sitegen.model.proceedings import Decided, Meeting
from sitegen.model.prose import Prose
from sitegen.model.record import Key, key_of
from sitegen.model.scalars import AdvertRef, DecisionRef
from sitegen.model.site import Site, index
from sitegen.model.tallies import Tally
from sitegen.outputs import hosting
from sitegen.outputs.output import Output, info_of
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read
from sitegen.writing.render import Renderer, environment
from tests.strategies import jobs_of

ROOT = Path(__file__).parent.parent.parent
ASSETS = read_assets((SHIPPED,))
WORKSHOP = Renderer(environment((SHIPPED,)), "")
WORDS = Prose.of("A", "<p>A</p>", "A")


def content_of(folder: str, now: str) -> Content:
    reading = read(ROOT / folder, datetime.fromisoformat(now), drafts=False)
    assert reading.content
    return reading.content


SMALL = content_of("tests/sites/small/content", "2026-09-01")


def at(content: Content, moment: datetime) -> Content:
    return replace(content, now=moment.astimezone(content.config.zone))


class Builder:
    """Makes every file of the public site at one moment after another.

    A template sees its view and nothing else: where that is as it was, the bytes are, and need not be made again.
    """

    def __init__(self) -> None:
        self._jobs: dict[bytes, list[Output]] = {}
        self._made: dict[str, tuple[Output, bytes]] = {}

    def built(self, content: Content, moment: datetime) -> dict[str, bytes]:
        """The files as a build at that moment makes them, which keeps what has the same key."""
        site, outputs = index(at(content, moment), ASSETS), []
        for job in jobs_of(site):
            if job.made_from not in self._jobs:
                self._jobs[job.made_from] = list(job.plan().outputs)
            outputs += self._jobs[job.made_from]
        return self._files(site, outputs)

    def by_the_clock(self, content: Content, moment: datetime) -> dict[str, bytes]:
        """The files where each page gets that moment itself, and not the one at which something last changed."""
        site = index(at(content, moment), ASSETS)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Neighbours, "last_change", lambda *_: site.as_of)
            return self._files(site, [output for job in jobs_of(site) for output in job.plan().outputs])

    def _files(self, site: Site, outputs: list[Output]) -> dict[str, bytes]:
        every = (*outputs, *hosting.plan(site, list(map(info_of, outputs))))
        return {output.path: self._bytes(output) for output in every}

    def _bytes(self, output: Output) -> bytes:
        kept = self._made.get(output.path)
        if not kept or kept[0] != output:
            file = WORKSHOP.make(output)
            assert not file.diagnostics
            kept = self._made[output.path] = (output, file.data)
        return kept[1]


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths of the files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


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
        timetable=(Step.model_construct(title="A", date=draw(days), commitment=commitment(draw(days))),),
    )
    met = [Meeting.model_construct(body="A", date=draw(days)) for _ in range(3)]
    report = changed(
        SMALL.record(Decision, "bins-report"),
        meeting=met[0],
        published=draw(st.none() | days),
        decided=draw(st.none() | days.map(lambda day: Decided.model_construct(date=day))),
        risk=WORDS,
        risk_commitment=commitment(draw(days)),
    )
    closed = changed(
        SMALL.record(Decision, "closed-report"),
        kind=draw(st.sampled_from(["report", "outcome"])),
        meeting=met[1],
        published=draw(st.none() | days),
    )
    engagement = Engagement.model_construct(advert=AdvertRef("bins"), responses=Tally(1))
    told = changed(report, id="told", kind="outcome", meeting=met[2], engagement=engagement, published=None)
    config = changed(SMALL.config, time_zone=zone, closing_soon_days=draw(st.integers(0, 12)))
    return with_records(config, draw(moments), advert, report, closed, told)


def changed(record: Any, **fields: Any) -> Any:  # noqa: ANN401 - any record, each field with a type of its own
    assert record
    return record.model_copy(update=fields)


def commitment(due: date) -> Commitment:
    return Commitment(owner="A").model_copy(update={"due": due})


def clarification(answered: date) -> Clarification:
    return Clarification.model_construct(
        id="a", asked=date(2026, 1, 1), question=WORDS, answered=answered, answer=WORDS
    )


def with_records(config: Any, now: datetime, *records: Any) -> Content:  # noqa: ANN401 - the classes do not matter here
    """The small site with these settings and records in place of its own of the same names."""
    entry = SMALL.entries[Key("decisions", "bins-report")]
    placed = {key_of(record): Entry.of(record, entry.path, entry.places) for record in records}
    entries = dict(sorted((dict(SMALL.entries) | placed).items()))
    settled = Entry.of(config, SMALL.settings.path, SMALL.settings.places)
    return replace(SMALL, settings=settled, entries=entries, known=frozenset(entries), now=now)
