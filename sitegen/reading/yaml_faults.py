"""What libyaml says is wrong → what an author needs to hear, with the narrowest place that helps."""

import re
from typing import Protocol

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.characters import UNSEEN
from sitegen.reading.characters import unseen


class _Mark(Protocol):
    line: int
    column: int


_QUOTE_IT = 'put the whole value in quotes: "like this"'
_NO_COLON = (
    "This line has no colon followed by a space",
    "write a field as its name, a colon, a space and the value",
)
_TAB = ("This line is indented with a tab", "use spaces instead: two for each level")
_TABBED = re.compile(r" *(?:- *)*(\t)")
_UNSEEN = re.compile(rf"[^:\"'\[{{]*?:?({UNSEEN.pattern})")
"""A character that nobody sees before the value of a line."""
_LINE_UP = "begin fields of one group in the same column, and indent with spaces what belongs to a field"


def explain(problem: Exception, lines: list[str], path: str, first_line: int) -> Diagnostic:
    """A finding for a YAML error. `lines` are the lines of the YAML, the first of which is `first_line` of the file."""
    said = str(getattr(problem, "problem", None) or problem)
    mark: _Mark | None = getattr(problem, "problem_mark", None)
    opened: _Mark | None = getattr(problem, "context_mark", None)
    if opened and opened.line >= len(lines):
        opened = None  # at the very end of the text, where there is nothing to see
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    at = _Place(lines, path, first_line)
    for near in (line, at.above(line), opened.line if opened else line):
        if tab := _TABBED.match(lines[near]):
            return at.fault(near, tab.start(1), 1, *_TAB)
        if hidden := _UNSEEN.match(lines[near]):
            return at.unseen(near, hidden.start(1), hidden[1])
    for words, explanation in _EXPLANATIONS:
        if words in said:
            return explanation(at, line, column, opened)
    return at.fault(
        line,
        column,
        1,
        "This part of the file cannot be understood",
        "check quotes, colons and indents on this line and the one before",
    )


class _Place:
    """Makes findings for places in the YAML of one file."""

    def __init__(self, lines: list[str], path: str, first_line: int) -> None:
        self.lines, self.path, self.first_line = lines, path, first_line

    def fault(self, line: int, column: int, length: int, message: str, hint: str) -> Diagnostic:
        span = Span.at(line + self.first_line, column + 1, max(length, 1))
        return error("bad-yaml", message, self.path, span, hint)

    def unseen(self, line: int, column: int, run: str) -> Diagnostic:
        span = Span.at(line + self.first_line, column + 1, len(run))
        return unseen(run, self.path, span)

    def above(self, line: int) -> int:
        """The nearest line above `line` that says something."""
        return next((n for n in range(line - 1, -1, -1) if self.lines[n].strip()), line)


def _colon(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    text = at.lines[line]
    if found := re.match(r"\s*(?:- +)*[^\s:#][^:]*:\s+", text[:column]):
        value = text[found.end() :].rstrip()
        return at.fault(
            line,
            found.end(),
            len(value),
            "There is a colon inside this value, so it looks like another field",
            _QUOTE_IT,
        )
    above = at.above(line)
    words = re.sub(r"^(- +)+", "", at.lines[above].strip())
    if above != line and ": " not in words and not words.endswith(":"):
        return at.fault(above, at.lines[above].index(words), len(words), *_NO_COLON)
    indent = len(text) - len(text.lstrip())
    return at.fault(
        line,
        indent,
        len(text.strip()),
        "This line is indented, but the line above it has a value already",
        _LINE_UP,
    )


def _character(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    character = at.lines[line][column : column + 1]
    return at.fault(line, column, 1, f"A value cannot begin with {character}", _QUOTE_IT)


def _unclosed_quote(at: _Place, line: int, column: int, opened: _Mark | None) -> Diagnostic:
    line, column = (opened.line, opened.column) if opened else (line, column)
    return at.fault(
        line, column, 1, "The quotation mark that opens here is never closed", "close it, or remove it"
    )


def _unclosed_bracket(at: _Place, line: int, column: int, opened: _Mark | None) -> Diagnostic:
    line, column = (opened.line, opened.column) if opened else (line, column)
    if not at.lines[line][column:].strip():  # the text ends: the last bracket is the one left open
        ends = ((n, max(at.lines[n].rfind("["), at.lines[n].rfind("{"))) for n in range(line, -1, -1))
        line, column = next(((n, place) for n, place in ends if place >= 0), (line, column))
    sign = at.lines[line][column : column + 1]
    if sign in ("]", "}"):
        return at.fault(line, column, 1, "A bracket closes here that was never opened", _QUOTE_IT)
    if sign == ",":
        return at.fault(line, column, 1, "There is nothing before this comma", "remove the comma")
    return at.fault(
        line,
        column,
        1,
        "The bracket that opens here is never closed",
        "close it, or put the value in quotes if the bracket is part of the text",
    )


def _no_colon(at: _Place, line: int, column: int, opened: _Mark | None) -> Diagnostic:
    line, column = (opened.line, opened.column) if opened else (line, column)
    return at.fault(line, column, len(at.lines[line][column:].rstrip()), *_NO_COLON)


def _opener(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Where the quotation opens that seems to end just before this place, when it began on an earlier line."""
    before = lines[line][:column].rstrip()
    quote = before[-1:]
    if quote not in ("'", '"') or before.count(quote) % 2 == 0:
        return None
    opening = re.compile(rf"(?:^|[:,\[{{-])\s*{quote}")
    for above in range(line - 1, -1, -1):
        if lines[above].count(quote) % 2 and (found := opening.search(lines[above])):
            return above, found.end() - 1
    return None


def _not_in_line(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    text = at.lines[line]
    if text[:column].rstrip().endswith(("]", "}")):
        return at.fault(
            line,
            column,
            len(text[column:].rstrip()),
            "There is more here after the closing bracket",
            _QUOTE_IT,
        )
    if opener := _opener(at.lines, line, column):
        return _unclosed_quote(at, *opener, None)
    if text[:column].strip():
        return at.fault(
            line,
            column,
            len(text[column:].rstrip()),
            "There is more here after the closing quotation mark",
            'if the text holds quotation marks, use the other kind around it: "it\'s" or \'say "yes"\'',
        )
    return at.fault(
        line, column, len(text.strip()), "This line does not line up with the lines before it", _LINE_UP
    )


def _list_in_line(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    return at.fault(
        line,
        column,
        1,
        "A list cannot begin on this line",
        "put each item on a line of its own below the field, beginning with a hyphen and a space",
    )


def _escape(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    return at.fault(
        line,
        column,
        2,
        "A backslash has a special meaning inside double quotation marks",
        "use single quotation marks around this value",
    )


def _first_sign(at: _Place, line: int, column: int, opened: _Mark | None) -> Diagnostic:
    return _character(at, *((opened.line, opened.column) if opened else (line, column)), None)


def _after_bar(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    sign = "|" if "|" in at.lines[line][:column] else ">"
    return at.fault(
        line,
        column,
        len(at.lines[line][column:].rstrip()),
        f"The text after {sign} begins on the line below",
        f"move this to a line of its own, indented, or remove the {sign}",
    )


def _second_document(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    return at.fault(
        line,
        column,
        3,
        "There is a second --- here",
        "remove the line: only one set of fields fits into a file",
    )


_EXPLANATIONS = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _character),
    ("unexpected end of stream", _unclosed_quote),
    ("found unexpected document indicator", _unclosed_quote),
    ("expected ',' or", _unclosed_bracket),
    ("expected node content", _unclosed_bracket),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _not_in_line),
    ("expected '-' indicator", _not_in_line),
    ("block sequence entries are not allowed", _list_in_line),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("undefined alias", _first_sign),
    ("alphabetic or numeric character", _first_sign),
    ("directive", _first_sign),
    ("another document", _second_document),
    ("expected comment or line break", _after_bar),
    ("expected <document start>", _not_in_line),
)
