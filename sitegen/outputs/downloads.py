"""The site → its data files, each with title, kind, path and bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.model import filenames
from sitegen.model.addresses import EXTENSION
from sitegen.model.filenames import TABLE_METADATA
from sitegen.model.register import REGISTER, SIGNATURE, SIGNERS, STAMPS
from sitegen.model.site import Site
from sitegen.model.stamps import KINDS
from sitegen.outputs.ocds.extension import about, schema
from sitegen.outputs.rows import Part, of_table
from sitegen.outputs.tables.csvw import metadata
from sitegen.outputs.tables.table import Table, as_csv


@dataclass(frozen=True, slots=True)
class Download:
    """A data file: its title, its kind as readers call it (`CSV`), its path in output/, and its bytes."""

    title: str
    kind: str
    path: str
    data: bytes


def as_files(table: Table[Any], parts: Mapping[str, Part]) -> Iterator[Download]:
    """A table as CSV and as JSON Lines, from its lines in all parts of the data."""
    for kind, ending, head in (("CSV", "csv", as_csv(table)), ("JSON Lines", "jsonl", b"")):
        name = f"{table.name}.{ending}"
        yield Download(table.title, kind, f"data/{name}", head + of_table(name, parts))


def description(site: Site, tables: Iterable[Table[Any]]) -> Iterator[Download]:
    """The description of the tables (CSVW)."""
    title = "Every table and column described, for programs"
    yield Download(title, "CSVW", f"data/{TABLE_METADATA}", metadata(site, tables))


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
    """The public register, its signature, the allowed signers and the time-stamps, as far as the site has them."""
    if site.register:
        title = "Every published version of each notice, decision and set of objectives, with its hash"
        yield Download(title, "JSON Lines", f"data/{REGISTER}", site.register.data)
        if signed := site.register.signature:
            yield Download("Its signature", "SSH signature", f"data/{SIGNATURE}", signed.data)
            if signed.signers:
                yield Download(
                    "Who may sign, with their keys", "public keys", f"data/{SIGNERS}", signed.signers
                )
        for stamp in site.register.stamps:
            number = site.register.heads[stamp.head]
            title = f"Time-stamp of the first {number} line{'' if number == 1 else 's'}"
            yield Download(
                title, KINDS[stamp.ending], f"data/{STAMPS}/{stamp.head}.{stamp.ending}", stamp.data
            )
