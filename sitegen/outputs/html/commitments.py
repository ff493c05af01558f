"""Commitments of decisions and adverts → what their own page shows of each, and the list on the page of their initiative."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.commitments import Promise, promises
from sitegen.model.decision import Decision
from sitegen.model.parts import Commitment
from sitegen.outputs.view import Link

LONG: Final = 60
"""The most commitments on one page."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment as its page shows it."""

    commitment: Commitment
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A commitment in the list of an initiative, with what was promised and a link to where."""

    promised: Promised
    what: str
    link: Link


def by_anchor(decision: Decision, today: date) -> dict[str, Promised]:
    """The commitments of a decision by the anchors of what they belong to."""
    return {found.anchor: _promised(found, today) for found in promises(decision)}


def listed(records: Iterable[Decision | Advert], today: date) -> tuple[Listed, ...]:
    """The commitments of these records by the day on which they are due, those without a day last.

    Those that are open come first where there are more than a page can show.
    """
    found = sorted(_listed(records, today), key=_due)
    if len(found) > LONG:
        found.sort(key=lambda one: one.promised.commitment.state != "open")
    return tuple(found)


def _listed(records: Iterable[Decision | Advert], today: date) -> Iterator[Listed]:
    for record in records:
        for found in promises(record):
            if found.stands(today):
                link = Link(record.title, f"{record.address}#{found.anchor}")
                yield Listed(_promised(found, today), found.what, link)


def _promised(found: Promise, today: date) -> Promised:
    return Promised(found.commitment, found.is_overdue(today))


def _due(one: Listed) -> tuple[date, str, str]:
    return (one.promised.commitment.due or date.max, one.link.title, one.link.address)
