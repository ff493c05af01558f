"""A text → a finding if git could not merge two changes and left both versions in it."""

import re

from sitegen.diagnostics import Diagnostic, Label, Span, error
from sitegen.reading.encoding import span_at

# How git, Subversion and Mercurial mark both versions: seven signs or more, and a name. Seven bars alone could be an
# empty row of a table, and seven equals signs below a line make it a heading: these count beside other marks only.
_SURE = re.compile(r"^(?:<{7,}|>{7,}|\|{7,}(?= [^|\s]))(?:[ \t].*)?$|(?<=\n\n)={7}$", re.MULTILINE)
_MARK = re.compile(r"^(?:<{7,}|>{7,}|\|{7,}(?= [^|\s]))(?:[ \t].*)?$|^(?:={7,}|\|{7,})[ \t]*$", re.MULTILINE)
_SIGNS = ("<<<<<<<", ">>>>>>>", "|||||||", "=======")
_FEW = 4
"""Marks of one conflict. More labels would not help."""


def conflict(text: str, path: str) -> Diagnostic | None:
    """The finding about all conflicts of a file, at the first mark; None if there are none."""
    if not (any(map(text.__contains__, _SIGNS)) and _SURE.search(text)):
        return None
    first, *others = _MARK.finditer(text)
    return error(
        "conflict-marker",
        "Git could not merge two changes to this text, and left both versions, one below the other",
        path,
        _span(text, first),
        "keep the words that are right, and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>",
        *(Label(_span(text, mark), "delete this line too") for mark in others[: _FEW - 1]),
    )


def _span(text: str, mark: re.Match[str]) -> Span:
    return span_at(text, mark.start(), len(mark[0].rstrip()))
