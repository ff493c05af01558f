"""A record → what has happened to it, each with its day and its permanent link: feeds and /changes/ are made of these."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple, assert_never

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.history import Version, last_changed, versions
from sitegen.model.kinds import Dated
from sitegen.model.parts import Amendment, Became, Clarification, Withdrawal
from sitegen.model.publication import ExemptNotice

Detail = Clarification | Amendment | Became | Withdrawal
KINDS: Final = (
    "exempt",
    "report",
    "decided",
    "called-in",
    "notice",
    "question",
    "change",
    "answer",
    "closed",
    "withdrawal",
    "outcome",
    "became",
)
"""What can happen, in the order of one day."""


class Happening(NamedTuple):
    """Something that happened to a record. `changed` is the last day on which what it says changed."""

    kind: str
    """One of KINDS."""
    day: date
    changed: date
    anchor: str = ""
    """The fragment of its permanent link; empty for the page as a whole."""
    number: int = 0
    """Which of the record's questions, changes or results it is, from 1."""
    detail: Detail | None = None
    at: datetime | None = None
    """The time of day, for what has one."""


def happenings(record: Dated, now: datetime) -> Iterator[Happening]:
    """What has happened to a record up to `now`, which is in the site's zone."""
    match record:
        case Advert():
            return _of_advert(record, now)
        case Decision() if record.is_exempt:
            return _of_exempt(record.meeting.date, now)
        case Decision():
            return _of_decision(record, now)
        case ExemptNotice():
            return _of_exempt(record.date, now)
        case _:
            assert_never(record)


def _of_exempt(day: date, now: datetime) -> Iterator[Happening]:
    if day <= now.date():
        yield Happening("exempt", day, day)


def _of_decision(decision: Decision, now: datetime) -> Iterator[Happening]:
    """The report or the outcome, the decision on it, which may come later or on the same day, and its call-in."""
    first = decision.public_from
    yield Happening("outcome" if decision.kind == "outcome" else "report", first, first)
    if decision.decided and decision.decided.date <= now.date():
        day = max(decision.decided.date, first)
        yield Happening("decided", day, day, "decided")
    if decision.called_in and decision.called_in.date <= now.date():
        day = max(decision.called_in.date, first)
        yield Happening("called-in", day, day, "called-in")


def _of_advert(advert: Advert, now: datetime) -> Iterator[Happening]:
    history = versions(advert, now.date())
    withdrawal = next((version.withdrawal for version in history if version.withdrawal), None)
    yield Happening("notice", advert.published, last_changed(history), detail=withdrawal)
    numbers = {one.id: number for number, one in enumerate(advert.clarifications, start=1)}
    for one in advert.clarifications:
        asked = max(one.asked, advert.published)
        # A question that came with its answer is one piece of news.
        if asked <= now.date() and not (one.answer and one.answered and one.answered <= asked):
            yield Happening("question", asked, asked, one.anchor, numbers[one.id], one)
    for version in history:
        for kind, number, anchor, detail in _changes(version, numbers):
            yield Happening(kind, version.day, version.day, anchor, number, detail)
    closed = advert.deadline.astimezone(now.tzinfo) if advert.deadline else None
    is_void = withdrawal is not None and closed is not None and withdrawal.date <= closed.date()
    if closed and closed.timestamp() <= now.timestamp() and closed.date() >= advert.published and not is_void:
        yield Happening("closed", closed.date(), closed.date(), at=closed)


def _changes(version: Version, numbers: dict[str, int]) -> Iterator[tuple[str, int, str, Detail]]:
    for number, amendment in version.amendments:
        yield "change", number, f"change-{number}", amendment
    for answer in version.answers:
        yield "answer", numbers[answer.id], answer.anchor, answer
    if version.withdrawal:
        yield "withdrawal", 0, "withdrawn", version.withdrawal
    for number, became in version.became:
        yield "became", number, f"became-{number}", became
