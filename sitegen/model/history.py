"""An advert → its published versions: each day on which what the public could read of it changed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown
from sitegen.model.parts import Amendment, Became, Clarification, Withdrawal
from sitegen.model.publication import ExemptNotice


@dataclass(frozen=True, slots=True)
class Version:
    """What changed in an advert on one day. Version 1 is its publication."""

    number: int
    day: date
    amendments: tuple[tuple[int, Amendment], ...] = ()
    """Each with its number on the page, from 1."""
    answers: tuple[Clarification, ...] = ()
    withdrawal: Withdrawal | None = None
    has_outcome: bool = False
    became: tuple[tuple[int, Became], ...] = ()
    """What came of the procurement, each with its number on the page, from 1."""


@dataclass(slots=True)
class _Day:
    amendments: list[tuple[int, Amendment]] = field(default_factory=list)
    answers: list[Clarification] = field(default_factory=list)
    withdrawal: Withdrawal | None = None
    has_outcome: bool = False
    became: list[tuple[int, Became]] = field(default_factory=list)


def versions(advert: Advert, today: date, outcome: date | None = None) -> tuple[Version, ...]:
    """The versions up to `today`, oldest first; at least one.

    Changes dated before the publication belong to version 1, and all changes of one day make one version, because
    changes have no time of day. `outcome` is the day on which the outcome was published, if it was.
    """
    days: defaultdict[date, _Day] = defaultdict(_Day)
    days[advert.published]
    for day, change in _changes(advert, outcome):
        if day <= today:
            _note(days[max(day, advert.published)], change)
    return tuple(
        Version(
            number,
            day,
            tuple(found.amendments),
            tuple(found.answers),
            found.withdrawal,
            found.has_outcome,
            tuple(found.became),
        )
        for number, (day, found) in enumerate(sorted(days.items()), start=1)
    )


def outcome_day(outcome: Shown | None) -> date | None:
    """The day on which an advert's outcome was published, or the meeting of an exempt report; None without an outcome."""
    if isinstance(outcome, ExemptNotice):
        return outcome.date
    return outcome.public_from if isinstance(outcome, Decision) else None


def last_changed(history: tuple[Version, ...]) -> date:
    """The day on which the notice itself last changed; answers, the outcome and what came of it do not count."""
    return next(
        version.day
        for version in reversed(history)
        if version.number == 1 or version.amendments or version.withdrawal
    )


Change = tuple[int, Amendment | Became] | Clarification | Withdrawal | None
"""A change of an advert; None is the publication of its outcome."""


def _changes(advert: Advert, outcome: date | None) -> Iterator[tuple[date, Change]]:
    for number, (_, amendment) in enumerate(advert.changes(), start=1):
        yield amendment.date, (number, amendment)
    for clarification in advert.clarifications:
        if clarification.answered and clarification.answer:
            yield clarification.answered, clarification
    if advert.withdrawn:
        yield advert.withdrawn.date, advert.withdrawn
    if outcome:
        yield outcome, None
    for number, became in enumerate(advert.became, start=1):
        yield became.date, (number, became)


def _note(day: _Day, change: Change) -> None:
    match change:
        case Clarification():
            day.answers.append(change)
        case Withdrawal():
            day.withdrawal = change
        case None:
            day.has_outcome = True
        case (number, Became() as became):
            day.became.append((number, became))
        case (number, Amendment() as amendment):
            day.amendments.append((number, amendment))
