"""Summaries and news → the home page: open market tests and latest changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from sitegen.model.kinds import Shown
from sitegen.model.site import Site
from sitegen.outputs.html.chrome import HOME, path_of
from sitegen.outputs.html.timeline import TimelineEntry, news
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import SOONEST, Card, Summaries, soonest_first
from sitegen.outputs.view import Chrome, View

RECENT = 10
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


def news_of(site: Site, record: Shown) -> tuple[TimelineEntry, ...]:
    """What the home page may show of a record: its latest changes, as many as there is room for."""
    return news(site, (record,))[:RECENT]


def page(
    summaries: Summaries, found: Iterable[TimelineEntry], chrome: Chrome, beside: Mapping[str, int | None]
) -> HomePage:
    """What the home page shows. `found` has the news of each record; `beside` are the files beside it, with their sizes."""
    cards = [one.card for one in summaries if one.card.status.takes_responses]
    return HomePage(
        site=chrome,
        title=chrome.config.title,
        address=HOME.address,
        description=chrome.config.tagline or "",
        beside=beside,
        open=tuple(soonest_first(cards)[:SOONEST]),
        open_count=len(cards),
        recent=tuple(nlargest(RECENT, found, key=lambda one: one.order)),
        count=len(summaries),
    )


def plan(shown: HomePage) -> tuple[Rendered]:
    """The home page."""
    return (Rendered(path_of(HOME.address), "pages/home.html", shown),)
