"""What is live and the new build → the files that left the site and stay live for a day, for pages that are open still.

A page may sit in a browser, or in a cache on the way to it, for longer than a publication takes. The stylesheet and the
scripts that it names by their digest must be there as long.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sitegen.outputs.hosting.headers import is_immutable
from sitegen.outputs.search import SHARDS
from sitegen.outputs.search.terms import still_said
from sitegen.publishing.publication import Left, Publication

STAY = timedelta(days=1)
"""Pages may be kept for five minutes, by what hosts are asked to send. Tabs stay open for a working day."""

Read = Callable[[Sequence[str]], Mapping[str, bytes]]
"""Gives live files by their paths, without those that are not there."""


def staying(
    live: Publication | None, files: Mapping[str, str], now: datetime, source: Path, read: Read
) -> dict[str, Left]:
    """The files that are live, not among `files` of the new build in `source`, and stay, each with when it left.

    Assets are made from templates alone and say nothing of a notice. Search shards hold the words of notices: they stay
    only while the new index still says all that they say, so that no word outlives the notice it was taken out of.
    """
    if live is None:
        return {}
    left = {path: Left(digest, now) for path, digest in live.files.items() if _is_named_by_digest(path)}
    known = {**left, **live.staying}
    found = {path: one for path, one in known.items() if path not in files and now - one.since < STAY}
    shards = {path for path in found if path.startswith(SHARDS)}
    if shards and not _say_nothing_more(live, files, source, read):
        return {path: one for path, one in found.items() if path not in shards}
    return found


def _is_named_by_digest(path: str) -> bool:
    return is_immutable(path) or path.startswith(SHARDS)


def _say_nothing_more(live: Publication, files: Mapping[str, str], source: Path, read: Read) -> bool:
    """Whether the new index says all that the live one said. Shards that left before say no more than that one."""
    old = [path for path in live.files if path.startswith(SHARDS) and path not in files]
    if live.coming is not None:  # nobody knows which index the shards that stay were compared with
        return False
    found = read(old)
    new = ((source / path).read_bytes() for path in files if path.startswith(SHARDS))
    return len(found) == len(old) and still_said(found.values(), new)
