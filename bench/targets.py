"""What a build should take at most, and what it took in a run."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bench.corpora import Corpus
from bench.figures import GROWTH, RATIO, figure
from bench.kept import Row
from bench.programs import ALIKE, FULL


class Target(NamedTuple):
    """A limit for one figure of `bench.figures`. Without a corpus it is for every one that was measured."""

    corpus: Corpus | None
    program: str
    step: str
    figure: str
    limit: float


TARGETS: Final = (
    Target(None, FULL, "version", "wall s", 0.08),
    Target(Corpus(20), FULL, "cold", "wall s", 0.8),
    Target(Corpus(200), FULL, "cold", "wall s", 1.6),
    Target(Corpus(1000), FULL, "cold", "wall s", 5),
    Target(Corpus(20), FULL, "one edit", "CPU s", 0.5),
    Target(Corpus(200), FULL, "one edit", "CPU s", 0.5),
    Target(Corpus(10_000), ALIKE, "cold", RATIO, 2.5),
    Target(Corpus(10_000), FULL, "cold", RATIO, 4.5),
    Target(Corpus(10_000), FULL, "unchanged", RATIO, 0.06),
    Target(Corpus(10_000), FULL, "one edit", RATIO, 0.2),
    Target(Corpus(10_000), FULL, "one new notice", RATIO, 0.3),
    Target(Corpus(10_000), FULL, "clock moved", RATIO, 0.3),
    Target(Corpus(10_000), FULL, "cold", GROWTH, 1.2),
    Target(Corpus(10_000, hub=True), FULL, "cold", GROWTH, 1.2),
    Target(Corpus(100_000), FULL, "one edit", RATIO, 0.08),
    Target(Corpus(100_000), FULL, "cold", "peak MB", 400),
    Target(Corpus(100_000), FULL, "one edit", "peak MB", 400),
    Target(Corpus(1_000_000), FULL, "cold", "peak MB", 600),
    Target(Corpus(1_000_000), FULL, "one edit", "peak MB", 600),
)
_HEAD = ("| notices | program | step | figure | at most | measured |", "|---|---|---|---|---:|---:|")


def table(rows: Sequence[Row]) -> str:
    """The targets of what was measured, as a table in Markdown; empty if there are none."""
    lines = tuple(_lines(rows))
    return "\n".join((*_HEAD, *lines)) if lines else ""


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    for corpus, program, step, name, limit in TARGETS:
        found = [
            row
            for row in rows
            if (row.program, row.step) == (program, step) and corpus in (None, row.corpus) and not row.failed
        ]
        if found:
            yield f"| {corpus or ''} | {program} | {step} | {name} | {limit:g} | {figure(name, found, rows)} |"
