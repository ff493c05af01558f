"""A build and its result → text for the terminal: progress, report, summary, and when the next build is due."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.request import Request, Result
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.reports import text
from sitegen.reports.formats import render

if TYPE_CHECKING:
    from sitegen.model.changes import Due
    from sitegen.rules.rule import Rule

_PROGRESS_AFTER = 1.0
"""Seconds after which progress is shown."""


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """The format of a report, with or without colour and explanations.

    `elsewhere` is the number of findings in files that were not asked for; None if all files were.
    """

    form: str = "text"
    colour: bool = False
    explain: bool = False
    quiet: bool = False
    elsewhere: int | None = None


def wants_colour() -> bool:
    """Whether standard error is a terminal that accepts colour (https://no-color.org/)."""
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not refused


def console_texts(request: Request, result: Result, style: ReportStyle, seconds: float) -> tuple[str, str]:
    """The texts for standard output and standard error. A report for programs has standard output to itself."""
    findings = result.diagnostics
    stopped = has_errors(findings, strict=request.strict)
    counted = f"{line}.\n" if (line := text.summary(findings)) else ""
    beside = counted + (_nothing_made(request, findings) if stopped else "")
    made = "" if stopped or style.quiet else f"{_build_summary(request, result, seconds, style.elsewhere)}\n"
    if style.form == "text":
        return made, _text(findings, style) + beside
    report = render(style.form, findings, result.checked, _rules(), strict=request.strict)
    return report, beside + made


def _text(findings: Sequence[Diagnostic], style: ReportStyle) -> str:
    report = text.report(findings, lines_of, colour=style.colour)
    return report + (text.explanations(findings, _rules(), colour=style.colour) if style.explain else "")


def _rules() -> "Sequence[Rule]":
    from sitegen.rules import RULES

    return RULES


def _nothing_made(request: Request, findings: Sequence[Diagnostic]) -> str:
    """A line that nothing was made, with the reason if no error gives one."""
    why = "" if has_errors(findings) else "With --strict, warnings stop a build. "
    return why + (f"{request.output} was not changed.\n" if request.output else "Nothing was written.\n")


def _build_summary(request: Request, result: Result, seconds: float, elsewhere: int | None) -> str:
    """The result of a build without errors, in one or two lines."""
    if not result.written:
        found = "No errors, so the site can be built." if result.diagnostics else "No mistakes found."
        if elsewhere is None:
            return f"{found} The site would have {result.files:,} files."
        other = f"{elsewhere:,} {'finding' if elsewhere == 1 else 'findings'} in other files: sitegen check"
        return f"{found} {other}" if elsewhere else found
    written = result.written
    changes = f"{written.created:,} new, {written.changed:,} changed, {written.unchanged:,} unchanged, {written.removed:,} removed"
    lines = [f"Made {result.files:,} files in {request.output} in {seconds:.1f} s: {changes}."]
    if written.foreign:
        named = ", ".join(written.foreign[:5]) + (" and others" if len(written.foreign) > 5 else "")  # noqa: PLR2004 - a few names are enough
        lines.append(f"Left alone, because sitegen did not make them: {named}.")
    return "\n".join(lines)


def due_text(due: "Due") -> str:
    """When a build is due, in ISO 8601 with offset, and a line for each change then."""
    lines = (f"  {change.what}: {change.where}" for change in due.changes)
    return "\n".join((due.at.isoformat(), *lines))


def cron_line(due: "Due") -> str:
    """When a build is due, as five fields for cron in UTC: the first whole minute from then on."""
    at = due.at.astimezone(UTC) + timedelta(seconds=59)
    return f"{at.minute} {at.hour} {at.day} {at.month} *"


def lines_of(path: str) -> Sequence[str]:
    """The lines of a file for the excerpts of a report; empty if it cannot be read as text."""
    try:
        words = Path(path).read_bytes().decode("utf-8").removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError):
        return ()
    return words.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class Progress:
    """A line in the terminal with a growing number, once something takes long.

    `words` has the number in braces. It is shown for each multiple of `every`.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        started: float,
        *,
        quiet: bool,
        words: str = "{:,} files made …",
        every: int = 100,
    ) -> None:
        self._write = say
        self._words, self._every = words, every
        self._due = started + _PROGRESS_AFTER
        self._wanted = sys.stderr.isatty() and not os.environ.get("CI") and not quiet
        self._shown = ""

    def __call__(self, count: int) -> None:
        """Shows the number if it is due."""
        if self._wanted and count % self._every == 0 and time.monotonic() > self._due:
            self._say(self._words.format(count))

    def clear(self) -> None:
        """Erases the line."""
        if self._shown:
            self._say(" " * len(self._shown))
            self._say("")

    def _say(self, words: str) -> None:
        self._shown = words
        self._write(f"\r{words}")
