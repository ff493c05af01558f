"""A private table of responses → answers, and every fault in it.

A finding names the line and the column and quotes nothing, since others may read the log.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.model.responses import ANOTHER, HIGHEST, Answer, folded, public_kind
from sitegen.model.spelling import did_you_mean
from sitegen.reading.source import read_file

COLUMNS = ("respondent", "kind", "objective", "value", "note")
"""The columns of the table. A note is never read."""
NEEDED = COLUMNS[:-1]

_FORMULA = re.compile(r"=|#(REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)\b")


_AS_VALUES = "in the spreadsheet, copy the column, paste its values over it, and save the table again"
_MARK = f"write 0 for no real value, up to {HIGHEST} for the most; leave it empty if nothing was said"
_NAME_IT = (
    "if readers may see it, repeat the command with --kind and the kind; never with a respondent's name"
)
_FILL = {
    "respondent": "write a name or a number, the same in all rows of one response",
    "kind": "write what kind of respondent this is, the same in all rows of one response",
    "objective": "write the letter of an objective",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the line of the file on which it begins, and its cells."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answers must fit: the letters of the objectives, and the known kinds of respondent."""

    objectives: Sequence[str]
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The answers of a file, and every fault in it."""

    answers: tuple[Answer, ...]
    faults: tuple[Diagnostic, ...]


def read_responses(path: Path, expected: Expected) -> Table:
    """Reads a table with commas or semicolons (RFC 4180, as spreadsheets save it), in UTF-8."""
    found = read_file(path)
    if isinstance(found, Diagnostic):
        return Table((), (found,))
    return parse_responses(found.text, found.path, expected)


def parse_responses(text: str, path: str, expected: Expected) -> Table:
    """The answers in the text of a table, and every fault in it."""
    rows, faults = _rows(text, path)
    if not rows:
        return Table((), tuple(faults) or (_empty(path),))
    header, *rest = rows
    places, wrong = _places(header, path)
    if wrong:
        return Table((), (*wrong, *faults))
    reader = _Reader(path, expected, places, len(header.cells))
    answers = tuple(answer for row in rest if (answer := reader.answer(row)))
    if not rest and not faults:
        faults.append(error("no-responses", "There is no response below the names of the columns", path))
    order = sorted((*reader.faults, *faults), key=lambda fault: fault.order)
    return Table(answers, tuple(order))


def _rows(text: str, path: str) -> tuple[list[Row], list[Diagnostic]]:
    """The rows that are not blank, up to a cell whose quotation marks do not pair up, and the finding about that."""
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, cells))
            line = reader.line_num + 1
    except csv.Error:
        message = (
            "The quotation marks of a cell in this row are not in pairs, so that nothing after it can be read"
        )
        hint = 'put " before and after the cell, and write "" for each mark within it; spreadsheets do so by themselves'
        return rows, [error("bad-quotation-marks", message, path, Span.at(line, 1), hint)]
    return rows, []


def _empty(path: str) -> Diagnostic:
    hint = f"the first line names the columns: {','.join(COLUMNS)}"
    return error("empty-file", "There is nothing in this file", path, hint=hint)


def _places(header: Row, path: str) -> tuple[Mapping[str, int], list[Diagnostic]]:
    """{column: index}, and findings about the line that names the columns."""
    names = [cell.strip().lower() for cell in header.cells]
    missing = [name for name in NEEDED if name not in names]
    if len(missing) == len(NEEDED):
        message = "The first line does not name the columns"
        hint = f"put this line above the others: {','.join(COLUMNS)}"
        return {}, [error("missing-columns", message, path, Span.at(header.line, 1), hint)]
    faults = [_missing_column(name, names, header.line, path) for name in missing]
    for name in COLUMNS:
        if names.count(name) > 1:
            second = names.index(name, names.index(name) + 1) + 1
            message, span = f"A second column is called “{name}”", Span.at(header.line, second)
            faults.append(error("repeated-column", message, path, span, "keep one of the two"))
    return {name: names.index(name) for name in COLUMNS if name in names}, faults


def _missing_column(name: str, names: Sequence[str], line: int, path: str) -> Diagnostic:
    others = [other for other in names if other not in COLUMNS]
    if close := get_close_matches(name, others, n=1):
        place = names.index(close[0]) + 1
        hint = f"write “{name}” in the place of the name in column {place}, if that is what is meant"
    else:
        place, hint = 1, f"add a column, and put “{name}” into the first line above it"
    return error("missing-column", f"There is no column “{name}”", path, Span.at(line, place), hint)


class _Reader:
    """Reads row after row, and remembers what each respondent has said so far, and all faults."""

    def __init__(self, path: str, expected: Expected, places: Mapping[str, int], width: int) -> None:
        self.faults: list[Diagnostic] = []
        self._path, self._expected, self._places, self._width = path, expected, places, width
        self._kinds: dict[str, tuple[str, int]] = {}
        self._marks: dict[tuple[str, str], int] = {}
        self._unknown: set[str] = set()

    def answer(self, row: Row) -> Answer | None:
        """The answer in a row, as far as it can be read; None if the row has too few or too many cells."""
        if not self._fits(row):
            return None
        respondent, kind, letter, value = (row.cells[self._places[name]].strip() for name in NEEDED)
        if self._filled(row, respondent=respondent):
            self._once(row, respondent, letter)
        if self._filled(row, kind=kind):
            self._kind(row, respondent, kind)
        if self._filled(row, objective=letter):
            self._objective(row, letter.lower())
        return Answer(respondent, kind, letter.lower(), self._mark(row, value))

    def _fits(self, row: Row) -> bool:
        """Whether the row has a cell for each column, and none beyond them."""
        needed = max(self._places[name] for name in NEEDED)
        fits = len(row.cells) > needed and not any(row.cells[self._width :])
        if not fits:
            message = f"This row has {len(row.cells)} cells, and the first line {self._width}"
            hint = 'put a cell with a comma or a semicolon in it between quotation marks: "one, two"'
            self._report("wrong-width", message, row, NEEDED[0], hint)
        return fits

    def _filled(self, row: Row, **cell: str) -> bool:
        """Whether a cell holds a value that can be looked at."""
        ((name, text),) = cell.items()
        if not text:
            self._report("empty-cell", f"The cell “{name}” is empty", row, name, _FILL[name])
        elif _FORMULA.match(text):
            self._report("formula", f"The cell “{name}” holds a formula or an error", row, name, _AS_VALUES)
        else:
            return True
        return False

    def _once(self, row: Row, respondent: str, letter: str) -> None:
        line = self._marks.setdefault((folded(respondent), letter.lower()), row.line)
        if line != row.line:
            message = f"Line {line} already has a mark of this respondent for this objective"
            self._report("repeated-answer", message, row, "objective", "keep one of the two rows")

    def _kind(self, row: Row, respondent: str, kind: str) -> None:
        first, line = self._kinds.setdefault(folded(respondent), (folded(kind), row.line))
        if respondent and first != folded(kind):
            message = f"This respondent is of another kind in line {line}"
            self._report(
                "changed-kind", message, row, "kind", "write the same kind in all rows of a respondent"
            )
        elif folded(kind) not in self._unknown and public_kind(kind, self._expected.kinds) == ANOTHER:
            self._unknown.add(folded(kind))
            message = f"This kind is not a known one, so it is counted under “{ANOTHER}”"
            self.faults.append(
                warning("unknown-kind", message, self._path, self._span(row, "kind"), _NAME_IT)
            )

    def _objective(self, row: Row, letter: str) -> None:
        letters = self._expected.objectives
        if letter not in letters:
            hint = did_you_mean(letter, letters) or f"the objectives are {', '.join(letters)}"
            self._report("unknown-objective", "The advert has no such objective", row, "objective", hint)

    def _mark(self, row: Row, value: str) -> int | None:
        if re.fullmatch(f"[0-{HIGHEST}]", value, re.ASCII):
            return int(value)
        if value and self._filled(row, value=value):
            message = f"The value is not a whole number from 0 to {HIGHEST}"
            self._report("bad-mark", message, row, "value", _MARK)
        return None

    def _report(self, code: str, message: str, row: Row, column: str, hint: str) -> None:
        self.faults.append(error(code, message, self._path, self._span(row, column), hint))

    def _span(self, row: Row, column: str) -> Span:
        """The line of the file and the number of the column, as a spreadsheet counts them."""
        return Span.at(row.line, self._places[column] + 1)
