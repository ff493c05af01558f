"""Texts so long, or with so many marks, that reading them would take too long → a finding with what to do."""

import re
from itertools import islice
from typing import Final

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.reading.encoding import span_at
from sitegen.reading.source import Source

MOST_LINES: Final = 10_000
MOST_MARKS: Final = 20_000
"""Characters that Markdown may read as marks: even a long table has far fewer."""
LONGEST_LINE: Final = 20_000
LONGEST_RUN: Final = 2_000
"""Characters without a space. Few browsers follow a longer address."""

_RUN: Final = re.compile(rf"\S{{{LONGEST_RUN + 1}}}")
_STEP: Final = LONGEST_RUN // 2
_LONG_REST: Final = re.compile(rf"\S{{{_STEP}}}")
_MARK: Final = re.compile(r"[\[\]*_`~<&!\\^|]")
_LINE: Final = re.compile(rf"^[^\n]{{{LONGEST_LINE + 1}}}", re.MULTILINE)
_ATTACH: Final = "move the long part to an attachment, and link to it"


def beyond_limits(source: Source) -> Diagnostic | None:
    """The finding at the first place of a record that exceeds a limit; None if no place does."""
    text = source.text
    if found := run_beyond_limits(source):
        return found
    if text.count("\n") > MOST_LINES:
        message = f"This file has more than {MOST_LINES:,} lines"
        return error("too-long", message, source.path, Span.at(MOST_LINES + 1, 1), _ATTACH)
    if len(text) <= LONGEST_LINE:
        return None
    # A line of YAML may hold a whole file, as programs write it.
    if not source.path.endswith(".yaml") and (line := _LINE.search(text)):
        message = f"This line has more than {LONGEST_LINE:,} characters"
        hint = "divide it: leave a blank line where a new thought begins"
        return _too_long(source, line.start(), message, hint)
    marks = (mark.start() for mark in _MARK.finditer(text))
    if (beyond := next(islice(marks, MOST_MARKS, None), None)) is not None:
        message = f"There are more than {MOST_MARKS:,} marks of Markdown down to here, such as brackets, bars and stars"
        return _too_long(source, beyond, message, _ATTACH)
    return None


def run_beyond_limits(source: Source) -> Diagnostic | None:
    """The finding at the first place where a file has too many characters without a space; None if no place has."""
    # A run this long covers the whole way between two of these places, so only they need a look.
    places = range(0, len(source.text), _STEP)
    may_be_long = any(_LONG_REST.match(source.text, at) for at in places)
    if not may_be_long or not (found := _RUN.search(source.text)):
        return None
    message = f"Here are more than {LONGEST_RUN:,} characters without a space"
    hint = "take them out; if this is a picture that was pasted, put its file into the folder files and link to it"
    return _too_long(source, found.start(), message, hint)


def _too_long(source: Source, offset: int, message: str, hint: str) -> Diagnostic:
    return error("too-long", message, source.path, span_at(source.text, offset), hint)
