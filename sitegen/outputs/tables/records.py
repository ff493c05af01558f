"""The public site → its tables: adverts, their questions and changes, objectives, decisions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sitegen.model.advert import Advert, ocid
from sitegen.model.decision import Decision
from sitegen.model.history import outcome_day, versions
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objective, Objectives
from sitegen.model.parts import Amendment, Clarification
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.exact import absolute
from sitegen.outputs.tables import decisions as decided
from sitegen.outputs.tables.table import Column, Table, at


def tables(site: Site, *records: Shown) -> tuple[Table[Any], ...]:
    """Every table, with the rows of these records in their order; also those without a row, so that addresses are permanent."""
    adverts = [one for one in records if isinstance(one, Advert)]
    objectives = [one for one in records if isinstance(one, Objectives)]
    decisions = [one for one in records if isinstance(one, Decision | ExemptNotice)]
    return (
        Table("adverts", "Adverts", _in_law(ADVERTS, site), ("id",), tuple(_adverts(site, adverts))),
        Table(
            "questions",
            "Questions and answers",
            QUESTIONS,
            ("advert", "id"),
            tuple(_questions(site, adverts)),
        ),
        Table("changes", "Changes to adverts", CHANGES, ("advert", "number"), tuple(_changes(site, adverts))),
        Table(
            "objectives",
            "Objectives and weights",
            OBJECTIVES,
            ("set", "id"),
            tuple(_objectives(site, objectives)),
        ),
        Table(
            "decisions",
            "Decisions and recommendations",
            decided.COLUMNS,
            (),
            tuple(decided.rows(site, decisions)),
        ),
    )


def _in_law(columns: tuple[Column[Any], ...], site: Site) -> tuple[Column[Any], ...]:
    """The columns, with the law that defines the letters of purposes, if there is one."""
    if not (engagement := site.config.law.engagement):
        return columns
    named = f"Letters of {engagement.law}."
    return tuple(replace(column, about=named) if column.name == "purposes" else column for column in columns)


class _Advert(NamedTuple):
    advert: Advert
    url: str
    ocid: str | None
    last_changed: date
    buyers: tuple[str, ...]


def _adverts(site: Site, adverts: Iterable[Advert]) -> Iterator[_Advert]:
    prefix = site.config.ocid_prefix
    for advert in adverts:
        last = versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))[-1]
        number = ocid(prefix, site.chain(advert)[0]) if prefix else None
        buyers = tuple(buyer.name for buyer in site.config.buyers_of(advert.buyers))
        yield _Advert(advert, absolute(advert.address, site), number, last.day, buyers)


ADVERTS: tuple[Column[_Advert], ...] = (
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
    Column("kind", "soft-market-test, early-engagement, planned-procurement or pipeline.", at("advert.kind")),
    Column("published", "The day of publication.", at("advert.published"), "date"),
    Column(
        "closes",
        "When responses must be in. Empty for a plan, and for engagement that was over before the notice.",
        at("advert.deadline"),
        "datetime",
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
    Column("follows", "The id of the notice before this one in the same procurement.", at("advert.follows")),
    Column(
        "questions_close", "Until when suppliers may ask questions.", at("advert.questions_close"), "datetime"
    ),
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
    Column(
        "objectives",
        "The id of the set of objectives that suppliers are asked to address.",
        at("advert.objectives"),
    ),
    Column("decision", "The id of the decision that authorised it.", at("advert.decision")),
    Column("outcome", "The id of the decision that reports what was learned.", at("advert.outcome")),
    Column(
        "purposes",
        "What it is for, in the letters of the law on market engagement.",
        at("advert.purposes"),
        is_list=True,
    ),
    Column("cpv", "Codes of the Common Procurement Vocabulary.", at("advert.cpv"), is_list=True),
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
    Column("category", "goods, services or works. Empty when that is not stated.", at("advert.category")),
    Column("value_excluding_vat", "The estimate without VAT.", at("advert.value.excluding_vat"), "decimal"),
    Column("value_including_vat", "The estimate with VAT.", at("advert.value.including_vat"), "decimal"),
    Column("value_per", "Whether the amounts are for a year or in total.", at("advert.value.per")),
    Column(
        "above_threshold",
        "Whether the value reaches the threshold from which the law on public procurement applies in full.",
        at("advert.above_threshold"),
        "boolean",
    ),
    Column(
        "regions",
        "Codes of the International Territorial Levels for where the work would be done.",
        at("advert.regions"),
        is_list=True,
    ),
    Column(
        "reserved",
        "Whom it is reserved for: supported-employment, public-service-mutual or sme-vcse.",
        at("advert.reserved"),
        is_list=True,
    ),
    Column(
        "lots",
        "The titles of the lots.",
        lambda of: tuple(lot.title for lot in of.advert.lots),
        is_list=True,
    ),
)


class _Question(NamedTuple):
    advert: Advert
    url: str
    asked: Clarification


def _questions(site: Site, adverts: Iterable[Advert]) -> Iterator[_Question]:
    for advert in adverts:
        for asked in advert.clarifications:
            yield _Question(advert, absolute(f"{advert.address}#{asked.anchor}", site), asked)


QUESTIONS: tuple[Column[_Question], ...] = (
    Column("advert", "The id of the advert.", at("advert.id")),
    Column("id", "The question's own name within the advert.", at("asked.id")),
    Column("url", "Its place on the advert's page.", at("url"), "anyURI"),
    Column("asked", "The day the publisher received it.", at("asked.asked"), "date"),
    Column("question", "The question, without saying who asked it.", at("asked.question.text")),
    Column("answered", "The day the answer was published.", at("asked.answered"), "date"),
    Column("answer", "The answer. Empty while it is awaited.", at("asked.answer.text")),
)


class _Change(NamedTuple):
    advert: Advert
    number: int
    url: str
    amendment: Amendment


def _changes(site: Site, adverts: Iterable[Advert]) -> Iterator[_Change]:
    for advert in adverts:
        for number, amendment in enumerate(advert.amendments, start=1):
            yield _Change(advert, number, absolute(f"{advert.address}#change-{number}", site), amendment)


CHANGES: tuple[Column[_Change], ...] = (
    Column("advert", "The id of the advert.", at("advert.id")),
    Column(
        "number", "The number of the change within the advert, from 1.", at("number"), "nonNegativeInteger"
    ),
    Column("url", "Its place on the advert's page.", at("url"), "anyURI"),
    Column("date", "The day of the change.", at("amendment.date"), "date"),
    Column("change", "What changed, from what to what.", at("amendment.change")),
    Column("reason", "Why it changed.", at("amendment.reason")),
)


class _Objective(NamedTuple):
    among: Objectives
    url: str
    objective: Objective


def _objectives(site: Site, sets: Iterable[Objectives]) -> Iterator[_Objective]:
    for among in sets:
        for objective in among.objectives:
            yield _Objective(among, absolute(f"{among.address}#{objective.anchor}", site), objective)


OBJECTIVES: tuple[Column[_Objective], ...] = (
    Column("set", "The id of the set of objectives.", at("among.id")),
    Column("set_title", "The set's title.", at("among.title")),
    Column("id", "The objective's letter within the set.", at("objective.id")),
    Column("url", "Its place on the set's page.", at("url"), "anyURI"),
    Column("title", "The objective in a few words.", at("objective.title")),
    Column("detail", "What it means in practice.", at("objective.detail.text")),
    Column(
        "weight",
        "How much it weighs, in the units of the basis. Empty when it is not weighted.",
        at("objective.weight"),
        "decimal",
    ),
    Column("basis", "The units of the weights: none, percentage or points.", at("among.weighting.basis")),
    Column("weighting_status", "Whether the weights are proposed or approved.", at("among.weighting.status")),
    Column("initiative", "The id of the initiative that the set belongs to.", at("among.initiative")),
    Column("decision", "The id of the decision that agreed the set.", at("among.decision")),
)
