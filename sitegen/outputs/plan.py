"""The site → every file of it, from the formats in one visible tuple."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.outputs import assets, hosting, html, search
from sitegen.outputs.output import Output

FORMATS = (html, search, assets)


def plan(site: Site) -> Iterator[Output]:
    """Every output, format by format. None depends on another's bytes; what hosts are told, on which others there are."""
    planned = tuple(output for form in FORMATS for output in form.plan(site))
    yield from planned
    yield from hosting.plan(site, planned)
