"""A table → CSV for spreadsheets and JSON Lines for programs."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sitegen.outputs.exact import instant, json_line, number

T = TypeVar("T")
Value = str | bool | int | Decimal | date | datetime | time | tuple[str, ...] | None
"""The value of a cell; a tuple is a list of texts."""

SEPARATOR = "|"
"""Between the texts of a list in CSV."""

_RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""Some spreadsheets run a text that begins with one of these as a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table whose rows are made from values of one type."""

    name: str
    about: str
    """The description in csv-metadata.json; empty for a table that is not in it."""
    value: Callable[[T], Value]
    """The cell of a row."""
    datatype: str = "string"
    """The CSVW datatype of the values."""
    is_list: bool = False
    """Whether a cell has several texts."""


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table: its columns, and the records that its rows are made from."""

    name: str
    title: str
    columns: tuple[Column[T], ...]
    key: tuple[str, ...]
    """The columns that together identify a row; empty if there are none."""
    records: tuple[T, ...]

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The cells of each row, in the order of the columns."""
        return (tuple(column.value(record) for column in self.columns) for record in self.records)


def at(path: str) -> Callable[[object], Any]:
    """A function that gets an attribute of a row by path, such as `advert.term.starts`; None if any part of the path is None."""
    names = path.split(".")

    def value(record: object) -> Any:  # noqa: ANN401 - as the attribute has it
        for name in names:
            record = None if record is None else getattr(record, name)
        return record

    return value


def moment(name: str, about: str, value: Callable[[object], datetime | None]) -> tuple[Column[Any], ...]:
    """The columns of a point in time: itself, its day, and its time of day where it is given.

    A spreadsheet takes the first for text, because of its offset, and can sort by the other two.
    """

    def part(of: Callable[[datetime], Value]) -> Callable[[object], Value]:
        return lambda row: of(found) if (found := value(row)) else None

    return (
        Column(name, about, value, "datetime"),
        Column(f"{name}_date", "Its day, where the buyer is.", part(datetime.date), "date"),
        Column(f"{name}_time", "Its time of day, where the buyer is.", part(datetime.time), "time"),
    )


def coded(
    name: str,
    about: str,
    value: Callable[[object], Any],
    words: Callable[[Any], str],
    *,
    is_list: bool = False,
) -> tuple[Column[Any], ...]:
    """A column of codes, and one that has them in words."""

    def label(row: object) -> Value:
        code = value(row)
        if isinstance(code, tuple):
            return tuple(map(words, code))
        return words(code) if code else None

    return (
        Column(name, about, value, is_list=is_list),
        Column(f"{name}_label", "The same in words.", label, is_list=is_list),
    )


def as_csv(table: Table[T]) -> bytes:
    """The table as CSV (RFC 4180) with a header row, in UTF-8 with a mark at its start; None is an empty cell.

    Without the mark Excel takes the text for the local encoding of its computer.
    """
    return codecs.BOM_UTF8 + csv_lines([[column.name for column in table.columns]]) + csv_lines(table.rows())


def csv_lines(rows: Iterable[Iterable[Value]]) -> bytes:
    """Rows of CSV, without the mark of a whole file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(cell, row) for row in rows)
    return text.getvalue().encode()


def as_json_lines(table: Table[T]) -> bytes:
    """The table as JSON Lines: an object for each row with every column, texts unchanged."""
    names = [column.name for column in table.columns]
    return "".join(f"{_line(names, row)}\n" for row in table.rows()).encode()


def _line(names: Iterable[str], row: Iterable[Value]) -> str:
    return json_line(dict(zip(names, map(_json, row), strict=True)))


def cell(value: Value) -> str:
    """A value as text for CSV, with an apostrophe before a text that a spreadsheet would run as a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return cell(SEPARATOR.join(text.replace(SEPARATOR, "/") for text in value))
        case str():
            return f"'{value}" if _RUNS.match(value) else value
    return str(_exact(value))


def _json(value: Value) -> object:
    match value:
        case tuple():
            return list(value)
        case Decimal():
            return number(value)
    return _exact(value)


def _exact(value: object) -> object:
    """A number as digits, a date or time in ISO 8601, any other value unchanged."""
    match value:
        case Decimal():
            return format(value, "f")
        case datetime():
            return instant(value)
        case date() | time():
            return value.isoformat()
    return value
