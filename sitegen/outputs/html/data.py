"""The site → all of it as data, and the page that says what there is, in which formats and under which licence."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.site import Site
from sitegen.outputs.downloads import contracting, described, extension, tabular
from sitegen.outputs.html.cards import Paper, made
from sitegen.outputs.html.chrome import DATA, HOME, path_of
from sitegen.outputs.ocds.extension import fields
from sitegen.outputs.output import Data, Output, Rendered
from sitegen.outputs.tables.records import tables
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(View):
    """What there is to download: tables, their description, open contracting data and the extension it uses.

    The last two are empty for a publisher without a prefix. `counts` are the rows of each table, `fields` what the extension adds.
    """

    tables: tuple[Paper, ...]
    described: tuple[Paper, ...]
    contracting: tuple[Paper, ...]
    extension: tuple[Paper, ...]
    counts: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, str], ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Output]:
    """Every file of data that is not beside one record's page, then the page that lists them with their sizes."""
    found = tables(site)
    groups = (tabular(found), described(site, found), contracting(site), extension(site))
    papers: tuple[list[Paper], ...] = ([], [], [], [])
    for group, listed in zip(groups, papers, strict=True):
        for download in group:
            data = Data(download.path, download.data)
            listed.append(made(download.title, download.kind, data))
            yield data
    page = DataPage(
        site=chrome,
        title=DATA.title,
        address=DATA.address,
        description="Everything on this site as open data, to download and reuse.",
        crumbs=(HOME,),
        tables=tuple(papers[0]),
        described=tuple(papers[1]),
        contracting=tuple(papers[2]),
        extension=tuple(papers[3]),
        counts=tuple((table.title, len(table.rows)) for table in found),
        fields=tuple(fields()),
    )
    yield Rendered(path_of(DATA.address), "pages/data.html", page)
