"""What is at a path on the disk, and how to remove it."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sitegen.writing.manifest import above

TICK = 20_000_000
"""Nanoseconds within which two changes may carry the same time."""

NOT_OURS = (".git", ".sitegen")
"""What may lie at the top of a folder and is no part of the site or of its content."""
_FOLDER, _FILE, _SPECIAL, _ENTER = 0o755, 0o644, 0o7000, stat.S_IXOTH


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
    """What is there, without following a link; None if nothing is."""
    try:
        return os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_no_folder(place: str) -> bool:
    """Whether something other than a folder is there."""
    return (found := look(place)) is not None and not stat.S_ISDIR(found.st_mode)


def digest_of(place: Path | str) -> str:
    """The SHA-256 of the file that is there; empty when none is."""
    if not (found := look(place)) or not stat.S_ISREG(found.st_mode):
        return ""
    with open(place, "rb") as file:
        return sha256(file.read()).hexdigest()


def is_closed(mode: int) -> bool:
    """Whether `let_all_read` would change this mode."""
    return stat.S_IMODE(mode) != _open(mode) and not stat.S_ISLNK(mode)


def _open(mode: int) -> int:
    if not stat.S_ISDIR(mode):
        return _FILE
    shared = mode & stat.S_IWGRP if mode & stat.S_ISGID else 0
    return mode & _SPECIAL | _FOLDER | shared


def let_all_read(place: Path | str, mode: int) -> None:
    """Gives what is at `place`, of this mode, the mode of a web server's files, whatever the umask: 644, a folder 755.

    A folder that a group shares (setgid) stays writable for the group. A link stays as it is, and so does everything on
    a disk without modes.
    """
    if is_closed(mode):
        with suppress(PermissionError):  # another account's, or a disk that knows no modes
            os.chmod(place, _open(mode))


def let_all_read_top(folder: Path) -> None:
    """Does the same for a folder that people chose, but only where nobody chose a mode for it.

    When others may not enter it and its group is the one of every file of this account, no web server could read it.
    """
    found = folder.stat()
    if not found.st_mode & _ENTER and found.st_gid == (os.getegid() if hasattr(os, "getegid") else -1):
        let_all_read(folder, found.st_mode)


def let_all_read_paths(top: Path, paths: Iterable[str]) -> None:
    """Does the same for files below `top`, the folders they lie in, and `top`."""
    let_all_read_top(top)
    files = list(paths)
    folders = {folder for file in files for folder in above(file)}
    for path in (*folders, *files):
        place = f"{top}/{path}"
        if found := look(place):
            let_all_read(place, found.st_mode)


def let_all_read_tree(top: Path) -> None:
    """Does the same for a folder and everything in it."""
    folders = [str(top)]
    while folders:
        folder = folders.pop()
        let_all_read(folder, os.lstat(folder).st_mode)
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    let_all_read(entry.path, entry.stat(follow_symlinks=False).st_mode)


def files_below(top: Path, within: str = "") -> Iterator[str]:
    """All files below a folder of `top`, as paths from `top`; not those in names with a dot right below it, such as `.git`."""
    folders = [within]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(top / folder))
        except PermissionError:  # such as `lost+found`, where the folder is a disk of its own
            yield folder
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not folder and path.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path


def everything_below(top: Path | str) -> Iterator[tuple[str, os.stat_result | None]]:
    """All files and folders below an output folder, as paths from it, and what is there, but for `.git` and `.sitegen`.

    A folder that cannot be opened comes a second time, with None.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(f"{top}/{folder}" if folder else top))
        except PermissionError:  # such as `lost+found`, where the folder is a disk of its own
            yield folder, None
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if path in NOT_OURS:
                continue
            try:
                found = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # it has just been removed
                continue
            if stat.S_ISDIR(found.st_mode):
                folders.append(path)
            yield path, found


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it that are missing, which everyone may read whatever the umask."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(exist_ok=True)  # another build may be as quick
        let_all_read(missing, missing.stat().st_mode)


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
