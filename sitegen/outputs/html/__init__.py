"""The site → its pages in HTML, and the data whose size they tell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.model.site import Site
from sitegen.outputs.html import (
    adverts,
    data,
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
from sitegen.outputs.output import Output, Rendered
from sitegen.outputs.view import View

PARTS = (home, listing, adverts, objectives, decisions, initiatives, search, glossary, pages, data)
Folders = Mapping[str, Mapping[str, int | None]]
"""The files of other formats: folder → name → size in bytes, where that is known."""


def plan(site: Site, others: Folders) -> Iterator[Output]:
    """Every page of the site. A file of data whose size a page tells comes with it, so that it is made once."""
    around = chrome(site, has_feed="feed.xml" in others.get("", ()))
    for part in PARTS:
        yield from (_with_neighbours(output, others) for output in part.plan(site, around))


def _with_neighbours(output: Output, others: Folders) -> Output:
    """The same; a page knows what stands beside it."""
    folder, _, name = output.path.rpartition("index.html")
    if name or folder not in others or not isinstance(output, Rendered) or not isinstance(output.view, View):
        return output
    return replace(output, view=replace(output.view, beside=others[folder]))
