"""How much memory a notice takes: what a build needs grows with their number, and by no more than this."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="wait4 counts in other units elsewhere")

FEW, MANY = 400, 1600
ROOM = 25 * 1024
"""Bytes for one more notice of 500 words, in the process that builds; 17 kB when this was written."""


def peak(folder: Path, repository: Path, notices: int) -> int:
    """The most memory that a build from nothing ever holds, in bytes."""
    generate = [sys.executable, str(repository / "bench/generate.py"), str(notices), str(folder / "content")]
    subprocess.run(generate, check=True)
    command = [sys.executable, "-m", "sitegen", "build", "--quiet", "--now", "2026-11-23T09:00"]
    process = subprocess.Popen(command, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss * 1024


def test_one_more_notice_takes_no_more_memory_than_its_share(repository: Path, tmp_path: Path) -> None:
    few, many = (peak(tmp_path / str(notices), repository, notices) for notices in (FEW, MANY))
    assert (many - few) / (MANY - FEW) < ROOM
