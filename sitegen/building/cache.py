"""Bytes that took long to make → a folder that keeps them for the next build. What it holds is never believed unchecked."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_SEAL = 32
"""Bytes of the checksum at the start of an entry."""


@dataclass(frozen=True, slots=True)
class Cache:
    """One entry for each `name`. It is given back only for the `key` (32 bytes) it was kept under, and only undamaged.

    A folder that cannot be read or written is an empty one: then everything is made again.
    """

    folder: Path

    def recall(self, name: str, key: bytes) -> bytes | None:
        """What was kept, if it was kept under this key."""
        with suppress(OSError):
            entry = self._place(name).read_bytes()
            if entry[:_SEAL] == _seal(key, entry[_SEAL:]):
                return entry[_SEAL:]
        return None

    def keep(self, name: str, key: bytes, data: bytes) -> None:
        """Keeps `data` in place of what was kept under this name. A half-written entry is a damaged one."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._place(name).write_bytes(_seal(key, data) + data)

    def _place(self, name: str) -> Path:
        return self.folder / sha256(name.encode()).hexdigest()


def _seal(key: bytes, data: bytes) -> bytes:
    return sha256(key + data).digest()
