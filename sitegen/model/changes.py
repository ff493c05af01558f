"""The content → what changes on the public site as time passes, moment by moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.record import Record
from sitegen.model.status import Status, status

SECOND = timedelta(seconds=1)
"""Times in content are to the second."""
_BECOMES = {
    Status.CLOSING_SOON: "is closing soon",
    Status.CLOSED: "closes",
    Status.OUTCOME_PUBLISHED: "closes",
    Status.WITHDRAWN: "is withdrawn",
}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What changes, in words, and where: the address of a page. Lists and the home page may follow it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Due:
    """A point in time, in the site's zone, at which a build is due, and all that changes then."""

    at: datetime
    changes: tuple[Change, ...]


_Dated = tuple[datetime, Change]


def upcoming(content: Content) -> Iterator[Due]:
    """The moments after `now` at which the public site has to be built again, the first one first.

    The content must be free of errors. Drafts change nothing, for the public never sees them.
    """
    found = (dated for entry in content.entries.values() for dated in _of(entry.record, content))
    settled = (*_statements(content), *_accessibility(content))
    later = sorted({dated for dated in (*found, *settled) if dated[0] > content.now.astimezone(UTC)})
    for at, dated in groupby(later, lambda dated: dated[0]):
        yield Due(at.astimezone(content.config.zone), tuple(change for _, change in dated))


def _of(record: Record, content: Content) -> Iterator[_Dated]:
    """When the record comes out, and what happens to it while it is out."""
    if record.draft or record.public_from is None:
        return
    zone = content.config.zone
    out = _start(record.public_from, zone)
    yield out, _change(record, "is published")
    if isinstance(record, Advert):
        yield from (one for one in _of_advert(record, content) if one[0] > out)
    elif isinstance(record, Decision):
        yield from (one for one in _of_decision(record, zone) if one[0] > out)


def _of_advert(advert: Advert, content: Content) -> Iterator[_Dated]:
    zone, days = content.config.zone, content.config.closing_soon_days
    closes = advert.closes.astimezone(UTC)
    moments = {closes - timedelta(days=days), closes}
    if advert.withdrawn:
        moments.add(_start(advert.withdrawn.date, zone))
    for moment in moments:
        before, after = (status(advert, at.astimezone(zone), days) for at in (moment - SECOND, moment))
        if after is not before and after in _BECOMES:
            yield moment, _change(advert, _BECOMES[after])
    for clarification in advert.clarifications:
        if clarification.answered and clarification.answer:
            yield _start(clarification.answered, zone), _change(advert, "has a question answered")
    for amendment in advert.amendments:
        yield _start(amendment.date, zone), _change(advert, "is changed")


def _of_decision(decision: Decision, zone: ZoneInfo) -> Iterator[_Dated]:
    if decision.is_exempt or decision.kind == "report":
        yield _start(decision.meeting.date, zone), _change(decision, "goes to its meeting")
    if decision.decided and not decision.is_exempt:
        yield _start(decision.decided.date, zone), _change(decision, "is decided")


def _statements(content: Content) -> Iterator[_Dated]:
    """When standing statements end. No page changes then, but notices published later must do without them."""
    for statement in content.config.statements:
        if statement.until:
            what = f"The statement “{statement.title}” ends; notices published from then on may not use it"
            yield _start(statement.until + timedelta(days=1), content.config.zone), Change("/adverts/", what)


def _accessibility(content: Content) -> Iterator[_Dated]:
    """When the accessibility statement begins to say that something is late."""
    overdue, *late = content.config.accessibility.turns
    what = "The accessibility statement says from then on that its review is overdue"
    yield _start(overdue, content.config.zone), Change("/accessibility/", what)
    for day in late:
        what = "The accessibility statement says from then on that a known problem was not put right in time"
        yield _start(day, content.config.zone), Change("/accessibility/", what)


def _change(record: Record, what: str) -> Change:
    kind = record.kind_name[0].upper() + record.kind_name[1:]
    return Change(record.address, f"{kind} “{record.title}” {what}")


def _start(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day, in UTC: it is no midnight where the clocks go forward at midnight."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
