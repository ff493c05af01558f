"""A snapshot by an earlier version of sitegen, which recorded texts as written → what pages show of it."""

import re
from functools import lru_cache

from sitegen.model.snapshot import Snapshot, with_texts
from sitegen.reading.markdown import render

_MAY_HIDE = re.compile(
    rb"""
      \]:                          # a footnote, or where a link leads
    | \]\([^()\s]*\\?[ n]+[\\'(]   # words behind an address
    | ```|~~~                     # words behind the marks of code
    | -[ :]*\||\|[ :]*-           # a table, whose rows may be too long
    """,
    re.VERBOSE,
)
"""Signs of text that may be hidden. Rendering all snapshots would take as long as reading the content."""


def as_shown(data: bytes, found: Snapshot) -> Snapshot | None:
    """What pages show of the snapshot `found` in `data`; None if they show all of it."""
    if not _MAY_HIDE.search(data):
        return None
    left = with_texts(found, _shown)
    return None if left == found else left


@lru_cache(maxsize=1000)  # versions of a notice have most of their texts in common
def _shown(text: str) -> str:
    return render(text).shown
