"""Bytes by their keys → a file that keeps them for the next run. What it holds is never believed unchecked."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

NAME = "cache.sqlite"
ROOM = 256 * 1024 * 1024
"""Bytes beyond which a run drops from the file what it did not use; and a quarter more than the last such run left, where
a large site needs more room."""
_UNIT = 4096
"""The number in the head of the file counts so many bytes."""
_PATIENCE = 10.0
"""Seconds to wait for another build that writes at the same moment."""
_USE = "INSERT OR REPLACE INTO used VALUES (?, ?)"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SEAL = 16
"""Bytes of the checksum at the start of an entry."""
_ATTEMPTS = 500
_AT_ONCE = 500
"""Keys in one question to the database."""


class Store:
    """Bytes by their keys in one file of `folder`. Without a folder, or where it cannot be used, nothing is kept.

    Any number of processes may use it at the same time, and one may be killed at any moment (SQLite,
    https://www.sqlite.org/wal.html). A damaged file is made anew; a damaged entry counts as none.
    """

    def __init__(self, folder: Path | None) -> None:
        self._place = folder and folder / NAME
        self._open: tuple[int, sqlite3.Connection] | None = None
        self._run = os.urandom(8)  # marks what this run uses, in whichever of its processes
        self._used: dict[int, set[bytes]] = {os.getpid(): set()}

    @property
    def is_open(self) -> bool:
        """Whether anything can be kept, as far as is known."""
        return self._place is not None

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What was kept under these keys, as far as it is there and undamaged."""
        found = {}
        for key, entry in self._rows(keys):
            if isinstance(entry, bytes) and entry[:_SEAL] == _seal(key, entry[_SEAL:]):
                found[key] = entry[_SEAL:]
        if os.getpid() in self._used:
            self._used[os.getpid()].update(found)
        else:  # a forked process: the one that tidies up cannot see its memory
            self._mark(found)
        return found

    def use(self, key: bytes) -> None:
        """Marks a key as used by this run; only in the process that tidies up."""
        self._used[os.getpid()].add(key)

    def keep(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps values under their keys."""
        rows = [(key, _seal(key, value) + value) for key, value in entries]
        with suppress(sqlite3.Error):
            if rows and (connection := self._connection()):
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", rows)
                    connection.executemany(_USE, ((key, self._run) for key, _ in rows))

    def tidy(self) -> None:
        """Drops what this run did not use, once the file has grown beyond its room."""
        with suppress(sqlite3.Error):
            if not (connection := self._connection()) or _in_use(connection) <= _room(connection):
                return
            for used in self._used.values():
                self._mark(used)
            with connection:
                unused = "NOT IN (SELECT key FROM used WHERE run = ?)"
                connection.execute(f"DELETE FROM kept WHERE key {unused}", (self._run,))  # noqa: S608 - no outside text
                connection.execute("DELETE FROM used WHERE run IS NOT ?", (self._run,))
                connection.execute(f"PRAGMA user_version = {_in_use(connection) // _UNIT}")
            # To write the file anew takes long: only where much of it has become empty.
            if _size(connection, "freelist_count") > _size(connection, "page_count") // 4:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the file, as Python 3.13 asks for; a forked process leaves that of its parent open."""
        if self._open and self._open[0] == os.getpid():
            with suppress(sqlite3.Error):
                self._open[1].close()
        self._open = None

    __del__ = close

    def _mark(self, keys: Iterable[bytes]) -> None:
        """Notes that this run uses these; apart from the values, which would have to be written again."""
        with suppress(sqlite3.Error):
            if connection := self._connection():
                with connection:
                    connection.executemany(_USE, ((key, self._run) for key in keys))

    def _rows(self, keys: Iterable[bytes]) -> Iterator[tuple[Any, ...]]:
        wanted = iter(keys)
        while some := list(islice(wanted, _AT_ONCE)):
            marks = ",".join("?" * len(some))
            yield from self._ask(f"SELECT key, value FROM kept WHERE key IN ({marks})", some)  # noqa: S608 - question marks

    def _ask(self, question: str, values: Sequence[bytes]) -> list[tuple[Any, ...]]:
        try:
            connection = self._connection()
            return connection.execute(question, values).fetchall() if connection else []
        except sqlite3.DatabaseError as problem:
            if not _is_busy(problem):
                self._start_again()
            return []

    def _connection(self) -> sqlite3.Connection | None:
        """The open file; each process opens its own, for a connection does not survive a fork."""
        if self._place is None:
            return None
        if self._open is None or self._open[0] != os.getpid():
            try:
                self._open = (os.getpid(), _opened(self._place))
            except (OSError, sqlite3.DatabaseError) as problem:
                if isinstance(problem, OSError) or _is_busy(problem):
                    self._place = None  # this run goes on without
                else:
                    self._start_again()
        return self._open[1] if self._open and self._open[0] == os.getpid() else None

    def _start_again(self) -> None:
        """Makes the file anew; for this run nothing more is kept where that does not help."""
        place, self._place = self._place, None
        self.close()
        if place:
            with suppress(OSError, sqlite3.Error):
                clear(place.parent)
                self._open = (os.getpid(), _opened(place))
                self._place = place


def _opened(place: Path) -> sqlite3.Connection:
    place.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level="IMMEDIATE")
    try:
        _prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as problem:  # SQLite itself does not wait here
            if attempt == _ATTEMPTS - 1 or not _is_busy(problem):
                raise
            time.sleep(_PATIENCE / _ATTEMPTS)
    connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose entries, and damages none
    connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
    connection.execute("CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, run BLOB) WITHOUT ROWID")


def _size(connection: sqlite3.Connection, what: str) -> int:
    """The bytes of all pages of the file, or of those that hold nothing."""
    (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in (what, "page_size"))
    return int(pages * size)


def _in_use(connection: sqlite3.Connection) -> int:
    """The bytes of the file that hold something."""
    return _size(connection, "page_count") - _size(connection, "freelist_count")


def _room(connection: sqlite3.Connection) -> int:
    (left,) = connection.execute("PRAGMA user_version").fetchone()
    return max(ROOM, int(left) * _UNIT * 5 // 4)


def _is_busy(problem: sqlite3.Error) -> bool:
    return getattr(problem, "sqlite_errorcode", None) in _BUSY


def clear(folder: Path) -> int:
    """Removes the store. Returns the bytes that it had; a run that is using it goes on without one."""
    files = [file for ending in ("", "-wal", "-shm") if (file := folder / f"{NAME}{ending}").is_file()]
    size = sum(file.stat().st_size for file in files)
    for file in files:
        file.unlink(missing_ok=True)
    return size


def _seal(key: bytes, data: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL, key=key).digest()
