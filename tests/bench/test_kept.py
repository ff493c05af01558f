"""A run that is broken off goes on where it was, and what it tells is what it measured."""

from pathlib import Path

from bench.kept import Row, Run, take_up
from bench.table import section


def run(folder: Path, what: str = "60 notices", began: str = "today") -> Run:
    return take_up(folder / "work/run.jsonl", what, began, last="unchanged")


def test_a_program_whose_steps_are_all_there_is_not_run_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, "Hugo", "cold", wall=2.0, cpu=3.0, peak=4.0, written=5))
    first.add(Row(0, "Hugo", "unchanged", wall=1.0))
    again = run(tmp_path, began="tomorrow")
    assert again.rows == first.rows
    assert again.has(0, "Hugo")
    assert not again.has(1, "Hugo")
    assert (again.began, again.sittings) == ("today", 2)


def test_a_program_that_was_in_the_middle_of_its_steps_begins_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, "Hugo", "cold", wall=2.0))
    assert run(tmp_path).rows == []
    assert run(tmp_path).rows == []  # nor does it come back


def test_a_program_that_failed_is_not_run_again(tmp_path: Path) -> None:
    run(tmp_path).add(Row(0, "Hugo", "cold", failed="why"))
    assert run(tmp_path).has(0, "Hugo")


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, "Hugo", "unchanged"))
    with first.file.open("a") as file:
        file.write('{"turn": 0, "program": "Pel')
    again = run(tmp_path)
    assert again.rows == first.rows
    again.add(Row(0, "Pelican", "unchanged"))
    assert run(tmp_path).rows == again.rows


def test_what_measures_something_else_begins_anew(tmp_path: Path) -> None:
    run(tmp_path).add(Row(0, "Hugo", "unchanged"))
    other = run(tmp_path, what="70 notices", began="tomorrow")
    assert (other.rows, other.began, other.sittings) == ([], "tomorrow", 1)


def test_what_came_to_its_end_begins_anew(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, "Hugo", "unchanged"))
    first.close()
    assert run(tmp_path).rows == []


def test_medians_of_all_turns_and_their_ratio_to_hugo_are_told(tmp_path: Path) -> None:
    measured = run(tmp_path)
    for turn, (hugo, ours) in enumerate(((2.0, 1.0), (9.0, 1.5), (3.0, 7.0))):
        measured.add(Row(turn, "Hugo", "cold", hugo, hugo * 2, hugo * 1000, 50))
        measured.add(Row(turn, "sitegen", "cold", ours, 1.0, 30.0, 60))
    assert section(measured).splitlines() == [
        "## today",
        "",
        "60 notices",
        "",
        "| | step | wall s | CPU s | peak MB | files written | ratio to Hugo, cold |",
        "|---|---|---:|---:|---:|---:|---:|",
        "| Hugo | cold | 3.00 | 6.00 | 3,000 | 50 | 1.00 |",
        "| sitegen | cold | 1.50 | 1.00 | 30 | 60 | 0.50 |",
        "",
    ]


def test_a_step_that_failed_in_one_turn_has_no_figures(tmp_path: Path) -> None:
    measured = run(tmp_path)
    measured.add(Row(0, "Hugo", "cold", 2.0))
    measured.add(Row(1, "Hugo", "cold", failed="why"))
    assert "| Hugo | cold | failed | | | | |" in section(measured)


def test_without_hugo_there_is_no_ratio(tmp_path: Path) -> None:
    measured = run(tmp_path)
    measured.add(Row(0, "sitegen", "cold", 2.0))
    assert section(measured).splitlines()[-2].endswith("| – |")
