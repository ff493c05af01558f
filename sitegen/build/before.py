"""An output folder → what the last build made public in it."""

from functools import cache
from pathlib import Path

from sitegen.rules.held_back import Before
from sitegen.writing.manifest import Manifest, decoded


def last_build(output: Path) -> Before | None:
    """What the last build made, and whether a file of content is older than it; None if no build is known.

    The list of what it made is long, and only read if somebody asks.
    """
    home = output / ".sitegen"
    try:
        then = (home / "lock").stat().st_mtime_ns  # which every build takes
    except OSError:
        return None

    @cache
    def made() -> Manifest | None:
        try:
            return decoded((home / "manifest.json").read_bytes())
        except OSError:
            return None

    return Before(
        lambda path: path in (made() or {}),
        lambda path: made() is not None and _changed_at(Path(path)) < then,
    )


def _changed_at(file: Path) -> float:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return float("inf")
