"""A private table of responses → answers, and every fault in it.

A finding names lines and columns and quotes nothing, since others may read the log.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity, Span, error
from sitegen.model.columns import Columns
from sitegen.model.entry import Entry
from sitegen.model.responses import ANOTHER, HIGHEST, Answer, firm, folded, is_firm, public_kind
from sitegen.model.spelling import did_you_mean
from sitegen.reading.load import load_columns
from sitegen.reading.response_columns import (
    COLUMNS,
    Expected,
    Layout,
    mapped_layout,
    own_layout,
    proposal,
)
from sitegen.reading.source import read_file
from sitegen.reading.spreadsheet import Row, Sheet, read_sheet

_FORMULA: Final = re.compile(r"=|#(REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)\b")
_MARK: Final = re.compile(rf"([0-{HIGHEST}])(?:[.,]0+)?(?:\s*/\s*{HIGHEST}(?:[.,]0+)?)?", re.ASCII)
_UNSAID: Final = frozenset(("n/a", "na", "n.a.", "-", "–", "—", "not applicable", "no answer"))
"""What people write for a mark where nothing was said."""
_TOTALS: Final = re.compile(
    r"(?:grand |sub-?)?totals?|sum|averages?|mean|median|count|overall|(?:all|total) (?:responses|respondents)"
)
"""The name of a row that adds up others."""
_MOST_LINES: Final = 8
"""Lines that one message names."""

_AS_VALUES = "in the spreadsheet, copy the column, paste its values over it, and save the table again"
_BAD_MARK = f"write 0 for no real value, up to {HIGHEST} for the most; leave it empty if nothing was said"
_NAME_IT = (
    "if readers may see it, repeat the command with --kind and the kind, never with a respondent's name; "
    "if it means a known kind, write that one"
)
_FILL = {
    "respondent": "write a name or a number, the same in all rows of one response",
    "kind": "write what kind of respondent this is, the same in all rows of one response",
    "objective": "write the letter of an objective",
}


@dataclass(frozen=True, slots=True)
class Table:
    """The answers of a file, and every fault in it."""

    answers: tuple[Answer, ...]
    faults: tuple[Diagnostic, ...]


def read_responses(path: Path, expected: Expected, columns: Path | None = None) -> Table:
    """The answers in a table, and every fault in it. `columns` is a file that says which column holds what."""
    mapping = None
    if columns:
        source = read_file(columns)
        mapping, faults = (None, (source,)) if isinstance(source, Diagnostic) else load_columns(source)
        if mapping is None:
            return Table((), faults)
    return parse_responses(read_sheet(path), path.as_posix(), expected, mapping)


def propose_columns(path: Path, expected: Expected) -> str | tuple[Diagnostic, ...]:
    """The text of a file of columns for a table, or what is wrong with the table."""
    sheet = read_sheet(path)
    if not sheet.rows:
        return sheet.faults or (_empty(path.as_posix()),)
    return proposal(sheet.rows, expected)


def parse_responses(
    sheet: Sheet, path: str, expected: Expected, mapping: Entry[Columns] | None = None
) -> Table:
    """The answers in the rows of a table, and every fault in them."""
    if not sheet.rows:
        return Table((), sheet.faults or (_empty(path),))
    header, *rows = sheet.rows
    layout, wrong = (
        mapped_layout(header, mapping, expected) if mapping else own_layout(header, path, expected)
    )
    if layout is None:
        return Table((), (*wrong, *sheet.faults))
    reader = _Reader(path, expected, layout)
    answers = tuple(answer for row in rows for answer in reader.answers(row))
    reader.look_at_names()
    faults = [*wrong, *reader.faults.all(), *sheet.faults]
    if not rows and not sheet.faults:
        faults.append(error("no-responses", "There is no response below the names of the columns", path))
    return Table(answers, tuple(sorted(faults, key=lambda fault: fault.order)))


def _empty(path: str) -> Diagnostic:
    hint = f"the first line names the columns: {','.join(COLUMNS)}"
    return error("empty-file", "There is nothing in this file", path, hint=hint)


class _Faults:
    """The faults of a table, one for each cause and column, which names all its lines."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: dict[tuple[str, int, str], tuple[Diagnostic, list[int]]] = {}

    def add(self, code: str, message: str, place: tuple[int, int], hint: str, severity: Severity) -> None:
        """Adds what is wrong at a line and a column."""
        first = Diagnostic(code, severity, message, self._path, Span.at(*place), hint)
        _, lines = self._found.setdefault((code, place[1], message), (first, []))
        if place[0] not in lines:
            lines.append(place[0])

    def all(self) -> Iterator[Diagnostic]:
        """The faults, each at its first line."""
        return (
            replace(first, message=f"{first.message}{_also(lines[1:])}")
            for first, lines in self._found.values()
        )


def _also(lines: Sequence[int]) -> str:
    """The other lines with the same fault, in words."""
    if not lines:
        return ""
    named = ", ".join(map(str, lines[:_MOST_LINES]))
    more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return f"; so too in line{'s' if len(lines) > 1 else ''} {named}{more}"


class _Reader:
    """Reads row after row, and remembers what each respondent has said so far, and all faults."""

    def __init__(self, path: str, expected: Expected, layout: Layout) -> None:
        self.faults = _Faults(path)
        self._expected, self._layout = expected, layout
        self._respondents: dict[str, int] = {}
        self._kinds: dict[str, tuple[str, int]] = {}
        self._kind_lines: dict[str, int] = {}
        self._marks: set[tuple[str, str]] = set()

    def answers(self, row: Row) -> Iterator[Answer]:
        """The answers in a row, as far as they can be read; none if it has too few or too many cells, or is a total."""
        if not self._fits(row) or self._is_total(row):
            return
        respondent, kind = self._who(row), self._cell(row, "kind")
        kind = self._layout.kinds.get(folded(kind), kind)
        if "kind" in self._layout.places and self._filled(row, "kind"):
            self._kind(row, respondent, kind)
        if self._layout.marks:
            for letter, column in self._layout.marks.items():
                self._once(row, respondent, letter, "respondent")
                yield Answer(respondent, kind, letter, self._mark(row, column))
        elif self._filled(row, "objective"):
            letter = self._cell(row, "objective").lower()
            if respondent:
                self._once(row, respondent, letter, "objective")
            self._objective(row, letter)
            yield Answer(respondent, kind, letter, self._mark(row, self._layout.places["value"]))
        else:
            self._mark(row, self._layout.places["value"])

    def look_at_names(self) -> None:
        """Reports respondents that may be one, and kinds that may be names."""
        seen: dict[str, int] = {}
        for name, line in self._respondents.items():
            if (first := seen.setdefault(firm(name), line)) != line:
                message = (
                    f"This respondent may be the one of line {first}, written another way: both are counted"
                )
                self._warn("alike-respondents", message, line, "respondent", _FILL["respondent"])
        for kind, line in self._kind_lines.items():
            if is_firm(kind) or firm(kind) in seen:
                message = "This kind may be the name of a respondent"
                hint = "write what kind of respondent it is; readers see kinds that are known"
                self._warn("name-as-kind", message, line, "kind", hint)

    def _who(self, row: Row) -> str:
        """The respondent; without a column for it, each row is one."""
        if "respondent" not in self._layout.places:
            return f"{row.line}"
        name = self._cell(row, "respondent") if self._filled(row, "respondent") else ""
        if name:
            self._respondents.setdefault(folded(name), row.line)
        return name

    def _fits(self, row: Row) -> bool:
        """Whether the row has a cell for each column, and none beyond them."""
        needed = max(*self._layout.places.values(), *self._layout.marks.values(), 0)
        fits = len(row.cells) > needed and not any(row.cells[self._layout.width :])
        if not fits:
            message = f"This row has {len(row.cells)} cells, and the first line {self._layout.width}"
            hint = 'put a cell with a comma or a semicolon in it between quotation marks: "one, two"'
            self._report("wrong-width", message, row, "respondent", hint)
        return fits

    def _is_total(self, row: Row) -> bool:
        first = next(cell for cell in row.cells if cell.strip())
        names = (first, self._cell(row, "respondent")) if "respondent" in self._layout.places else (first,)
        if found := any(_TOTALS.fullmatch(folded(name).rstrip(":")) for name in names):
            message = "This row seems to add up others, so it is left out"
            self._warn(
                "total-row", message, row.line, "respondent", "take it out; or name the respondent otherwise"
            )
        return found

    def _cell(self, row: Row, name: str) -> str:
        """The text of a cell; an empty text without its column."""
        place = self._layout.places.get(name)
        return "" if place is None else row.cells[place].strip()

    def _filled(self, row: Row, name: str) -> bool:
        """Whether a cell holds a value that can be looked at."""
        text = self._cell(row, name)
        if not text:
            self._report("empty-cell", f"The cell “{name}” is empty", row, name, _FILL[name])
        elif _FORMULA.match(text):
            message = f"The cell “{name}” holds a formula or an error"
            self._report("formula", message, row, name, _AS_VALUES)
        else:
            return True
        return False

    def _once(self, row: Row, respondent: str, letter: str, column: str) -> None:
        before = len(self._marks)
        self._marks.add((folded(respondent), letter))
        if len(self._marks) == before:
            message = "An earlier line already has a mark of this respondent for this objective"
            self._report("repeated-answer", message, row, column, "keep one of the rows")

    def _kind(self, row: Row, respondent: str, kind: str) -> None:
        self._kind_lines.setdefault(folded(kind), row.line)
        first, line = self._kinds.setdefault(folded(respondent), (folded(kind), row.line))
        if respondent and first != folded(kind):
            message = f"This respondent is of another kind in line {line}"
            hint = "write the same kind in all rows of a respondent"
            self._report("changed-kind", message, row, "kind", hint)
        elif line == row.line and public_kind(kind, self._expected.kinds) == ANOTHER != kind:
            message = f"This kind is not a known one, so it is counted under “{ANOTHER}”"
            self._warn("unknown-kind", message, row.line, "kind", _NAME_IT)

    def _objective(self, row: Row, letter: str) -> None:
        letters = self._expected.objectives
        if letter not in letters:
            hint = did_you_mean(letter, letters) or f"the objectives are {', '.join(letters)}"
            self._report("unknown-objective", "The advert has no such objective", row, "objective", hint)

    def _mark(self, row: Row, column: int) -> int | None:
        value = row.cells[column].strip()
        if found := _MARK.fullmatch(value):
            return int(found[1])
        if value and folded(value) not in _UNSAID:
            is_formula = _FORMULA.match(value)
            code, message, hint = (
                ("formula", "This cell holds a formula or an error", _AS_VALUES)
                if is_formula
                else ("bad-mark", f"The value is not a whole number from 0 to {HIGHEST}", _BAD_MARK)
            )
            self.faults.add(code, message, (row.line, column + 1), hint, Severity.ERROR)
        return None

    def _report(self, code: str, message: str, row: Row, column: str, hint: str) -> None:
        self.faults.add(code, message, (row.line, self._column(column)), hint, Severity.ERROR)

    def _warn(self, code: str, message: str, line: int, column: str, hint: str) -> None:
        self.faults.add(code, message, (line, self._column(column)), hint, Severity.WARNING)

    def _column(self, name: str) -> int:
        """The number of a column, as a spreadsheet counts it; the first if the table does not have it."""
        return self._layout.places.get(name, 0) + 1
