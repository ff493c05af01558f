"""How much memory a build takes: for one more notice in the process that builds, and for many in all processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import measure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what /proc and wait4 tell is Linux's own")

FEW, MANY = 400, 1600
ROOM = 30 * 1024
"""Bytes for one more notice of 500 words, in the process that builds; 26 to 28 kB when this was written."""
SOME, MORE, VERY_MANY = 800, 2_400, 20_000
ROOM_FOR_VERY_MANY = 1_600
"""Megabytes for so many in all processes together, what they share counted once; 1,340 when this was written."""
BUILD = (sys.executable, "-m", "sitegen", "build", "--quiet", "--now", "2026-11-23T09:00")


def with_notices(folder: Path, repository: Path, count: int) -> Path:
    """The folder with so many notices in it."""
    generate = [sys.executable, str(repository / "bench/generate.py"), str(count), str(folder / "content")]
    subprocess.run(generate, check=True)
    return folder


def peak(folder: Path) -> int:
    """The most memory that the process of a build from nothing ever holds, in bytes."""
    process = subprocess.Popen(BUILD, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss * 1024


def test_one_more_notice_takes_no_more_memory_than_its_share(repository: Path, tmp_path: Path) -> None:
    few, many = (peak(with_notices(tmp_path / str(count), repository, count)) for count in (FEW, MANY))
    assert (many - few) / (MANY - FEW) < ROOM


def test_twenty_thousand_notices_are_built_in_the_memory_of_a_small_machine(
    repository: Path, tmp_path: Path
) -> None:
    """Memory grows in a straight line: what two smaller sites take says what a large one will."""
    some, more = (
        measure(BUILD, with_notices(tmp_path / str(count), repository, count)).peak for count in (SOME, MORE)
    )
    assert some + (more - some) / (MORE - SOME) * (VERY_MANY - SOME) < ROOM_FOR_VERY_MANY
