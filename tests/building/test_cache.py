"""What a cache gives back is what was kept, for the same key and undamaged, or nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.building.cache import Cache

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "kept")


def entry(cache: Cache) -> Path:
    (found,) = cache.folder.iterdir()
    return found


def test_it_gives_back_what_was_kept(cache: Cache) -> None:
    cache.keep("a/b.pdf", KEY, b"bytes")
    assert cache.recall("a/b.pdf", KEY) == b"bytes"


def test_it_knows_nothing_of_other_names_and_of_other_keys(cache: Cache) -> None:
    assert cache.recall("a", KEY) is None
    cache.keep("a", KEY, b"bytes")
    assert cache.recall("b", KEY) is None
    assert cache.recall("a", OTHER) is None


def test_a_name_has_one_entry_so_that_the_folder_does_not_grow(cache: Cache) -> None:
    cache.keep("a", KEY, b"old")
    cache.keep("a", OTHER, b"new")
    assert cache.recall("a", OTHER) == b"new"
    assert entry(cache).is_file()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40), st.data())
def test_an_entry_with_any_byte_changed_or_cut_off_is_not_believed(
    cache: Cache, kept: bytes, data: st.DataObject
) -> None:
    cache.keep("a", KEY, kept)
    whole = entry(cache).read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    for damaged in (changed, whole[:place], whole + b"0"):
        entry(cache).write_bytes(damaged)
        assert cache.recall("a", KEY) is None


def test_a_folder_that_cannot_be_used_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file/kept")
    cache.keep("a", KEY, b"bytes")
    assert cache.recall("a", KEY) is None
