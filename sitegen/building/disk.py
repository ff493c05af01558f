"""What stands at a place on the disk, and how it goes away."""

import os
import shutil
import stat
from hashlib import sha256
from pathlib import Path

TICK = 20_000_000
"""Nanoseconds within which two changes may carry the same time."""


def clock_of(folder: Path) -> float:
    """The time by the clock of the disk, which may be another machine's, in nanoseconds; no time where nothing can be written."""
    place = folder / "clock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")
        found = place.stat().st_mtime_ns
        place.unlink()
    except OSError:
        return float("-inf")
    return found


def look(place: Path | str) -> os.stat_result | None:
    """What is there, without following a link; none when nothing is."""
    try:
        return os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_no_folder(place: Path) -> bool:
    """Whether something other than a folder is there."""
    return (found := look(place)) is not None and not stat.S_ISDIR(found.st_mode)


def digest_of(place: Path) -> str:
    """The SHA-256 of the file that is there; empty when none is."""
    found = look(place)
    return sha256(place.read_bytes()).hexdigest() if found and stat.S_ISREG(found.st_mode) else ""


def remove_tree(folder: Path) -> None:
    """Removes whatever is there, and all that is in it. A link goes, and what it leads to stays."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def remove_empty(folder: Path) -> None:
    """Removes a folder in which there are folders alone; fails when there is anything else."""
    for inner in folder.iterdir():
        remove_empty(inner)
    folder.rmdir()
