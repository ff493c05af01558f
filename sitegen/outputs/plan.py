"""The site → every file of it, from the formats in one visible tuple."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.outputs import assets, figures, hosting, html, search
from sitegen.outputs.output import Output

FORMATS = (html, search, figures, assets, hosting)


def plan(site: Site) -> Iterator[Output]:
    """Every output, format by format. None depends on another's bytes."""
    for form in FORMATS:
        yield from form.plan(site)
