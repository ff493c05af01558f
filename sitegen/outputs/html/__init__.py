"""The site → its pages in HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.model.site import Site
from sitegen.outputs.html import (
    adverts,
    decisions,
    glossary,
    home,
    initiatives,
    listing,
    objectives,
    pages,
    search,
)
from sitegen.outputs.html.chrome import chrome
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import View

PARTS = (home, listing, adverts, objectives, decisions, initiatives, search, glossary, pages)
Folders = Mapping[str, Mapping[str, int | None]]
"""The files of other formats: folder → name → size in bytes, where that is known."""


def plan(site: Site, others: Folders) -> Iterator[Rendered]:
    """Every page of the site."""
    around = chrome(site, has_feed="feed.xml" in others.get("", ()))
    for part in PARTS:
        yield from (_with_neighbours(page, others) for page in part.plan(site, around))


def _with_neighbours(page: Rendered, others: Folders) -> Rendered:
    """The page, which knows what stands beside it."""
    folder, _, name = page.path.rpartition("index.html")
    if name or folder not in others or not isinstance(page.view, View):
        return page
    return replace(page, view=replace(page.view, beside=others[folder]))
