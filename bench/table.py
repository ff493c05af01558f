"""What was measured → tables in Markdown."""

from collections.abc import Sequence
from itertools import groupby
from statistics import median

from bench.kept import Row, Run
from bench.programs import HUGO

HEAD = (
    "| | step | wall s | CPU s | peak MB | files written | ratio to Hugo, cold |\n"
    "|---|---|---:|---:|---:|---:|---:|"
)


def section(run: Run) -> str:
    """A run as a part of a document, with its heading first: when it began, what was measured, and medians of all turns."""
    sittings = f" In {run.sittings} sittings." if run.sittings > 1 else ""
    rows = sorted(run.rows, key=lambda row: _place(row, run.rows))
    lines = (line(list(group), run.rows) for _, group in groupby(rows, lambda row: (row.program, row.step)))
    return "\n".join((f"## {run.began}", "", f"{run.what}{sittings}", "", HEAD, *lines, "", ""))


def line(rows: Sequence[Row], all_rows: Sequence[Row]) -> str:
    """One line: the medians of what the same step of the same program took, or that it failed in one of its turns."""
    name = f"| {rows[0].program} | {rows[0].step} |"
    if any(row.failed for row in rows):
        return f"{name} failed | | | | |"
    wall, cpu, peak, written = (
        median(getattr(row, column) for row in rows) for column in ("wall", "cpu", "peak", "written")
    )
    basis = _basis(all_rows)
    ratio = f"{wall / basis:.2f}" if basis else "–"
    return f"{name} {wall:.2f} | {cpu:.2f} | {peak:,.0f} | {written:,.0f} | {ratio} |"


def _basis(rows: Sequence[Row]) -> float:
    """Seconds of Hugo's build from nothing; 0 where there is none."""
    cold = [row.wall for row in rows if (row.program, row.step) == (HUGO, "cold") and not row.failed]
    return median(cold) if cold else 0


def _place(row: Row, rows: Sequence[Row]) -> tuple[int, int]:
    """Programs and steps in the order in which they first came."""
    programs = list(dict.fromkeys(one.program for one in rows))
    steps = list(dict.fromkeys(one.step for one in rows))
    return programs.index(row.program), steps.index(row.step)
