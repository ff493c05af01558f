"""YAML with characters that only look like spaces → the same with spaces, and a finding for each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.characters import LIKE_A_SPACE, called

_LIKE = LIKE_A_SPACE.pattern
_ANY = f"[ {_LIKE[1:]}"
_LINE = re.compile(rf"({_ANY}*)((?:-{_ANY}+)*)(?:[\w-]+({_ANY}*):({_ANY}+|$))?")
"""The part of a line before its value: an indent, hyphens of lists, the name of a field and its colon."""
_TEXT_BELOW = re.compile(r"(?:^|[\s:-])[|>][-+0-9]*\s*(?:#.*)?$")
"""The end of a line that begins a block of text, whose lines are the author's own."""
_INDENT, _HYPHENS, _NAME, _COLON = 1, 2, 3, 4
_WORDS = {
    _HYPHENS: ("There is {} after this hyphen, where a space belongs", "delete it, and type a space"),
    _NAME: (
        "The name of this field ends with {}, which looks like a space but is another character",
        "delete it",
    ),
    _COLON: ("This looks like a space but is another character, {}", "delete it, and type a space"),
}


class _Slip(NamedTuple):
    """A run of such characters: its line and column, both from 0, and the part of the line that it is in."""

    line: int
    column: int
    run: str
    part: int


def with_spaces(text: str, path: str, first_line: int) -> tuple[str, list[Diagnostic]]:
    """The YAML with spaces where its structure needs them, columns unchanged; and the findings."""
    if not LIKE_A_SPACE.search(text):
        return text, []
    lines = text.split("\n")
    slips = list(_slips(lines))
    for slip in slips:
        line = lines[slip.line]
        lines[slip.line] = line[: slip.column] + " " * len(slip.run) + line[slip.column + len(slip.run) :]
    return "\n".join(lines), [_finding(slips, place, path, first_line) for place in _first_of_each(slips)]


def _slips(lines: list[str]) -> Iterator[_Slip]:
    below: int | None = None
    margin = 0
    for number, line in enumerate(lines):
        found = _LINE.match(line)
        assert found  # noqa: S101 - it matches nothing too
        width = found.end(_INDENT)
        if below is not None and (width > below or not line.strip()):
            margin = margin or _margin(line, width, below)
            yield from _in(number, line, 0, margin, _INDENT)
            continue
        for part in (_INDENT, _HYPHENS, _NAME, _COLON):
            yield from _in(number, line, *found.span(part), part)
        below, margin = (_column(found) if _TEXT_BELOW.search(line) else None), 0


def _margin(line: str, width: int, below: int) -> int:
    """The width of the indent of a text's first line: its spaces, or the characters typed in place of them."""
    spaces = len(line) - len(line.lstrip(" "))
    return spaces if spaces > below else width


def _column(found: re.Match[str]) -> int:
    """The column of a field's name, or of the hyphen before a text without one."""
    named = (
        found.end(_HYPHENS) if found[_NAME] is not None else found.string.rfind("-", 0, found.end(_HYPHENS))
    )
    return max(named, 0)


def _in(number: int, line: str, start: int, end: int, part: int) -> Iterator[_Slip]:
    """The runs in one part of a line. After a hyphen or colon and a space, they belong to the value."""
    for run in re.finditer(f"{_LIKE}+", line[: max(end, 0)]):
        if run.start() >= start and not (part in (_HYPHENS, _COLON) and line[run.start() - 1] == " "):
            yield _Slip(number, run.start(), run[0], part)


def _first_of_each(slips: list[_Slip]) -> Iterator[int]:
    """The indexes of the slips to report: of consecutive indented lines, which were pasted together, only the first."""
    for place, slip in enumerate(slips):
        before = slips[place - 1] if place else None
        if not (before and before.part == slip.part == _INDENT and before.line in (slip.line, slip.line - 1)):
            yield place


def _finding(slips: list[_Slip], place: int, path: str, first_line: int) -> Diagnostic:
    slip = slips[place]
    message, hint = _WORDS.get(slip.part) or _indented(slips[place:])
    span = Span.at(slip.line + first_line, slip.column + 1, len(slip.run))
    return error("bad-yaml", message.format(called(slip.run[0])), path, span, hint)


def _indented(slips: list[_Slip]) -> tuple[str, str]:
    """Message and hint about the first of these slips and those on the lines right below it."""
    last = slips[0].line
    for slip in slips:
        if slip.part != _INDENT or slip.line > last + 1:
            break
        last = slip.line
    below = last - slips[0].line
    those = {0: "", 1: "; so is the line below it"}.get(below, f"; so are the {below} lines below it")
    return (
        f"This line is indented with {{}}, which looks like a space but is another character{those}",
        "delete everything before the first word, and type a space for each character",
    )
