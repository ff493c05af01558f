"""A table as spreadsheets and form services save it → its rows as text, from any encoding, with any separator, or from .xlsx."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.reading.encoding import CONTROL, decoded
from sitegen.reading.obstacles import OLD_OFFICE
from sitegen.reading.source import read_data

_SEPARATORS: Final = ",;\t"
_ZIP: Final = b"PK\x03\x04"
_LARGEST: Final = 50_000_000
"""Bytes of a workbook once it is unpacked."""
_SAVE_AS: Final = "open it in the spreadsheet program, and save it as .xlsx or as CSV"
_QUOTED: Final = re.compile('"[^"]*"')


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line of the file on which it begins, or the row of the sheet, and its cells."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that are not blank, as far as they can be read, and what is wrong with the file."""

    rows: tuple[Row, ...]
    faults: tuple[Diagnostic, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """The first sheet of an .xlsx workbook; or a text with commas, semicolons or tabs (RFC 4180), in UTF-8, UTF-16 or Windows-1252."""
    name, data = path.as_posix(), read_data(path)
    if isinstance(data, Diagnostic):
        return Sheet((), (data,))
    if data.startswith(OLD_OFFICE):
        message = "This is a workbook of an old kind (.xls), or one with a password"
        return Sheet((), (error("not-a-table", message, name, hint=_SAVE_AS),))
    if data.startswith(_ZIP):
        return _workbook(data, name)
    text = _decoded(data, name)
    return Sheet((), (text,)) if isinstance(text, Diagnostic) else parse_sheet(text, name)


def parse_sheet(text: str, path: str) -> Sheet:
    """The rows in a text, up to a cell whose quotation marks do not pair up, and the finding about that."""
    separator, start = _separator(text)
    lines = text.splitlines(keepends=True)[start:]
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line + start, cells))
            line = reader.line_num + 1
    except csv.Error:
        message = (
            "The quotation marks of a cell in this row are not in pairs, so that nothing after it can be read"
        )
        hint = 'put " before and after the cell, and write "" for each mark within it; spreadsheets do so by themselves'
        place = Span.at(line + start, 1)
        return Sheet(tuple(rows), (error("bad-quotation-marks", message, path, place, hint),))
    return Sheet(tuple(rows))


def _separator(text: str) -> tuple[str, int]:
    """What separates cells, by the first line outside quotation marks, and the lines before the table: Excel may write `sep=;` there."""
    first, _, rest = text.partition("\n")
    if (said := first.strip().casefold()).startswith("sep=") and said[4:] in tuple(_SEPARATORS):
        return said[4:], 1
    if first.rstrip("\r").casefold() == "sep=\t":
        return "\t", 1
    first = next((line for line in (first, *rest.split("\n")) if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(_SEPARATORS, key=bare.count), 0


def _decoded(data: bytes, path: str) -> str | Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _plain(data.decode("utf-16", "replace"), path)
    if data[1:40:2] and set(data[1:40:2]) == {0}:
        return _plain(data.decode("utf-16-le", "replace"), path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return _plain(data.decode("cp1252"), path)
        except UnicodeDecodeError:
            pass  # five bytes are nothing in Windows-1252 either
    return decoded(data, path)


def _plain(text: str, path: str) -> str | Diagnostic:
    """The text as if it had been UTF-8, or the finding about a character that no text has."""
    return decoded(text.encode(), path)


def _workbook(data: bytes, path: str) -> Sheet:
    import openpyxl  # noqa: PLC0415 - slow to import, and most runs read no workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                return Sheet((), (error("too-long", "This workbook is too large", path, hint=_SAVE_AS),))
        with warnings.catch_warnings(action="ignore"):  # about styles, which we do not look at
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            rows = tuple(_rows(book.worksheets[0].iter_rows(values_only=True)))
    except Exception:  # noqa: BLE001 - a workbook can be broken in more ways than the library names
        message = "This file cannot be read as a workbook (.xlsx)"
        return Sheet((), (error("not-a-table", message, path, hint=_SAVE_AS),))
    for row in rows:
        for column, cell in enumerate(row.cells, start=1):
            if CONTROL.search(cell):
                message = "There is a character in this cell that cannot be shown"
                place = Span.at(row.line, column)
                return Sheet((), (error("control-character", message, path, place, "write the cell again"),))
    return Sheet(rows)


def _rows(values: Iterator[Sequence[object]]) -> Iterator[Row]:
    for line, cells in enumerate(values, start=1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield Row(line, texts)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(" ")
        case _:
            return " ".join(str(value).split())
