"""Decisions and adverts → the commitments in them: what was promised, where, and until when that counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.parts import Commitment
from sitegen.model.walk import Loc


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with the way to it in its record, and what was promised. `anchor` is where the page shows it."""

    loc: Loc
    commitment: Commitment
    anchor: str
    what: str
    void_from: date | None = None
    """The day of the withdrawal that cancels it; None for most."""

    def stands(self, today: date) -> bool:
        """Whether the page of its record still shows it: a withdrawn notice plans nothing any more."""
        return self.void_from is None or today < self.void_from

    def is_overdue(self, today: date) -> bool:
        """Whether it stands, and is open after the day on which it was due."""
        return self.stands(today) and self.commitment.is_overdue(today)


def promises(record: Decision | Advert) -> Iterator[Promise]:
    """The commitments of a record in the order of its page; none for an exempt report, whose page shows none."""
    if isinstance(record, Advert):
        yield from _of_advert(record)
    elif not record.is_exempt:
        yield from _of_decision(record)


def _of_advert(advert: Advert) -> Iterator[Promise]:
    for place, step in enumerate(advert.timetable):
        if step.commitment:
            gone = advert.withdrawn.date if advert.withdrawn else None
            void_from = gone if gone and step.date >= gone else None
            loc = ("timetable", place, "commitment")
            yield Promise(loc, step.commitment, "timetable", step.title, void_from)


def _of_decision(decision: Decision) -> Iterator[Promise]:
    engagement = decision.engagement
    if engagement and engagement.commitment:
        what = engagement.next_step.text if engagement.next_step else ""
        yield Promise(("engagement", "commitment"), engagement.commitment, "next", what)
    for one in decision.numbered():
        if found := one.recommendation.commitment:
            what = f"{one.label} {one.recommendation.in_force.text}"
            yield Promise((*one.loc, "commitment"), found, one.anchor, what)
    if decision.risk_commitment:
        what = decision.risk.text if decision.risk else ""
        yield Promise(("risk_commitment",), decision.risk_commitment, "risk", what)
