"""Finished files → the output folder, all or nothing; the only module that changes anything in there."""

import errno
import os
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from sitegen.model.versions import writer_of_newer
from sitegen.writing.disk import (
    digest_of,
    files_below,
    is_no_folder,
    let_all_read,
    let_all_read_paths,
    look,
    remove_empty,
    remove_tree,
)
from sitegen.writing.manifest import (
    FORMAT,
    Manifest,
    Names,
    above,
    decoded,
    either,
    encoded,
    is_safe,
)
from sitegen.writing.refusal import (
    CannotWrite,
    busy,
    linked,
    newer,
    not_ours,
    plainly,
    refuse_link,
    twice,
    unsafe,
)
from sitegen.writing.stamps import Stamps
from sitegen.writing.written import STAGING, Written, waiting_name

__all__ = ["CannotWrite", "FileLock", "Staging", "Timeout", "Written"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a commit does."""

    created: list[str]  # paths with nothing there yet
    cleared: list[str]  # folders that a file replaces
    first: list[str]  # files of ours to remove before the new ones come, for they are in the way
    last: list[str]  # and after, so that no page lacks what it needs meanwhile


class Staging:
    """Files on their way to `output`: `add` them one by one, then `commit`; without it nothing changes.

    Every account may read a `public` site; the umask decides who may read one with drafts. Forked processes may `stage`
    files; the process with the lock then wants them. Raises CannotWrite if another build holds the folder for longer than
    `wait` seconds, a file of somebody else is in the way, a path is unsafe, or the system refuses.
    """

    def __init__(self, output: Path, wait: float = 60.0, *, public: bool = True) -> None:
        self._output = output
        self._root = f"{output}/"  # joined as text, as all that is done for each file: there are very many
        self._public = public
        self._home = output / ".sitegen"
        self._staging = output / STAGING
        self._waiting = f"{self._staging}/"
        self._record = self._home / "manifest.json"
        self._wait = wait
        self._lock = FileLock(self._home / "lock", thread_local=False)
        self._made: list[Path] = []  # folders that were not there before us, outermost first
        self._saved = b""  # the manifest as it is on disk
        self._damaged = False
        self._ours: Manifest = {}
        self._wanted: dict[str, str] = {}  # path → hash
        self._staged: dict[str, str] = {}  # path → where its new bytes wait
        self._names = Names()
        self._links: dict[str, str] = {}  # folder → the symbolic link it is or lies behind, or ""
        self._committed = False
        self._stamps = Stamps(output, self._home / "stamps")

    def __enter__(self) -> Self:
        try:
            with plainly(self._output):
                self._take_lock()
                remove_tree(self._staging)
                self._staging.mkdir()
                self._read_manifest()
                self._stamps.read()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(self, *_fault: object) -> None:
        self._leave()

    def add(self, path: str, data: bytes) -> None:
        """Wants `data` at `path` (relative, with `/`); a file on disk that has these bytes is only noted."""
        self.want(path, self.stage(path, data))

    def stage(self, path: str, data: bytes) -> str:
        """Has the bytes wait until they are wanted, unless they are there. Gives their SHA-256 in hexadecimal."""
        digest = sha256(data).hexdigest()
        if is_safe(path):  # else it is refused when it is wanted
            with plainly(self._root + path):
                if not self.has(path, digest):
                    with open(self._waiting + waiting_name(path), "wb") as file:
                        file.write(data)
        return digest

    def has(self, path: str, digest: str) -> bool:
        """Whether the file is there with bytes of this digest. It is read only where nothing tells that it is untouched."""
        if noted := self._stamps.digest(path):
            return noted == digest
        return not self._link_above(path) and digest_of(self._root + path) == digest

    def want(self, path: str, digest: str) -> None:
        """Wants a file. Refuses a path that is unsafe, or that another file needs too."""
        if not is_safe(path):
            raise CannotWrite(unsafe(path))
        if rival := self._names.take(path):
            raise CannotWrite(twice(*sorted((path, rival))))
        with plainly(self._output):
            link = self._link_above(path)
        if link:
            raise CannotWrite(linked(self._output / link))
        self._wanted[path] = digest

    def commit(self) -> Written:
        """Puts all added files in place and removes those of ours not added again; says what it did.

        Until all is done the manifest names the old files and the new, so that after a kill the next
        build knows both for ours.
        """
        seen = self._stamps.seen
        with plainly(self._output):
            self._staged = self._found_waiting()
            plan = self._plan()
            if self._staged or plan.first or plan.last:
                self._save(either(self._ours, self._wanted))
            self._remove(plan.first)
            for folder in plan.cleared:
                remove_empty(self._output / folder)
            self._put_in_place()
            self._remove(plan.last)
            self._prune()
            if self._public:
                let_all_read_paths(self._output, self._wanted if seen.is_closed else self._staged)
            self._save({path: [digest] for path, digest in self._wanted.items()})
            self._committed = True
            self._stamps.note(self._wanted, self._staged, removed=[*plan.first, *plan.last])
        created, staged = len(plan.created + plan.cleared), len(self._staged)
        unchanged, removed = len(self._wanted) - staged, len(plan.first + plan.last)
        return Written(created, staged - created, unchanged, removed, seen.besides(self._wanted), seen)

    def _take_lock(self) -> None:
        """Waits for the lock, on a lock file that is still there then: a build that gives up removes its own."""
        deadline = time.monotonic() + self._wait
        place = self._home / "lock"
        for _ in range(100):  # other builds may make and remove the folder at the same moment
            with suppress(FileNotFoundError):
                self._make_home()
                refuse_link(place)
                place.touch()
                before = place.lstat().st_ino
                try:
                    self._lock.acquire(timeout=max(0.0, deadline - time.monotonic()), poll_interval=0.02)
                except Timeout:
                    raise CannotWrite(busy(self._output)) from None
                if place.lstat().st_ino == before:
                    return
            self._lock.release()
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))

    def _make_home(self) -> None:
        refuse_link(self._home)
        for folder in (*reversed(self._output.parents), self._output, self._home):
            if not folder.exists():
                folder.mkdir(exist_ok=True)  # another build may be as quick
                self._made.append(folder)
                if self._public and folder != self._home:
                    let_all_read(folder, folder.stat().st_mode)

    def _leave(self) -> None:
        """Gives the lock back; after a build that was not committed, takes away the folders it made."""
        if self._lock.is_locked:
            with suppress(OSError):
                remove_tree(self._staging)
            if self._home in self._made and not self._record.exists():
                with suppress(OSError):  # Windows keeps an open file; an empty lock file does no harm
                    (self._home / "lock").unlink()
        if not self._committed:
            for folder in reversed(self._made):
                with suppress(OSError):  # in use by now
                    folder.rmdir()
        self._lock.release()

    def _read_manifest(self) -> None:
        refuse_link(self._record)
        if self._record.exists():
            self._saved = self._record.read_bytes() if self._record.is_file() else b""
            if writer := writer_of_newer(self._saved, FORMAT):
                raise CannotWrite(newer(self._record, writer))
            ours = decoded(self._saved)
            self._damaged = ours is None
            self._ours = ours or {}

    def _save(self, manifest: Manifest) -> None:
        raw = encoded(manifest)
        if raw == self._saved:
            return
        new = self._staging / "manifest"
        with new.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())  # after a power cut we must still know what is ours
        new.replace(self._record)
        self._saved = raw

    def _link_above(self, path: str) -> str:
        """The symbolic link between the output folder and a file in it, or an empty text."""
        folder = path.rpartition("/")[0]
        if path in self._stamps.seen.files or not folder:
            return ""
        if folder not in self._links:
            link = folder if os.path.islink(self._root + folder) else ""
            self._links[folder] = self._link_above(folder) or link
        return self._links[folder]

    def _found_waiting(self) -> dict[str, str]:
        """Where the bytes of wanted files wait, by path: this process staged them, or another one did."""
        names = set(os.listdir(self._staging))
        new = (path for path, digest in self._wanted.items() if self._stamps.digest(path) != digest)
        return {path: self._waiting + name for path in new if (name := waiting_name(path)) in names}

    def _plan(self) -> _Plan:
        """Works out what to do before anything changes; refuses when a file of somebody else is in the way."""
        unwanted = sorted(path for path in self._ours.keys() - self._wanted if self._is_untouched(path))
        there = {path: look(self._root + path) for path in self._staged}
        created = [path for path, found in there.items() if found is None]
        cleared = [path for path, found in there.items() if found and stat.S_ISDIR(found.st_mode)]
        in_the_way = {path for path, found in there.items() if found and not self._may_replace(path, found)}
        needed = {folder for path in self._staged for folder in above(path)}
        in_the_way.update(folder for folder in needed if is_no_folder(self._root + folder))
        in_the_way.update(path for folder in cleared for path in files_below(self._output, folder))
        in_the_way.difference_update(unwanted)
        if in_the_way:
            raise CannotWrite(not_ours(self._output, sorted(in_the_way), damaged=self._damaged))
        replaced = set(cleared)
        first = [path for path in unwanted if path in needed or not replaced.isdisjoint(above(path))]
        return _Plan(created, cleared, first, sorted(set(unwanted).difference(first)))

    def _is_untouched(self, path: str) -> bool:
        """Whether a file is as we wrote it, byte for byte; only then may we remove it."""
        place = self._root + path
        found = None if self._link_above(path) else look(place)
        if found is None or not stat.S_ISREG(found.st_mode):
            return False
        renamed = self._names.same(path)
        if renamed and (kept := look(self._root + renamed)) and kept.st_ino == found.st_ino:
            return False  # this disk ignores case, and the file goes by its new name
        return digest_of(place) in self._ours[path]

    def _may_replace(self, path: str, found: os.stat_result) -> bool:
        """Whether a new file may take the place of what is there: a folder (if it empties), or a file of ours."""
        if stat.S_ISLNK(found.st_mode):
            raise CannotWrite(linked(self._output / path))
        return stat.S_ISDIR(found.st_mode) or (stat.S_ISREG(found.st_mode) and path in self._ours)

    def _put_in_place(self) -> None:
        made = {""}
        for path, staged in self._staged.items():
            folder = path.rpartition("/")[0]
            if folder not in made:
                os.makedirs(self._root + folder, exist_ok=True)
                made.add(folder)
            os.replace(staged, self._root + path)

    def _remove(self, paths: list[str]) -> None:
        for path in paths:
            os.unlink(self._root + path)

    def _prune(self) -> None:
        """Removes folders that are empty now that files of ours have gone from them."""
        folders = {folder for path in self._ours.keys() - self._wanted for folder in above(path)}
        for folder in sorted(folders, reverse=True):
            if not self._link_above(folder):
                with suppress(OSError):  # not empty, or gone
                    os.rmdir(self._root + folder)
