"""A snapshot by an earlier version of sitegen, which recorded texts as written → what pages show of it."""

import re
from functools import lru_cache

from sitegen.model.snapshot import Snapshot, with_texts
from sitegen.reading.markdown import render

_SIGNS = (b"]:", b"```", b"~~~")
"""A footnote or where a link leads; words behind the marks of code."""
_MAY_HIDE = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (b"](", rb"\]\([^()\s]*\\?[ n]+[\\'(]"),  # words behind an address
        (b"|", rb"\|[ :]*-"),  # a table, whose rows may be too long
        (b"|", rb"-[ :]*\|"),
    )
)
"""Signs of text that may be hidden, each with the sign that it cannot be without: rendering all snapshots would take as long as
reading the content, and one pattern with all of them a third of that."""


def as_shown(data: bytes, found: Snapshot) -> Snapshot | None:
    """What pages show of the snapshot `found` in `data`; None if they show all of it."""
    if not _may_hide(data):
        return None
    left = with_texts(found, _shown)
    return None if left == found else left


def _may_hide(data: bytes) -> bool:
    signs = any(sign in data for sign in _SIGNS)
    return signs or any(sign in data and pattern.search(data) for sign, pattern in _MAY_HIDE)


@lru_cache(maxsize=1000)  # versions of a notice have most of their texts in common
def _shown(text: str) -> str:
    return render(text).shown
