"""Tables have medians of all turns, ratios within a turn, and the targets."""

from pathlib import Path

from bench.corpora import Corpus
from bench.kept import Row, Run
from bench.programs import FULL, HUGO
from bench.table import section

SIXTY, HUB = Corpus(60), Corpus(60, hub=True)


def lines_of(*rows: Row) -> list[str]:
    return section(Run(Path("unused"), "60 notices", "today", list(rows))).splitlines()


def hugo(turn: int, wall: float, corpus: Corpus = SIXTY) -> Row:
    return Row(turn, corpus, HUGO, "cold", wall, wall * 2, wall * 1000, 0.2, 0.25, 50)


def test_medians_of_all_turns_and_of_their_ratios_to_hugo() -> None:
    walls = ((2.0, 1.0), (9.0, 1.5), (3.0, 7.0))
    pairs = [
        (hugo(turn, theirs), Row(turn, SIXTY, "sitegen", "cold", ours, 1.0, 30.0, 0.1, 0.3, 60))
        for turn, (theirs, ours) in enumerate(walls)
    ]
    columns = (
        "wall s | CPU s | peak MB | files written | ratio to Hugo, cold | loop before, ms | loop after, ms"
    )
    assert lines_of(*(row for pair in pairs for row in pair)) == [
        "## today",
        "",
        "60 notices",
        "",
        f"| notices | program | step | {columns} |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|---:|",
        "| 60 | Hugo | cold | 3.00 | 6.00 | 3,000 | 50 | 1.00 | 200 | 250 |",
        "| 60 | sitegen | cold | 1.50 | 1.00 | 30 | 60 | 0.50 | 100 | 300 |",
        "",
    ]


def test_a_step_that_failed_in_one_turn_has_no_figures() -> None:
    lines = lines_of(hugo(0, 2.0), Row(1, SIXTY, HUGO, "cold", failed="why"))
    assert "| 60 | Hugo | cold | failed | | | | | | |" in lines


def test_a_ratio_needs_hugo_with_the_same_notices() -> None:
    lines = lines_of(hugo(0, 2.0), Row(0, HUB, FULL, "cold", 2.0), Row(0, SIXTY, FULL, "cold", 2.0))
    assert [line.split(" | ")[7] for line in lines if FULL in line] == ["–", "1.00"]


def test_targets_of_what_was_measured_are_beside_it() -> None:
    measured = lines_of(
        hugo(0, 5.0, Corpus(10_000)),
        Row(0, Corpus(10_000), FULL, "one edit", 2.0),
        Row(0, Corpus(1000, hub=True), FULL, "cold", cpu=2.0),
        Row(0, Corpus(10_000, hub=True), FULL, "cold", cpu=30.0),
        Row(0, Corpus(10_000), FULL, "version", wall=0.1),
    )
    assert measured[measured.index("| notices | program | step | figure | at most | measured |") + 2 :] == [
        "|  | sitegen, full job | version | wall s | 0.08 | 0.10 |",
        "| 10,000 | sitegen, full job | one edit | ratio to Hugo, cold | 0.2 | 0.40 |",
        "| 10,000 hub | sitegen, full job | cold | CPU a notice, ratio to 1,000 notices | 1.2 | 1.50 |",
        "",
    ]
