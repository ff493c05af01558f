"""The lines of three hyphens around the fields of a file → where the fields end, or findings about these lines."""

import re
from typing import Final

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.characters import UNSEEN, seen
from sitegen.reading.characters import unseen

_FENCE: Final = "---"
_LIKE_ONE: Final = re.compile(r"\s*(?:[-\u2010-\u2015\u2212_=*~+]\s?){2,}\s*|\s*[\u2014\u2015]\s*")
"""A line meant as three hyphens: dashes from a word processor, more hyphens, or another sign."""
_HYPHENS: Final = "type three hyphens, ---, and nothing else on this line"


def end_of_fields(lines: list[str], path: str) -> int | tuple[Diagnostic, ...]:
    """The line number, from 0, of the hyphens below the fields; or findings about the lines around the fields."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((n for n, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() == _FENCE), None)
    if first == 0 and lines[0].rstrip() == _FENCE and end is not None:
        return end
    wrong = [] if lines[first].rstrip() == _FENCE else [_opening(lines, first, path)]
    if first > 0:
        wrong.append(_blank_lines(first, path))
    if end is None and not (wrong and wrong[0].code == "no-front-matter"):
        wrong.append(_closing(lines, first, path))
    return tuple(wrong)


def _opening(lines: list[str], first: int, path: str) -> Diagnostic:
    if hidden := _unseen(lines, first, path):
        return hidden
    if _LIKE_ONE.fullmatch(lines[first]) or lines[first].strip() == _FENCE:
        return _not_hyphens(lines, first, path)
    hint = "begin with a line of three hyphens, then the fields, then another line of three hyphens, then the text"
    place = Span.at(first + 1, 1, max(len(lines[first]), 1))
    return error("no-front-matter", "This file does not begin with ---", path, place, hint)


def _closing(lines: list[str], first: int, path: str) -> Diagnostic:
    """The finding about the line that should end the fields: it is mistyped, or missing."""
    for number in range(first + 1, len(lines)):
        if hidden := _unseen(lines, number, path):
            return hidden
        if _LIKE_ONE.fullmatch(lines[number]) or lines[number].strip() == _FENCE:
            return _not_hyphens(lines, number, path)
    hint = "put a line of three hyphens, ---, between the fields and the text"
    message = "The fields that begin here never end"
    return error("unclosed-front-matter", message, path, Span.at(first + 1, 1, len(_FENCE)), hint)


def _not_hyphens(lines: list[str], number: int, path: str) -> Diagnostic:
    line = lines[number].rstrip()
    message = f"“{line}” is not the line of three hyphens that belongs here"
    if line.strip() == _FENCE:
        message = "This line of three hyphens does not begin at the left edge"
    return error("not-hyphens", message, path, Span.at(number + 1, 1, max(len(line), 1)), _HYPHENS)


def _blank_lines(first: int, path: str) -> Diagnostic:
    lines = "a blank line" if first == 1 else f"{first} blank lines"
    message = f"There {'is' if first == 1 else 'are'} {lines} above the first field"
    hint = "take them away, so that --- is the first line of the file"
    return error("blank-lines-first", message, path, Span.at(1, 1), hint)


def _unseen(lines: list[str], number: int, path: str) -> Diagnostic | None:
    """The finding about an invisible character in a line of three hyphens, or None."""
    if seen(lines[number]).strip() == _FENCE and (hidden := UNSEEN.search(lines[number])):
        return unseen(hidden[0], path, Span.at(number + 1, hidden.start() + 1, len(hidden[0])))
    return None
