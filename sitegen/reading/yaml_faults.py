"""libyaml's errors → findings in an author's words, at the narrowest place that helps."""

import re
from typing import Protocol

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.characters import UNSEEN
from sitegen.reading.characters import unseen
from sitegen.reading.quotation import quoted


class _Mark(Protocol):
    line: int
    column: int


_CURLY = "\u2018\u2019\u201c\u201d\u201e"
_NO_COLON = "This line has no colon followed by a space"
_AS_A_FIELD = "write a field as its name, a colon, a space and the value"
_CONTINUED = "if it goes on from the line above, indent it by two spaces; if not, " + _AS_A_FIELD
_TAB = ("This line is indented with a tab", "use spaces instead: two for each level")
_TABBED = re.compile(r" *(?:- *)*(\t)")
_UNSEEN = re.compile(rf"[^:\"'\[{{]*?:?({UNSEEN.pattern})")
"""An invisible character before the value of a line."""
_LINE_UP = "begin fields of one group in the same column, and indent with spaces what belongs to a field"


def explain(problem: Exception, lines: list[str], path: str, first_line: int) -> Diagnostic:
    """The finding for a YAML error. `lines` are those of the YAML, which begins on `first_line` of the file."""
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

    def goes_on(self, line: int) -> str:
        """The hint for a line without a colon, which may continue the value of the line above."""
        above = self.lines[self.above(line)] if self.above(line) != line else ""
        has_value = re.match(r"\s*(?:- +)*[^\s:#-][^:]*: +[^\s|>]|\s*- +[^\s|>]", above)
        return _CONTINUED if has_value else _AS_A_FIELD

    def above(self, line: int) -> int:
        """The nearest line above `line` that is not blank; `line` if all above are blank."""
        return next((n for n in range(line - 1, -1, -1) if self.lines[n].strip()), line)


def _in_quotes(value: str) -> str:
    return f"put the whole value in quotes: {quoted(value)}"


def _value(line: str) -> str:
    """The part of a line after the name of a field, or after the hyphen of an item."""
    found = re.match(r"\s*(?:- +)*(?:[^\s:#'\"][^:]*:\s+)?", line)
    return line[found.end() if found else 0 :].rstrip()


def _item(line: str) -> str:
    """The part of a line after the hyphens of an item."""
    return re.sub(r"^\s*(?:- +)+", "", line).rstrip()


def _colon(at: _Place, line: int, column: int, _opened: _Mark | None) -> Diagnostic:
    text = at.lines[line]
    if found := re.match(r"\s*(?:- +)*[^\s:#][^:]*:\s+", text[:column]):
        value = text[found.end() :].rstrip()
        if value[0] in _CURLY:
            bare = value.strip(_CURLY)
            hint = f"put straight ones around the whole value: {quoted(bare)}"
            return at.fault(line, found.end(), len(value), "Curly quotation marks do not count here", hint)
        message = "There is a colon inside this value, so it looks like another field"
        if item := re.match(r"\s*(?:- +)+(?![a-z_]+:)", text):  # the item is a sentence, not a field
            return at.fault(
                line, item.end(), len(text[item.end() :].rstrip()), message, _in_quotes(_item(text))
            )
        return at.fault(line, found.end(), len(value), message, _in_quotes(value))
    above = at.above(line)
    words = re.sub(r"^(- +)+", "", at.lines[above].strip())
    if above != line and ": " not in words and not words.endswith(":"):
        return at.fault(above, at.lines[above].index(words), len(words), _NO_COLON, at.goes_on(above))
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
    value = at.lines[line][column:].rstrip()
    return at.fault(line, column, 1, f"A value cannot begin with {character}", _in_quotes(value))


def _unclosed_quote(at: _Place, line: int, column: int, opened: _Mark | None) -> Diagnostic:
    line, column = (opened.line, opened.column) if opened else (line, column)
    value = at.lines[line][column:].rstrip()
    hint = "close it, or take it away"
    if value[:1] == "'" and re.match(r"'\w", value):
        hint = f"close it; or, if it is an apostrophe, put the whole value in double quotes: {quoted(value)}"
    elif value.count('"') == 1 and ": " in value:
        hint = f'close it at the end of the value: {value}"'
    return at.fault(line, column, 1, "The quotation mark that opens here is never closed", hint)


def _unclosed_bracket(at: _Place, line: int, column: int, opened: _Mark | None) -> Diagnostic:
    line, column = (opened.line, opened.column) if opened else (line, column)
    if not at.lines[line][column:].strip():  # the text ends: the last bracket is the one left open
        ends = ((n, max(at.lines[n].rfind("["), at.lines[n].rfind("{"))) for n in range(line, -1, -1))
        line, column = next(((n, place) for n, place in ends if place >= 0), (line, column))
    sign = at.lines[line][column : column + 1]
    if sign in ("]", "}"):
        message = "A bracket closes here that was never opened"
        return at.fault(line, column, 1, message, _in_quotes(_value(at.lines[line])))
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
    return at.fault(line, column, len(at.lines[line][column:].rstrip()), _NO_COLON, at.goes_on(line))


def _opener(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Where a quotation opened on an earlier line, if it seems to end just before this place; otherwise None."""
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
        rest = text[column:].rstrip()
        message = "There is more here after the closing bracket"
        return at.fault(line, column, len(rest), message, _in_quotes(_value(text)))
    if opener := _opener(at.lines, line, column):
        return _unclosed_quote(at, *opener, None)
    if text[:column].strip():
        return at.fault(
            line,
            column,
            len(text[column:].rstrip()),
            "There is more here after the closing quotation mark",
            f"put the whole value in quotes, of a kind that closes at its end: {quoted(_value(text))}",
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
    message = "A backslash has a special meaning inside double quotation marks"
    value = _value(at.lines[line])
    instead = f": '{value[1:-1]}'" if value[-1:] == '"' and "'" not in value else ""
    return at.fault(line, column, 2, message, f"use single quotation marks around this value{instead}")


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
