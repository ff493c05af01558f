"""The site → its pages in HTML, and the data whose size they tell."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.outputs.html import adverts, data, decisions, home, initiatives, listing, objectives, pages
from sitegen.outputs.html.chrome import chrome
from sitegen.outputs.output import Output

PARTS = (home, listing, adverts, objectives, decisions, initiatives, pages, data)


def plan(site: Site) -> Iterator[Output]:
    """Every page of the site. A file whose size a page tells comes with it, so that it is made once."""
    around = chrome(site)
    for part in PARTS:
        yield from part.plan(site, around)
