"""Decisions → a page for each, or for the notice of an exempt report, and the list of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision, Figure
from sitegen.model.filenames import FIGURES
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.past import Past
from sitegen.model.prose import Prose
from sitegen.model.publication import ExemptNotice
from sitegen.model.recommendations import Numbered
from sitegen.model.site import Site
from sitegen.outputs.html.cards import DocumentLink, document_link
from sitegen.outputs.html.chrome import DECISIONS, HOME, dates_of, hidden, link_to, path_of, printed
from sitegen.outputs.html.commitments import Promised, by_anchor
from sitegen.outputs.html.listing import all_named, named, shown
from sitegen.outputs.html.marked import marked
from sitegen.outputs.html.version_pages import pages
from sitegen.outputs.html.versions import Version, versions
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import Card, card
from sitegen.outputs.view import Chrome, Link, View
from sitegen.outputs.wording import CALL_INS


@dataclass(frozen=True, slots=True)
class Finding:
    """What an outcome says about an objective, as text and as numbers."""

    objective: Link
    text: Prose | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Successor:
    """A decision that took another's place, or asks to."""

    link: Link
    since: date | None
    """The first day on which it holds; None while it has not been approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage(View):
    """A report and what was decided."""

    decision: Decision
    recommendations: tuple[Numbered, ...]
    marked: Mapping[str, tuple[Prose, Prose]]
    """By the anchors of amended recommendations, the words that were asked and those that were agreed, with what differs marked."""
    promises: Mapping[str, Promised]
    """The commitments by the anchors of what they belong to: a recommendation, the risk, the next step."""
    follows: tuple[Link, ...]
    followed_by: tuple[Link, ...]
    supersedes: tuple[Link, ...]
    successors: tuple[Successor, ...]
    call_in: str
    """What came of its call-in; empty if it was not called in."""
    background: tuple[DocumentLink, ...]
    initiative: Link | None
    adverts: tuple[Card, ...]
    all_adverts: Link | None
    """The list of all adverts that name it, if they are more than the page shows."""
    objectives: tuple[Link, ...]
    engaged: Card | None
    findings: tuple[Finding, ...]
    explained: Mapping[str, Link]
    figures: tuple[tuple[str, str], ...]
    """Format and name of each file with the numbers of an outcome."""
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptPage(View):
    """The notice of a report that is closed to the public."""

    notice: ExemptNotice
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionList(View):
    """All decisions, latest meeting first."""

    decisions: tuple[Decision | ExemptNotice, ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """The list of decisions."""
    if not site.decisions:
        return
    listed = DecisionList(
        site=chrome,
        title=DECISIONS.title,
        address=DECISIONS.address,
        crumbs=(HOME,),
        decisions=site.decisions,
    )
    yield Rendered(path_of(listed.address), "pages/decisions.html", listed)


def page(site: Site, chrome: Chrome, decision: Decision | ExemptNotice) -> Iterator[Rendered]:
    """The page of a decision, or of the notice of an exempt report, and the pages of its versions."""
    if isinstance(decision, ExemptNotice):
        yield Rendered(path_of(decision.address), "pages/exempt.html", _exempt(site, chrome, decision))
    else:
        cards = [card(site, advert) for advert in site.naming(decision, Advert, "decision")]
        yield Rendered(path_of(decision.address), "pages/decision.html", _page(site, chrome, decision, cards))
        yield from named(chrome, Link(decision.title, decision.address), cards)
    yield from pages(site, chrome, decision, partial(_as_it_looked, chrome))


def _as_it_looked(chrome: Chrome, site: Site, past: Past) -> tuple[str, View]:
    """The page of a decision as it was, without the files beside it."""
    if isinstance(past.record, ExemptNotice):
        return "pages/exempt.html", _exempt(site, chrome, past.record)
    assert isinstance(past.record, Decision)  # noqa: S101 - the caller knows its kind
    cards = [card(site, advert) for advert in site.naming(past.record, Advert, "decision")]
    page = _page(site, chrome, past.record, cards)
    return "pages/decision.html", replace(page, figures=(), all_adverts=None)


def _exempt(site: Site, chrome: Chrome, notice: ExemptNotice) -> ExemptPage:
    return ExemptPage(
        site=chrome,
        title=notice.title,
        address=notice.address,
        crumbs=(HOME, DECISIONS),
        hidden=hidden(site, notice),
        printed=printed(site, notice),
        notice=notice,
        versions=versions(site, notice),
    )


def _page(site: Site, chrome: Chrome, decision: Decision, cards: Sequence[Card]) -> DecisionPage:
    agreed = site.naming(decision, Objectives, "decision")
    weighted = site.naming(decision, Objectives, "weighting")
    engaged = site.get(decision.engagement.advert) if decision.engagement else None
    advert = engaged if isinstance(engaged, Advert) else None
    asked = site.get(advert.objectives) if advert else None
    against = asked if isinstance(asked, Objectives) else None
    return DecisionPage(
        site=chrome,
        title=decision.title,
        address=decision.address,
        crumbs=(HOME, DECISIONS),
        hidden=hidden(site, decision),
        dates=dates_of(site, decision),
        printed=printed(site, decision),
        decision=decision,
        recommendations=tuple(decision.numbered()),
        marked=dict(_marked(decision)),
        promises=by_anchor(decision, site.as_of.date()),
        follows=_links(map(site.get, decision.follows)),
        followed_by=_links(site.naming(decision, Decision, "follows")),
        supersedes=_links(map(site.get, decision.supersedes)),
        successors=tuple(map(_successor, site.naming(decision, Decision, "supersedes"))),
        call_in=CALL_INS[decision.called_in.result] if decision.called_in else "",
        background=tuple(document_link(site, document) for document in decision.background_documents),
        initiative=link_to(site.get(decision.initiative)),
        adverts=shown(cards),
        all_adverts=all_named(Link(decision.title, decision.address), cards),
        objectives=tuple(dict.fromkeys(Link(found.title, found.address) for found in (*agreed, *weighted))),
        engaged=card(site, advert) if advert else None,
        findings=tuple(_findings(against, decision)),
        explained=_explained(against),
        figures=tuple(zip(("CSV", "JSON"), FIGURES, strict=True)) if decision.engagement else (),
        versions=versions(site, decision),
    )


def _marked(decision: Decision) -> Iterator[tuple[str, tuple[Prose, Prose]]]:
    for one in decision.numbered():
        if agreed := one.recommendation.agreed:
            yield one.anchor, marked(one.recommendation.text, agreed)


def _links(records: Iterable[Shown | None]) -> tuple[Link, ...]:
    return tuple(link for link in map(link_to, records) if link)


def _successor(later: Decision) -> Successor:
    since = later.in_effect_from or (later.decided.date if later.decided and later.is_approved else None)
    return Successor(Link(later.title, later.address), since)


def _findings(against: Objectives | None, decision: Decision) -> Iterator[Finding]:
    """The findings of an outcome, in the order of the objectives of its advert."""
    if not (against and decision.engagement):
        return
    for letter, objective in _explained(against).items():
        text, figure = decision.engagement.findings.get(letter), decision.engagement.figures.get(letter)
        if text or figure:
            yield Finding(objective, text, figure)


def _explained(against: Objectives | None) -> Mapping[str, Link]:
    """Links to the objectives by letter, titled `a. Title`."""
    if against is None:
        return {}
    return {
        found.id: Link(f"{found.id}. {found.title}", f"{against.address}#{found.anchor}")
        for found in against.objectives
    }
