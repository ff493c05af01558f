"""A request for a build → the answer of the last build, if nothing is different since.

A build reads its content, its templates and the clock, and it writes its output. If all of these are as the last build
left them, and no moment has passed at which a page or a finding changes, there is nothing to do. Sizes, inode numbers and
times of files show that without reading one, as in git (https://git-scm.com/docs/racy-git).
"""

import os
import stat
import time
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from sitegen.build.request import Request, Result
from sitegen.diagnostics import has_errors
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.writing.disk import NOT_OURS, TICK, clock_of, look
from sitegen.writing.stamps import Seen, changed_at
from sitegen.writing.written import STAGING, Written


class LastBuild:
    """What the build of `request` is going to read and to write, as it is when this is made."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._memo = Memo(request.cache)
        self._settled = clock_of(request.cache) - TICK if request.cache else float("-inf")
        self._key = _inputs(request, self._settled)

    def recall(self) -> Result | None:
        """The answer of the build that left everything as it is now; None if this one may find or make something else."""
        kept = self._memo.recall(self._key) if self._key else None
        if not kept:
            return None
        now, since, until, (findings, files, foreign, checked), output = kept
        if self._request.now != now and not (
            _is_exact(self._request.now) and since <= self._request.now < until
        ):
            return None
        if has_errors(findings, strict=self._request.strict):
            return None  # warnings that did not stop the build which was kept
        if self._output() != output:
            return None
        return Result(findings, files, Written(0, 0, files, 0, foreign), checked)

    def keep(self, result: Result) -> None:
        """Keeps what the build answered, for as long as time alone makes no difference."""
        if self._key and result.written and result.written.seen and result.holds:
            time.sleep(TICK / 1e9)  # a file that is written from now on has another time
            seen = result.written.seen
            seen.look_again([path for path, one in seen.files.items() if changed_at(one) >= self._settled])
            if output := seen.digest:
                answer = (result.diagnostics, result.files, result.written.foreign, result.checked)
                self._memo.keep(self._key, (self._request.now, *result.holds, answer, output))

    def _output(self) -> bytes | None:
        """What the output folder holds; None if a build was killed and its files still wait, or nobody can tell."""
        output = self._request.output
        try:
            return None if not output or look(output / STAGING) is not None else Seen(output).digest
        except OSError:
            return None


def _is_exact(now: datetime) -> bool:
    """Whether it is a point in time, and not one in a zone that only the settings tell."""
    return now.tzinfo is not None


def _inputs(request: Request, settled: float) -> bytes | None:
    """A digest of all that a build reads but the clock; None if something is changing at this moment."""
    if not (request.cache and request.output):
        return None
    trees = [_tree(folder, settled) for folder in (request.content, *request.templates)]
    # The time has a say of its own, and so has what stops a build.
    options = repr(replace(request, now=datetime.min, strict=False))  # noqa: DTZ901
    found = [tree for tree in trees if tree is not None]
    return digest(program(), options.encode(), *found) if len(found) == len(trees) else None


def _tree(top: Path, settled: float) -> bytes | None:
    """A digest of names, sizes, inode numbers and times in a folder, which differs if anything in it has changed.

    None when something has since the moment `settled`, or when a link leads elsewhere.
    """
    found = blake2b(digest_size=32)
    folders = [str(top)]
    while folders:
        folder = folders.pop()
        marks = [folder]
        for entry in _entries(folder):
            if entry.is_symlink():
                return None
            if entry.is_dir():
                if folder != str(top) or entry.name not in NOT_OURS:
                    folders.append(entry.path)
                    marks.append(f"{entry.name}/")
                continue
            about = entry.stat()
            if max(about.st_mtime_ns, about.st_ctime_ns) >= settled or not stat.S_ISREG(about.st_mode):
                return None
            marks.append(
                f"{entry.name}\0{about.st_size} {about.st_ino} {about.st_mtime_ns} {about.st_ctime_ns}"
            )
        found.update("\0\0".join(marks).encode("utf-8", "surrogateescape"))
    return found.digest()


def _entries(folder: str) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []
