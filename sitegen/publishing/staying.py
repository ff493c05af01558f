"""The live site and the new build → old files that stay live for a day, for pages that are still open.

A page may be in a browser tab or a cache long after the next publication, and still needs its stylesheet and scripts.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sitegen.outputs.hosting.headers import is_immutable
from sitegen.outputs.search import SHARDS
from sitegen.outputs.search.terms import still_said
from sitegen.publishing.publication import OldFile, Publication

STAY = timedelta(days=1)
"""Caches may keep a page for five minutes, tabs stay open for a working day."""

ReadFiles = Callable[[Sequence[str]], Mapping[str, bytes]]
"""Returns live files by path, without those that do not exist."""


def staying(
    live: Publication | None, files: Mapping[str, str], now: datetime, source: Path, read: ReadFiles
) -> dict[str, OldFile]:
    """Live files that the new build in `source` no longer has and that stay, each with the time at which it left the site.

    Assets are made from templates and hold no word of a notice. Search shards hold words of notices: they stay only if the
    new index still has all of those words, so that a word disappears with the notice, or the correction, that removes it.
    """
    if live is None:
        return {}
    left = {path: OldFile(digest, now) for path, digest in live.files.items() if _is_named_by_digest(path)}
    known = {**left, **live.staying}
    found = {path: one for path, one in known.items() if path not in files and now - one.since < STAY}
    shards = {path for path in found if path.startswith(SHARDS)}
    if shards and not _say_nothing_more(live, files, source, read):
        return {path: one for path, one in found.items() if path not in shards}
    return found


def _is_named_by_digest(path: str) -> bool:
    return is_immutable(path) or path.startswith(SHARDS)


def _say_nothing_more(live: Publication, files: Mapping[str, str], source: Path, read: ReadFiles) -> bool:
    """Whether the new index has everything that the live one had. Shards that left earlier have no more than the live one."""
    old = [path for path in live.files if path.startswith(SHARDS) and path not in files]
    if (
        live.coming is not None
    ):  # after a broken transfer it is unknown which index the older shards were compared with
        return False
    found = read(old)
    new = ((source / path).read_bytes() for path in files if path.startswith(SHARDS))
    return len(found) == len(old) and still_said(found.values(), new)
