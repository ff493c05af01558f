"""A record → its rows: what it gives to the data of the whole site; rows → the files of that data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.publication import ExemptNotice
from sitegen.model.record import Key, key_of
from sitegen.model.site import Site, day_of
from sitegen.outputs.ocds.packages import compiled_releases, record_package, records
from sitegen.outputs.output import Data
from sitegen.outputs.tables.records import tables
from sitegen.outputs.tables.table import as_json_lines, csv_lines

RECORDS, COMPILED = "records", "compiled"
_LATEST_FIRST: Final = "decisions/"


@dataclass(frozen=True, slots=True)
class Rows:
    """What one record gives."""

    key: Key
    part: str
    """The part of the data to which it belongs: `adverts/2024`, `objectives/`. A change costs its part, not all."""
    order: tuple[str, str]
    """Its place in the part."""
    lines: Mapping[str, bytes]
    """Its lines in the files of the part, by their names: `adverts.csv`."""
    changed: str = ""
    """When its open contracting data last changed (RFC 3339)."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a part, joined."""

    lines: Mapping[str, bytes]
    changed: str = ""


def rows_of(around: Site, one: Shown) -> Rows | None:
    """The rows of a record; None for one of which there is no data. `around` has the records around it."""
    match one:
        case Advert():
            part, order = f"adverts/{one.published.year}", one.published.isoformat()
        case Decision() | ExemptNotice():
            part, order = f"{_LATEST_FIRST}{day_of(one).year}", day_of(one).isoformat()
        case Objectives():
            part, order = "objectives/", one.title
        case _:
            return None
    lines = {
        name: data
        for table in tables(around, one)
        if table.records
        for name, data in (
            (f"{table.name}.csv", csv_lines(table.rows())),
            (f"{table.name}.jsonl", as_json_lines(table)),
        )
    }
    prefix = around.config.ocid_prefix
    if (
        isinstance(one, Advert) and prefix and around.chain(one)[0].id == one.id
    ):  # its records are those of all
        found = records(around, one, prefix)
        lines |= {
            RECORDS: ",\n".join(each.line for each in found).encode(),
            COMPILED: compiled_releases(found),
        }
        return Rows(key_of(one), part, (order, one.id), lines, max(each.changed for each in found))
    return Rows(key_of(one), part, (order, one.id), lines)


def joined(part: str, rows: Iterable[Rows]) -> Part:
    """The rows of a part in their order."""
    found = sorted(rows, key=lambda one: one.order, reverse=part.startswith(_LATEST_FIRST))
    names = dict.fromkeys(name for one in found for name in one.lines)
    lines = {
        name: (b",\n" if name == RECORDS else b"").join(one.lines[name] for one in found if name in one.lines)
        for name in names
    }
    return Part(lines, max((one.changed for one in found), default=""))


def contracting(site: Site, part: str, rows: Part) -> Iterator[Data]:
    """The files of open contracting data of a part: those of adverts have two, if the site has a prefix."""
    if RECORDS in rows.lines:
        year = part.partition("/")[2]
        path = f"data/ocds/records-{year}.json"
        yield Data(path, record_package(site, f"/{path}", rows.lines[RECORDS], rows.changed))
        yield Data(f"data/ocds/compiled-{year}.jsonl", rows.lines[COMPILED])


def of_table(name: str, parts: Mapping[str, Part]) -> bytes:
    """All lines of a file: adverts from the first year to the last, decisions from the last to the first."""
    found = sorted(part for part, rows in parts.items() if name in rows.lines)
    if name.startswith(_LATEST_FIRST[:-1]):
        found.reverse()
    return b"".join(parts[part].lines[name] for part in found)
