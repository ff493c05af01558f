"""Adverts → the rows of their table, and its columns."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sitegen.model.advert import Advert, ocid
from sitegen.model.cpv import division
from sitegen.model.history import outcome_day, versions
from sitegen.model.regions import region_name
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.model.times import last_day_of
from sitegen.outputs.exact import absolute
from sitegen.outputs.tables.table import Column, at, coded, moment
from sitegen.outputs.wording import CATEGORIES, KIND_TITLES, RESERVED


def columns(site: Site) -> tuple[Column[Any], ...]:
    """The columns, with the law that defines the letters of purposes, and these in words, if there is one."""
    if not (engagement := site.config.law.engagement):
        return COLUMNS
    named = f"Letters of {engagement.law}."
    purposes = coded("purposes", named, at("advert.purposes"), engagement.purposes.__getitem__, is_list=True)
    at_purposes = next(place for place, column in enumerate(COLUMNS) if column.name == "purposes")
    return (*COLUMNS[:at_purposes], *purposes, *COLUMNS[at_purposes + 1 :])


class _Advert(NamedTuple):
    advert: Advert
    url: str
    ocid: str | None
    status: Status
    last_changed: date
    buyers: tuple[str, ...]
    titles: Mapping[object, str]
    """Those of the records that it names, by their ids."""


def rows(site: Site, adverts: Iterable[Advert]) -> Iterator[_Advert]:
    """A row for each advert, with its status at the time of the site."""
    prefix = site.config.ocid_prefix
    for advert in adverts:
        last = versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))[-1]
        number = ocid(prefix, site.chain(advert)[0]) if prefix else None
        buyers = tuple(buyer.name for buyer in site.config.buyers_of(advert.buyers))
        named = (advert.initiative, advert.objectives, advert.decision, advert.outcome)
        titles: dict[object, str] = {
            name: found.title for name in named if name and (found := site.get(name))
        }
        yield _Advert(
            advert, absolute(advert.address, site), number, site.status(advert), last.day, buyers, titles
        )


def _title(field: str) -> Column[_Advert]:
    """The title of the record that a field names."""
    name = at(f"advert.{field}")
    return Column(f"{field}_title", "Its title.", lambda of: of.titles.get(name(of)))


def _division(code: str) -> str:
    """The title of the division of a CPV code; empty if there is no such division."""
    found = division(code)
    return found[1] if found else ""


COLUMNS: tuple[Column[_Advert], ...] = (
    Column("id", "The advert's name in its address. It stays when the title changes.", at("advert.id")),
    Column(
        "ocid",
        "Its open contracting id, where the publisher has a prefix. Notices of one procurement share it.",
        at("ocid"),
    ),
    Column("url", "Its page.", at("url"), "anyURI"),
    Column("reference", "The publisher's own reference.", at("advert.reference")),
    Column("title", "Its title.", at("advert.title")),
    Column("summary", "What it is about, in a sentence or two.", at("advert.summary")),
    *coded(
        "status",
        "When this file was made: open, closing-soon, planned, closed, outcome-published or withdrawn.",
        at("status.value"),
        lambda status: Status(status).label,
    ),
    *coded(
        "kind",
        "soft-market-test, early-engagement, planned-procurement or pipeline.",
        at("advert.kind"),
        KIND_TITLES.__getitem__,
    ),
    Column("published", "The day of publication.", at("advert.published"), "date"),
    *moment(
        "closes",
        "When responses must be in. Empty for a plan, and for engagement that was over before the notice.",
        at("advert.deadline"),
    ),
    Column(
        "engagement_closed",
        "The day on which the engagement closed, if that was before the notice.",
        at("advert.engagement.closed"),
        "date",
    ),
    Column(
        "tender_expected",
        "When the tender notice is expected: a month or a day.",
        at("advert.tender_expected"),
    ),
    Column(
        "tender_expected_by",
        "The last day of that month, or that day.",
        lambda of: last_day_of(of.advert.tender_expected) if of.advert.tender_expected else None,
        "date",
    ),
    Column("follows", "The id of the notice before this one in the same procurement.", at("advert.follows")),
    *moment("questions_close", "Until when suppliers may ask questions.", at("advert.questions_close")),
    Column(
        "last_changed",
        "The last day on which a change, an answer, the outcome or a withdrawal was published.",
        at("last_changed"),
        "date",
    ),
    Column(
        "changes",
        "How many changes were published; they are in the table of changes.",
        lambda of: len(of.advert.amendments),
        "nonNegativeInteger",
    ),
    Column(
        "questions",
        "How many questions from suppliers were published; they are in the table of questions.",
        lambda of: len(of.advert.clarifications),
        "nonNegativeInteger",
    ),
    Column("withdrawn", "The day it was withdrawn, if it was.", at("advert.withdrawn.date"), "date"),
    Column("withdrawn_reason", "Why it was withdrawn.", at("advert.withdrawn.reason")),
    Column("initiative", "The id of the initiative it belongs to.", at("advert.initiative")),
    _title("initiative"),
    Column(
        "objectives",
        "The id of the set of objectives that suppliers are asked to address.",
        at("advert.objectives"),
    ),
    _title("objectives"),
    Column("decision", "The id of the decision that authorised it.", at("advert.decision")),
    _title("decision"),
    Column("outcome", "The id of the decision that reports what was learned.", at("advert.outcome")),
    _title("outcome"),
    Column(
        "purposes",
        "What it is for, in the letters of the law on market engagement.",
        at("advert.purposes"),
        is_list=True,
    ),
    *coded("cpv", "Codes of the Common Procurement Vocabulary.", at("advert.cpv"), _division, is_list=True),
    Column(
        "value_minimum",
        "The least it may be worth. Empty when that is not stated.",
        at("advert.value.minimum"),
        "decimal",
    ),
    Column(
        "value_maximum",
        "The most it may be worth. Empty when that is not stated.",
        at("advert.value.maximum"),
        "decimal",
    ),
    Column("currency", "The currency of the two amounts (ISO 4217).", at("advert.value.currency")),
    Column("includes_vat", "Whether the amounts include VAT.", at("advert.value.includes_vat"), "boolean"),
    Column("value_note", "What the amounts cover.", at("advert.value.note")),
    Column("starts", "The first day of the work.", at("advert.term.starts"), "date"),
    Column("ends", "The last day of the work.", at("advert.term.ends"), "date"),
    Column("extension", "How the term may be extended.", at("advert.term.extension")),
    Column("places", "The wards or areas where the work would be done.", at("advert.places"), is_list=True),
    Column(
        "suits_sme",
        "Whether it may suit small and medium-sized firms. Empty when that is not stated.",
        at("advert.suitable_for.sme"),
        "boolean",
    ),
    Column(
        "suits_vcse",
        "Whether it may suit voluntary, community and social enterprises. Empty when not stated.",
        at("advert.suitable_for.vcse"),
        "boolean",
    ),
    Column("contact", "The post to ask.", at("advert.contact.role")),
    Column("email", "Its email address.", at("advert.contact.email")),
    Column("telephone", "Its telephone number.", at("advert.contact.telephone")),
    Column(
        "buyers",
        "The names of the buyers, the one that leads first. Empty when the publisher alone buys.",
        at("buyers"),
        is_list=True,
    ),
    *coded(
        "category",
        "goods, services or works. Empty when that is not stated.",
        at("advert.category"),
        CATEGORIES.__getitem__,
    ),
    Column("value_excluding_vat", "The estimate without VAT.", at("advert.value.excluding_vat"), "decimal"),
    Column("value_including_vat", "The estimate with VAT.", at("advert.value.including_vat"), "decimal"),
    Column("value_per", "Whether the amounts are for a year or in total.", at("advert.value.per")),
    Column(
        "above_threshold",
        "Whether the value reaches the threshold from which the law on public procurement applies in full.",
        at("advert.above_threshold"),
        "boolean",
    ),
    *coded(
        "regions",
        "Codes of the International Territorial Levels for where the work would be done.",
        at("advert.regions"),
        region_name,
        is_list=True,
    ),
    *coded(
        "reserved",
        "Whom it is reserved for: supported-employment, public-service-mutual or sme-vcse.",
        at("advert.reserved"),
        RESERVED.__getitem__,
        is_list=True,
    ),
    Column(
        "lots",
        "The titles of the lots.",
        lambda of: tuple(lot.title for lot in of.advert.lots),
        is_list=True,
    ),
)
