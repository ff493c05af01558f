"""A record → its search document: the card of its result, and its texts."""

from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten
from typing import NamedTuple, assert_never

from sitegen.model.advert import Advert, ocid
from sitegen.model.cpv import subjects
from sitegen.model.decision import Decision
from sitegen.model.kinds import COLLECTIONS, Shown, Undated
from sitegen.model.objectives import Objectives
from sitegen.model.publication import ExemptNotice
from sitegen.model.record import key_of
from sitegen.model.regions import named
from sitegen.model.site import Site
from sitegen.outputs.search.facts import suits
from sitegen.outputs.search.texts import texts
from sitegen.outputs.wording import KIND_TITLES, day, in_or_on, moment

_SUMMARY = 200
"""The most characters of a generated summary."""


class Card(NamedTuple):
    """What a search result shows, in the order in which find.js reads it; empty if the record lacks it."""

    address: str
    title: str
    kind: str
    reference: str = ""
    dated: str = ""
    closes: str = ""
    closing: str = ""
    status: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A record in the search index. `about` are places, subjects, whom it suits and its initiative; `glossary` has words that mean the same."""

    record: Shown
    card: Card
    references: tuple[str, ...] = ()
    lead: str = ""
    """The text that ranks below the title and above the rest."""
    about: tuple[str, ...] = ()
    glossary: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The searched text without title, reference, kind and the author's summary."""
        return "\n".join((*self.about, texts(self.record)))


def first_day(site: Site, record: Shown) -> str:
    """The day of the record in ISO 8601, or the earliest day of a record that names it; the first of all days if there is none.

    Documents are in the order of these days, and on one day in that of their addresses. A new notice is then the last,
    and the others keep their numbers.
    """
    named = (_day(other) for _, other in site.mentions.get(key_of(record), ()))
    found = _day(record) or min(filter(None, named), default=date.min)
    return found.isoformat()


def _day(record: Shown) -> date | None:
    if isinstance(record, Decision):
        return record.meeting.date
    return record.date if isinstance(record, ExemptNotice) else record.published


def document(site: Site, record: Shown) -> Document:
    """The document of a record. `site` may have no other records than those around it."""
    return replace(_document(site, record), glossary=tuple(term.forms for term in site.config.glossary))


def _document(site: Site, record: Shown) -> Document:
    if isinstance(record, Undated):
        return _undated(record)
    match record:
        case Advert():
            return _advert(site, record)
        case Decision():
            return _decision(record)
        case ExemptNotice():
            return _exempt(record)
        case _:
            assert_never(record)


def _advert(site: Site, advert: Advert) -> Document:
    codes = (*advert.cpv, *(code for lot in advert.lots for code in lot.cpv))
    buyers = (buyer.name for buyer in site.config.buyers_of(advert.buyers))
    about = (
        *advert.places,
        *map(named, advert.regions),
        *subjects(codes),
        *codes,
        *buyers,
        *suits(advert.suitable_for),
    )
    card = Card(
        address=_address(advert),
        title=advert.title,
        kind=KIND_TITLES[advert.kind],
        reference=advert.reference,
        dated=f"Published {day(advert.published)}",
        closes=advert.deadline.isoformat() if advert.deadline else "",
        closing=_closing(advert),
        status=site.status(advert),
        summary=advert.summary,
    )
    initiative = site.get(advert.initiative)
    prefix = site.config.ocid_prefix
    return Document(
        record=advert,
        card=card,
        references=(advert.reference, *(other.id for other in advert.also_published if other.id)),
        lead="\n".join((card.kind, card.summary, *about)),
        about=(
            *about,
            *([initiative.title] if initiative else []),
            *([f"Open contracting id: {ocid(prefix, advert)}"] if prefix else []),
        ),
    )


def _closing(advert: Advert) -> str:
    """Its closing time in words; without one, what a reader waits for."""
    if advert.deadline:
        return moment(advert.deadline)
    if advert.engagement:
        return f"Engagement closed on {day(advert.engagement.closed)}"
    return f"Tender notice expected {in_or_on(advert.tender_expected)}" if advert.tender_expected else ""


def _decision(decision: Decision) -> Document:
    opening = decision.executive_summary or decision.body
    card = Card(
        address=_address(decision),
        title=decision.title,
        kind="Outcome of a market test" if decision.kind == "outcome" else "Decision",
        reference=decision.reference or "",
        dated=day(decision.meeting.date),
        summary=_shortened(opening.text) if opening else "",
    )
    summary = decision.executive_summary.text if decision.executive_summary else ""
    references = (decision.reference,) if decision.reference else ()
    return Document(decision, card, references, f"{card.kind}\n{summary}")


def _exempt(notice: ExemptNotice) -> Document:
    kind, reason = "Exempt report", notice.exemption.reason
    card = Card(_address(notice), notice.title, kind, dated=day(notice.date), summary=reason)
    return Document(notice, card, lead=kind)


def _undated(record: Undated) -> Document:
    kind = COLLECTIONS[record.collection].name.capitalize()
    summary = _titles(record) if isinstance(record, Objectives) else record.summary or ""
    card = Card(_address(record), record.title, kind, summary=summary)
    return Document(record, card, lead=f"{kind}\n{summary}")


def _titles(objectives: Objectives) -> str:
    return _shortened("; ".join(objective.title for objective in objectives.objectives))


def _address(record: Shown) -> str:
    return record.address.removeprefix("/")


def _shortened(text: str) -> str:
    return shorten(text, _SUMMARY, placeholder=" …")
