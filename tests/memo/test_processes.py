"""Work shared among processors: the same results in the same order, whatever happens to a process."""

import os
import signal
import subprocess
import sys

import pytest

from sitegen.memo import processes
from sitegen.memo.processes import FEW, each

MANY = range(FEW + 60)


def with_process(value: int) -> tuple[int, int]:
    return value, os.getpid()


def deadly(value: int) -> int:
    """Kills the process it runs in, unless that is the one of the test."""
    if value == FEW and os.getppid() == TEST_PROCESS:
        os.kill(os.getpid(), signal.SIGKILL)
    return value * 2


def faulty(value: int) -> int:
    return 1 // (value - FEW)


TEST_PROCESS = os.getpid()


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_many_values_are_shared_and_come_back_in_order() -> None:
    found = list(each(with_process, MANY))
    assert [value for value, _ in found] == list(MANY)
    assert os.getpid() not in {process for _, process in found}


def test_few_values_stay_in_this_process() -> None:
    assert {process for _, process in each(with_process, range(FEW))} == {os.getpid()}


def test_one_processor_does_everything_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert {process for _, process in each(with_process, MANY)} == {os.getpid()}


def test_where_processes_cannot_be_forked_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "get_all_start_methods", lambda: ["spawn"])
    assert {process for _, process in each(with_process, MANY)} == {os.getpid()}


def test_what_a_process_that_died_left_undone_is_done_here() -> None:
    assert list(each(deadly, MANY)) == [value * 2 for value in MANY]


def test_a_fault_of_the_function_is_raised_as_without_processes() -> None:
    with pytest.raises(ZeroDivisionError):
        list(each(faulty, MANY))


_INTERRUPTED = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
os.cpu_count = lambda: 2
os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))
from sitegen.memo.processes import each
try:
    print(len(list(each(str, range(1_000)))))
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupt_in_the_moment_of_forking_is_not_lost() -> None:
    done = subprocess.run([sys.executable, "-c", _INTERRUPTED], capture_output=True, text=True, check=True)
    assert done.stdout == "interrupted\n"
