"""Sets of objectives → a page for each with its charts and its figures as data, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from sitegen.model.advert import Advert
from sitegen.model.appraisal import Appraisal, appraise
from sitegen.model.dominance import never_preferred
from sitegen.model.filenames import APPRAISAL
from sitegen.model.objectives import Objectives
from sitegen.model.past import Past
from sitegen.model.sensitivity import switches, wins
from sitegen.model.site import Site
from sitegen.outputs.appraisals import as_csv, as_json, lines
from sitegen.outputs.html import appraisal_text
from sitegen.outputs.html.cards import DocumentLink, file_link
from sitegen.outputs.html.charts import BarChart, scores_chart, weights_chart
from sitegen.outputs.html.chrome import (
    HOME,
    OBJECTIVES,
    dates_of,
    hidden,
    link_to,
    path_of,
    printed,
    recommendations,
)
from sitegen.outputs.html.comparison import Comparison, comparison
from sitegen.outputs.html.listing import all_named, named, shown
from sitegen.outputs.html.version_pages import pages
from sitegen.outputs.html.versions import Version, versions
from sitegen.outputs.output import Data, Rendered
from sitegen.outputs.summaries import Card, card
from sitegen.outputs.view import Chrome, Link, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivesPage(View):
    """A set of objectives. Without a contract model that has every score, `comparison` is None and `files` is empty."""

    objectives: Objectives
    total: Decimal | None
    """The sum of the weights; None if nothing is weighted."""
    initiative: Link | None
    decision: Link | None
    weighting_decision: Link | None
    recommendations: tuple[Link, ...]
    adverts: tuple[Card, ...]
    all_adverts: Link | None
    """The list of all adverts that name it, if they are more than the page shows."""
    chart: BarChart | None
    scores: BarChart | None
    is_scored: bool
    """Whether every contract model has a score for every objective."""
    reasons: str
    """Where the reasons for the scores are; empty if there are none."""
    comparison: Comparison | None
    files: tuple[DocumentLink, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivesList(View):
    """All sets of objectives."""

    sets: tuple[Objectives, ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered | Data]:
    """The list of sets of objectives."""
    if not site.objectives:
        return
    listed = ObjectivesList(
        site=chrome, title=OBJECTIVES.title, address=OBJECTIVES.address, crumbs=(HOME,), sets=site.objectives
    )
    yield Rendered(path_of(listed.address), "pages/objectives-list.html", listed)


def page(site: Site, chrome: Chrome, objectives: Objectives) -> Iterator[Rendered | Data]:
    """The page of a set, the pages of its versions, its charts, and its figures as data."""
    appraisal = appraise(objectives)
    compared, files = _appraised(objectives, appraisal) if appraisal else (None, ())
    charts = (
        weights_chart(objectives, chrome),
        scores_chart(objectives, appraisal, chrome) if appraisal else None,
    )
    cards = [card(site, advert) for advert in site.naming(objectives, Advert, "objectives")]
    page = _page(site, chrome, objectives, compared, charts, tuple(map(_figures_link, files)))
    itself = Link(objectives.title, objectives.address)
    page = replace(page, adverts=shown(cards), all_adverts=all_named(itself, cards))
    yield Rendered(path_of(objectives.address), "pages/objectives.html", page)
    yield from named(chrome, itself, cards)
    yield from pages(site, chrome, objectives, partial(_as_it_looked, chrome))
    for chart in filter(None, charts):
        yield Rendered(chart.address.removeprefix("/"), "charts/bars.svg", chart)
    yield from files


def _as_it_looked(chrome: Chrome, site: Site, past: Past) -> tuple[str, View]:
    """The page of a set as it was, without its charts and the files beside it, which are of today's figures."""
    assert isinstance(past.record, Objectives)  # noqa: S101 - the caller knows its kind
    appraisal = appraise(past.record)
    compared = _appraised(past.record, appraisal)[0] if appraisal else None
    return "pages/objectives.html", _page(site, chrome, past.record, compared, (None, None), ())


def _appraised(objectives: Objectives, appraisal: Appraisal) -> tuple[Comparison, tuple[Data, ...]]:
    """The comparison that the page shows, and the files with all figures."""
    changes = switches(appraisal.models, appraisal.base.weights)
    won = wins(appraisal.models)
    never = never_preferred(appraisal.models)
    figures = tuple(lines(objectives, appraisal, changes, won, never))
    path = objectives.address.removeprefix("/")
    contents = (as_csv(figures), as_json(objectives, figures))
    files = tuple(Data(f"{path}{name}", data) for name, data in zip(APPRAISAL, contents, strict=True))
    return comparison(objectives, appraisal, changes, won, never), files


def _figures_link(file: Data) -> DocumentLink:
    kind = file.path.rpartition(".")[2].upper()
    title = {"CSV": "All figures, for spreadsheets", "JSON": "All figures, for programs"}[kind]
    return file_link(title, kind, file.path, len(file.data))


def _page(
    site: Site,
    chrome: Chrome,
    objectives: Objectives,
    compared: Comparison | None,
    charts: tuple[BarChart | None, BarChart | None],
    files: tuple[DocumentLink, ...],
) -> ObjectivesPage:
    weights = [objective.weight for objective in objectives.objectives if objective.weight is not None]
    weighting = objectives.weighting
    approved = site.get(weighting.decision)
    return ObjectivesPage(
        site=chrome,
        title=objectives.title,
        address=objectives.address,
        crumbs=(HOME, OBJECTIVES),
        hidden=hidden(site, objectives),
        dates=dates_of(site, objectives),
        printed=printed(site, objectives) if objectives.public_interest_test else None,
        objectives=objectives,
        total=sum(weights, Decimal(0)) if objectives.is_weighted else None,
        initiative=link_to(site.get(objectives.initiative)),
        decision=link_to(site.get(objectives.decision)),
        weighting_decision=link_to(approved),
        recommendations=recommendations(approved, weighting.authorised_by),
        adverts=(),
        all_adverts=None,
        chart=charts[0],
        scores=charts[1],
        is_scored=all(
            objective.id in model.scores for model in objectives.models for objective in objectives.objectives
        ),
        reasons=appraisal_text.reasons(objectives),
        comparison=compared,
        files=files,
        versions=versions(site, objectives),
    )
