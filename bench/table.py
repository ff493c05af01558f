"""What was measured → a part of a document in Markdown."""

from collections.abc import Sequence

from bench import targets
from bench.figures import FIGURES, GROWTH, figure
from bench.kept import Row, Run

COLUMNS = tuple(name for name in FIGURES if name != GROWTH)
HEAD = f"| notices | program | step | {' | '.join(COLUMNS)} |\n|---|---|---|{'---:|' * len(COLUMNS)}"


def section(run: Run) -> str:
    """A run with its heading first: when it began, what was measured, the medians of all turns, and the targets."""
    sittings = f" In {run.sittings} sittings." if run.sittings > 1 else ""
    steps: dict[object, list[Row]] = {}
    for row in run.rows:
        steps.setdefault((row.corpus, row.program, row.step), []).append(row)
    parts = [
        f"## {run.began}",
        f"{run.what}{sittings}",
        "\n".join((HEAD, *(line(rows, run.rows) for rows in steps.values()))),
        targets.table(run.rows),
    ]
    return "".join(f"{part}\n\n" for part in parts if part)


def line(rows: Sequence[Row], all_rows: Sequence[Row]) -> str:
    """One line: the medians of what the same step of the same program took, or that it failed in one of its turns."""
    name = f"| {rows[0].corpus} | {rows[0].program} | {rows[0].step} |"
    if any(row.failed for row in rows):
        return f"{name} failed |{' |' * (len(COLUMNS) - 1)}"
    return f"{name} {' | '.join(figure(column, rows, all_rows) for column in COLUMNS)} |"
