"""Adverts and decisions → what happened to them and what is planned, in the order of time.

The words are true before and after: a page stands as it was built until the site is built again.
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
from sitegen.outputs.wording import hours


class Turn(IntEnum):
    """The turns that a market test takes. What falls on one day stands in this order, times of day in theirs."""

    REPORTED = auto()
    DECIDED = auto()
    ADVERTISED = auto()
    CHANGED = auto()
    ANSWERED = auto()
    QUESTIONS_CLOSE = auto()
    EVENT = auto()
    CLOSING = auto()
    PLANNED = auto()
    WITHDRAWN = auto()
    OUTCOME = auto()


MILESTONES = (
    Turn.REPORTED,
    Turn.DECIDED,
    Turn.ADVERTISED,
    Turn.CLOSING,
    Turn.WITHDRAWN,
    Turn.OUTCOME,
)
"""What a long list is cut down to."""
LONG = 60
"""Turns that one page can show."""
NO_NEWS = (Turn.QUESTIONS_CLOSE, Turn.EVENT, Turn.PLANNED)
"""What changes nothing on the site when its time comes."""
TOGETHER = {
    Turn.CHANGED: ("changes to the notice", "changes"),
    Turn.ANSWERED: ("questions answered", "questions-and-answers"),
}
"""What stands in one line when there is more than one on a day: its words, and the section that has them all."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One turn: when, what, of which record, and where to read of it.

    `detail` says more in a few words, such as the times of day; `note` is the author's.
    """

    when: date | datetime
    turn: Turn
    what: str
    title: str
    address: str
    detail: str = ""
    note: str | None = None

    @property
    def day(self) -> date:
        """The day on which it falls."""
        return self.when.date() if isinstance(self.when, datetime) else self.when

    @property
    def order(self) -> tuple[date, int, float, Turn, str, str]:
        """What a list is sorted by: what has a time of day stands between what begins and what ends its day."""
        is_timed = isinstance(self.when, datetime)
        part = 1 if is_timed else 0 if self.turn < Turn.QUESTIONS_CLOSE else 2
        return (self.day, part, _instant(self.when), self.turn, self.title, self.address)


def timeline(site: Site, records: Iterable[Shown | None]) -> tuple[Happening, ...]:
    """What happened to these records and what is planned for them, the earliest first."""
    dated = (record for record in records if isinstance(record, Dated))
    found = (one for record in dated for one in _of(record, site.as_of.date()))
    return tuple(sorted(found, key=lambda one: one.order))


def news(site: Site, records: Iterable[Shown]) -> tuple[Happening, ...]:
    """What has come about by now, the latest first."""
    told = (one for one in timeline(site, records) if one.turn not in NO_NEWS)
    return tuple(_as_news(one) for one in told if _has_come(one, site.as_of))[::-1]


def abridged(happenings: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """The same where one page can show it all; of a longer list only the milestones, and of those the latest."""
    if len(happenings) <= LONG:
        return happenings
    return tuple(one for one in happenings if one.turn in MILESTONES)[-LONG:]


def at_home(happenings: Iterable[Happening], address: str) -> tuple[Happening, ...]:
    """The same for the page at `address`, which neither names itself nor links to its own top."""
    return tuple(_at_home(one, address) for one in happenings)


def _at_home(one: Happening, address: str) -> Happening:
    page, mark, anchor = one.address.partition("#")
    return replace(one, title="", address=mark + anchor) if page == address else one


def _as_news(one: Happening) -> Happening:
    return replace(one, what="Closed for responses", detail="") if one.turn == Turn.CLOSING else one


def _has_come(one: Happening, now: datetime) -> bool:
    return _instant(one.when) <= now.timestamp() and one.day <= now.date()


def _instant(when: date | datetime) -> float:
    """Compared as instants: within one zone Python compares wall clocks, wrongly on a clock-change day."""
    return when.timestamp() if isinstance(when, datetime) else 0


def _of(record: Dated, today: date) -> Iterator[Happening]:
    match record:
        case Advert():
            yield from _of_advert(record, today)
        case Decision():
            yield from _of_decision(record)
        case ExemptNotice():
            what = f"Report to {record.body}"
            yield Happening(record.date, Turn.REPORTED, what, record.title, record.address)
        case _:
            assert_never(record)


def _of_advert(advert: Advert, today: date) -> Iterator[Happening]:
    yield Happening(advert.published, Turn.ADVERTISED, "Notice published", advert.title, advert.address)
    yield from _day_by_day(_done(advert))
    withdrawn = advert.withdrawn if advert.withdrawn and advert.withdrawn.date <= today else None
    # What was planned for the day of withdrawal or later no longer stands.
    yield from (one for one in _planned(advert) if not withdrawn or one.day < withdrawn.date)
    if withdrawn:
        yield Happening(withdrawn.date, Turn.WITHDRAWN, "Withdrawn", advert.title, advert.address)


def _done(advert: Advert) -> Iterator[Happening]:
    for anchor, change in advert.changes():
        address = f"{advert.address}#{anchor}"
        yield Happening(change.date, Turn.CHANGED, "Notice changed", advert.title, address)
    for number, one in enumerate(advert.clarifications, start=1):
        if one.answered and one.answer:
            what, address = f"Question {number} answered", f"{advert.address}#{one.anchor}"
            yield Happening(one.answered, Turn.ANSWERED, what, advert.title, address)


def _planned(advert: Advert) -> Iterator[Happening]:
    title, address = advert.title, advert.address
    if until := advert.questions_close:
        yield Happening(until, Turn.QUESTIONS_CLOSE, "Questions close", title, address, hours(until))
    for event in advert.events:
        detail = f"{event.title}, {hours(event.starts, event.ends)}"
        yield Happening(event.starts, Turn.EVENT, "Event", title, f"{address}#events", detail)
    yield Happening(advert.closes, Turn.CLOSING, "Closing time", title, address, hours(advert.closes))
    for step in advert.timetable:
        yield Happening(step.date, Turn.PLANNED, "Planned", title, address, step.title, step.note)


def _day_by_day(happenings: Iterable[Happening]) -> Iterator[Happening]:
    """The same, but those of one kind that fall on one day become one."""
    days: defaultdict[tuple[date, Turn], list[Happening]] = defaultdict(list)
    for one in happenings:
        days[one.day, one.turn].append(one)
    for first, *more in days.values():
        if more:
            words, anchor = TOGETHER[first.turn]
            page = first.address.partition("#")[0]
            yield replace(first, what=f"{len(more) + 1} {words}", address=f"{page}#{anchor}")
        else:
            yield first


def _of_decision(decision: Decision) -> Iterator[Happening]:
    title, address, met = decision.title, decision.address, decision.meeting
    if decision.kind == "outcome":
        yield Happening(decision.public_from, Turn.OUTCOME, "Outcome published", title, address)
        return
    if not decision.decided or decision.decided.date != met.date:
        yield Happening(met.date, Turn.REPORTED, f"Report to {met.body}", title, address)
    if decision.decided:
        word = "Deferred" if decision.status == "deferred" else "Decided"
        yield Happening(
            decision.decided.date, Turn.DECIDED, f"{word} by {met.body}", title, f"{address}#decided"
        )
