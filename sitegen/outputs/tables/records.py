"""The public site → its tables: adverts, their questions and changes, objectives, decisions."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objective, Objectives
from sitegen.model.parts import Amendment, Clarification
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.exact import absolute
from sitegen.outputs.tables import adverts as noticed
from sitegen.outputs.tables import decisions as decided
from sitegen.outputs.tables.table import Column, Table, at


def tables(site: Site, *records: Shown) -> tuple[Table[Any], ...]:
    """Every table, with the rows of these records in their order; also those without a row, so that addresses are permanent."""
    adverts = [one for one in records if isinstance(one, Advert)]
    objectives = [one for one in records if isinstance(one, Objectives)]
    decisions = [one for one in records if isinstance(one, Decision | ExemptNotice)]
    return (
        Table("adverts", "Adverts", noticed.columns(site), ("id",), tuple(noticed.rows(site, adverts))),
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
    Column("advert_title", "Its title.", at("advert.title")),
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
    Column("advert_title", "Its title.", at("advert.title")),
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
    initiative_title: str | None
    decision_title: str | None


def _objectives(site: Site, sets: Iterable[Objectives]) -> Iterator[_Objective]:
    for among in sets:
        titles = [
            found.title if (found := site.get(name)) else None for name in (among.initiative, among.decision)
        ]
        for objective in among.objectives:
            url = absolute(f"{among.address}#{objective.anchor}", site)
            yield _Objective(among, url, objective, *titles)


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
    Column("initiative_title", "Its title.", at("initiative_title")),
    Column("decision", "The id of the decision that agreed the set.", at("among.decision")),
    Column("decision_title", "Its title.", at("decision_title")),
)
