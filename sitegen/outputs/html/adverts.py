"""The site → a page for each advert."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.decision import Decision
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.html.cards import Paper, attachment, paper
from sitegen.outputs.html.chrome import ADVERTS, HOME, is_unpublished, link_to, path_of, recommendation
from sitegen.outputs.html.thread import Happening, at_home, timeline
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, Link, View
from sitegen.outputs.wording import KINDS


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A standing statement as an advert shows it."""

    id: str
    title: str
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertPage(View):
    """An advert with everything that belongs to it."""

    advert: Advert
    status: Status
    kind: str
    statements: tuple[ShownStatement, ...]
    objectives: Objectives | None
    decision: Decision | ExemptNotice | None
    recommendation: Link | None
    outcome: Link | None
    initiative: Link | None
    documents: tuple[Paper, ...]
    form: Paper | None
    timeline: tuple[Happening, ...]
    subjects: tuple[str, ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """A page for each advert."""
    return (
        Rendered(path_of(advert.address), "pages/advert.html", _page(site, chrome, advert))
        for advert in site.adverts
    )


def _page(site: Site, chrome: Chrome, advert: Advert) -> AdvertPage:
    decision = site.get(advert.decision)
    objectives = site.get(advert.objectives)
    outcome = site.get(advert.outcome)
    return AdvertPage(
        site=chrome,
        title=advert.title,
        address=advert.address,
        description=advert.summary,
        crumbs=(HOME, ADVERTS),
        draft=is_unpublished(site, advert),
        advert=advert,
        status=site.status(advert),
        kind=KINDS[advert.kind],
        statements=_statements(site, advert),
        objectives=objectives if isinstance(objectives, Objectives) else None,
        decision=decision if isinstance(decision, Decision | ExemptNotice) else None,
        recommendation=recommendation(decision, advert.authorised_by),
        outcome=link_to(outcome),
        initiative=link_to(site.get(advert.initiative)),
        documents=tuple(paper(site, document) for document in advert.documents),
        form=attachment(site, "Response form", advert.respond.form),
        timeline=at_home(timeline(site, (decision, advert, outcome)), advert.address),
        subjects=tuple(dict.fromkeys(found[1] for code in advert.cpv if (found := division(code)))),
    )


def _statements(site: Site, advert: Advert) -> tuple[ShownStatement, ...]:
    """The standing statements for adverts of this kind, in the advert's own words where it has any."""
    return tuple(
        ShownStatement(statement.id, statement.title, advert.statements.get(statement.id, statement.text))
        for statement in site.config.statements
        if advert.kind in statement.applies_to
    )
