"""Builds a generated site several times in processes of their own → a table of what it took.

Example: python bench/run.py --notices 1000 --times 3
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
WORK = HERE / "work"
CONTENT, OUTPUT = WORK / "content", WORK / "output"
NOW = "2026-11-23T09:00"
"""The moment the generated notices are made for."""
MEGABYTE = 1024 * 1024
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of peak memory, as the system counts it."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one build took."""

    wall: float
    """Seconds that went by."""
    cpu: float
    """Seconds of work, by the program and by the system for it."""
    peak: float
    """The most memory the process ever held, in megabytes."""
    written: int
    """Files created or changed."""
    pages: int
    """Pages that the site has."""

    def cells(self) -> tuple[float, ...]:
        """The columns of the table."""
        return self.wall, self.cpu, self.peak, self.written, self.wall * 1000 / self.pages


def main() -> None:
    """Measures and prints. Fails only when the build does: how long it may take is for people to judge."""
    parser = argparse.ArgumentParser(description="Time builds of a generated site.")
    parser.add_argument("--notices", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--times", type=int, default=3, help="builds from nothing (default: 3)")
    options = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    subprocess.run([sys.executable, HERE / "generate.py", str(options.notices), CONTENT], check=True)
    fresh = [_fresh_build() for _ in range(options.times)]
    again = _build()
    print(f"{options.notices:,} notices, {again.pages:,} pages. {_machine()}\n")
    print(f"{_table(fresh, again)}\n", flush=True)
    subprocess.run([sys.executable, HERE / "stages.py"], check=True)


def _fresh_build() -> Measurement:
    shutil.rmtree(OUTPUT, ignore_errors=True)
    return _build()


def _build() -> Measurement:
    """One build in a process of its own, whose use of the machine the system reports when it ends."""
    before = _files()
    command = [sys.executable, "-m", "sitegen", "build", "--now", NOW, "--quiet"]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=WORK)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)  # or it would be waited for again
    if process.returncode:
        sys.exit("The build failed, so there is nothing to measure.")
    after = _files()
    return Measurement(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * RSS_UNIT / MEGABYTE,
        written=len(after.items() - before.items()),
        pages=sum(path.suffix == ".html" for path in after),
    )


def _files() -> dict[Path, tuple[int, int]]:
    """The files of the site, and what tells when one was written again."""
    found = (path for path in OUTPUT.rglob("*") if path.is_file() and ".sitegen" not in path.parts)
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def _table(fresh: Iterable[Measurement], again: Measurement) -> str:
    columns = list(zip(*(measurement.cells() for measurement in fresh), strict=True))
    rows = [
        _row("new: least", map(min, columns)),
        _row("new: median", map(median, columns)),
        _row("new: most", map(max, columns)),
        _row("unchanged", again.cells()),
    ]
    header = ("wall s", "CPU s", "peak MB", "written", "ms a page")
    return "\n".join([f"{'':<12}" + "".join(f"{name:>11}" for name in header), *rows])


def _row(name: str, cells: Iterable[float]) -> str:
    wall, cpu, peak, written, page = cells
    return f"{name:<12}{wall:>11.2f}{cpu:>11.2f}{peak:>11.0f}{written:>11,.0f}{page:>11.2f}"


def _machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}."


if __name__ == "__main__":
    main()
