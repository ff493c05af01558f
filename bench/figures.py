"""Rows of one step, one a turn → a figure as text: the median of the turns."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Final

from bench.corpora import Corpus
from bench.kept import Row
from bench.programs import HUGO

RATIO, GROWTH = "ratio to Hugo, cold", "CPU a notice, ratio to 1,000 notices"


def figure(name: str, rows: Sequence[Row], all_rows: Sequence[Row]) -> str:
    """The median of `rows`, “–” without rows. `name` is one of `FIGURES`.

    A ratio is worked out for each turn, with the other row of that turn, before the median is taken.
    """
    value, form = FIGURES[name]
    values = [found for row in rows if (found := value(row, all_rows)) is not None]
    return f"{median(values):{form}}" if values else "–"


def _ratio(row: Row, rows: Sequence[Row]) -> float | None:
    hugo = _row(rows, row.turn, row.corpus, HUGO, "cold")
    return row.wall / hugo.wall if hugo else None


def _growth(row: Row, rows: Sequence[Row]) -> float | None:
    small = _row(rows, row.turn, Corpus(1000, row.corpus.hub), row.program, row.step)
    return row.cpu / row.corpus.notices / (small.cpu / small.corpus.notices) if small else None


def _row(rows: Sequence[Row], *key: object) -> Row | None:
    """The row of a turn, corpus, program and step; None if it was not measured or failed."""
    found = (row for row in rows if (row.turn, row.corpus, row.program, row.step) == key and not row.failed)
    return next(found, None)


FIGURES: Final[Mapping[str, tuple[Callable[[Row, Sequence[Row]], float | None], str]]] = {
    "wall s": (lambda row, _: row.wall, ".2f"),
    "CPU s": (lambda row, _: row.cpu, ".2f"),
    "peak MB": (lambda row, _: row.peak, ",.0f"),
    "files written": (lambda row, _: row.written, ",.0f"),
    RATIO: (_ratio, ".2f"),
    GROWTH: (_growth, ".2f"),
    "loop before, ms": (lambda row, _: row.loop_before * 1000, ".0f"),
    "loop after, ms": (lambda row, _: row.loop_after * 1000, ".0f"),
}
"""The value of each figure for a row among all rows, and how it is written."""
