"""An advert → its published versions: each day on which what the public could read of it changed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown
from sitegen.model.parts import Amendment, Clarification, Withdrawal
from sitegen.model.publication import ExemptNotice


@dataclass(frozen=True, slots=True)
class Version:
    """What changed in an advert on one day. The first version, number 1, is its publication.

    `amendments` are numbered as on the page, from 1; `has_outcome` tells that the outcome was published on that day.
    """

    number: int
    day: date
    amendments: tuple[tuple[int, Amendment], ...] = ()
    answers: tuple[Clarification, ...] = ()
    withdrawal: Withdrawal | None = None
    has_outcome: bool = False


@dataclass(slots=True)
class _Day:
    amendments: list[tuple[int, Amendment]] = field(default_factory=list)
    answers: list[Clarification] = field(default_factory=list)
    withdrawal: Withdrawal | None = None
    has_outcome: bool = False


def versions(advert: Advert, today: date, outcome: date | None = None) -> tuple[Version, ...]:
    """The versions up to `today`, the first published first; never none.

    What is dated before the advert's publication was part of it from the start. `outcome` is the day on which the
    outcome was published, where there is one. A day is the finest measure there is: content carries no times of day
    for changes, so that two changes of one day make one version.
    """
    days: defaultdict[date, _Day] = defaultdict(_Day)
    days[advert.published]
    for day, change in _changes(advert, outcome):
        if day <= today:
            _note(days[max(day, advert.published)], change)
    return tuple(
        Version(
            number, day, tuple(found.amendments), tuple(found.answers), found.withdrawal, found.has_outcome
        )
        for number, (day, found) in enumerate(sorted(days.items()), start=1)
    )


def outcome_day(outcome: Shown | None) -> date | None:
    """The day on which the record that an advert names as its outcome was published; none when it names none.

    Of an exempt report only the day of its meeting is known.
    """
    if isinstance(outcome, ExemptNotice):
        return outcome.date
    return outcome.public_from if isinstance(outcome, Decision) else None


def last_changed(history: tuple[Version, ...]) -> date:
    """The day on which the notice itself last changed: answers and the outcome stand beside it."""
    return next(
        version.day
        for version in reversed(history)
        if version.number == 1 or version.amendments or version.withdrawal
    )


Change = tuple[int, Amendment] | Clarification | Withdrawal | None
"""A change of an advert; none stands for the publication of its outcome."""


def _changes(advert: Advert, outcome: date | None) -> Iterator[tuple[date, Change]]:
    for number, amendment in enumerate(advert.amendments, start=1):
        yield amendment.date, (number, amendment)
    for clarification in advert.clarifications:
        if clarification.answered and clarification.answer:
            yield clarification.answered, clarification
    if advert.withdrawn:
        yield advert.withdrawn.date, advert.withdrawn
    if outcome:
        yield outcome, None


def _note(day: _Day, change: Change) -> None:
    match change:
        case Clarification():
            day.answers.append(change)
        case Withdrawal():
            day.withdrawal = change
        case None:
            day.has_outcome = True
        case _:
            day.amendments.append(change)
