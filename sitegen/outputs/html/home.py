"""The site → the home page: open market tests and latest changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.site import Site
from sitegen.outputs.html.chrome import HOME, path_of
from sitegen.outputs.html.timeline import TimelineEntry, news
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import SOONEST, Card, Summaries, soonest_first
from sitegen.outputs.view import Chrome, View

RECENT = 8
"""How many changes the home page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(View):
    """Open market tests, closing soonest first, and changes, latest first."""

    open: tuple[Card, ...]
    open_count: int
    """How many are open; `open` has at most `SOONEST` of them."""
    recent: tuple[TimelineEntry, ...]
    count: int
    """How many notices the site has."""


def plan(site: Site, chrome: Chrome, summaries: Summaries) -> Iterator[Rendered]:
    """The home page."""
    cards = [one.card for one in summaries if one.card.status.takes_responses]
    recent = news(site, (*site.adverts, *site.decisions))[:RECENT]
    page = HomePage(
        site=chrome,
        title=site.config.title,
        address=HOME.address,
        description=site.config.tagline or "",
        open=tuple(soonest_first(cards)[:SOONEST]),
        open_count=len(cards),
        recent=recent,
        count=len(summaries),
    )
    yield Rendered(path_of(HOME.address), "pages/home.html", page)
