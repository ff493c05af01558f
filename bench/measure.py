"""A command → the time, the work and the memory that it and all processes it starts take. Linux alone: it reads /proc."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_PAUSE = 20
"""A look takes longer the more memory is held, and holds up what it looks at: pauses are this many times its own work."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a command took, and how fast the machine was just before and just after.

    `wall` is seconds that went by, `cpu` seconds of work, `peak` the most memory of all processes at a time in megabytes.
    The loops are seconds that `calibrate` took. Work is what the system counted for the process and all those that it, or they, waited for. Memory is the sum of the
    proportional set sizes: what processes share is counted once. It is looked at between three and forty times a
    second, the less often the more there is, so a peak shorter than that may be missing.
    """

    wall: float
    cpu: float
    peak: float
    loop_before: float
    loop_after: float


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Measurement:
    """Runs a command to its end. Raises CalledProcessError, with what it said, when it fails."""
    os.sync()  # what was written before is not for this command to wait for
    loop_before = calibrate()
    with (folder / "said.txt").open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, **(environment or {})}
        )
        with _Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)  # or it would be waited for again
    if process.returncode:
        words = (folder / "said.txt").read_text("utf-8", "replace")[-2000:]
        raise subprocess.CalledProcessError(process.returncode, command, words)
    cpu = usage.ru_utime + usage.ru_stime
    return Measurement(wall, cpu, watch.peak / 1e6, loop_before, calibrate())


def calibrate() -> float:
    """Seconds that a fixed piece of work in Python takes, about 0.2: texts made, and counted in a dictionary."""
    started = time.perf_counter()
    counts: dict[str, int] = {}
    for number in range(300_000):
        word = f"{number % 997:04}"
        counts[word] = counts.get(word, 0) + number
    return time.perf_counter() - started


class _Watch:
    """Looks at the memory of a process and all that stem from it, in a thread of its own, for as long as it is open."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        """The most bytes that were seen."""
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            started = time.thread_time()
            self.peak = max(self.peak, sum(map(_memory, _family(self._pid))))
            pause = _PAUSE * (time.thread_time() - started)


def _family(top: int) -> list[int]:
    """A process and all that stem from it."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 - very often
        if entry.isdigit() and (parent := _parent(int(entry))):
            children.setdefault(parent, []).append(int(entry))
    found = [top]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def _parent(pid: int) -> int:
    """The process that started this one; 0 when it has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _memory(pid: int) -> int:
    """Its share of memory, in bytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
