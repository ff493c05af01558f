"""The appraisal of contract models, against arithmetic done by hand and against an independent library."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pymcdm.methods import WSM

from sitegen.model.appraisal import Appraisal, Place, Scored, appraise, equal, result, shares
from sitegen.model.objectives import ContractModel, Objective, Objectives, Scenario, Weighting

PARTNERSHIP = "strategic-partnership-2003"
LEISURE = "leisure-2026"


def objectives(
    weights: dict[str, str | None],
    models: dict[str, dict[str, str]],
    basis: Literal["none", "percentage", "points"] = "points",
    **scenarios: dict[str, str],
) -> Objectives:
    """A set of objectives in short: weight by letter, scores by model, weights by scenario."""
    return Objectives.model_construct(
        id="set",
        title="Set",
        weighting=Weighting.model_construct(basis=basis),
        objectives=tuple(
            Objective.model_construct(id=letter, title=letter, weight=Decimal(weight) if weight else None)
            for letter, weight in weights.items()
        ),
        models=tuple(
            ContractModel.model_construct(id=name, title=name, scores=_decimals(scores))
            for name, scores in models.items()
        ),
        scenarios=tuple(
            Scenario.model_construct(id=name, title=name, weights=_decimals(given))
            for name, given in scenarios.items()
        ),
    )


def _decimals(numbers: dict[str, str]) -> dict[str, Decimal]:
    return {letter: Decimal(number) for letter, number in numbers.items()}


def appraised(found: Objectives) -> Appraisal:
    appraisal = appraise(found)
    assert appraisal is not None
    return appraisal


def totals(appraisal: Appraisal, scenario: int | None = None) -> dict[str, Fraction]:
    """The weighted score of each model, under the base weighting or under a scenario."""
    found = appraisal.base if scenario is None else appraisal.scenarios[scenario]
    assert found is not None
    return {name: place.total for place in found.ranking for name in place.models}


def test_the_models_of_2003_by_hand(example: dict[str, Objectives]) -> None:
    # No weighting was approved, so each of the eight objectives counts for one eighth.
    appraisal = appraised(example[PARTNERSHIP])
    assert not appraisal.is_stated
    assert totals(appraisal) == {
        "incremental": Fraction(4 + 3 + 3 + 4 + 4 + 2 + 4 + 4, 8),  # 28 / 8 = 3.5
        "joint-venture": Fraction(3 + 4 + 3 + 3 + 3 + 5 + 2 + 4, 8),  # 27 / 8 = 3.375
        "in-house": Fraction(3 + 1 + 2 + 5 + 5 + 1 + 5 + 2, 8),  # 24 / 8 = 3
        "outsourcing": Fraction(3 + 5 + 5 + 1 + 2 + 4 + 1 + 3, 8),  # 24 / 8 = 3
    }
    assert appraisal.base.ranking == (
        Place(1, ("incremental",), Fraction("3.5")),
        Place(2, ("joint-venture",), Fraction("3.375")),
        Place(3, ("in-house", "outsourcing"), Fraction(3)),
    )


def test_with_regeneration_first_the_joint_venture_is_preferred_by_hand(
    example: dict[str, Objectives],
) -> None:
    # Regeneration (f) has 30 of 100, every other objective 10.
    appraisal = appraised(example[PARTNERSHIP])
    assert totals(appraisal, 0) == {
        "joint-venture": Fraction("0.1") * (3 + 4 + 3 + 3 + 3 + 2 + 4)
        + Fraction("0.3") * 5,  # 2.2 + 1.5 = 3.7
        "incremental": Fraction("0.1") * (4 + 3 + 3 + 4 + 4 + 4 + 4) + Fraction("0.3") * 2,  # 2.6 + 0.6 = 3.2
        "outsourcing": Fraction("0.1") * (3 + 5 + 5 + 1 + 2 + 1 + 3) + Fraction("0.3") * 4,  # 2.0 + 1.2 = 3.2
        "in-house": Fraction("0.1") * (3 + 1 + 2 + 5 + 5 + 5 + 2) + Fraction("0.3") * 1,  # 2.3 + 0.3 = 2.6
    }
    assert appraisal.scenarios[0]
    assert appraisal.scenarios[0].preferred == ("joint-venture",)
    assert appraisal.scenarios[0].ranking[1].models == ("incremental", "outsourcing")


def test_the_leisure_centres_under_their_approved_percentages_by_hand(example: dict[str, Objectives]) -> None:
    appraisal = appraised(example[LEISURE])
    assert appraisal.is_stated
    assert totals(appraisal) == {
        "trust": Fraction(30 * 4 + 20 * 3 + 10 * 2 + 10 * 4, 100)
        + Fraction("0.175") * 5
        + Fraction("0.125") * 3,
        "operator": Fraction(30 * 4 + 20 * 4 + 10 * 4 + 10 * 2, 100)
        + Fraction("0.175") * 3
        + Fraction("0.125") * 2,
        "council-run": Fraction(30 * 3 + 20 * 2 + 10 * 3 + 10 * 4, 100)
        + Fraction("0.175") * 3
        + Fraction("0.125") * 4,
    }
    assert totals(appraisal)["trust"] == Fraction("3.65")


def test_the_parts_that_objectives_add_make_up_the_total() -> None:
    model = Scored("m", (Fraction(4), Fraction(1)))
    assert model.parts((Fraction(3, 4), Fraction(1, 4))) == (Fraction(3), Fraction(1, 4))
    assert model.total((Fraction(3, 4), Fraction(1, 4))) == Fraction(13, 4)


def test_points_and_percentages_of_any_sum_are_shares_of_their_sum() -> None:
    assert shares({"a": Decimal(30), "b": Decimal("69.9")}, "ab") == (Fraction(300, 999), Fraction(699, 999))


@pytest.mark.parametrize(
    "weights",
    [
        {"a": Decimal(1)},
        {"a": Decimal(0), "b": Decimal(0)},
        {"a": Decimal(-1), "b": Decimal(2)},
        {},
    ],
)
def test_from_weights_that_are_missing_nothing_or_negative_no_shares_are_made(
    weights: dict[str, Decimal],
) -> None:
    assert shares(weights, "ab") is None


def test_an_objective_may_weigh_nothing_in_a_scenario() -> None:
    found = appraised(
        objectives({"a": None, "b": None}, {"m": {"a": "5", "b": "1"}}, "none", other={"a": "0", "b": "2"})
    )
    assert totals(found, 0) == {"m": 1}


def test_a_scenario_that_leaves_out_an_objective_has_no_result() -> None:
    found = appraised(objectives({"a": "1", "b": "1"}, {"m": {"a": "5", "b": "1"}}, other={"a": "3"}))
    assert found.scenarios == (None,)


def test_weights_on_some_objectives_only_are_not_used() -> None:
    found = appraised(objectives({"a": "3", "b": None}, {"m": {"a": "5", "b": "1"}}))
    assert not found.is_stated
    assert found.base.weights == equal(2)


def test_a_model_without_a_score_is_shown_with_what_is_missing_and_never_ranked() -> None:
    found = appraised(objectives({"a": "1", "b": "1"}, {"whole": {"a": "1", "b": "1"}, "part": {"a": "5"}}))
    assert [(model.id, model.missing) for model in found.partial] == [("part", ("b",))]
    assert totals(found) == {"whole": 1}


@pytest.mark.parametrize("models", [{}, {"part": {"a": "5"}}])
def test_without_a_model_that_has_every_score_there_is_no_appraisal(
    models: dict[str, dict[str, str]],
) -> None:
    assert appraise(objectives({"a": "1", "b": "1"}, models)) is None


def test_one_model_and_one_objective_are_enough() -> None:
    found = appraised(objectives({"a": "7"}, {"m": {"a": "2.5"}}))
    assert found.base.ranking == (Place(1, ("m",), Fraction(5, 2)),)


def test_models_that_tie_share_a_place_and_the_next_place_is_left_out() -> None:
    models = [Scored(name, (Fraction(score),)) for name, score in zip("abcd", (4, 5, 5, 1), strict=True)]
    found = result(models, equal(1)).ranking
    assert [(place.number, place.models) for place in found] == [(1, ("b", "c")), (3, ("a",)), (4, ("d",))]


SCORES = st.integers(0, 10).map(lambda half: Fraction(half, 2))


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Scored], tuple[Fraction, ...]]:
    """Up to six models scored against up to six objectives, and a weighting."""
    count = draw(st.integers(1, 6))
    models = draw(st.lists(st.lists(SCORES, min_size=count, max_size=count), min_size=1, max_size=6))
    weights = draw(st.lists(st.integers(0, 40), min_size=count, max_size=count))
    assume(any(weights))
    scored = [Scored(f"m{number}", tuple(scores)) for number, scores in enumerate(models)]
    return scored, tuple(Fraction(weight, sum(weights)) for weight in weights)


def as_scored(column: np.ndarray[Any, Any], cost: bool = False) -> np.ndarray[Any, Any]:  # noqa: FBT001, FBT002 - the library's signature
    """The library wants to bring scores to a scale of its own; they have one already."""
    assert not cost
    return column


@given(problems())
def test_an_independent_library_finds_the_same_totals(
    problem: tuple[list[Scored], tuple[Fraction, ...]],
) -> None:
    models, weights = problem
    matrix = np.array([[float(score) for score in model.scores] for model in models])
    theirs = WSM(normalization_function=as_scored)(
        matrix, np.array([float(weight) for weight in weights]), np.ones(len(weights)), validation=False
    )
    ours = {name: place.total for place in result(models, weights).ranking for name in place.models}
    assert [float(ours[model.id]) for model in models] == pytest.approx(list(theirs), abs=1e-9)


@given(problems())
def test_a_ranking_has_every_model_once_in_falling_order(
    problem: tuple[list[Scored], tuple[Fraction, ...]],
) -> None:
    models, weights = problem
    ranking = result(models, weights).ranking
    found = [name for place in ranking for name in place.models]
    assert sorted(found) == sorted(model.id for model in models)
    assert [place.total for place in ranking] == sorted({place.total for place in ranking}, reverse=True)
    assert [place.number for place in ranking] == [
        1 + sum(len(before.models) for before in ranking[:number]) for number in range(len(ranking))
    ]


@pytest.fixture(scope="module")
def example(repository: Path) -> dict[str, Objectives]:
    """The sets of objectives of the worked example, by their ids."""
    from datetime import datetime  # noqa: PLC0415

    from sitegen.reading.content import read  # noqa: PLC0415

    content = read(repository / "content", datetime(2026, 11, 23, 9), drafts=False).content  # noqa: DTZ001
    assert content
    return {entry.record.id: entry.record for entry in content.of(Objectives)}
