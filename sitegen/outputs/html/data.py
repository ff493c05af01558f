"""The site → all of it as data, and the page that says what there is, in which formats and under which licence."""

import shlex
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from sitegen.model.register import NAMESPACE, REGISTER, SIGNATURE, SIGNERS, Signature
from sitegen.model.site import Site
from sitegen.outputs.downloads import Download, as_files, contracting, description, extension, register
from sitegen.outputs.html.cards import DocumentLink, file_link
from sitegen.outputs.html.chrome import DATA, HOME, path_of
from sitegen.outputs.ocds.extension import fields
from sitegen.outputs.output import Data, Output, Rendered
from sitegen.outputs.tables.records import tables
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(View):
    """What there is to download: tables, their description, open contracting data and the extension it uses.

    The last two are empty for a publisher without a prefix. A table has its title, how many rows, and its files;
    `fields` are what the extension adds; `register` is empty for a site that keeps none, and `check` is what anyone can
    type to check its signature, `signer` who gave it, where that is known.
    """

    tables: tuple[tuple[str, int, tuple[DocumentLink, ...]], ...]
    described: tuple[DocumentLink, ...]
    contracting: tuple[DocumentLink, ...]
    extension: tuple[DocumentLink, ...]
    fields: tuple[tuple[str, str], ...]
    register: tuple[DocumentLink, ...]
    check: str
    signer: str


def plan(site: Site, chrome: Chrome) -> Iterator[Output]:
    """Every file of data that is not beside one record's page, then the page that lists them with their sizes."""
    found, listed = tables(site), []
    for table in found:
        links = yield from _listed(as_files(table))
        listed.append((table.title, len(table.records), links))
    signed = site.register and site.register.signature
    page = DataPage(
        site=chrome,
        title=DATA.title,
        address=DATA.address,
        description="Everything on this site as open data, to download and reuse.",
        crumbs=(HOME,),
        tables=tuple(listed),
        described=(yield from _listed(description(site, found))),
        contracting=(yield from _listed(contracting(site))),
        extension=(yield from _listed(extension(site))),
        fields=tuple(fields(site.config.law)),
        register=(yield from _listed(register(site))),
        check=_check(signed) if signed else "",
        signer=signed.signer if signed else "",
    )
    yield Rendered(path_of(DATA.address), "pages/data.html", page)


def _check(signed: Signature) -> str:
    """What anyone can type, in the folder that they downloaded the files to, to see whether the signature is good."""
    known = f"verify -f {SIGNERS} -I {shlex.quote(signed.signer)}" if signed.signer else "check-novalidate"
    return f"ssh-keygen -Y {known} -n {NAMESPACE} -s {SIGNATURE} < {REGISTER}"


def _listed(downloads: Iterable[Download]) -> Generator[Data, None, tuple[DocumentLink, ...]]:
    """Each file; then what the page says of them."""
    links = []
    for download in downloads:
        data = Data(download.path, download.data)
        links.append(file_link(download.title, download.kind, data))
        yield data
    return tuple(links)
