"""What a cache gives back is what was kept, for the same key and undamaged, or nothing; and it never fails a build."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.memo import store as module
from sitegen.memo.digest import digest
from sitegen.memo.store import NAME, Store, clear

_RANDOM = random.Random(6)  # noqa: S311 - chooses moments, guards nothing
KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_it_gives_back_what_was_kept_to_this_run_and_to_the_next(folder: Path) -> None:
    cache = Store(folder)
    cache.keep([(KEY, b"bytes"), (OTHER, b"")])
    assert cache.recall([KEY, OTHER]) == Store(folder).recall([OTHER, KEY]) == {KEY: b"bytes", OTHER: b""}


def test_it_knows_nothing_of_other_keys(folder: Path) -> None:
    cache = Store(folder)
    assert cache.recall([KEY]) == {}
    cache.keep([(KEY, b"bytes")])
    assert cache.recall([OTHER]) == {}


def test_without_a_folder_it_keeps_nothing(tmp_path: Path) -> None:
    cache = Store(None)
    cache.keep([(KEY, b"bytes")])
    cache.tidy()
    assert cache.recall([KEY]) == {}
    assert list(tmp_path.iterdir()) == []


def test_thousands_of_keys_are_asked_for_at_once(folder: Path) -> None:
    cache = Store(folder)
    entries = {digest(str(number).encode()): str(number).encode() for number in range(1_234)}
    cache.keep(entries.items())
    assert cache.recall(entries) == entries


def test_what_is_cleared_is_gone_and_may_come_again(folder: Path) -> None:
    Store(folder).keep([(KEY, b"bytes")])
    clear(folder)
    assert list(folder.iterdir()) == []
    cache = Store(folder)
    assert cache.recall([KEY]) == {}
    cache.keep([(KEY, b"again")])
    assert cache.recall([KEY]) == {KEY: b"again"}


def change(folder: Path, value: bytes | str | None) -> None:
    with sqlite3.connect(folder / NAME) as connection:
        connection.execute("UPDATE kept SET value = ?", (value,))
    connection.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40), st.data())
def test_an_entry_with_any_byte_changed_or_cut_off_is_not_believed(
    folder: Path, kept: bytes, data: st.DataObject
) -> None:
    Store(folder).keep([(KEY, kept)])
    with sqlite3.connect(folder / NAME) as connection:
        ((whole,),) = connection.execute("SELECT value FROM kept").fetchall()
    connection.close()
    place = data.draw(st.integers(0, len(whole) - 1))
    wrong = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    change(folder, data.draw(st.sampled_from((wrong, whole[:place]))))
    assert Store(folder).recall([KEY]) == {}


@pytest.mark.parametrize("value", ["text", None, b""])
def test_an_entry_of_another_kind_is_not_believed(folder: Path, value: bytes | str | None) -> None:
    Store(folder).keep([(KEY, b"bytes")])
    change(folder, value)
    assert Store(folder).recall([KEY]) == {}


def test_an_entry_is_not_believed_under_the_key_of_another(folder: Path) -> None:
    Store(folder).keep([(KEY, b"bytes")])
    with sqlite3.connect(folder / NAME) as connection:
        connection.execute("UPDATE kept SET key = ?", (OTHER,))
    connection.close()
    assert Store(folder).recall([OTHER]) == {}


def damaged_start(file: Path) -> None:
    file.write_bytes(b"nonsense" * 1_000)


def damaged_middle(file: Path) -> None:
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(whole[:100] + _RANDOM.randbytes(middle) + whole[100 + middle :])


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def of_something_else(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE kept (name TEXT)")
    connection.close()


@pytest.mark.parametrize("damage", [damaged_start, damaged_middle, cut_off, of_something_else])
def test_a_damaged_file_gives_nothing_wrong_and_soon_serves_again(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    entries = {digest(str(number).encode()): str(number).encode() * 500 for number in range(300)}
    Store(folder).keep(entries.items())
    damage(folder / NAME)
    cache = Store(folder)
    assert cache.recall(entries).items() <= entries.items()
    Store(folder).keep(
        entries.items()
    )  # what was found to be damaged is made anew, at the latest by the next run
    last = Store(folder)
    last.keep(entries.items())
    assert last.recall(entries) == entries


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Store(tmp_path / "file/kept")
    cache.keep([(KEY, b"bytes")])
    assert cache.recall([KEY]) == {}


def test_a_file_beyond_its_room_loses_what_this_run_did_not_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOM", 200_000)
    old = Store(folder)
    old.keep((digest(str(number).encode()), bytes(10_000)) for number in range(100))
    cache = Store(folder)
    cache.keep([(KEY, b"mine")])
    used = digest(b"7")
    assert cache.recall([used])
    cache.tidy()
    assert Store(folder).recall([KEY, used, digest(b"8")]).keys() == {KEY, used}
    assert (folder / NAME).stat().st_size < 100_000


def test_a_file_that_loses_little_is_not_written_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOM", 200_000)
    keys = [digest(str(number).encode()) for number in range(100)]
    Store(folder).keep((key, bytes(10_000)) for key in keys)
    size = (folder / NAME).stat().st_size
    cache = Store(folder)
    cache.recall(keys[1:])
    cache.tidy()
    assert Store(folder).recall(keys).keys() == set(keys[1:])
    assert (folder / NAME).stat().st_size >= size


def test_a_site_that_needs_more_than_the_room_is_not_searched_for_what_to_drop_at_each_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOM", 200_000)
    keys = [digest(str(number).encode()) for number in range(100)]
    cache = Store(folder)
    cache.keep((key, bytes(10_000)) for key in keys)
    cache.tidy()
    other = Store(folder)
    other.recall(keys[:50])
    other.tidy()
    assert Store(folder).recall(keys).keys() == set(keys)
    other.keep((digest(str(number).encode()), bytes(10_000)) for number in range(100, 150))
    other.tidy()
    assert Store(folder).recall(keys).keys() == set(keys[:50])


def test_a_file_within_its_room_loses_nothing(folder: Path) -> None:
    Store(folder).keep([(KEY, b"bytes")])
    cache = Store(folder)
    cache.recall([OTHER])
    cache.tidy()
    assert cache.recall([KEY])


# What the disk refuses


@pytest.mark.parametrize("statement", ["INSERT", "SELECT", "DELETE"])
def test_a_full_disk_costs_what_would_be_kept_and_nothing_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(module, "ROOM", 0)
    Store(folder).keep([(KEY, b"bytes")])

    class Full(sqlite3.Connection):
        def _refuse(self, question: str) -> None:
            if question.startswith(statement):
                problem = sqlite3.OperationalError("database or disk is full")
                problem.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise problem

        def execute(self, question: str, *rest: Any) -> Any:  # noqa: ANN401 - passed on
            self._refuse(question)
            return super().execute(question, *rest)

        def executemany(self, question: str, *rest: Any) -> Any:  # noqa: ANN401 - passed on
            self._refuse(question)
            return super().executemany(question, *rest)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **named, factory=Full))
    cache = Store(folder)
    assert cache.recall([KEY]) == ({} if statement == "SELECT" else {KEY: b"bytes"})
    cache.keep([(OTHER, b"other")])
    cache.tidy()
    cache.close()


def test_a_file_that_is_removed_while_it_is_used_costs_nothing_but_what_it_held(folder: Path) -> None:
    cache = Store(folder)
    cache.keep([(KEY, b"bytes")])
    for file in folder.iterdir():
        file.unlink()
    cache.keep([(OTHER, b"other")])
    cache.recall([KEY])
    cache.tidy()
    assert Store(folder).recall([KEY, OTHER]) == {}


_STRANGER = """
import os, sys
from pathlib import Path
from sitegen.memo.store import Store
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
cache, key = Store(Path(sys.argv[1])), b"k" * 32
print(sorted(cache.recall([key])) in ([], [key]))
cache.keep([(b"o" * 32, b"other")])
cache.tidy()
"""


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_what_another_account_keeps_is_not_changed_and_stops_nothing(mode: int) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        Store(folder).keep([(KEY, b"bytes")])
        kept = (folder / NAME).read_bytes()
        for file in folder.iterdir():
            file.chmod(mode)
        folder.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", _STRANGER, place], capture_output=True, check=False)
        folder.chmod(0o755)
        (folder / NAME).chmod(0o644)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"True\n", b"")
        assert (folder / NAME).read_bytes() == kept


# Two at once, and one that is killed

_WRITER = """
import sys
from pathlib import Path
from sitegen.memo.digest import digest
from sitegen.memo.store import Store
cache, name = Store(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
number = 0
while number < int(sys.argv[3]):
    keys = [digest(f"{name}-{number + one}".encode()) for one in range(20)]
    cache.keep([(key, key * 300) for key in keys])
    number += 20
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kept(folder: Path, name: str, count: int) -> int:
    """How many of a writer's entries are there; each is whole."""
    keys = [digest(f"{name}-{number}".encode()) for number in range(count)]
    found = Store(folder).recall(keys)
    assert all(value == key * 300 for key, value in found.items())
    return len(found)


def test_two_at_once_lose_nothing_of_each_other(folder: Path) -> None:
    with writer(folder, "a", 400) as one, writer(folder, "b", 400) as other:
        assert (one.wait(), other.wait()) == (0, 0)
    assert (kept(folder, "a", 400), kept(folder, "b", 400)) == (400, 400)


def test_a_writer_killed_at_any_moment_leaves_whole_entries(folder: Path) -> None:
    total = 0
    for run in range(12):
        with writer(folder, str(run), 100_000) as process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            time.sleep(_RANDOM.uniform(0, 0.08))
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        total += kept(folder, str(run), 2_000)
    assert total > 0


# What an entry is made of


def test_a_cache_that_nobody_needs_any_more_closes_its_file(tmp_path: Path) -> None:
    cache = Store(tmp_path)
    cache.keep([(KEY, b"bytes")])
    links = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert any(link.is_relative_to(tmp_path) for link in links)
    del cache
    left = [
        link
        for link in Path("/proc/self/fd").iterdir()
        if link.exists() and link.readlink().is_relative_to(tmp_path)
    ]
    assert left == []
