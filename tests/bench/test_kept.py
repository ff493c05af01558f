"""A run that was interrupted continues; one that measures something else starts anew."""

from pathlib import Path

from bench.corpora import Corpus
from bench.kept import Row, Run, take_up

SIXTY, HUB = Corpus(60), Corpus(60, hub=True)


def run(folder: Path, what: str = "60 notices", began: str = "today") -> Run:
    return take_up(folder / "work/run.jsonl", what, began, last={SIXTY: "unchanged", HUB: "cold"})


def test_a_program_whose_steps_are_all_there_is_not_run_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, SIXTY, "Hugo", "cold", wall=2.0, cpu=3.0, peak=4.0, written=5))
    first.add(Row(0, SIXTY, "Hugo", "unchanged", wall=1.0))
    again = run(tmp_path, began="tomorrow")
    assert again.rows == first.rows
    assert again.has(0, SIXTY, "Hugo")
    assert not again.has(1, SIXTY, "Hugo")
    assert (again.began, again.sittings) == ("today", 2)


def test_a_program_that_was_in_the_middle_of_its_steps_begins_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, SIXTY, "Hugo", "cold", wall=2.0))
    assert run(tmp_path).rows == []
    assert run(tmp_path).rows == []  # nor does it come back


def test_a_program_that_failed_is_not_run_again(tmp_path: Path) -> None:
    run(tmp_path).add(Row(0, SIXTY, "Hugo", "cold", failed="why"))
    assert run(tmp_path).has(0, SIXTY, "Hugo")


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, SIXTY, "Hugo", "unchanged"))
    with first.file.open("a") as file:
        file.write('{"turn": 0, "program": "Pel')
    again = run(tmp_path)
    assert again.rows == first.rows
    again.add(Row(0, SIXTY, "Pelican", "unchanged"))
    assert run(tmp_path).rows == again.rows


def test_what_measures_something_else_begins_anew(tmp_path: Path) -> None:
    run(tmp_path).add(Row(0, SIXTY, "Hugo", "unchanged"))
    other = run(tmp_path, what="70 notices", began="tomorrow")
    assert (other.rows, other.began, other.sittings) == ([], "tomorrow", 1)


def test_what_came_to_its_end_begins_anew(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.add(Row(0, SIXTY, "Hugo", "unchanged"))
    first.close()
    assert run(tmp_path).rows == []


def test_each_corpus_has_its_own_last_step(tmp_path: Path) -> None:
    run(tmp_path).add(Row(0, HUB, "sitegen", "cold"))
    assert run(tmp_path).has(0, HUB, "sitegen")
    assert not run(tmp_path).has(0, SIXTY, "sitegen")


def test_lines_of_an_earlier_form_begin_anew(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.file.write_text('{"what": "other"}\n{"turn": 0, "program": "Hugo", "step": "unchanged"}\n')
    assert run(tmp_path).rows == []
