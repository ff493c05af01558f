"""A target that is a folder of a web server: complete releases side by side, and a link `current` to the live one."""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from sitegen.publishing.plan import takes_out
from sitegen.publishing.publication import PLACE, decoded, digests_of, encoded
from sitegen.publishing.refusals import (
    CannotPublish,
    already_running,
    changed_meanwhile,
    no_link,
    not_empty,
    nothing_before,
    target_failed,
)
from sitegen.publishing.staying import staying
from sitegen.publishing.target import Live, Transfer
from sitegen.writing.disk import (
    digest_of,
    let_all_read,
    let_all_read_top,
    let_all_read_tree,
    make_folder,
    remove_tree,
)
from sitegen.writing.manifest import above
from sitegen.writing.refusal import failed as refused_by_system

_REDACTED = ".redacted"
"""A marker among the releases: earlier ones must be removed, because a text was taken out of the register."""
_INCOMING, _SPARE = ".incoming", ".spare"
"""Among the releases: an incomplete one, and the last discarded one. No link points to them.

A new release reuses the spare one, where most files are right: linking and removing tens of thousands of files would take
longer than everything else.
"""


class Directory:
    """A folder with `releases/` and the link `current`, to which the web server is pointed."""

    def __init__(self, folder: Path, keep: int) -> None:
        self.place = str(folder)
        self._folder = folder
        self._releases = folder / "releases"
        self._current = folder / "current"
        self._keep = keep
        self._lock = FileLock(folder / ".lock", timeout=0)

    def __enter__(self) -> Self:
        with self._as_refusals():
            make_folder(self._releases)
            try:
                self._lock.acquire()
            except Timeout:
                raise CannotPublish(already_running(self.place)) from None
        return self

    def __exit__(self, *_fault: object) -> None:
        self._lock.release()

    def look(self) -> Live:
        """The list of the live release. Refuses a folder with other files."""
        with self._as_refusals():
            if self._current.exists() and not self._current.is_symlink():
                raise CannotPublish(no_link(str(self._current)))
            if self._is_someone_elses():
                raise CannotPublish(not_empty(self.place))
            with suppress(FileNotFoundError):
                return Live((self._current / PLACE).read_bytes(), occupied=True)
        return Live(None, occupied=self._current.exists())

    def read(self, path: str) -> bytes | None:
        """A file of the live release; None if it does not exist."""
        with self._as_refusals(), suppress(FileNotFoundError):
            return (self._current / path).read_bytes()
        return None

    def read_all(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The existing files by path, from the live release."""
        return {path: data for path in paths if (data := self.read(path)) is not None}

    def put(self, transfer: Transfer) -> None:
        """Makes a complete release, then moves the link to it in one step."""
        raw = encoded(transfer.new)
        incoming = self._releases / _INCOMING
        try:
            with self._as_refusals():
                remove_tree(incoming)
                self._fill(incoming, transfer)
                (incoming / PLACE).write_bytes(raw)
                number = max((_number(name) for name in self._names()), default=0) + 1
                release = self._releases / f"{number:04}-{sha256(raw).hexdigest()[:12]}"
                os.sync()  # once for all files: a power cut must not leave a release of empty ones
                incoming.rename(release)
                if takes_out(transfer.plan):
                    (self._releases / _REDACTED).touch()
                self._show(release.name)
        except CannotPublish:
            with suppress(OSError):
                remove_tree(incoming)
            raise
        self._tidy()

    def differing(self, transfer: Transfer) -> list[str]:
        """The copied files of the live release that differ from what was sent."""
        with self._as_refusals():
            wanted = {path: transfer.new.files[path] for path in transfer.plan.uploads}
            wanted[PLACE] = sha256(encoded(transfer.new)).hexdigest()
            return [path for path, digest in wanted.items() if digest_of(self._current / path) != digest]

    def let_all_read(self) -> None:
        """Makes the live release readable for the web server, if something has changed its modes."""
        with self._as_refusals():
            self._open(self._current.readlink().name)

    def go_back(self, now: datetime) -> str:
        """Makes the previous release live, and returns its name."""
        with self._as_refusals():
            shown = self._current.readlink().name if self._current.is_symlink() else ""
            earlier = [name for name in self._names() if _number(name) < _number(shown)] if shown else []
            if not earlier:
                raise CannotPublish(nothing_before(self.place))
            self._copy_assets(shown, earlier[-1], now)
            self._show(earlier[-1])
        return earlier[-1]

    def _copy_assets(self, shown: str, name: str, now: datetime) -> None:
        """Adds the assets of the live release to another, for open pages."""
        here, there = self._releases / shown, self._releases / name
        old, new = (decoded((folder / PLACE).read_bytes()) for folder in (here, there))
        if not (old and new):
            return
        left = staying(old, new.files, now, there, self.read_all)
        for path in left.keys() - new.staying.keys():
            (there / path).parent.mkdir(parents=True, exist_ok=True)
            for lost in _link_all([path], f"{here}/", f"{there}/"):
                (there / lost).write_bytes((here / lost).read_bytes())
        listed = there / f"{PLACE}.new"
        listed.write_bytes(encoded(replace(new, staying={**left, **new.staying})))
        listed.replace(there / PLACE)

    def _is_someone_elses(self) -> bool:
        """Whether the folder has files but no releases of ours."""
        if not self._folder.is_dir() or self._releases.is_dir():
            return False
        return any(path.name != ".lock" for path in self._folder.iterdir())

    def _names(self) -> list[str]:
        """The names of complete releases, oldest first."""
        return sorted((path.name for path in self._releases.iterdir() if _number(path.name)), key=_number)

    def _fill(self, incoming: Path, transfer: Transfer) -> None:
        """Reuses files of the spare release, links those of the live one, and copies the rest."""
        fresh, files = set(transfer.plan.uploads), digests_of(transfer.new)
        self._reuse(incoming, files)
        for folder in sorted({path.rpartition("/")[0] for path in (*files, PLACE)}):
            (incoming / folder).mkdir(parents=True, exist_ok=True)
        lacking = [path for path in files if not os.path.lexists(f"{incoming}/{path}")]
        shown = f"{os.path.realpath(self._current)}/"
        lost = _link_all([path for path in lacking if path not in fresh], shown, f"{incoming}/")
        for path in (*fresh.intersection(lacking), *lost):
            if path in transfer.new.staying:
                with suppress(FileNotFoundError):  # somebody removed it, and no page of the new site needs it
                    (incoming / path).write_bytes((Path(shown) / path).read_bytes())
                continue
            data = (transfer.source / path).read_bytes()
            if sha256(data).hexdigest() != files[path]:
                raise CannotPublish(changed_meanwhile(path))
            (incoming / path).write_bytes(data)

    def _reuse(self, incoming: Path, files: Mapping[str, str]) -> None:
        """Makes the spare release the incoming one, without the files that differ."""
        spare = self._releases / _SPARE
        if not spare.is_dir():
            return
        spare.rename(incoming)
        spared = decoded((incoming / PLACE).read_bytes()) if (incoming / PLACE).is_file() else None
        if spared is None:
            remove_tree(incoming)
            return
        (incoming / PLACE).unlink()
        for path, digest in digests_of(spared).items():
            if files.get(path) != digest:
                (incoming / path).unlink(missing_ok=True)
                for folder in above(path):
                    with suppress(OSError):  # not empty
                        (incoming / folder).rmdir()

    def _open(self, release: str) -> None:
        """Makes a release readable for every account, and the folders that lead to it."""
        let_all_read(self._releases, self._releases.stat().st_mode)
        let_all_read_top(self._folder)
        let_all_read_tree(self._releases / release)

    def _show(self, name: str) -> None:
        self._open(name)
        link = self._folder / ".current"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases", name), target_is_directory=True)
        link.replace(self._current)
        _fsync(self._folder)

    def _tidy(self) -> None:
        """Discards the oldest releases, never the live one; after a redaction, all others, which still show the text. Failures are retried next time."""
        with suppress(OSError):
            spare, shown = self._releases / _SPARE, self._current.readlink().name
            if (self._releases / _REDACTED).exists():
                for name in (_SPARE, *self._names()):
                    if name != shown:
                        remove_tree(self._releases / name)
                (self._releases / _REDACTED).unlink()
            for name in self._names()[: -self._keep]:
                if name != shown:
                    remove_tree(spare)
                    (self._releases / name).rename(spare)

    @contextmanager
    def _as_refusals(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            found = refused_by_system(str(fault.filename or self.place), fault)
            raise CannotPublish(target_failed(found.message)) from fault


def _link_all(paths: Sequence[str], source: str, target: str) -> list[str]:
    """Hard-links files below `target`. Returns the paths that could not be linked, which must be copied."""

    def link(some: Sequence[str]) -> list[str]:
        lost = []
        for path in some:
            try:
                os.link(source + path, target + path)
            except OSError as fault:
                if fault.errno == errno.ENOSPC:
                    raise
                lost.append(path)  # gone, or on a disk that knows no second names
        return lost

    with ThreadPoolExecutor(max_workers=2) as pool:
        some = (paths[start : start + 1_000] for start in range(0, len(paths), 1_000))
        return [path for lost in pool.map(link, some) for path in lost]


def _fsync(folder: Path) -> None:
    """Writes a folder's new names to the disk (fsync)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _number(name: str) -> int:
    number, hyphen, _ = name.partition("-")
    return int(number) if hyphen and number.isdecimal() else 0
