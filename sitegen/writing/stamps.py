"""Files of the output ↔ stamps that show a file is unchanged, so that it need not be read again.

As in git's index (https://git-scm.com/docs/racy-git): a file counts as untouched while its size, its number on the disk
and its times are those we noted. One that changed in the very moment in which we noted them is read again.
"""

import marshal
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from sitegen.writing.disk import TICK, clock_of, look

Stamp = tuple[int, int, int, int]
"""Size, number on the disk, and the times at which its bytes and anything else of it last changed."""
_SEAL = 32


class Stamps:
    """The digest of each file with its stamp, as the last build noted them."""

    def __init__(self, output: Path, record: Path) -> None:
        self._root = f"{output}/"  # joined as text: there are very many files
        self._record = record
        self._noted: dict[str, tuple[str, Stamp]] = {}

    def read(self) -> None:
        """Takes up what was noted; nothing when it is damaged."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            raw = self._record.read_bytes()
            if raw[:_SEAL] == blake2b(raw[_SEAL:], digest_size=_SEAL).digest():
                self._noted = marshal.loads(raw[_SEAL:])  # noqa: S302 - sealed, and marshal runs nothing

    def digest(self, path: str) -> str | None:
        """The digest of a file that is as it was noted; None if it must be read to know."""
        noted = self._noted.get(path)
        if noted and (found := look(self._root + path)) and _stamp(found) == noted[1]:
            return noted[0]
        return None

    def note(self, digests: Mapping[str, str], written: Iterable[str]) -> None:
        """Notes all files of a build; `written` are those it put in place, which are looked at now."""
        fresh = set(written)
        noted = {path: self._noted[path] for path in digests if path in self._noted and path not in fresh}
        lacking = [path for path in digests if path not in noted or noted[path][0] != digests[path]]
        settled = clock_of(self._record.parent) - TICK
        for path in lacking:
            found = look(self._root + path)
            if found and stat.S_ISREG(found.st_mode) and max(found.st_mtime_ns, found.st_ctime_ns) < settled:
                noted[path] = (digests[path], _stamp(found))
            else:
                noted.pop(path, None)
        if noted != self._noted:
            raw, new = marshal.dumps(noted), self._record.with_suffix(".new")
            new.write_bytes(blake2b(raw, digest_size=_SEAL).digest() + raw)
            new.replace(self._record)
        self._noted = noted


def _stamp(found: os.stat_result) -> Stamp:
    return (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
