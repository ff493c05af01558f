"""Findings → text for people: what is wrong, where, with the lines themselves, and what to write instead."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from sitegen.diagnostics import Diagnostic, Label, Severity, Span

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its path; none for a file that cannot be shown."""


def report(diagnostics: Iterable[Diagnostic], lines: Lines) -> str:
    """All findings, a blank line after each."""
    return "".join("\n".join(_finding(finding, lines)) + "\n\n" for finding in diagnostics)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors, warnings and pieces of advice there are; empty when there are none."""
    nouns = {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.ADVICE: ("piece of advice", "pieces of advice"),
    }
    counts = (
        (sum(finding.severity is severity for finding in diagnostics), words)
        for severity, words in nouns.items()
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in counts if count)


def _finding(finding: Diagnostic, lines: Lines) -> Iterator[str]:
    yield f"{finding.severity.word}[{finding.code}]: {finding.message}"
    if finding.path:
        place = f":{finding.span.line}:{finding.span.column}" if finding.span else ""
        yield f"  --> {finding.path}{place}"
    if finding.span and (text := lines(finding.path)):
        yield from _excerpt(finding.span, finding.labels, text)
    if finding.hint:
        yield f"help: {finding.hint}"


def _excerpt(span: Span, labels: Sequence[Label], text: Sequence[str]) -> Iterator[str]:
    """The lines that matter, each with a mark below: `^` for the fault, `-` for what helps to understand it."""
    marks = sorted([(span, "^", ""), *((label.span, "-", label.text) for label in labels)])
    marks = [mark for mark in marks if mark[0].line <= len(text)]
    if not marks:
        return
    width = len(str(marks[-1][0].line))
    yield f"{' ' * width} |"
    for place, sign, words in marks:
        line = text[place.line - 1]
        last = place.end_column if place.end_line == place.line else len(line) + 1
        before, marked = line[: place.column - 1], line[place.column - 1 : last - 1]
        yield f"{place.line:>{width}} | {line}"
        yield f"{' ' * width} | {_blank(before)}{sign * max(_width(marked), 1)} {words}".rstrip()


def _blank(text: str) -> str:
    """As much empty space as the text takes; tabs stay tabs."""
    return "".join("\t" if character == "\t" else " " * _width(character) for character in text)


def _width(text: str) -> int:
    """Columns that a terminal takes for the text."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
