"""What the page of objectives tells of contract models, at the edges of what authors write."""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.html.comparison import whole

QUIET = "tests/sites/quiet/content"
OFF = (
    "impossible-weight",
    "percentages-not-100",
    "weights-on-some",
    "scenario-omits-objective",
    "models-on-different-sets",
    "linked-from-nowhere",
)
"""Rules that find fault with what these tests write, and which a site may switch off."""


@pytest.fixture
def told(repository: Path, tmp_path: Path, build_site: Callable[..., Path]) -> Callable[..., str]:
    """The words of the page of a set of objectives, one space between two."""

    def page(fields: dict[str, Any]) -> str:
        content = tmp_path / "content"
        (content / "objectives").mkdir(parents=True)
        settings = (repository / QUIET / "site.yaml").read_text("utf-8")
        rules = "".join(f"  {rule}: off\n" for rule in OFF)
        (content / "site.yaml").write_text(f"{settings}\nrules:\n{rules}", "utf-8")
        (content / "objectives/set.yaml").write_text(json.dumps({"title": "Set", **fields}), "utf-8")
        html = (build_site(content) / "objectives/set/index.html").read_text("utf-8")
        return " ".join(re.sub("<[^>]*>", " ", html).split())

    return page


def goals(*weights: float | None) -> list[dict[str, Any]]:
    return [
        {"id": "abcdefgh"[at], "title": f"Goal {at}", **({"weight": weight} if weight is not None else {})}
        for at, weight in enumerate(weights)
    ]


def models(**scores: list[float]) -> list[dict[str, Any]]:
    return [
        {"id": name, "title": name.capitalize(), "scores": dict(zip("abcdefgh", given, strict=False))}
        for name, given in scores.items()
    ]


POINTS = {"basis": "points", "status": "proposed"}


def test_every_input_of_a_weighted_score_is_on_the_page(told: Callable[..., str]) -> None:
    words = told(
        {"weighting": POINTS, "objectives": goals(3, 4), "models": models(trust=[4, 2.5], board=[1, 5])}
    )
    assert "They are proposed: they have not been approved, and they may change." in words
    assert "a. Goal 0 3 4 × 3 = 12 1 × 3 = 3" in words
    assert "b. Goal 1 4 2.5 × 4 = 10 5 × 4 = 20" in words
    assert "Sum 7 22 23" in words
    assert "the sum divided by 7 about 3.14 about 3.29" in words
    assert "Place Second First" in words


@pytest.mark.parametrize("weights", [(1, 0), (99.9, 0), (49.9, 50), (50.1, 50)])
def test_weights_that_are_nothing_or_add_up_to_no_hundred_still_give_a_right_result(
    weights: tuple[float, float], told: Callable[..., str]
) -> None:
    basis = {"basis": "percentage"}
    words = told(
        {"weighting": basis, "objectives": goals(*weights), "models": models(one=[4, 4], two=[2, 2])}
    )
    assert "“One” has the highest weighted score, 4 of 5. The weights are those stated above." in words
    assert "It is not stated whether they have been approved." in words


@pytest.mark.parametrize("weights", [(1, None), (-1, 2), (0, 0)])
def test_weights_that_cannot_be_used_are_told_to_be_so(
    weights: tuple[float | None, ...], told: Callable[..., str]
) -> None:
    words = told(
        {"weighting": POINTS, "objectives": goals(*weights), "models": models(one=[4, 2], two=[1, 1])}
    )
    assert "“One” has the highest average score, 3 of 5." in words
    assert (
        "No result can be worked out from the weights stated above, so every objective counts the same here."
        in words
    )


def test_one_model_has_nothing_to_be_preferred_to(told: Callable[..., str]) -> None:
    words = told({"objectives": goals(None, None), "models": models(only=[4, 3])})
    assert "“Only” has an average score of 3.5 of 5. It is the only model, so there is nothing" in words
    assert "What would change the preference" not in words
    assert "Let some objectives count for more" not in words
    assert "compared" not in words


def test_of_one_objective_no_weight_can_change(told: Callable[..., str]) -> None:
    words = told({"objectives": goals(None), "models": models(one=[4], two=[3])})
    assert "“Goal 0” is the only objective" in words
    assert "One 100%" in words
    assert "Let some objectives count for more" not in words


def test_equal_models_tie_in_all_that_is_told_of_them(told: Callable[..., str]) -> None:
    words = told({"objectives": goals(None, None), "models": models(one=[4, 3], two=[4, 3])})
    assert "“One” and “Two” tie for the highest average score, 3.5 of 5." in words
    assert (
        "However much or little “Goal 0” counted, no other model would come in front, and the tie would stay."
        in words
    )
    assert "the highest score, with ties split equally." in words
    assert "“One” and “Two” have the same score for every objective, so they always tie" in words
    assert "Place Joint first Joint first" in words
    assert "One 50% Two 50%" in words


def test_a_partly_scored_model_is_shown_and_never_ranked(told: Callable[..., str]) -> None:
    words = told({"objectives": goals(None, None), "models": models(whole=[1, 1], part=[5])})
    assert "“Whole” has an average score of 1 of 5. No other model has a score for every objective" in words
    assert (
        "“Part” is not compared: it has no score for “Goal 1”. Its average score would be 2.5 if the missing score were 0,"
        " and 5 if it were 5: both are higher than that of “Whole”, 1." in words
    )
    assert "b. Goal 1 1 No score" in words
    assert "1 Not compared Place of those compared First" in words
    assert "Each contract model has a score" not in words


def test_without_a_model_that_has_every_score_the_scores_are_shown(told: Callable[..., str]) -> None:
    words = told({"objectives": goals(None, None), "models": models(part=[5])})
    assert "No model has a score for every objective yet" in words
    assert "Figures to download" not in words


def test_a_scenario_that_leaves_one_out_is_told_to_be_without_a_result(told: Callable[..., str]) -> None:
    words = told(
        {
            "objectives": goals(None, None),
            "models": models(one=[4, 3], two=[1, 5]),
            "scenarios": [
                {"id": "s", "title": "Some", "weights": {"a": 1}},
                {"id": "n", "title": "Nothing", "weights": {"a": 0, "b": 0}},
            ],
        }
    )
    assert "Some Cannot be worked out: it does not say how much “Goal 1” counts" in words
    assert "Nothing Cannot be worked out: every objective counts for 0" in words


def test_two_hundred_objectives_and_fifty_models_leave_their_scores_to_the_files(
    told: Callable[..., str],
) -> None:
    many = [{"id": f"o{at}", "title": f"Goal {at}"} for at in range(200)]
    fifty = [
        {
            "id": f"m{at}",
            "title": f"Model {at}",
            "scores": {one["id"]: (at * 7 + goal * 3) % 6 for goal, one in enumerate(many)},
        }
        for at in range(50)
    ]
    scenarios = [{"id": "s", "title": "S", "weights": {one["id"]: 1 for one in many}}]
    words = told({"objectives": many, "models": fifty, "scenarios": scenarios})
    assert "50 contract models and 200 objectives are more than a table on a page can show" in words
    assert "The files below say the same about 180 more objectives." in words
    assert "×" not in words.split("Contract models compared")[1].split("Model 0")[0]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("objectives/leisure-2026", ("They have been approved. They were set by", ">recommendation (i)</a>")),
        (
            "objectives/digital-care-2026",
            ("They are proposed: they have not been approved, and they may change.",),
        ),
        (
            "adverts/digital-care-records-2026",
            ("They are proposed: they have not been approved, and they may change.",),
        ),
        (
            "objectives/strategic-partnership-2003",
            ("illustrative", "The objectives are not weighted, so each counts the same."),
        ),
    ],
)
def test_the_standing_of_weights_is_told_wherever_they_are_shown(
    path: str, words: tuple[str, ...], example_site: Path
) -> None:
    page = (example_site / path / "index.html").read_text("utf-8")
    assert [one for one in words if one not in page] == []


@given(st.lists(st.fractions(0, 1, max_denominator=1000), min_size=1, max_size=8).filter(any))
def test_whole_numbers_keep_the_proportions(shares: list[Fraction]) -> None:
    found = whole(shares)
    assert [Fraction(number, sum(found)) for number in found] == [share / sum(shares) for share in shares]
