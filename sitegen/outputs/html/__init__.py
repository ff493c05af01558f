"""The site → its pages in HTML, the PDFs of pages if the site wants them, and the data files whose size a page shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, assert_never

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.file_kinds import is_picture
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.facets import Facet
from sitegen.outputs.fingerprint import address_of, bytes_of
from sitegen.outputs.html import (
    adverts,
    decisions,
    form,
    glossary,
    initiatives,
    listing,
    objectives,
    pages,
    search,
)
from sitegen.outputs.output import Materials, Output, Printed, Rendered
from sitegen.outputs.summaries import Summaries
from sitegen.outputs.view import Chrome, View


class Section(NamedTuple):
    """Pages that are made from the records of these kinds alone."""

    kinds: tuple[type[Shown], ...]
    plan: Callable[[Site, Chrome], Iterable[Output]]


SECTIONS: Mapping[str, Section] = {
    "objectives": Section((Objectives,), objectives.plan),
    "decisions": Section((Decision, ExemptNotice), decisions.plan),
    "initiatives": Section((Initiative,), initiatives.plan),
    "glossary": Section((), glossary.plan),
    "pages": Section((), pages.plan),
}
"""The pages about many records but adverts, and about none."""
Folders = Mapping[str, Mapping[str, int | None]]
"""The files of other formats: folder → name → size in bytes, or None if unknown."""


def of_all(summaries: Summaries, chrome: Chrome) -> Iterator[Output]:
    """The list of all adverts, and the search page, which leads to the lists by facet."""
    yield from listing.plan(summaries, chrome)
    yield from search.plan(summaries, chrome)


def lists(summaries: Summaries, chrome: Chrome, facet: Facet, others: Folders) -> Iterator[Output]:
    """The lists of adverts by one facet."""
    yield from _finished(listing.narrowed(summaries, chrome, facet), others)


def page(
    site: Site, chrome: Chrome, record: Shown, others: Folders, materials: Materials
) -> Iterator[Output]:
    """The page of a record, the data files whose size it shows, and its PDF if it has one."""
    for output in _finished(_of(site, chrome, record), others):
        yield output
        if isinstance(output, Rendered) and isinstance(output.view, View) and output.view.printed:
            path = output.view.printed.removeprefix("/")
            yield Printed(path, output.template, output.view, materials)


def _of(site: Site, chrome: Chrome, record: Shown) -> Iterator[Output]:
    match record:
        case Advert():
            return chain(adverts.page(site, chrome, record), form.page(site, chrome, record))
        case Decision() | ExemptNotice():
            return decisions.page(site, chrome, record)
        case Objectives():
            return objectives.page(site, chrome, record)
        case Initiative():
            return initiatives.page(site, chrome, record)
        case Page():
            return pages.page(site, chrome, record)
        case _:
            assert_never(record)


def materials(site: Site) -> Materials:
    """What PDFs may load: the stylesheets, and the pictures of public records."""
    styles = {address_of(site, name): bytes_of(site, name) for name in site.assets if name.endswith(".css")}
    pictures = {
        attachment.address: attachment.file
        for attachment in site.attachments.values()
        if is_picture(attachment.path)
    }
    return styles | pictures


def _finished(planned: Iterable[Output], others: Folders) -> Iterator[Output]:
    return (_with_files_beside(output, others) for output in planned)


def _with_files_beside(output: Output, others: Folders) -> Output:
    """The output; if it is a page, with the names of the files beside it."""
    folder, _, name = output.path.rpartition("index.html")
    if name or folder not in others or not isinstance(output, Rendered) or not isinstance(output.view, View):
        return output
    return replace(output, view=replace(output.view, beside=others[folder]))
