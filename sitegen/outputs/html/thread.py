"""What happened, in the order of time: decided, advertised, answered, changed, learned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.site import Site
from sitegen.model.status import has_closed


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """Something that happened on a day, and where to read of it."""

    date: date
    address: str
    what: str
    title: str


def happenings(site: Site, records: Iterable[object]) -> list[Happening]:
    """What happened to these records up to now, the earliest first."""
    found = (one for record in records for one in _of(record, site.now))
    return sorted(one for one in found if one.date <= site.now.date())


def _of(record: object, now: datetime) -> Iterator[Happening]:
    if isinstance(record, Advert):
        yield from _of_advert(record, now)
    elif isinstance(record, Decision):
        yield from _of_decision(record)


def _of_advert(advert: Advert, now: datetime) -> Iterator[Happening]:
    yield Happening(advert.published, advert.address, "Market test published", advert.title)
    if has_closed(advert, now) and not (advert.withdrawn and advert.withdrawn.date <= advert.closes.date()):
        yield Happening(advert.closes.date(), advert.address, "Closed for responses", advert.title)
    for clarification in advert.clarifications:
        if clarification.answered and clarification.answer:
            address = f"{advert.address}#{clarification.anchor}"
            yield Happening(clarification.answered, address, "Question answered", advert.title)
    for number, amendment in enumerate(advert.amendments, start=1):
        yield Happening(amendment.date, f"{advert.address}#change-{number}", "Notice changed", advert.title)
    if advert.withdrawn:
        yield Happening(advert.withdrawn.date, advert.address, "Withdrawn", advert.title)


def _of_decision(decision: Decision) -> Iterator[Happening]:
    if decision.kind == "outcome":
        yield Happening(decision.public_from, decision.address, "Outcome published", decision.title)
        return
    yield Happening(
        decision.meeting.date, decision.address, f"Report to {decision.meeting.body}", decision.title
    )
    if decision.decided and decision.decided.date != decision.meeting.date:
        yield Happening(decision.decided.date, f"{decision.address}#decided", "Decided", decision.title)
