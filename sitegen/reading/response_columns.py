"""The headings of a table of responses → which column holds what: in the table's own words, or as a file of columns says."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.model.columns import Columns
from sitegen.model.entry import Entry, Loc
from sitegen.model.responses import ANOTHER, folded, public_kind
from sitegen.model.spelling import did_you_mean
from sitegen.reading.spreadsheet import Row

COLUMNS: Final = ("respondent", "kind", "objective", "value", "note")
"""The columns of a table with a row for each mark. A note is never read."""
NEEDED: Final = COLUMNS[:-1]
_WHO: Final = NEEDED[:2]
_COLUMNS_FILE: Final = (
    "for a table of a form service, repeat the command with --columns and a new file beside the table, such as columns.yaml: "
    "it is written for you, and says which column holds what"
)
_GUESSES: Final = {
    "respondent": (
        "organi[sz]ation",
        "company",
        "firm",
        "supplier",
        "business",
        "respondent",
        "id",
        "e-?mail",
        "name",
    ),
    "kind": ("kind", "type", "sector", "best describes"),
}
"""Words in the headings of form services, the surest first."""
_MOST_KINDS: Final = 20


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answers must fit: the objectives, as {letter: title}, and the known kinds of respondent."""

    objectives: Mapping[str, str]
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table has what, as indexes of columns: of a mark for each row, or, in `marks` by letter, of all marks of a response."""

    places: Mapping[str, int]
    width: int
    marks: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What the table calls a kind, folded, and the kind that it means."""


Laid = tuple[Layout | None, list[Diagnostic]]


def own_layout(header: Row, path: str, expected: Expected) -> Laid:
    """The layout of a table that names its columns as we do, or its objectives by letter or title; and what is wrong with it."""
    names = [folded(cell) for cell in header.cells]
    marks = {
        letter: found for letter in expected.objectives if (found := _columns_of(letter, header, expected))
    }
    if {"objective", "value"} & set(names) or not marks:
        faults = [*_missing(NEEDED, names, header, path), *_repeated(names, header, path)]
        return Layout(_places(NEEDED, names), len(names)) if not faults else None, faults
    faults = [*_missing(_WHO, names, header, path), *_repeated(names, header, path)]
    for columns in marks.values():
        faults += [_second(header, path, column) for column in columns[1:]]
    if faults:
        return None, faults
    layout = Layout(_places(_WHO, names), len(names), {letter: found[0] for letter, found in marks.items()})
    hint = "call a column by its letter or by its title, if it has one"
    return layout, list(_without(layout, expected, path, Span.at(header.line, 1), hint))


def mapped_layout(header: Row, mapping: Entry[Columns], expected: Expected) -> Laid:
    """The layout that a file of columns gives a table, and what is wrong with that file."""
    record, names = mapping.record, [folded(cell) for cell in header.cells]
    wanted: dict[Loc, str] = {(name,): text for name in _WHO if (text := getattr(record, name))}
    wanted |= {("objectives", letter): heading for letter, heading in record.objectives.items()}
    faults = [*_not_in(names, wanted, mapping), *_unknown_letters(mapping, expected)]
    if faults:
        return None, faults
    layout = Layout(
        {str(loc[0]): names.index(folded(heading)) for loc, heading in wanted.items() if len(loc) == 1},
        len(names),
        {letter: names.index(folded(heading)) for letter, heading in record.objectives.items()},
        {folded(said): meant for said, meant in record.kinds.items()},
    )
    place, hint = (
        mapping.places.key(("objectives",)),
        "add a line with its letter and the heading of its column, if it has one",
    )
    return layout, list(_without(layout, expected, mapping.path, place, hint))


def proposal(rows: Sequence[Row], expected: Expected) -> str:
    """The text of a file of columns for a table, as far as its headings can be recognised, for its author to check."""
    header = rows[0]
    kind = _guess("kind", header.cells)
    respondent = _guess("respondent", [cell for cell in header.cells if cell != kind])
    lines = [
        "# Which column of the table of responses holds what: after each colon, the heading of a column as the first line",
        "# of the table has it. Check each line, and repeat the command. This file repeats words of the table: keep it private too.",
        "",
        "# Who responded. Without this line, each row is a respondent of its own.",
        _line("respondent", respondent),
        "# What kind of respondent it is. Without this line, all are counted as “Another kind”.",
        _line("kind", kind),
        *_kind_lines(rows, kind, expected),
        "# The marks from 0 to 5 for each objective.",
        "objectives:",
    ]
    for letter, title in expected.objectives.items():
        found = _columns_of(letter, header, expected) or _naming(title, header)
        lines += [f"  # {title}", f"  {_line(letter, header.cells[found[0]] if found else None)}"]
    lines += [
        "",
        "# All headings of the table:",
        *(f"#   {_quoted(cell)}" for cell in header.cells if cell.strip()),
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, heading: str | None) -> str:
    return f"{name}: {_quoted(heading)}" if heading else f"# {name}: write the heading of a column here"


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _guess(name: str, headings: Sequence[str]) -> str | None:
    """The heading that most likely names a column of this kind."""
    for words in _GUESSES[name]:
        for cell in headings:
            if re.search(rf"\b{words}\b", cell, re.IGNORECASE):
                return cell
    return None


def _kind_lines(rows: Sequence[Row], heading: str | None, expected: Expected) -> Iterator[str]:
    """A line for each kind in the table that is not known, for its author to say what it means."""
    if not heading:
        return
    place = list(rows[0].cells).index(heading)
    said = dict.fromkeys(" ".join(row.cells[place].split()) for row in rows[1:] if len(row.cells) > place)
    unknown = [words for words in said if words and public_kind(words, expected.kinds) == ANOTHER]
    if unknown:
        yield "# What the table calls a kind, and the kind that it means; others are counted as “Another kind”."
        yield "# kinds:"
        yield from (f"#   {_quoted(words)}: write its kind here" for words in unknown[:_MOST_KINDS])


def _columns_of(letter: str, header: Row, expected: Expected) -> list[int]:
    """The columns whose heading is the letter or the title of an objective, alone or in brackets at its end, as in a grid of a form."""
    title = expected.objectives[letter]
    said = {
        letter,
        f"objective {letter}",
        title,
        *(f"{letter}{sign} {title}" for sign in (".", ")", ":", " –", " -")),
    }
    known = {folded(words).rstrip(".:?") for words in said}
    return [place for place, cell in enumerate(header.cells) if known & set(_names(cell))]


def _names(heading: str) -> Iterator[str]:
    yield folded(heading).rstrip(".:?")
    if found := re.search(r"\[(.+)\]\s*$", heading):
        yield folded(found[1]).rstrip(".:?")


def _naming(title: str, header: Row) -> list[int]:
    """The columns whose heading has the title somewhere in it."""
    return [place for place, cell in enumerate(header.cells) if folded(title) in folded(cell)]


def _places(columns: Sequence[str], names: Sequence[str]) -> Mapping[str, int]:
    return {name: names.index(name) for name in columns if name in names}


def _missing(needed: Sequence[str], names: Sequence[str], header: Row, path: str) -> Iterator[Diagnostic]:
    missing = [name for name in needed if name not in names]
    if len(missing) == len(needed):
        message = f"The first line does not name the columns {', '.join(needed[:-1])} and {needed[-1]}"
        hint = f"put this line above the others: {','.join(COLUMNS)}; {_COLUMNS_FILE}"
        yield error("missing-columns", message, path, Span.at(header.line, 1), hint)
        return
    for name in missing:
        others = [other for other in names if other not in COLUMNS]
        place, hint = 1, f"add a column, and put “{name}” into the first line above it; {_COLUMNS_FILE}"
        if close := get_close_matches(name, others, n=1):
            place = names.index(close[0]) + 1
            hint = f"write “{name}” in the place of the name in column {place}, if that is what is meant"
        yield error("missing-column", f"There is no column “{name}”", path, Span.at(header.line, place), hint)


def _repeated(names: Sequence[str], header: Row, path: str) -> Iterator[Diagnostic]:
    for name in COLUMNS:
        if names.count(name) > 1:
            second = names.index(name, names.index(name) + 1)
            yield _second(header, path, second, f"A second column is called “{name}”")


def _second(
    header: Row, path: str, column: int, message: str = "A second column is called by the same objective"
) -> Diagnostic:
    return error("repeated-column", message, path, Span.at(header.line, column + 1), "keep one of the two")


def _without(layout: Layout, expected: Expected, path: str, place: Span, hint: str) -> Iterator[Diagnostic]:
    """A warning about the objectives that have no column."""
    if missing := [letter for letter in expected.objectives if letter not in layout.marks]:
        message = (
            f"No column has marks for objective {', '.join(missing)}, so nobody counts as having answered"
        )
        yield warning("no-marks", message, path, place, hint)


def _not_in(names: Sequence[str], wanted: Mapping[Loc, str], mapping: Entry[Columns]) -> Iterator[Diagnostic]:
    """Findings about headings that the table does not have once, and about those that are named twice."""
    seen: dict[str, Loc] = {}
    for loc, heading in wanted.items():
        hint = "write a heading as the first line of the table has it; the end of the file that was written for you lists them"
        if (times := names.count(folded(heading))) != 1:
            code, words = (
                ("repeated-column", "The table has several columns with this heading")
                if times
                else ("no-such-column", "The table has no column with this heading")
            )
            yield _at(mapping, code, words, loc, "give these columns different headings" if times else hint)
        elif folded(heading) in seen:
            yield _at(mapping, "repeated-column", "This heading is named twice", loc, hint)
        seen.setdefault(folded(heading), loc)


def _unknown_letters(mapping: Entry[Columns], expected: Expected) -> Iterator[Diagnostic]:
    for letter in mapping.record.objectives:
        if letter not in expected.objectives:
            letters = expected.objectives
            hint = did_you_mean(letter, letters) or f"the objectives are {', '.join(letters)}"
            place = mapping.places.key(("objectives", letter))
            yield error("unknown-objective", "The advert has no such objective", mapping.path, place, hint)


def _at(mapping: Entry[Columns], code: str, message: str, loc: Loc, hint: str) -> Diagnostic:
    return error(code, message, mapping.path, mapping.places.value(loc), hint)
