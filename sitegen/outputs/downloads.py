"""The site → its data files, each with title, kind, path and bytes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model import filenames
from sitegen.model.addresses import EXTENSION
from sitegen.model.advert import Advert
from sitegen.model.filenames import TABLE_METADATA
from sitegen.model.register import REGISTER, SIGNATURE, SIGNERS
from sitegen.model.site import Site
from sitegen.outputs.ocds.extension import about, schema
from sitegen.outputs.ocds.packages import compiled_releases, record, record_package
from sitegen.outputs.tables.csvw import metadata
from sitegen.outputs.tables.table import Table, as_csv, as_json_lines


@dataclass(frozen=True, slots=True)
class Download:
    """A data file: its title, its kind as readers call it (`CSV`), its path in output/, and its bytes."""

    title: str
    kind: str
    path: str
    data: bytes


def as_files(table: Table[Any]) -> Iterator[Download]:
    """A table as CSV and as JSON Lines."""
    yield Download(table.title, "CSV", f"data/{table.name}.csv", as_csv(table))
    yield Download(table.title, "JSON Lines", f"data/{table.name}.jsonl", as_json_lines(table))


def description(site: Site, tables: Iterable[Table[Any]]) -> Iterator[Download]:
    """The description of the tables (CSVW)."""
    title = "Every table and column described, for programs"
    yield Download(title, "CSVW", f"data/{TABLE_METADATA}", metadata(site, tables))


def contracting(site: Site) -> Iterator[Download]:
    """The open contracting data, two files for each year of publication, latest year first; empty without an OCDS prefix."""
    years: defaultdict[int, list[Advert]] = defaultdict(list)
    for advert in site.adverts:
        years[advert.published.year].append(advert)
    if not (prefix := site.config.ocid_prefix):
        return
    for year in sorted(years, reverse=True):
        records = [record(site, advert, prefix) for advert in years[year]]
        path = f"data/ocds/records-{year}.json"
        title = f"Notices published in {year}"
        yield Download(f"{title}: records", "JSON", path, record_package(site, f"/{path}", records))
        path = f"data/ocds/compiled-{year}.jsonl"
        yield Download(f"{title}: compiled releases", "JSON Lines", path, compiled_releases(records))


def extension(site: Site) -> Iterator[Download]:
    """The files of the site's OCDS extension; empty without an OCDS prefix."""
    if site.config.ocid_prefix:
        for title, name, value in (
            ("The extension", filenames.EXTENSION, about(site)),
            ("Its fields", filenames.EXTENSION_SCHEMA, schema(site.config.law)),
        ):
            data = f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
            yield Download(title, "JSON", f"{EXTENSION[1:]}{name}", data)


def register(site: Site) -> Iterator[Download]:
    """The public register, its signature and the allowed signers, as far as the site has them."""
    if site.register:
        title = "Every published version of each notice, with its hash"
        yield Download(title, "JSON Lines", f"data/{REGISTER}", site.register.data)
        if signed := site.register.signature:
            yield Download("Its signature", "SSH signature", f"data/{SIGNATURE}", signed.data)
            if signed.signers:
                yield Download(
                    "Who may sign, with their keys", "public keys", f"data/{SIGNERS}", signed.signers
                )
