"""The public site → its tables: adverts, their questions and changes, objectives, decisions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.history import outcome_day, versions
from sitegen.model.ocid import ocid
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.exact import absolute
from sitegen.outputs.tables.table import Column, Table, Value

Row = tuple[Value, ...]

_day = partial(Column, datatype="date")
_time = partial(Column, datatype="datetime")
_number = partial(Column, datatype="decimal")
_count = partial(Column, datatype="nonNegativeInteger")
_flag = partial(Column, datatype="boolean")
_web = partial(Column, datatype="anyURI")
_list = partial(Column, is_list=True)


def tables(site: Site) -> tuple[Table, ...]:
    """Every table, those without a row too, so that no address comes and goes."""
    return (
        Table("adverts", "Adverts", _in_law(ADVERTS, site), ("id",), tuple(_adverts(site))),
        Table("questions", "Questions and answers", QUESTIONS, ("advert", "id"), tuple(_questions(site))),
        Table("changes", "Changes to adverts", CHANGES, ("advert", "number"), tuple(_changes(site))),
        Table("objectives", "Objectives and weights", OBJECTIVES, ("set", "id"), tuple(_objectives(site))),
        Table("decisions", "Decisions and recommendations", DECISIONS, (), tuple(_decisions(site))),
    )


def _in_law(columns: tuple[Column, ...], site: Site) -> tuple[Column, ...]:
    """The columns, with the law that the letters of purposes come from, where there is one."""
    if not (engagement := site.config.law.engagement):
        return columns
    named = f"Letters of {engagement.law}."
    return tuple(
        replace(column, description=named) if column.name == "purposes" else column for column in columns
    )


ADVERTS = (
    Column("id", "The advert's name in its address. It stays when the title changes."),
    Column("ocid", "Its open contracting id, where the publisher has a prefix."),
    _web("url", "Its page."),
    Column("reference", "The publisher's own reference."),
    Column("title", "Its title."),
    Column("summary", "What it is about, in a sentence or two."),
    Column("kind", "soft-market-test, early-engagement or planned-procurement."),
    _day("published", "The day of publication."),
    _time("closes", "When responses must be in."),
    _time("questions_close", "Until when suppliers may ask questions."),
    _day(
        "last_changed",
        "The last day on which a change, an answer, the outcome or a withdrawal was published.",
    ),
    _count("changes", "How many changes were published; they are in the table of changes."),
    _count(
        "questions", "How many questions from suppliers were published; they are in the table of questions."
    ),
    _day("withdrawn", "The day it was withdrawn, if it was."),
    Column("withdrawn_reason", "Why it was withdrawn."),
    Column("initiative", "The id of the initiative it belongs to."),
    Column("objectives", "The id of the set of objectives that suppliers are asked to address."),
    Column("decision", "The id of the decision that authorised it."),
    Column("outcome", "The id of the decision that reports what was learned."),
    _list("purposes", "What it is for, in the letters of the law on market engagement."),
    _list("cpv", "Codes of the Common Procurement Vocabulary."),
    _number("value_minimum", "The least it may be worth. Empty when that is not stated."),
    _number("value_maximum", "The most it may be worth. Empty when that is not stated."),
    Column("currency", "The currency of the two amounts (ISO 4217)."),
    _flag("includes_vat", "Whether the amounts include VAT."),
    Column("value_note", "What the amounts cover."),
    _day("starts", "The first day of the work."),
    _day("ends", "The last day of the work."),
    Column("extension", "How the term may be extended."),
    _list("places", "The wards or areas where the work would be done."),
    _flag("suits_sme", "Whether it may suit small and medium-sized firms. Empty when that is not stated."),
    _flag(
        "suits_vcse",
        "Whether it may suit voluntary, community and social enterprises. Empty when not stated.",
    ),
    Column("contact", "The post to ask."),
    Column("email", "Its email address."),
    Column("telephone", "Its telephone number."),
)


def _adverts(site: Site) -> Iterator[Row]:
    prefix = site.config.ocid_prefix
    for advert in site.adverts:
        last = versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))[-1]
        yield (
            advert.id,
            ocid(prefix, advert) if prefix else None,
            absolute(advert.address, site),
            advert.reference,
            advert.title,
            advert.summary,
            advert.kind,
            advert.published,
            advert.closes,
            advert.questions_close,
            last.day,
            len(advert.amendments),
            len(advert.clarifications),
            advert.withdrawn.date if advert.withdrawn else None,
            advert.withdrawn.reason if advert.withdrawn else None,
            advert.initiative,
            advert.objectives,
            advert.decision,
            advert.outcome,
            advert.purposes,
            advert.cpv,
            *_worth(advert),
            *_term(advert),
            advert.places,
            advert.suitable_for.sme if advert.suitable_for else None,
            advert.suitable_for.vcse if advert.suitable_for else None,
            advert.contact.role,
            advert.contact.email,
            advert.contact.telephone,
        )


def _worth(advert: Advert) -> Row:
    value = advert.value
    if not value:
        return (None,) * 5
    return value.minimum, value.maximum, value.currency, value.includes_vat, value.note


def _term(advert: Advert) -> Row:
    term = advert.term
    return (term.starts, term.ends, term.extension) if term else (None,) * 3


QUESTIONS = (
    Column("advert", "The id of the advert."),
    Column("id", "The question's own name within the advert."),
    _web("url", "Its place on the advert's page."),
    _day("asked", "The day the publisher received it."),
    Column("question", "The question, without saying who asked it."),
    _day("answered", "The day the answer was published."),
    Column("answer", "The answer. Empty while it is awaited."),
)


def _questions(site: Site) -> Iterator[Row]:
    for advert in site.adverts:
        for asked in advert.clarifications:
            place = absolute(f"{advert.address}#{asked.anchor}", site)
            answer = asked.answer.text if asked.answer else None
            yield advert.id, asked.id, place, asked.asked, asked.question.text, asked.answered, answer


CHANGES = (
    Column("advert", "The id of the advert."),
    _count("number", "The number of the change within the advert, from 1."),
    _web("url", "Its place on the advert's page."),
    _day("date", "The day of the change."),
    Column("change", "What changed, from what to what."),
    Column("reason", "Why it changed."),
)


def _changes(site: Site) -> Iterator[Row]:
    for advert in site.adverts:
        for number, amendment in enumerate(advert.amendments, start=1):
            place = absolute(f"{advert.address}#change-{number}", site)
            yield advert.id, number, place, amendment.date, amendment.change, amendment.reason


OBJECTIVES = (
    Column("set", "The id of the set of objectives."),
    Column("set_title", "The set's title."),
    Column("id", "The objective's letter within the set."),
    _web("url", "Its place on the set's page."),
    Column("title", "The objective in a few words."),
    Column("detail", "What it means in practice."),
    _number("weight", "How much it weighs, in the units of the basis. Empty when it is not weighted."),
    Column("basis", "The units of the weights: none, percentage or points."),
    Column("weighting_status", "Whether the weights are proposed or approved."),
    Column("initiative", "The id of the initiative that the set belongs to."),
    Column("decision", "The id of the decision that agreed the set."),
)


def _objectives(site: Site) -> Iterator[Row]:
    for found in site.objectives:
        for objective in found.objectives:
            yield (
                found.id,
                found.title,
                objective.id,
                absolute(f"{found.address}#{objective.anchor}", site),
                objective.title,
                objective.detail.text if objective.detail else None,
                objective.weight,
                found.weighting.basis,
                found.weighting.status,
                found.initiative,
                found.decision,
            )


DECISIONS = (
    Column("decision", "The id of the decision."),
    _web(
        "url",
        "The recommendation's place on the decision's page; the page, where there is no recommendation.",
    ),
    Column("title", "The title of the report."),
    Column("kind", "report, or outcome when it says what a market test found."),
    _flag(
        "exempt", "Whether the report is closed to the public. Then only what follows up to the day is known."
    ),
    Column("body", "The decision-making body."),
    _day("date", "The day of its meeting."),
    Column("reference", "The report's own number."),
    Column("item", "The item's number on the agenda."),
    Column("initiative", "The id of the initiative it belongs to."),
    Column("status", "What became of the recommendations."),
    _day("decided", "The day of the decision."),
    Column(
        "number", "The recommendation's number in the report. Empty for a report without recommendations."
    ),
    Column("recommendation", "What the body is asked to agree."),
)


def _decisions(site: Site) -> Iterator[Row]:
    """A row for each recommendation; one for a report that has none, and for the notice of an exempt one."""
    for decision in site.decisions:
        if isinstance(decision, ExemptNotice):
            page = absolute(decision.address, site)
            known = (decision.id, page, decision.title, None, True, decision.body, decision.date)
            yield (*known, *(None,) * (len(DECISIONS) - len(known)))
        else:
            yield from _recommendations(site, decision)


def _recommendations(site: Site, decision: Decision) -> Iterator[Row]:
    decided: date | None = decision.decided.date if decision.decided else None
    meeting = (decision.title, decision.kind, False, decision.meeting.body, decision.meeting.date)
    standing = (decision.reference, decision.item, decision.initiative, decision.status, decided)
    page = decision.address
    for numbered in decision.numbered():
        place = absolute(f"{page}#{numbered.anchor}", site)
        yield decision.id, place, *meeting, *standing, numbered.label, numbered.recommendation.text.text
    if not decision.recommendations:
        yield decision.id, absolute(page, site), *meeting, *standing, None, None
