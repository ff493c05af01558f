"""A build while it runs, and once it is done → lines for the person at the keyboard."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sitegen.pipeline import Request, Result

_PATIENCE = 1.0
"""Seconds after which a build is long enough to show how far it is."""


def told(request: Request, result: Result, seconds: float) -> str:
    """What a build made, in one or two lines."""
    if not result.written:
        return f"No mistakes found. The site would have {result.files:,} files."
    written = result.written
    changes = f"{written.created:,} new, {written.changed:,} changed, {written.unchanged:,} unchanged, {written.removed:,} removed"
    lines = [f"Made {result.files:,} files in {request.output} in {seconds:.1f} s: {changes}."]
    if written.foreign:
        named = ", ".join(written.foreign[:5]) + (" and others" if len(written.foreign) > 5 else "")  # noqa: PLR2004 - a few names are enough
        lines.append(f"Not ours, and left alone: {named}.")
    return "\n".join(lines)


def lines_of(path: str) -> Sequence[str]:
    """The lines of a file for the excerpts of a report; none when it cannot be read as text."""
    try:
        text = Path(path).read_bytes().decode("utf-8").removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError):
        return ()
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class Progress:
    """A line that tells how many files are made, once a build takes long; only where a person looks on."""

    def __init__(self, say: Callable[[str], None], started: float, *, quiet: bool) -> None:
        self._write = say
        self._due = started + _PATIENCE
        self._wanted = sys.stderr.isatty() and not os.environ.get("CI") and not quiet
        self._shown = ""

    def __call__(self, count: int) -> None:
        """Tells that so many files are made, now and then."""
        if self._wanted and count % 100 == 0 and time.monotonic() > self._due:
            self._say(f"{count:,} files made …")

    def clear(self) -> None:
        """Leaves an empty line for what is said next."""
        if self._shown:
            self._say(" " * len(self._shown))
            self._say("")

    def _say(self, words: str) -> None:
        self._shown = words
        self._write(f"\r{words}")
