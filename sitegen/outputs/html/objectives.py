"""The site → a page for each set of objectives, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen.model.advert import Advert
from sitegen.model.objectives import Objectives
from sitegen.model.site import Site
from sitegen.outputs.html.cards import Card, card
from sitegen.outputs.html.charts import WeightsChart, weights_chart
from sitegen.outputs.html.chrome import HOME, OBJECTIVES, is_unpublished, link_to, path_of
from sitegen.outputs.html.dates import dates_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, Link, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivesPage(View):
    """A set of objectives. `total` is the sum of its weights; none when nothing is weighted."""

    objectives: Objectives
    total: Decimal | None
    initiative: Link | None
    decision: Link | None
    weighting_decision: Link | None
    adverts: tuple[Card, ...]
    chart: WeightsChart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivesList(View):
    """All sets of objectives."""

    sets: tuple[Objectives, ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """The list of sets of objectives, and a page for each."""
    if not site.objectives:
        return
    listed = ObjectivesList(
        site=chrome, title=OBJECTIVES.title, address=OBJECTIVES.address, crumbs=(HOME,), sets=site.objectives
    )
    yield Rendered(path_of(listed.address), "pages/objectives-list.html", listed)
    for objectives in site.objectives:
        chart = weights_chart(objectives, chrome)
        page = _page(site, chrome, objectives, chart)
        yield Rendered(path_of(objectives.address), "pages/objectives.html", page)
        if chart:
            yield Rendered(chart.address.removeprefix("/"), "charts/weights.svg", chart)


def _page(site: Site, chrome: Chrome, objectives: Objectives, chart: WeightsChart | None) -> ObjectivesPage:
    weights = [objective.weight for objective in objectives.objectives if objective.weight is not None]
    return ObjectivesPage(
        site=chrome,
        title=objectives.title,
        address=objectives.address,
        crumbs=(HOME, OBJECTIVES),
        draft=is_unpublished(site, objectives),
        dates=dates_of(site, objectives),
        objectives=objectives,
        total=sum(weights, Decimal(0)) if weights and objectives.weighting.basis != "none" else None,
        initiative=link_to(site.get(objectives.initiative)),
        decision=link_to(site.get(objectives.decision)),
        weighting_decision=link_to(site.get(objectives.weighting.decision)),
        adverts=tuple(card(site, advert) for advert in site.naming(objectives, Advert, "objectives")),
        chart=chart,
    )
