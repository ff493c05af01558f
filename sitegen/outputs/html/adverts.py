"""An advert → its page, the pages of its versions, and its open contracting data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sitegen.model.advert import Advert
from sitegen.model.buyers import Buyer
from sitegen.model.cpv import subjects
from sitegen.model.decision import Decision
from sitegen.model.objectives import Objectives
from sitegen.model.parts import Became, Lot
from sitegen.model.past import Past
from sitegen.model.publication import ExemptNotice
from sitegen.model.regions import named
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.html.cards import DocumentLink, document_link, file_link, form_links
from sitegen.outputs.html.chrome import (
    ADVERTS,
    HOME,
    dates_of,
    hidden,
    link_to,
    path_of,
    printed,
    recommendations,
)
from sitegen.outputs.html.timeline import TimelineEntry, on_own_page, timeline
from sitegen.outputs.html.version_pages import pages
from sitegen.outputs.html.versions import Version, versions
from sitegen.outputs.ocds.packages import address as package_address
from sitegen.outputs.ocds.packages import package
from sitegen.outputs.output import Data, Output, Rendered
from sitegen.outputs.statements import ShownStatement, sentences, statements_of
from sitegen.outputs.summaries import Card, card
from sitegen.outputs.view import Chrome, Link, View
from sitegen.outputs.wording import BECAME, BODY_TYPES, CATEGORIES, KIND_TITLES, NATIONS, RESERVED

ENDED = (Status.CLOSED, Status.OUTCOME_PUBLISHED, Status.WITHDRAWN)
"""The statuses of an advert that asks for nothing any more."""


@dataclass(frozen=True, slots=True)
class ShownBuyer:
    """A buyer, with what its codes mean in words; empty if it has none."""

    buyer: Buyer
    kind: str
    nation: str
    region: str


@dataclass(frozen=True, slots=True)
class ShownLot:
    """A lot with the titles of its subjects."""

    lot: Lot
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """Something that came of the procurement. `anchor` is on the page of the notice that says so, empty on others."""

    kind: str
    became: Became
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertPage(View):
    """An advert with the records, files and versions that belong to it."""

    advert: Advert
    status: Status
    takes_questions: bool
    lead: str
    """The first sentence of its summary."""
    kind: str
    statements: tuple[ShownStatement, ...]
    objectives: Objectives | None
    decision: Decision | ExemptNotice | None
    recommendations: tuple[Link, ...]
    outcome: Link | None
    initiative: Link | None
    buyers: tuple[ShownBuyer, ...]
    category: str
    regions: tuple[str, ...]
    reserved: tuple[str, ...]
    lots: tuple[ShownLot, ...]
    documents: tuple[DocumentLink, ...]
    forms: tuple[DocumentLink, ...]
    timeline: tuple[TimelineEntry, ...]
    subjects: tuple[str, ...]
    data: DocumentLink | None
    versions: tuple[Version, ...]
    thread: tuple[Card, ...]
    """The notices of its procurement, in order, this one among them; empty if it is the only one."""
    came: tuple[CameOfIt, ...]


def page(site: Site, chrome: Chrome, advert: Advert) -> Iterator[Output]:
    """The page of an advert, the pages of its versions, and its open contracting data if the publisher has an OCDS prefix."""
    data = None
    if prefix := site.config.ocid_prefix:
        data = Data(package_address(advert).removeprefix("/"), package(site, advert, prefix))
        yield data
    yield Rendered(path_of(advert.address), "pages/advert.html", _page(site, chrome, advert, data))
    yield from pages(site, chrome, advert, partial(_as_it_looked, chrome))


def _as_it_looked(chrome: Chrome, site: Site, past: Past) -> tuple[str, View]:
    """The page of an advert as it was, without what is only there now: its response forms, and the data beside it."""
    assert isinstance(past.record, Advert)  # noqa: S101 - the caller knows its kind
    page = _page(site, chrome, past.record, None, forms=())
    order = dict.fromkeys((*(one.id for one in site.config.statements), *past.statements))
    statements = tuple(
        ShownStatement(name, *past.statements[name]) for name in order if name in past.statements
    )
    return "pages/advert.html", replace(page, statements=statements)


def _page(
    site: Site,
    chrome: Chrome,
    advert: Advert,
    data: Data | None,
    forms: tuple[DocumentLink, ...] | None = None,
) -> AdvertPage:
    decision = site.get(advert.decision)
    objectives = site.get(advert.objectives)
    outcome = site.get(advert.outcome)
    chain = site.chain(advert)
    status = site.status(advert)
    return AdvertPage(
        site=chrome,
        title=advert.title,
        address=advert.address,
        description=advert.summary,
        crumbs=(HOME, ADVERTS),
        hidden=hidden(site, advert),
        dates=dates_of(site, advert),
        printed=printed(site, advert),
        advert=advert,
        status=status,
        takes_questions=status not in ENDED
        and (not advert.questions_close or site.as_of < advert.questions_close),
        lead=sentences(advert.summary)[0],
        kind=KIND_TITLES[advert.kind],
        statements=tuple(sorted(statements_of(site, advert), key=lambda one: one.id != advert.kind)),
        objectives=objectives if isinstance(objectives, Objectives) else None,
        decision=decision if isinstance(decision, Decision | ExemptNotice) else None,
        recommendations=recommendations(decision, advert.authorised_by),
        outcome=link_to(outcome),
        initiative=link_to(site.get(advert.initiative)),
        buyers=tuple(map(_buyer, site.config.buyers_of(advert.buyers))),
        category=CATEGORIES[advert.category] if advert.category else "",
        regions=tuple(map(named, advert.regions)),
        reserved=tuple(RESERVED[who] for who in advert.reserved),
        lots=tuple(ShownLot(lot, subjects(lot.cpv)) for lot in advert.lots),
        documents=tuple(document_link(site, document) for document in advert.documents),
        forms=form_links(site, advert) if forms is None else forms,
        timeline=on_own_page(timeline(site, (decision, advert, outcome)), advert.address),
        subjects=subjects(advert.cpv),
        versions=versions(site, advert),
        thread=tuple(card(site, one) for one in chain) if len(chain) > 1 else (),
        came=tuple(sorted(_came(site, advert, chain), key=lambda one: one.became.date)),
        data=file_link("Open contracting data of this notice", "JSON", data.path, len(data.data))
        if data
        else None,
    )


def _buyer(buyer: Buyer) -> ShownBuyer:
    region = buyer.address.region if buyer.address else None
    return ShownBuyer(
        buyer,
        BODY_TYPES[buyer.type] if buyer.type else "",
        NATIONS[buyer.devolved] if buyer.devolved else "",
        named(region) if region else "",
    )


def _came(site: Site, advert: Advert, chain: Iterable[Advert]) -> Iterator[CameOfIt]:
    """What has come of the procurement up to now, as any of its notices says."""
    for one in chain:
        for number, became in enumerate(one.became, start=1):
            if became.date <= site.as_of.date():
                yield CameOfIt(BECAME[became.kind], became, f"became-{number}" if one is advert else "")
