"""The site → its pages in HTML, and where the site wants them the same pages as PDFs."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from sitegen.model.site import Site
from sitegen.outputs.fingerprint import address_of, bytes_of
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
from sitegen.outputs.output import Printed, Rendered

PARTS = (home, listing, adverts, objectives, decisions, initiatives, search, glossary, pages)
_PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def plan(site: Site) -> Iterator[Rendered | Printed]:
    """Every page of the site, and beside those that have a print version, that version."""
    around, materials = chrome(site), _materials(site)
    for part in PARTS:
        for page in part.plan(site, around):
            yield page
            if page.view.printed:
                yield Printed(page.view.printed.removeprefix("/"), page.template, page.view, materials)


def _materials(site: Site) -> Mapping[str, bytes | Path]:
    """What a page may need on paper: the stylesheets, and the pictures that public records name."""
    styles = {address_of(site, name): bytes_of(site, name) for name in site.assets if name.endswith(".css")}
    pictures = {
        attachment.address: attachment.file
        for attachment in site.attachments.values()
        if PurePosixPath(attachment.path).suffix.lower() in _PICTURES
    }
    return styles | pictures
