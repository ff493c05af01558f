"""Findings → text for people: what is wrong, where, an excerpt, and what to write instead."""

import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Label, Severity, Span
from sitegen.reports.brevity import few
from sitegen.reports.unseen import HEADING, to_do

if TYPE_CHECKING:
    from sitegen.rules.rule import Rule

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its path; empty if it cannot be read."""
Paint = Callable[[str, str], str]
"""Adds a style to words: that of a severity, `frame`, or `strong`."""

_LOOKS = {"error": "1;31", "warning": "1;33", "advice": "1;36", "frame": "1;34", "strong": "1"}
"""Escape codes for terminals (ECMA-48, “select graphic rendition”)."""
_WIDTH = 80
"""Columns of explanations."""
_LINE = 120
"""Most characters of a line that are shown, around the fault."""
_BEFORE = 40
"""Characters shown before the fault, if the line is cut."""
_SHOWN = {sign: 0x2400 + sign for sign in range(0x20) if chr(sign) != "\t"} | {0x7F: 0x2421}
"""Pictures of control characters, which a terminal would otherwise obey."""


def report(diagnostics: Iterable[Diagnostic], lines: Lines, *, colour: bool = False) -> str:
    """All findings, a blank line after each. Those in files that are not public come last, with what is left to do."""
    paint = _coloured if colour else _plain
    findings = list(diagnostics)
    public, unseen = ([found for found in findings if found.draft is which] for which in (False, True))
    parts = ["\n".join(_finding(finding, lines, paint)) + "\n\n" for finding in few(public)]
    if unseen:
        parts.append(f"{paint(HEADING, 'strong')}\n\n")
        parts += ["\n".join(_finding(finding, lines, paint)) + "\n\n" for finding in few(unseen)]
        parts += [f"{line}\n" for line in to_do(unseen)]
    return "".join(parts)


def explanations(diagnostics: Iterable[Diagnostic], rules: Iterable["Rule"], *, colour: bool = False) -> str:
    """The reason for each rule with a finding, once, in the order of the findings."""
    paint = _coloured if colour else _plain
    reasons = {rule.code: rule.why for rule in rules}
    codes = dict.fromkeys(finding.code for finding in diagnostics)
    return "".join(_reason(code, reasons[code], paint) for code in codes if reasons.get(code))


def _reason(code: str, why: str, paint: Paint) -> str:
    head = f"why[{code}]"
    filled = textwrap.fill(f"{head}: {why}", _WIDTH, break_long_words=False, break_on_hyphens=False)
    return f"{paint(head, 'strong')}{filled.removeprefix(head)}\n\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """The numbers of errors, warnings and pieces of advice in public files, as words; empty if there are none."""
    nouns = {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.ADVICE: ("piece of advice", "pieces of advice"),
    }
    counts = (
        (sum(finding.severity is severity and not finding.draft for finding in diagnostics), words)
        for severity, words in nouns.items()
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in counts if count)


def _coloured(words: str, look: str) -> str:
    return f"\x1b[{_LOOKS[look]}m{words}\x1b[0m" if words else ""


def _plain(words: str, _look: str) -> str:
    return words


def _finding(finding: Diagnostic, lines: Lines, paint: Paint) -> Iterator[str]:
    severity = finding.severity.word
    head = paint(f"{severity}[{finding.code}]", severity)
    yield f"{head}{paint(f': {_shown(finding.message)}', 'strong')}"
    if finding.path:
        place = f":{finding.span.line}:{finding.span.column}" if finding.span else ""
        yield f"  {paint('-->', 'frame')} {_shown(finding.path)}{place}"
    if finding.span and (text := lines(finding.path)):
        yield from _excerpt(finding, finding.span, text, paint)
    if finding.hint:
        words, *to_paste = map(_shown, finding.hint.split("\n"))
        yield f"{paint('help:', 'strong')} {words}"
        yield from to_paste


def _excerpt(finding: Diagnostic, span: Span, text: Sequence[str], paint: Paint) -> Iterator[str]:
    """The relevant lines, each with a mark below: `^` for the fault, `-` for a label."""
    looks = {"^": finding.severity.word, "-": "frame"}
    marks = [mark for mark in _marks(span, finding.labels) if mark[0].line <= len(text)]
    if not marks:
        return
    width = len(str(marks[-1][0].line))
    margin = f"{' ' * width} {paint('|', 'frame')}"
    yield margin
    for place, sign, words in marks:
        before, marked, after = _around(text[place.line - 1], place)
        under = f"{sign * max(_width(marked), 1)} {words}".rstrip()
        yield f"{paint(f'{place.line:>{width}} |', 'frame')} {_shown(before + marked + after)}"
        yield f"{margin} {_blank(before)}{paint(under, looks[sign])}"


def _around(line: str, place: Span) -> tuple[str, str, str]:
    """The text before, in and after a place of a line, cut to the length that is shown."""
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    if len(line) <= _LINE:
        return line[:first], line[first:last], line[last:]
    begin = max(min(first - _BEFORE, len(line) - _LINE), 0)
    end = begin + _LINE
    before = ("…" if begin else "") + line[begin:first]
    return before, line[first : min(last, end)], line[min(last, end) : end] + ("…" if end < len(line) else "")


def _marks(span: Span, labels: Sequence[Label]) -> list[tuple[Span, str, str]]:
    """The places to mark, in order, each with its sign and its words."""
    return sorted([(span, "^", ""), *((label.span, "-", label.text) for label in labels)])


def _shown(text: str) -> str:
    """The text with a picture for each character that a terminal would obey."""
    return text.translate(_SHOWN)


def _blank(text: str) -> str:
    """Spaces as wide as the text; tabs stay tabs."""
    return "".join("\t" if character == "\t" else " " * _width(character) for character in text)


def _width(text: str) -> int:
    """The width of the text in terminal columns."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
