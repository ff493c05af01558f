"""What pages say of an appraisal: each sentence true, and fit for one, for a tie and for no change."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.appraisal import Partial, Place, Result, Scored, result
from sitegen.model.objectives import Objectives, Scenario
from sitegen.model.sensitivity import Switch, SwitchPoint, Wins, switches
from sitegen.outputs.html import appraisal_text

TITLES = {"a": "Joint venture", "b": "Trust", "c": "In-house"}
EIGHTH = Fraction(1, 8)


def turn(weight: str, *models: str) -> SwitchPoint:
    return SwitchPoint(Fraction(weight), models)


@pytest.mark.parametrize(
    ("switch", "leading", "words"),
    [
        (
            Switch(EIGHTH, None, turn("4/25", "a")),
            "b",
            "With “Jobs” weighted above 16% (now 12.5%), “Joint venture” becomes preferred.",
        ),
        (
            Switch(EIGHTH, turn("1/15", "a"), None),
            "b",
            "With “Jobs” weighted below about 6.7% (now 12.5%), “Joint venture” becomes preferred.",
        ),
        (
            Switch(EIGHTH, turn("1/15", "a"), turn("5/12", "c")),
            "b",
            (
                "With “Jobs” weighted above about 41.7% (now 12.5%), “In-house” becomes preferred;"
                " below about 6.7%, “Joint venture” becomes preferred."
            ),
        ),
        (
            Switch(EIGHTH, None, turn("1/2", "a", "c")),
            "b",
            "With “Jobs” weighted above 50% (now 12.5%), “Joint venture” and “In-house” tie for first place.",
        ),
        (
            Switch(Fraction(1, 2), turn("1/2", "b"), turn("1/2", "a")),
            "ab",
            (
                "With “Jobs” weighted above its present 50%, “Joint venture” alone is preferred;"
                " below its present 50%, “Trust” alone is preferred."
            ),
        ),
        (
            Switch(Fraction(1, 2), None, turn("1/2", "a", "b")),
            "abc",
            "With “Jobs” weighted above its present 50%, “Joint venture” and “Trust” still tie for first place.",
        ),
        (
            Switch(Fraction(1, 2), None, turn("3/4", "c")),
            "ab",
            "With “Jobs” weighted above 75% (now 50%), “In-house” becomes preferred.",
        ),
        (
            Switch(Fraction(1, 3), None, turn("3334/10000", "a")),
            "b",
            "With “Jobs” weighted above 33.34% (now about 33.3%), “Joint venture” becomes preferred.",
        ),
        (
            Switch(Fraction(0), None, turn("1/2", "a")),
            "b",
            "With “Jobs” weighted above 50% (now 0%), “Joint venture” becomes preferred.",
        ),
        (Switch(EIGHTH, None, None), "b", "No weight of “Jobs” puts another model in front."),
        (
            Switch(EIGHTH, None, None),
            "ab",
            "No weight of “Jobs” puts another model in front or breaks the tie.",
        ),
        (
            Switch(Fraction(1), None, None),
            "b",
            "“Jobs” has all the weight, so there are no others whose proportions could be kept.",
        ),
    ],
)
def test_what_another_weight_would_change(switch: Switch, leading: str, words: str) -> None:
    assert appraisal_text.change("Jobs", switch, tuple(leading), TITLES) == words


@given(
    st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=2, max_size=3),
    st.tuples(*[st.integers(0, 4)] * 3).filter(any),
)
def test_of_any_models_a_sentence_that_speaks_of_no_change_is_so_just_beside_the_weight_and_far_from_it(
    scores: list[tuple[int, ...]], weights: tuple[int, ...]
) -> None:
    models = [Scored("abc"[at], tuple(map(Fraction, one))) for at, one in enumerate(scores)]
    shares = tuple(Fraction(weight, sum(weights)) for weight in weights)
    now = result(models, shares).preferred
    for place, switch in enumerate(switches(models, shares)):
        words = appraisal_text.change("Jobs", switch, now, TITLES)
        if words.startswith("No weight"):
            rest = 1 - shares[place]
            for weight in (Fraction(1, 1000), Fraction(1, 3), Fraction(999, 1000)):
                moved = tuple(
                    weight if at == place else share * (1 - weight) / rest for at, share in enumerate(shares)
                )
                assert result(models, moved).preferred == now
        else:
            assert words.startswith(("With “Jobs” weighted ", "“Jobs” has all the weight"))


@pytest.mark.parametrize(
    ("position", "sharing", "words"),
    [
        (1, 1, "First"),
        (1, 2, "Joint first"),
        (3, 4, "Joint third"),
        (11, 1, "Place 11"),
        (12, 2, "Joint place 12"),
    ],
)
def test_places_in_words(position: int, sharing: int, words: str) -> None:
    assert appraisal_text.place(position, sharing) == words


def test_the_preferred_model_and_a_tie() -> None:
    one = Result((Fraction(1),), (Place(1, ("a",), Fraction(7, 2)), Place(2, ("b",), Fraction(3))))
    tie = Result((Fraction(1),), (Place(1, ("a", "b", "c"), Fraction(10, 3)),))
    assert (
        appraisal_text.preferred(one, TITLES) == "“Joint venture” has the highest weighted score, 3.5 of 5."
    )
    assert (
        appraisal_text.preferred(tie, TITLES)
        == "“Joint venture”, “Trust” and “In-house” tie for the highest weighted score, about 3.33 of 5."
    )
    assert appraisal_text.standings(tie)["b"] == "about 3.33, joint first"


def test_a_model_that_is_not_compared_is_told_with_what_is_missing() -> None:
    goals = {"x": "Jobs", "y": "Cost"}
    assert (
        appraisal_text.partial(Partial("b", ("x", "y")), TITLES, goals)
        == "“Trust” is not compared: it has no score for “Jobs” and “Cost”."
    )


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"x": "1"}, "Cannot be worked out: no weight for “Cost”"),
        ({"x": "-1", "y": "2"}, "Cannot be worked out: a weight is below 0"),
        ({"x": "0", "y": "0"}, "Cannot be worked out: every weight is 0"),
    ],
)
def test_why_a_scenario_has_no_result(weights: dict[str, str], words: str) -> None:
    scenario = Scenario.model_construct(
        id="s", title="S", weights={name: Decimal(weight) for name, weight in weights.items()}
    )
    assert appraisal_text.not_worked_out(scenario, {"x": "Jobs", "y": "Cost"}) == words


@pytest.mark.parametrize(
    ("basis", "is_stated", "words"),
    [
        ("none", False, "No weighting has been approved, so every objective counts the same here."),
        ("points", True, "The weights are those stated above."),
        (
            "points",
            False,
            "No result can be worked out from the weights stated above, so every objective counts the same here.",
        ),
    ],
)
def test_which_weights_were_used(basis: str, is_stated: bool, words: str) -> None:  # noqa: FBT001 - a parameter of the test
    found = Objectives.model_validate(
        {
            "id": "set",
            "title": "Set",
            "weighting": {"basis": basis},
            "objectives": [{"id": "x", "title": "Jobs"}],
        }
    )
    assert appraisal_text.counted(found, is_stated=is_stated) == words


@pytest.mark.parametrize(
    ("share", "sample", "words", "error"),
    [
        ("2/5", None, "40%", None),
        ("1/3", None, "exactly 1/3, about 33.3%", None),
        ("12345/98764", None, "about 12.5%", None),
        ("9572/20000", 20000, "about 47.9%", "0.35"),
        ("0", 20000, "none of those tried", "not known"),
        ("1", 20000, "all of those tried", "not known"),
        ("1/20000", 20000, "less than 0.1%", "less than 0.01"),
        ("19999/20000", 20000, "more than 99.9%", "less than 0.01"),
    ],
)
def test_the_share_of_all_weightings(share: str, sample: int | None, words: str, error: str | None) -> None:
    wins = Wins({"a": Fraction(share)}, sample)
    assert appraisal_text.share(wins, "a") == words
    if error:
        assert appraisal_text.error(wins, "a") == error


def test_a_sample_is_told_with_its_size_and_an_exact_share_as_exact() -> None:
    assert "20,000 weightings drawn at random" in appraisal_text.tried(Wins({}, 20000))
    assert "1 weighting drawn" in appraisal_text.tried(Wins({}, 1))
    assert appraisal_text.tried(Wins({}, None)).startswith("The shares are exact")


def test_a_model_that_no_weighting_prefers_is_told_with_its_better_where_there_is_one() -> None:
    def scored(name: str, *scores: int) -> Scored:
        return Scored(name, tuple(map(Fraction, scores)))

    beaten = [scored("a", 4, 3), scored("b", 4, 2)]
    assert (
        appraisal_text.never(beaten[1], beaten, TITLES)
        == "No weighting puts “Trust” in front: “Joint venture” scores at least as high for every objective,"
        " and higher for one or more."
    )
    between = [scored("a", 5, 0), scored("c", 0, 5), scored("b", 2, 2)]
    assert (
        appraisal_text.never(between[2], between, TITLES)
        == "No weighting puts “Trust” in front: whatever counts most, another model scores at least as high."
    )
