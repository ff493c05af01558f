"""A folder of a web server: whole releases side by side; the link `current` points to the live one."""

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
    broken,
    busy,
    changed_meanwhile,
    no_link,
    not_empty,
    nothing_before,
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
"""Among the releases while those before the shown one are to go, because a text was taken out of the register."""
_INCOMING, _SPARE = ".incoming", ".spare"
"""Among the releases: one that is not whole yet, and the last that was given up. Nobody is led to them.

A new release is made from the spare one, for most of its files are right: to give tens of thousands of files another name,
and to take as many away, would take longer than all the rest.
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
        with self._plainly():
            make_folder(self._releases)
            try:
                self._lock.acquire()
            except Timeout:
                raise CannotPublish(busy(self.place)) from None
        return self

    def __exit__(self, *_fault: object) -> None:
        self._lock.release()

    def look(self) -> Live:
        """The list in the release that is shown. Refuses a folder in which there is something else."""
        with self._plainly():
            if self._current.exists() and not self._current.is_symlink():
                raise CannotPublish(no_link(str(self._current)))
            if self._is_someone_elses():
                raise CannotPublish(not_empty(self.place))
            with suppress(FileNotFoundError):
                return Live((self._current / PLACE).read_bytes(), occupied=True)
        return Live(None, occupied=self._current.exists())

    def read(self, path: str) -> bytes | None:
        """A file of the release that is shown."""
        with self._plainly(), suppress(FileNotFoundError):
            return (self._current / path).read_bytes()
        return None

    def read_all(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The files among these that the shown release has."""
        return {path: data for path in paths if (data := self.read(path)) is not None}

    def put(self, transfer: Transfer) -> None:
        """Makes a whole release out of sight, then shows it, in one step."""
        raw = encoded(transfer.new)
        incoming = self._releases / _INCOMING
        try:
            with self._plainly():
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
        """The files of the shown release that were copied and are not as they were sent."""
        with self._plainly():
            wanted = {path: transfer.new.files[path] for path in transfer.plan.uploads}
            wanted[PLACE] = sha256(encoded(transfer.new)).hexdigest()
            return [path for path, digest in wanted.items() if digest_of(self._current / path) != digest]

    def let_all_read(self) -> None:
        """Lets the web server read what is shown, as a publication under another umask may have left it."""
        with self._plainly():
            self._open(self._current.readlink().name)

    def go_back(self, now: datetime) -> str:
        """Shows the release before the one that is shown, and gives its name."""
        with self._plainly():
            shown = self._current.readlink().name if self._current.is_symlink() else ""
            earlier = [name for name in self._names() if _number(name) < _number(shown)] if shown else []
            if not earlier:
                raise CannotPublish(nothing_before(self.place))
            self._hand_over(shown, earlier[-1], now)
            self._show(earlier[-1])
        return earlier[-1]

    def _hand_over(self, shown: str, name: str, now: datetime) -> None:
        """Adds to a release the assets of the shown one, for pages that are open."""
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
        """Whether the folder holds files, and none of our releases."""
        if not self._folder.is_dir() or self._releases.is_dir():
            return False
        return any(path.name != ".lock" for path in self._folder.iterdir())

    def _names(self) -> list[str]:
        """The whole releases, the oldest first."""
        return sorted((path.name for path in self._releases.iterdir() if _number(path.name)), key=_number)

    def _fill(self, incoming: Path, transfer: Transfer) -> None:
        """Takes over what the spare release has, links what the shown one has, and copies the rest."""
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
        """Makes the spare release the incoming one, without what is to be otherwise in it."""
        spare = self._releases / _SPARE
        if not spare.is_dir():
            return
        spare.rename(incoming)
        told = decoded((incoming / PLACE).read_bytes()) if (incoming / PLACE).is_file() else None
        if told is None:
            remove_tree(incoming)
            return
        (incoming / PLACE).unlink()
        for path, digest in digests_of(told).items():
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
        _settle(self._folder)

    def _tidy(self) -> None:
        """Gives up the oldest releases, never the shown one; all others where a text was taken out, which they still show. What cannot be done now is tried again next time."""
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
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            found = refused_by_system(str(fault.filename or self.place), fault)
            raise CannotPublish(broken(found.message)) from fault


def _link_all(paths: Sequence[str], source: str, target: str) -> list[str]:
    """Gives files a second name below `target`; returns those for which that cannot be done, which are to be copied."""

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


def _settle(folder: Path) -> None:
    """Has the disk know a folder's new names before we say that it does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _number(name: str) -> int:
    number, hyphen, _ = name.partition("-")
    return int(number) if hyphen and number.isdecimal() else 0
