"""The figures of an appraisal as data: whole, exact, and harmless in a spreadsheet."""

import csv
import io
import json
from fractions import Fraction

import pytest

from sitegen.model.appraisal import appraise
from sitegen.model.dominance import never_preferred
from sitegen.model.objectives import Objectives
from sitegen.model.sensitivity import switches, wins
from sitegen.outputs.appraisals import Line, as_csv, as_json, lines

OBJECTIVES = Objectives.model_validate(
    {
        "id": "set",
        "title": "=Set",
        "weighting": {"basis": "points", "status": "approved", "decision": "report", "authorised_by": "i"},
        "objectives": [{"id": "a", "title": "A", "weight": "2"}, {"id": "b", "title": "B", "weight": "1"}],
        "models": [
            {"id": "one", "title": "=One()", "scores": {"a": "4", "b": "1"}},
            {"id": "two", "title": "Two", "scores": {"a": "1", "b": "5"}},
            {"id": "low", "title": "Low", "scores": {"a": "1", "b": "0.5"}},
            {"id": "part", "title": "Part", "scores": {"a": "5"}},
        ],
        "scenarios": [
            {"id": "even", "title": "Even", "weights": {"a": "1", "b": "1"}},
            {"id": "bad", "title": "Bad", "weights": {"a": "1"}},
        ],
    }
)


@pytest.fixture
def found() -> list[Line]:
    appraisal = appraise(OBJECTIVES)
    assert appraisal
    models = appraisal.models
    turns = switches(models, appraisal.base.weights)
    return list(lines(OBJECTIVES, appraisal, turns, wins(models), never_preferred(models)))


def test_every_figure_is_there_and_exact(found: list[Line]) -> None:
    for line in (
        Line("score", "", "a", "part", "5", "5.000000"),
        Line("share of the weight", "stated", "a", "", "2/3", "0.666667"),
        Line("part", "stated", "a", "one", "8/3", "2.666667"),
        Line("weighted score", "stated", "", "one", "3", "3.000000"),
        Line("weighted score", "stated", "", "two", "7/3", "2.333333"),
        Line("place", "stated", "", "two", "2", "2.000000"),
        Line("weighted score", "even", "", "two", "3", "3.000000"),
        Line("not worked out", "bad"),
        # One leads by 3 on a, two by 4 on b: they are level where 3 w = 4 (1 - w).
        Line("changes below", "", "a", "two", "4/7", "0.571429"),
        Line("changes above", "", "a"),
        Line("changes above", "", "b", "two", "3/7", "0.428571"),
        Line("share of weightings", "", "", "one", "3/7", "0.428571"),
        Line("share of weightings", "", "", "two", "4/7", "0.571429"),
        Line("never preferred", "", "", "low"),
        # With 0 or 5 for b, which has a third of the weight as stated, and a half where both weigh the same.
        Line("no score", "", "b", "part"),
        Line("lowest weighted score", "stated", "", "part", "10/3", "3.333333"),
        Line("highest weighted score", "stated", "", "part", "5", "5.000000"),
        Line("lowest weighted score", "even", "", "part", "2.5", "2.500000"),
        Line("highest weighted score", "even", "", "part", "5", "5.000000"),
    ):
        assert line in found
    assert len([line for line in found if line.model == "part"]) == 6  # these five and its one score
    assert not [line for line in found if line.figure in ("standard error", "weightings tried")]


def test_the_csv_has_the_lines_as_they_are_and_starts_no_formula(found: list[Line]) -> None:
    dangerous = Line("score", "", "a", "-1+cmd", "2", "2.000000")
    text = as_csv([*found, dangerous]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["figure", "weighting", "objective", "model", "value", "rounded"]
    assert len(rows) == len(found) + 2
    assert rows[-1] == ["score", "", "a", "'-1+cmd", "2", "2.000000"]
    assert text.endswith("\r\n")


def test_the_json_says_what_the_figures_are_about_and_who_approved_the_weights(found: list[Line]) -> None:
    value = json.loads(as_json(OBJECTIVES, found))
    assert value["weighting"] == {
        "basis": "points",
        "status": "approved",
        "decision": "report",
        "authorised_by": "i",
    }
    assert value["models"]["one"] == "=One()"
    assert len(value["figures"]) == len(found)
    score = next(
        one for one in value["figures"] if one["figure"] == "weighted score" and one["model"] == "two"
    )
    assert Fraction(score["value"]) == Fraction(7, 3)


def test_a_sample_is_told_with_its_size_and_errors() -> None:
    scores = {"a": "4", "b": "1", "c": "1", "d": "2"}
    many = Objectives.model_validate(
        {
            "id": "set",
            "title": "Set",
            "objectives": [{"id": name, "title": name} for name in scores],
            "models": [
                {"id": "one", "title": "One", "scores": scores},
                {"id": "two", "title": "Two", "scores": {"a": "1", "b": "2", "c": "3", "d": "2"}},
            ],
        }
    )
    appraisal = appraise(many)
    assert appraisal
    assert not appraisal.is_stated
    turns = switches(appraisal.models, appraisal.base.weights)
    found = list(lines(many, appraisal, turns, wins(appraisal.models), ()))
    assert Line("weightings tried", "", "", "", "20000", "20000.000000") in found
    assert [line.model for line in found if line.figure == "standard error"] == ["one", "two"]
    assert {line.weighting for line in found if line.figure == "weighted score"} == {"equal"}
