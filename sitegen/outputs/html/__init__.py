"""The site → its pages in HTML."""

from collections.abc import Iterator

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
from sitegen.outputs.output import Data, Rendered

PARTS = (home, listing, adverts, objectives, decisions, initiatives, search, glossary, pages)


def plan(site: Site) -> Iterator[Rendered | Data]:
    """Every page of the site, with its charts and figures."""
    around = chrome(site)
    for part in PARTS:
        yield from part.plan(site, around)
