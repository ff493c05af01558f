"""Adverts and decisions → their feed entries: published, changed, answered, withdrawn, come to something, reported, decided, called in, outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.history import Version, last_changed, versions
from sitegen.model.kinds import Dated
from sitegen.model.parts import Amendment, Became, Clarification, Withdrawal
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.statements import ShownStatement, statements_of
from sitegen.outputs.wording import BECAME, KIND_TITLES

Change = Clarification | Amendment | Became | Withdrawal
Order = tuple[date, date, str]
"""The sort key of an entry: later entries compare greater."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened to a record. The entry of a notice has its text as it is now."""

    kind: str
    """Selects the text in the template."""
    title: str
    place: str
    """Its permanent link from the site's root: `/adverts/x/#change-1`."""
    published: date
    updated: date
    record: Dated
    change: Change | None = None
    """What happened; for the entry of a notice, its withdrawal, if any."""
    statements: tuple[ShownStatement, ...] = ()

    @property
    def order(self) -> Order:
        """When it last changed, when it was published, and its place."""
        return (self.updated, self.published, self.place)


def entries_of(site: Site, record: Dated) -> Iterator[Entry]:
    """The entries of a record up to now."""
    match record:
        case Advert():
            return _of_advert(site, record)
        case Decision():
            return _of_decision(site, record)
        case ExemptNotice():
            return _of_notice(site, record)
        case _:
            assert_never(record)


def _of_notice(site: Site, notice: ExemptNotice) -> Iterator[Entry]:
    if notice.date <= site.as_of.date():
        title = f"Exempt report to {notice.body}: {notice.title}"
        yield Entry("exempt", title, notice.address, notice.date, notice.date, notice)


def _of_advert(site: Site, advert: Advert) -> Iterator[Entry]:
    history = versions(advert, site.as_of.date())
    yield Entry(
        "notice",
        f"{KIND_TITLES[advert.kind]}: {advert.title}",
        advert.address,
        advert.published,
        last_changed(history),
        advert,
        next((version.withdrawal for version in history if version.withdrawal), None),
        statements_of(site, advert),
    )
    for version in history:
        for kind, words, anchor, change in _changes(version):
            title, place = f"{words}: {advert.title}", f"{advert.address}#{anchor}"
            yield Entry(kind, title, place, version.day, version.day, advert, change)


def _changes(version: Version) -> Iterator[tuple[str, str, str, Change]]:
    for number, amendment in version.amendments:
        yield "change", "Notice changed", f"change-{number}", amendment
    for answer in version.answers:
        yield "answer", "Question answered", answer.anchor, answer
    if version.withdrawal:
        yield "withdrawal", "Withdrawn", "withdrawn", version.withdrawal
    for number, became in version.became:
        yield "became", BECAME[became.kind], f"became-{number}", became


def _of_decision(site: Site, decision: Decision) -> Iterator[Entry]:
    """The report or the outcome, the decision on it, which may come later or on the same day, and its call-in."""
    day = decision.public_from
    is_outcome = decision.kind == "outcome"
    words = "Outcome published" if is_outcome else f"Report to {decision.meeting.body}"
    kind = "outcome" if is_outcome else "report"
    yield Entry(kind, f"{words}: {decision.title}", decision.address, day, day, decision)
    if decision.decided and decision.decided.date <= site.as_of.date():
        day = max(decision.decided.date, day)
        yield Entry(
            "decided", f"Decided: {decision.title}", f"{decision.address}#decided", day, day, decision
        )
    if decision.called_in and decision.called_in.date <= site.as_of.date():
        day = max(decision.called_in.date, day)
        title, place = f"Called in: {decision.title}", f"{decision.address}#called-in"
        yield Entry("called-in", title, place, day, day, decision)
