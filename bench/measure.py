"""A command → the time, the work and the memory that it and all processes it starts take. Linux alone: it reads /proc."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_EVERY = 0.05
"""Seconds between two looks at the processes."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds that went by; seconds of work; the most memory that all processes held at a time, in megabytes.

    Memory is the sum of the proportional set sizes: what processes share is counted once. Work and memory are looked at
    twenty times a second, so what a process did in its last moment may be missing.
    """

    wall: float
    cpu: float
    peak: float


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Measurement:
    """Runs a command to its end. Raises CalledProcessError, with what it said, when it fails."""
    with (folder / "said.txt").open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, **(environment or {})}
        )
        cpu: dict[int, float] = {}
        peak = 0.0
        while process.poll() is None:
            family = _family(process.pid)
            cpu |= {pid: spent for pid in family if (spent := _spent(pid)) is not None}
            peak = max(peak, sum(map(_memory, family)))
            time.sleep(_EVERY)
        wall = time.perf_counter() - started
    if process.returncode:
        words = (folder / "said.txt").read_text("utf-8", "replace")[-2000:]
        raise subprocess.CalledProcessError(process.returncode, command, words)
    return Measurement(wall, sum(cpu.values()), peak / 1e6)


def _family(top: int) -> list[int]:
    """A process and all that stem from it."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 - very often
        if entry.isdigit() and (fields := _fields(int(entry))):
            children.setdefault(int(fields[1]), []).append(int(entry))
    found = [top]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def _fields(pid: int) -> list[str]:
    """What /proc says of a process after its name; nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _spent(pid: int) -> float | None:
    """Seconds of work of a process so far, without its children's."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else None


def _memory(pid: int) -> float:
    """Its share of memory, in bytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
