"""The site → its data files, and the page that lists them with their formats and licence."""

import shlex
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from sitegen.model.register import (
    NAMESPACE,
    REGISTER,
    REPLACED,
    SIGNATURE,
    SIGNERS,
    WITNESSES,
    Line,
    Register,
    Signature,
)
from sitegen.model.site import Site
from sitegen.outputs.downloads import Download, as_files, description, extension, register
from sitegen.outputs.html.cards import DocumentLink, file_link
from sitegen.outputs.html.chrome import DATA, HOME, path_of
from sitegen.outputs.ocds.extension import added_fields, fields
from sitegen.outputs.output import Data, Output, Rendered
from sitegen.outputs.rows import Part
from sitegen.outputs.tables.records import tables
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True)
class Replaced:
    """That the register was begun anew, and why. `head` is that of the register before, which had so many `lines`."""

    day: date
    reason: str
    lines: int
    head: str


@dataclass(frozen=True, slots=True)
class Noted:
    """The latest note of another publisher's register. `lost` is a head that was noted before and is gone from it, or empty."""

    title: str
    address: str
    day: date
    lines: int
    head: str
    lost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(View):
    """The files to download. `contracting` and `extension` are empty without an OCDS prefix, `register` without a register."""

    tables: tuple[tuple[str, int, tuple[DocumentLink, ...]], ...]
    """Title, number of rows and files of each table."""
    described: tuple[DocumentLink, ...]
    contracting: tuple[DocumentLink, ...]
    extension: tuple[DocumentLink, ...]
    fields: tuple[tuple[str, str], ...]
    """Name and description of each field that the extension adds to planning."""
    amounts: tuple[tuple[str, str], ...]
    """The same of amounts."""
    milestones: tuple[tuple[str, str], ...]
    """The same of milestones."""
    register: tuple[DocumentLink, ...]
    check: str
    """The command that checks the register's signature; empty without one."""
    signer: str
    """Who signed, if known."""
    head: str
    """The newest head of the register; empty without one."""
    replaced: tuple[Replaced, ...]
    witnesses: tuple[Noted, ...]


def plan(
    site: Site, chrome: Chrome, parts: Mapping[str, Part], contracting: Iterable[tuple[str, int]]
) -> Iterator[Output]:
    """The data files of the whole site, then the page that lists them with their sizes.

    `contracting` are the files of open contracting data, made with the parts: their paths, and their sizes in bytes.
    """
    found, listed = tables(site), []
    for table in found:
        links = yield from _listed(as_files(table, parts))
        count = sum(part.lines.get(f"{table.name}.jsonl", b"").count(b"\n") for part in parts.values())
        listed.append((table.title, count, links))
    signed = site.register and site.register.signature
    page = DataPage(
        site=chrome,
        title=DATA.title,
        address=DATA.address,
        description="Everything on this site as open data, to download and reuse.",
        crumbs=(HOME,),
        tables=tuple(listed),
        described=(yield from _listed(description(site, found))),
        contracting=_by_year(contracting),
        extension=(yield from _listed(extension(site))),
        fields=tuple(fields(site.config.law)),
        amounts=tuple(added_fields("Value")),
        milestones=tuple(added_fields("Milestone")),
        register=(yield from _listed(register(site))),
        check=_check(signed) if signed else "",
        signer=signed.signer if signed else "",
        head=site.register.head if site.register else "",
        replaced=tuple(_replaced(site)),
        witnesses=tuple(_witnesses(site)),
    )
    yield Rendered(path_of(DATA.address), "pages/data.html", page)


def _by_year(contracting: Iterable[tuple[str, int]]) -> tuple[DocumentLink, ...]:
    """Links to the files of open contracting data, the latest year first."""
    kinds = {"records": ("records", "JSON"), "compiled": ("compiled releases", "JSON Lines")}
    found = []
    for path, size in contracting:
        name, _, year = PurePosixPath(path).stem.partition("-")
        title, kind = kinds[name]
        link = file_link(f"Notices published in {year}: {title}", kind, path, size)
        found.append((year, name == "records", link))
    return tuple(link for *_, link in sorted(found, key=lambda one: one[:2], reverse=True))


def _check(signed: Signature) -> str:
    """The command that checks the signature, in the folder of the downloaded files."""
    known = f"verify -f {SIGNERS} -I {shlex.quote(signed.signer)}" if signed.signer else "check-novalidate"
    return f"ssh-keygen -Y {known} -n {NAMESPACE} -s {SIGNATURE} < {REGISTER}"


def _replaced(site: Site) -> Iterator[Replaced]:
    for line, note in site.register.notes(REPLACED.collection) if site.register else ():
        yield Replaced(_day(site, line), str(note["reason"]), int(str(note["lines"])), str(note["head"]))


def _witnesses(site: Site) -> Iterator[Noted]:
    """The latest note of each witness, and each note that a head is gone."""
    register = site.register or Register()
    for line, note in register.notes(WITNESSES):
        if register.latest[line.key][1] == line or "lost" in note:
            title, address, head = (str(note[name]) for name in ("title", "url", "head"))
            lines, lost = int(str(note["lines"])), str(note.get("lost", ""))
            yield Noted(title, address, _day(site, line), lines, head, lost)


def _day(site: Site, line: Line) -> date:
    return datetime.fromisoformat(line.time).astimezone(site.config.zone).date()


def _listed(downloads: Iterable[Download]) -> Generator[Data, None, tuple[DocumentLink, ...]]:
    """Yields each file; returns the links to them."""
    links = []
    for download in downloads:
        data = Data(download.path, download.data)
        links.append(file_link(download.title, download.kind, data.path, len(data.data)))
        yield data
    return tuple(links)
