"""Files of the output ↔ stamps that show a file is unchanged, so that it need not be read again.

As in git's index (https://git-scm.com/docs/racy-git): a file counts as untouched while its size, its number on the disk
and its times are those we noted. One that changed in the very moment in which we noted them is read again.
"""

import marshal
import os
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from sitegen.writing.disk import TICK, clock_of, everything_below, is_closed, look
from sitegen.writing.refusal import shown

Stamp = tuple[int, int, int, int]
"""Size, number on the disk, and the times at which its bytes and anything else of it last changed."""
_SEAL = 32


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def changed_at(stamp: Stamp) -> int:
    """When the file last changed, in nanoseconds."""
    return max(stamp[2:])


class Seen:
    """What there is in an output folder at one moment, from one walk through it."""

    def __init__(self, output: Path) -> None:
        self.files: dict[str, Stamp] = {}
        self.others: set[str] = set()
        """What is neither file nor folder, such as links, and folders that cannot be opened."""
        self._root = f"{output}/"  # joined as text: there are very many files
        modes: set[int] = set()
        for path, found in everything_below(output):
            if found:
                modes.add(found.st_mode)
            if found and stat.S_ISREG(found.st_mode):
                self.files[path] = stamp_of(found)
            elif not found or not stat.S_ISDIR(found.st_mode):
                self.others.add(path)
        self.is_closed = any(map(is_closed, modes))
        """Whether anything has another mode than what a web server shows."""

    def look_again(self, paths: Iterable[str]) -> None:
        """Looks at some files once more."""
        for path in paths:
            found = look(self._root + path)
            if found and stat.S_ISREG(found.st_mode):
                self.files[path] = stamp_of(found)
            else:
                self.files.pop(path, None)

    def besides(self, paths: Iterable[str]) -> tuple[str, ...]:
        """What is here beside these files, without names with a dot right below the folder, sorted, as text that prints."""
        others = (self.files.keys() | self.others).difference(paths)
        return tuple(sorted(shown(path) for path in others if not path.startswith(".")))

    @property
    def digest(self) -> bytes | None:
        """Differs if any file has changed; None if there is anything but files, as a link's target may change unseen."""
        if self.others:
            return None
        return blake2b(repr(sorted(self.files.items())).encode(), digest_size=32).digest()


class Stamps:
    """The digest of each file with its stamp, as the last build noted them, and the files as they are now."""

    def __init__(self, output: Path, record: Path) -> None:
        self._output = output
        self._record = record
        self._noted: dict[str, tuple[str, Stamp]] = {}
        self._settled = float("-inf")

    def read(self) -> None:
        """Takes up what was noted, nothing when it is damaged, and looks at all files."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            raw = self._record.read_bytes()
            if raw[:_SEAL] == blake2b(raw[_SEAL:], digest_size=_SEAL).digest():
                self._noted = marshal.loads(raw[_SEAL:])  # noqa: S302 - sealed, and marshal runs nothing
        self._settled = clock_of(self._record.parent) - TICK
        self.seen = Seen(self._output)

    def digest(self, path: str) -> str | None:
        """The digest of a file that is as it was noted; None if it must be read to know."""
        noted = self._noted.get(path)
        return noted[0] if noted and self.seen.files.get(path) == noted[1] else None

    def note(
        self, digests: Mapping[str, str], written: Collection[str], removed: Collection[str] = ()
    ) -> None:
        """Notes all files of a build; those that it put in place and those that it removed are looked at now."""
        settled = clock_of(self._record.parent) - TICK
        self.seen.look_again((*written, *removed))
        noted = {}
        for path, digest in digests.items():
            stamp = self.seen.files.get(path)
            before = self._noted.get(path)
            if before == (digest, stamp):
                noted[path] = before
            elif stamp and changed_at(stamp) < (settled if path in written else self._settled):
                noted[path] = (digest, stamp)
        if noted != self._noted:
            raw, new = marshal.dumps(noted), self._record.with_suffix(".new")
            new.write_bytes(blake2b(raw, digest_size=_SEAL).digest() + raw)
            new.replace(self._record)
        self._noted = noted
