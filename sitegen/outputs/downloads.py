"""The site → its files of data: what each is called, where it is, and its bytes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model.addresses import EXTENSION
from sitegen.model.advert import Advert
from sitegen.model.register import REGISTER, SIGNATURE, SIGNERS
from sitegen.model.site import Site
from sitegen.outputs.ocds.extension import DESCRIPTION_NAME, SCHEMA_NAME, about, schema
from sitegen.outputs.ocds.packages import compiled_releases, record, record_package
from sitegen.outputs.tables.csvw import metadata
from sitegen.outputs.tables.table import Table, as_csv, as_json_lines


@dataclass(frozen=True, slots=True)
class Download:
    """A file of data: what it holds, what kind of file it is in the words of people, its path in output/, its bytes."""

    title: str
    kind: str
    path: str
    data: bytes


def as_files(table: Table[Any]) -> Iterator[Download]:
    """A table, for spreadsheets and for programs."""
    yield Download(table.title, "CSV", f"data/{table.name}.csv", as_csv(table))
    yield Download(table.title, "JSON Lines", f"data/{table.name}.jsonl", as_json_lines(table))


def description(site: Site, tables: Iterable[Table[Any]]) -> Iterator[Download]:
    """What describes the tables to programs."""
    title = "Every table and column described, for programs"
    yield Download(title, "CSVW", "data/csv-metadata.json", metadata(site, tables))


def contracting(site: Site) -> Iterator[Download]:
    """The open contracting data, a year of publication at a time, so that a new notice changes the files of one year.

    The latest year comes first. Nothing without a prefix.
    """
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
    """What describes the fields that the standard lacks, in the form in which it has extensions described."""
    if site.config.ocid_prefix:
        for title, name, value in (
            ("The extension", DESCRIPTION_NAME, about(site)),
            ("Its fields", SCHEMA_NAME, schema(site.config.law)),
        ):
            data = f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
            yield Download(title, "JSON", f"{EXTENSION[1:]}{name}", data)


def register(site: Site) -> Iterator[Download]:
    """The public register, where there is one, its signature, and the keys of who may sign."""
    if site.register:
        title = "Every published version of each notice, with its hash"
        yield Download(title, "JSON Lines", f"data/{REGISTER}", site.register.data)
        if signed := site.register.signature:
            yield Download("Its signature", "SSH signature", f"data/{SIGNATURE}", signed.data)
            if signed.signers:
                yield Download(
                    "Who may sign, with their keys", "public keys", f"data/{SIGNERS}", signed.signers
                )
