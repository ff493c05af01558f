"""What a command takes is counted in full: the work and the memory of all its processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import measure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

WORK = "end = time.process_time() + 0.4\nwhile time.process_time() < end: pass"
HOLD = "kept = bytearray(60_000_000)\nkept[::4096] = b'x' * len(kept[::4096])\ntime.sleep(1)"


def python(*lines: str) -> list[str]:
    return [sys.executable, "-c", "\n".join(("import subprocess, sys, time", *lines))]


def both(child: list[str]) -> list[str]:
    """A program that starts another twice, at the same time, and waits for both."""
    return python(f"two = [subprocess.Popen({child!r}) for _ in 'ab']", "for one in two: one.wait()")


def test_work_of_processes_that_a_process_starts_counts(tmp_path: Path) -> None:
    alone = measure(python(WORK), tmp_path).cpu
    assert alone >= 0.4
    assert measure(both(python(WORK)), tmp_path).cpu >= 0.8
    assert measure(both(both(python(WORK))), tmp_path).cpu >= 1.6


def test_the_speed_of_the_machine_is_measured_before_and_after(tmp_path: Path) -> None:
    took = measure(python("time.sleep(1)"), tmp_path)
    assert 0 < took.loop_before < 1 < took.wall
    assert 0 < took.loop_after < 1


def test_sleep_is_no_work_but_takes_time(tmp_path: Path) -> None:
    took = measure(python("time.sleep(0.6)"), tmp_path)
    assert took.wall >= 0.6
    assert took.cpu < took.wall


def test_memory_of_processes_at_the_same_time_adds_up(tmp_path: Path) -> None:
    one = measure(python(HOLD), tmp_path).peak
    two = measure(both(python(HOLD)), tmp_path).peak
    assert 60 <= one < 100
    assert one + 60 <= two < 220


def test_memory_that_processes_share_counts_once(tmp_path: Path) -> None:
    forks = python(HOLD, "import os", "child = os.fork()", "time.sleep(1)", "child and os.wait()")
    assert 60 <= measure(forks, tmp_path).peak < 110


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        measure(python("print('why')", "raise SystemExit(3)"), tmp_path)
    assert caught.value.returncode == 3
    assert "why" in caught.value.output
