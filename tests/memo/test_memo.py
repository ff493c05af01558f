"""A memo gives what the function gives, whatever it remembers and whoever shares the work."""

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.memo import processes
from sitegen.memo.memo import Memo
from sitegen.memo.store import NAME

KEYS = [bytes([number]) * 32 for number in range(8)]


def double(value: int) -> int:
    return 2 * value


def here(_: int) -> int:
    return os.getpid()


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is shared even if there is little of it."""
    monkeypatch.setattr(processes, "FEW", 0)
    monkeypatch.setattr(processes, "_SHARE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def test_what_is_known_is_not_made_again(tmp_path: Path) -> None:
    made = []

    def doubled(value: int) -> int:
        made.append(value)
        return 2 * value

    assert list(Memo(tmp_path).each(doubled, range(3), KEYS[:3])) == [0, 2, 4]
    assert list(Memo(tmp_path).each(doubled, range(5), KEYS[:5])) == [0, 2, 4, 6, 8]
    assert made == [0, 1, 2, 3, 4]


def test_without_a_folder_nothing_is_remembered(tmp_path: Path) -> None:
    memo = Memo()
    assert list(memo.each(double, [1], KEYS[:1])) == [2]
    memo.keep(KEYS[1], "kept")
    memo.tidy()
    assert (memo.recall(KEYS[0]), memo.recall(KEYS[1])) == (None, None)
    assert list(tmp_path.iterdir()) == []


def test_what_is_damaged_is_made_again(tmp_path: Path) -> None:
    list(Memo(tmp_path).each(str, [1, 2], KEYS[:2]))
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE kept SET value = 'x'")
    connection.close()
    assert list(Memo(tmp_path).each(str, [1, 2], KEYS[:2])) == ["1", "2"]
    assert [Memo(tmp_path).recall(key) for key in KEYS[:2]] == ["1", "2"]


def test_what_does_not_hold_any_more_is_made_again(tmp_path: Path) -> None:
    list(Memo(tmp_path).each(double, [1, 2], KEYS[:2]))
    again = Memo(tmp_path).each(lambda _: 0, [1, 2], KEYS[:2], holds=lambda result: result == 4)
    assert list(again) == [0, 4]


def test_what_is_not_to_be_kept_is_made_again(tmp_path: Path) -> None:
    list(Memo(tmp_path).each(double, [1, 2], KEYS[:2], keeps=lambda result: result == 4))
    assert list(Memo(tmp_path).each(lambda _: 0, [1, 2], KEYS[:2])) == [0, 4]


def test_an_exception_is_the_callers(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        list(Memo(tmp_path).each(lambda value: 1 // value, [1, 0], KEYS[:2]))


@pytest.mark.usefixtures("shares")
def test_results_of_other_processes_are_kept_too(tmp_path: Path) -> None:
    made = list(Memo(tmp_path).each(here, range(4), KEYS[:4]))
    assert os.getpid() not in made
    assert list(Memo(tmp_path).each(here, range(4), KEYS[:4])) == made


@pytest.mark.usefixtures("shares")
def test_work_that_is_not_to_be_shared_is_done_here() -> None:
    assert set(Memo().each(here, range(4), KEYS[:4], share=False)) == {os.getpid()}
    assert os.getpid() not in set(Memo().share(here, range(4), work=4))


@given(st.lists(st.integers(0, 7), unique=True), st.lists(st.integers(0, 7), unique=True))
def test_results_come_in_the_order_of_the_values(before: list[int], now: list[int]) -> None:
    memo = Memo()
    for some in (before, now):
        assert list(memo.each(double, some, [KEYS[one] for one in some])) == [2 * one for one in some]
