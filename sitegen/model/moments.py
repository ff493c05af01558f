"""Records and settings → the moments at which what the public sees of them changes. Only this module knows them.

An advert's status, the next change and the date of a page derive from these. Pages are built again only at these moments,
so anything that changes at another moment would not show until the next one.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple, assert_never

from sitegen.model.advert import Advert
from sitegen.model.commitments import promises
from sitegen.model.config import Config
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown, Undated
from sitegen.model.publication import ExemptNotice
from sitegen.model.record import Record
from sitegen.model.status import Status
from sitegen.model.times import midnight

LONG_AGO: Final = datetime(1800, 1, 1, tzinfo=UTC)
"""Before any record."""


class Moment(NamedTuple):
    """A point in time, in UTC, and what happens then, in words that follow a title: “closes”.

    `status` is the one that an advert has from then on, unless a later one in `turns` has come too; None if it keeps its own.
    """

    at: datetime
    what: str
    status: Status | None = None


def moments(record: Shown, config: Config) -> Iterator[Moment]:
    """Every moment at which a page about a record may change. The first is its publication, if that has a date.

    Some make no difference, such as the closing time of a withdrawn advert.
    """
    zone = config.zone
    if isinstance(record, Undated):
        yield from _published(record, zone)
        return
    match record:
        case Advert():
            yield from turns(record, zone, config.closing_soon_days)
            for clarification in record.clarifications:
                yield Moment(start_of(clarification.asked, zone), "has a new question")
                if clarification.answered and clarification.answer:
                    yield Moment(start_of(clarification.answered, zone), "has a question answered")
            for amendment in record.amendments:
                yield Moment(start_of(amendment.date, zone), "is changed")
            yield from _overdue(record, zone)
            yield from _dates_passed(record, zone)
            for became in record.became:
                yield Moment(start_of(became.date, zone), "says what came of it")
        case Decision():
            yield from _published(record, zone)
            yield from _of_decision(record, zone)
            yield from _overdue(record, zone)
        case ExemptNotice():
            yield _meeting(record.date, zone)
        case _:
            assert_never(record)


def _published(record: Record, zone: tzinfo) -> Iterator[Moment]:
    if record.public_from:
        yield Moment(start_of(record.public_from, zone), "is published")


def turns(advert: Advert, zone: tzinfo, closing_soon_days: int) -> tuple[Moment, ...]:
    """The moments at which an advert's status changes, its publication first; the last one in this order that has passed decides."""
    published, over = start_of(advert.published, zone), _over(advert)
    found: tuple[Moment, ...] = (Moment(published, "is published", _at_first(advert, over)),)
    if advert.deadline:
        closes = advert.deadline.astimezone(UTC)  # in which a day has 24 hours
        soon = closes - timedelta(days=closing_soon_days)
        found += (Moment(soon, "is closing soon", Status.CLOSING_SOON), Moment(closes, "closes", over))
    elif advert.became and not advert.is_engagement:
        ends = min(became.date for became in advert.became)
        found += (Moment(start_of(max(ends, advert.published), zone), "is no longer a plan", over),)
    if advert.withdrawn:
        found += (Moment(start_of(advert.withdrawn.date, zone), "is withdrawn", Status.WITHDRAWN),)
    return found


def _at_first(advert: Advert, over: Status) -> Status:
    """The status from publication: a plan is never open, and engagement that was over before is closed."""
    if advert.engagement:
        return over
    return Status.OPEN if advert.is_engagement else Status.PLANNED


def _over(advert: Advert) -> Status:
    return Status.OUTCOME_PUBLISHED if advert.outcome else Status.CLOSED


def status(advert: Advert, now: datetime, closing_soon_days: int) -> Status:
    """The advert's status at `now`, to the second; days begin in the time zone of `now`.

    At the closing time itself the advert is closed. It is closing soon when no more than
    `closing_soon_days` times 24 hours are left. An advert whose outcome is public names it in `outcome`.
    """
    assert now.tzinfo  # noqa: S101 - no moment of a site is without a zone
    found = turns(advert, now.tzinfo, closing_soon_days)
    come = [turn.status for turn in found if turn.status and turn.at <= now]
    is_published = found[0].at <= now or Status.WITHDRAWN in come
    return come[-1] if is_published else Status.SCHEDULED


def of_accessibility(config: Config) -> Iterator[Moment]:
    """When the accessibility statement starts to say that something is late."""
    overdue, *late = config.accessibility.turns
    begins = "The accessibility statement says from then on that"
    yield Moment(start_of(overdue, config.zone), f"{begins} its review is overdue")
    for day in late:
        yield Moment(start_of(day, config.zone), f"{begins} a known problem was not put right in time")


def of_statements(config: Config) -> Iterator[Moment]:
    """When statements end. No page changes then, but later notices may not use them."""
    for statement in config.statements:
        if statement.until:
            what = f"The statement “{statement.title}” ends; notices published from then on may not use it"
            yield Moment(start_of(statement.until + timedelta(days=1), config.zone), what)


def time_around(found: Iterable[datetime], now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """(start, end) around `now` within which none of these moments comes; never beyond today, for findings change with the day."""
    today = now.astimezone(zone).date()
    begins, ends = (start_of(day, zone) for day in (today, today + timedelta(days=1)))
    within = [at for at in found if begins < at < ends]
    return (
        max((at for at in within if at <= now), default=begins),
        min((at for at in within if at > now), default=ends),
    )


@lru_cache(maxsize=20_000)
def start_of(day: date, zone: tzinfo) -> datetime:
    """Midnight at the start of `day` in `zone`, in UTC."""
    return midnight(day, zone).astimezone(UTC)


def _of_decision(decision: Decision, zone: tzinfo) -> Iterator[Moment]:
    if decision.is_exempt or decision.kind == "report":
        yield _meeting(decision.meeting.date, zone)
    if decision.decided and not decision.is_exempt:
        yield Moment(start_of(decision.decided.date, zone), "is decided")
    if decision.called_in and not decision.is_exempt:
        yield Moment(start_of(decision.called_in.date, zone), "is called in")


def _dates_passed(advert: Advert, zone: tzinfo) -> Iterator[Moment]:
    """When what a page says of the time ahead becomes the past. Plans for the day of withdrawal or later are void."""
    ends = advert.withdrawn.date if advert.withdrawn else date.max
    if advert.questions_close and advert.questions_close.date() < ends:
        yield Moment(advert.questions_close.astimezone(UTC), "takes no more questions")
    for event in advert.events:
        if event.starts.date() < ends:
            yield Moment(event.starts.astimezone(UTC), "has an event")
    for step in advert.timetable:
        if step.date < ends:
            yield Moment(start_of(step.date + timedelta(days=1), zone), "has a planned day behind it")


def _overdue(record: Advert | Decision, zone: tzinfo) -> Iterator[Moment]:
    """When a page starts to say that a commitment was not kept in time: the day after it was due."""
    for promise in promises(record):
        if due := promise.commitment.due:
            late = due + timedelta(days=1)
            if promise.is_overdue(late):
                yield Moment(start_of(late, zone), "has an overdue commitment")


def _meeting(day: date, zone: tzinfo) -> Moment:
    return Moment(start_of(day, zone), "goes to its meeting")
