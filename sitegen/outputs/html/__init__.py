"""The site → its pages in HTML, the same as PDFs where the site wants them, and the data whose size they tell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sitegen.model.site import Site
from sitegen.outputs.fingerprint import address_of, bytes_of
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
from sitegen.outputs.output import Output, Printed, Rendered
from sitegen.outputs.view import View

PARTS = (home, listing, adverts, objectives, decisions, initiatives, search, glossary, pages, data)
Folders = Mapping[str, Mapping[str, int | None]]
"""The files of other formats: folder → name → size in bytes, where that is known."""
_PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def plan(site: Site, others: Folders) -> Iterator[Output]:
    """Every page of the site, and beside those that have a print version, that version.

    A file of data whose size a page tells comes with it, so that it is made once.
    """
    around, materials = chrome(site, has_feed="feed.xml" in others.get("", ())), _materials(site)
    for part in PARTS:
        for output in part.plan(site, around):
            placed = _with_neighbours(output, others)
            yield placed
            if isinstance(placed, Rendered) and isinstance(placed.view, View) and placed.view.printed:
                path = placed.view.printed.removeprefix("/")
                yield Printed(path, placed.template, placed.view, materials)


def _with_neighbours(output: Output, others: Folders) -> Output:
    """The same; a page knows what stands beside it."""
    folder, _, name = output.path.rpartition("index.html")
    if name or folder not in others or not isinstance(output, Rendered) or not isinstance(output.view, View):
        return output
    return replace(output, view=replace(output.view, beside=others[folder]))


def _materials(site: Site) -> Mapping[str, bytes | Path]:
    """What a page may need on paper: the stylesheets, and the pictures that public records name."""
    styles = {address_of(site, name): bytes_of(site, name) for name in site.assets if name.endswith(".css")}
    pictures = {
        attachment.address: attachment.file
        for attachment in site.attachments.values()
        if PurePosixPath(attachment.path).suffix.lower() in _PICTURES
    }
    return styles | pictures
