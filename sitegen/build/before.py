"""An output folder → what the last build made public in it."""

from pathlib import Path

from sitegen.rules.held_back import Before
from sitegen.writing.manifest import decoded


def last_build(output: Path) -> Before | None:
    """What the last build made, and whether a file of content is older than it; None if no build is known."""
    home = output / ".sitegen"
    try:
        made = decoded((home / "manifest.json").read_bytes())
        then = (home / "lock").stat().st_mtime_ns  # which every build takes
    except OSError:
        return None
    return None if made is None else Before(made.__contains__, lambda path: _changed_at(Path(path)) < then)


def _changed_at(file: Path) -> float:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return float("inf")
