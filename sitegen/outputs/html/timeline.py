"""Adverts and decisions → timelines of what happened and what is planned.

The words are true before and after each date, because a page does not change until the next build; only a plan is
called otherwise once its day has passed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum, auto
from typing import assert_never

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.kinds import Dated, Shown
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.html.commitments import Promised
from sitegen.outputs.wording import BECAME, CALL_INS, hours


class Stage(IntEnum):
    """The stages of a market test, in the order of entries on one day; entries with a time of day are sorted by it."""

    REPORTED = auto()
    DECIDED = auto()
    CALLED_IN = auto()
    ENGAGED = auto()
    ADVERTISED = auto()
    CHANGED = auto()
    ANSWERED = auto()
    QUESTIONS_CLOSE = auto()
    EVENT = auto()
    CLOSING = auto()
    PLANNED = auto()
    WITHDRAWN = auto()
    OUTCOME = auto()
    BECAME = auto()


MILESTONES = (
    Stage.REPORTED,
    Stage.DECIDED,
    Stage.CALLED_IN,
    Stage.ADVERTISED,
    Stage.CLOSING,
    Stage.WITHDRAWN,
    Stage.OUTCOME,
    Stage.BECAME,
)
"""The stages that a long timeline keeps."""
LONG = 60
"""The most entries on one page."""
AWAITED = (Stage.REPORTED, Stage.QUESTIONS_CLOSE, Stage.EVENT, Stage.CLOSING)
"""Stages, beside what is planned, that a timeline can have before their time."""
NOT_NEWS = (Stage.ENGAGED, Stage.QUESTIONS_CLOSE, Stage.EVENT, Stage.PLANNED)
"""Stages that change nothing on the site when their time comes."""
GROUPED = {
    Stage.CHANGED: ("changes to the notice", "changes"),
    Stage.ANSWERED: ("questions answered", "questions-and-answers"),
}
"""Stages of which several on one day become one entry: its words, and the section that it links to."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An entry of a timeline. `title` and `address` are of its record; `detail` may have times of day; `note` is the author's.

    `is_ahead` says that its time had not come when the page was made.
    """

    when: date | datetime
    stage: Stage
    what: str
    title: str
    address: str
    detail: str = ""
    note: str | None = None
    promised: Promised | None = None
    is_ahead: bool = False

    @property
    def day(self) -> date:
        """The date of `when`."""
        return self.when.date() if isinstance(self.when, datetime) else self.when

    @property
    def order(self) -> tuple[date, int, float, Stage, str, str]:
        """The sort key: on one day, entries with a time of day come after those that begin it and before those that end it."""
        is_timed = isinstance(self.when, datetime)
        part = 1 if is_timed else 0 if self.stage < Stage.QUESTIONS_CLOSE else 2
        return (self.day, part, _instant(self.when), self.stage, self.title, self.address)


def timeline(site: Site, records: Iterable[Shown | None]) -> tuple[TimelineEntry, ...]:
    """What happened to these records and what is planned, earliest first."""
    dated = (record for record in records if isinstance(record, Dated))
    found = (one for record in dated for one in _of(record, site.as_of.date()))
    return tuple(sorted((_placed(one, site.as_of) for one in found), key=lambda one: one.order))


def _placed(one: TimelineEntry, now: datetime) -> TimelineEntry:
    """The entry as it is called before or after its time: a plan whose day has passed may not have been kept."""
    if one.stage == Stage.PLANNED and one.day < now.date():
        return replace(one, what="Was planned for this day")
    if one.stage == Stage.PLANNED:
        return replace(one, is_ahead=True)
    return replace(one, is_ahead=one.stage in AWAITED and not _has_come(one, now))


def news(site: Site, records: Iterable[Shown]) -> tuple[TimelineEntry, ...]:
    """What has happened up to now, latest first."""
    found = (one for one in timeline(site, records) if one.stage not in NOT_NEWS)
    return tuple(_as_news(one) for one in found if _has_come(one, site.as_of))[::-1]


def abridged(entries: tuple[TimelineEntry, ...]) -> tuple[TimelineEntry, ...]:
    """The entries if there are at most `LONG`, otherwise the latest milestones."""
    if len(entries) <= LONG:
        return entries
    return tuple(one for one in entries if one.stage in MILESTONES)[-LONG:]


def on_own_page(entries: Iterable[TimelineEntry], address: str) -> tuple[TimelineEntry, ...]:
    """The entries for the page at `address`, which neither names its own record nor links to its own top."""
    return tuple(_on_own_page(one, address) for one in entries)


def _on_own_page(one: TimelineEntry, address: str) -> TimelineEntry:
    page, mark, anchor = one.address.partition("#")
    return replace(one, title="", address=mark + anchor) if page == address else one


def _as_news(one: TimelineEntry) -> TimelineEntry:
    return replace(one, what="Closed for responses", detail="") if one.stage == Stage.CLOSING else one


def _has_come(one: TimelineEntry, now: datetime) -> bool:
    return _instant(one.when) <= now.timestamp() and one.day <= now.date()


def _instant(when: date | datetime) -> float:
    """Seconds since 1970; 0 for a date. Python compares times of one zone by wall clock, which is wrong on a day of clock change."""
    return when.timestamp() if isinstance(when, datetime) else 0


def _of(record: Dated, today: date) -> Iterator[TimelineEntry]:
    match record:
        case Advert():
            yield from _of_advert(record, today)
        case Decision():
            yield from _of_decision(record)
        case ExemptNotice():
            what = f"Report to {record.body}"
            yield TimelineEntry(record.date, Stage.REPORTED, what, record.title, record.address)
        case _:
            assert_never(record)


def _of_advert(advert: Advert, today: date) -> Iterator[TimelineEntry]:
    if over := advert.engagement:
        yield TimelineEntry(over.closed, Stage.ENGAGED, "Engagement closed", advert.title, advert.address)
    yield TimelineEntry(advert.published, Stage.ADVERTISED, "Notice published", advert.title, advert.address)
    yield from _day_by_day(_done(advert))
    withdrawn = advert.withdrawn if advert.withdrawn and advert.withdrawn.date <= today else None
    # Plans for the day of withdrawal or later are void.
    yield from (one for one in _planned(advert, today) if not withdrawn or one.day < withdrawn.date)
    for became in advert.became:
        if became.date <= today:
            what, address = BECAME[became.kind], f"{advert.address}#procurement"
            yield TimelineEntry(became.date, Stage.BECAME, what, advert.title, address, became.title)
    if withdrawn:
        yield TimelineEntry(withdrawn.date, Stage.WITHDRAWN, "Withdrawn", advert.title, advert.address)


def _done(advert: Advert) -> Iterator[TimelineEntry]:
    for anchor, change in advert.changes():
        address = f"{advert.address}#{anchor}"
        yield TimelineEntry(change.date, Stage.CHANGED, "Notice changed", advert.title, address)
    for number, one in enumerate(advert.clarifications, start=1):
        if one.answered and one.answer:
            what, address = f"Question {number} answered", f"{advert.address}#{one.anchor}"
            yield TimelineEntry(one.answered, Stage.ANSWERED, what, advert.title, address)


def _planned(advert: Advert, today: date) -> Iterator[TimelineEntry]:
    title, address = advert.title, advert.address
    if until := advert.questions_close:
        yield TimelineEntry(until, Stage.QUESTIONS_CLOSE, "Questions close", title, address, hours(until))
    for event in advert.events:
        detail = f"{event.title}, {hours(event.starts, event.ends)}"
        yield TimelineEntry(event.starts, Stage.EVENT, "Event", title, f"{address}#events", detail)
    if closes := advert.deadline:
        yield TimelineEntry(closes, Stage.CLOSING, "Closing time", title, address, hours(closes))
    for step in advert.timetable:
        promised = Promised(step.commitment, step.commitment.is_overdue(today)) if step.commitment else None
        yield TimelineEntry(
            step.date, Stage.PLANNED, "Planned", title, address, step.title, step.note, promised
        )


def _day_by_day(entries: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
    """The entries, with those of one stage on one day joined."""
    days: defaultdict[tuple[date, Stage], list[TimelineEntry]] = defaultdict(list)
    for one in entries:
        days[one.day, one.stage].append(one)
    for first, *more in days.values():
        if more:
            words, anchor = GROUPED[first.stage]
            page = first.address.partition("#")[0]
            yield replace(first, what=f"{len(more) + 1} {words}", address=f"{page}#{anchor}")
        else:
            yield first


def _of_decision(decision: Decision) -> Iterator[TimelineEntry]:
    title, address, met = decision.title, decision.address, decision.meeting
    if decision.kind == "outcome":
        yield TimelineEntry(decision.public_from, Stage.OUTCOME, "Outcome published", title, address)
        return
    if not decision.decided or decision.decided.date != met.date:
        yield TimelineEntry(met.date, Stage.REPORTED, f"Report to {met.body}", title, address)
    if decision.decided:
        word = "Deferred" if decision.status == "deferred" else "Decided"
        yield TimelineEntry(
            decision.decided.date, Stage.DECIDED, f"{word} by {decision.taker}", title, f"{address}#decided"
        )
    if called_in := decision.called_in:
        what = f"Called in by {called_in.by}"
        yield TimelineEntry(
            called_in.date,
            Stage.CALLED_IN,
            what,
            title,
            f"{address}#called-in",
            CALL_INS[called_in.result],
        )
