"""What pages say of an appraisal: each sentence true, and fit for one, for a tie and for no change."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.appraisal import Appraisal, Partial, Place, Scored, equal, result
from sitegen.model.objectives import Objectives, Scenario
from sitegen.model.sensitivity import Switch, SwitchPoint, Wins, switches
from sitegen.outputs.html import appraisal_text, share_text
from sitegen.outputs.html.appraisal_text import Manner

TITLES = {"a": "Joint venture", "b": "Trust", "c": "In-house"}
EIGHTH = Fraction(1, 8)
WEIGHTED, UNWEIGHTED = Manner(is_weighted=True, is_whole=True), Manner(is_weighted=False, is_whole=True)
SOME = Manner(is_weighted=True, is_whole=False)
"""How sentences speak of a set with weights, of one without, and of one of whose models some are not compared."""


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
    assert appraisal_text.change("Jobs", switch, tuple(leading), TITLES, WEIGHTED) == words


@pytest.mark.parametrize(
    ("switch", "leading", "words"),
    [
        (
            Switch(EIGHTH, turn("1/15", "a"), turn("5/12", "c")),
            "b",
            (
                "If “Jobs” counted for more than about 41.7% of the total (12.5% when all count the same), “In-house” would"
                " become preferred; if it counted for less than about 6.7% of the total, “Joint venture” would become preferred."
            ),
        ),
        (
            Switch(EIGHTH, turn("1/8", "b"), turn("1/8", "a")),
            "ab",
            (
                "If “Jobs” counted for more than its equal share of 12.5%, “Joint venture” alone would be preferred;"
                " if it counted for less than its equal share of 12.5%, “Trust” alone would be preferred."
            ),
        ),
        (
            Switch(EIGHTH, None, turn("1/2", "a", "c")),
            "b",
            (
                "If “Jobs” counted for more than 50% of the total (12.5% when all count the same), “Joint venture” and"
                " “In-house” would tie for first place."
            ),
        ),
        (
            Switch(EIGHTH, None, None),
            "b",
            "However much or little “Jobs” counted, no other model would come in front.",
        ),
        (
            Switch(Fraction(1), None, None),
            "b",
            "“Jobs” is the only objective, so it cannot count for more or less.",
        ),
    ],
)
def test_what_would_change_is_said_without_weights_of_a_set_without_them(
    switch: Switch, leading: str, words: str
) -> None:
    assert appraisal_text.change("Jobs", switch, tuple(leading), TITLES, UNWEIGHTED) == words


@pytest.mark.parametrize(
    ("switch", "leading", "words"),
    [
        (
            Switch(EIGHTH, None, turn("1/2", "a")),
            "b",
            "With “Jobs” weighted above 50% (now 12.5%), “Joint venture” becomes the preferred one of those compared.",
        ),
        (
            Switch(EIGHTH, None, turn("1/2", "a", "c")),
            "b",
            (
                "With “Jobs” weighted above 50% (now 12.5%), “Joint venture” and “In-house” tie for first place of those"
                " compared."
            ),
        ),
        (Switch(EIGHTH, None, None), "b", "No weight of “Jobs” puts another of those compared in front."),
    ],
)
def test_where_a_model_is_left_out_the_first_is_the_first_of_those_compared(
    switch: Switch, leading: str, words: str
) -> None:
    assert appraisal_text.change("Jobs", switch, tuple(leading), TITLES, SOME) == words


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
        words = appraisal_text.change("Jobs", switch, now, TITLES, WEIGHTED)
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
    assert appraisal_text.place(Place(position, ("a",) * sharing, Fraction(1))) == words


def compared(partial: dict[str, list[int | None]] | None = None, **scores: list[int]) -> Appraisal:
    """Models and their scores for objectives that weigh the same, as if that were stated; None where a score is missing."""
    models = tuple(Scored(name, tuple(map(Fraction, one))) for name, one in scores.items())
    weights = equal(len(models[0].scores))
    left_out = tuple(
        Partial(
            name,
            tuple("xyz"[at] for at, score in enumerate(one) if score is None),
            Scored(name, tuple(Fraction(score or 0) for score in one)),
            Scored(name, tuple(Fraction(5 if score is None else score) for score in one)),
        )
        for name, one in (partial or {}).items()
    )
    return Appraisal(models, left_out, is_stated=True, base=result(models, weights), scenarios=())


def test_the_preferred_model_and_a_tie() -> None:
    one = compared(a=[4, 3], b=[3, 3])
    tie = compared(a=[4, 3, 3], b=[3, 3, 4], c=[3, 4, 3])
    assert (
        appraisal_text.preferred(one, one.base, TITLES)
        == "“Joint venture” has the highest weighted score, 3.5 of 5."
    )
    assert (
        appraisal_text.preferred(tie, tie.base, TITLES)
        == "“Joint venture”, “Trust” and “In-house” tie for the highest weighted score, about 3.33 of 5."
    )
    assert appraisal_text.standings(tie, tie.base)["b"] == "about 3.33, joint first"


def test_scores_that_are_nearly_level_are_told_apart() -> None:
    models = compared(a=[3, 3, 3], b=[1, 3, 5])
    nearly = result(models.models, (Fraction(1000, 3001), Fraction(1000, 3001), Fraction(1001, 3001)))
    found = appraisal_text.standings(models, nearly)
    assert found == {"a": "3, second", "b": "about 3.001, first"}


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([4, None], "Its weighted score would be 2 if the missing score were 0, and 4.5 if it were 5: both are higher than {}, 1."),
        ([2, None], "Its weighted score would be 1 if the missing score were 0, and 3.5 if it were 5: never lower than {}."),
        ([1, None], "Its weighted score would be 0.5 if the missing score were 0, and 3 if it were 5: {}, 1, is between the two."),
        ([None, None], "Its weighted score would be 0 if every missing score were 0, and 5 if every one were 5: {}, 1, is between the two."),
    ],
)  # fmt: skip
def test_a_model_that_is_not_compared_has_what_is_missing_and_what_it_could_reach(
    scores: list[int | None], words: str
) -> None:
    goals = {"x": "Jobs", "y": "Cost"}
    missing = "“Jobs” and “Cost”" if scores[0] is None else "“Cost”"
    said = f"“Trust” is not compared: it has no score for {missing}. "
    found = compared({"b": scores}, a=[1, 1], c=[1, 0])
    assert appraisal_text.partial(found.partial[0], found, TITLES, goals) == said + words.format(
        "the highest of those compared"
    )
    alone = compared({"b": scores}, a=[1, 1])
    assert appraisal_text.partial(alone.partial[0], alone, TITLES, goals) == said + words.format(
        "that of “Joint venture”"
    )
    assert (
        appraisal_text.preferred(found, found.base, TITLES)
        == "“Joint venture” has the highest weighted score of those compared, 1 of 5."
    )


def test_a_model_that_could_not_come_first_or_only_level_is_said_to_be_so() -> None:
    goals = {"x": "Jobs", "y": "Cost"}
    found = compared({"b": [1, None], "c": [0, None]}, a=[5, 1])
    assert appraisal_text.partial(found.partial[0], found, TITLES, goals).endswith(
        "Its weighted score would be 0.5 if the missing score were 0, and 3 if it were 5: at most level with that of"
        " “Joint venture”."
    )
    assert appraisal_text.partial(found.partial[1], found, TITLES, goals).endswith(
        "Whatever it scored there, it would not come first."
    )
    assert appraisal_text.standings(found, found.base) == {
        "a": "3, first",
        "b": "not compared: 0.5 to 3",
        "c": "not compared: 0 to 2.5",
    }


@pytest.mark.parametrize(
    ("score", "words"),
    [(1, "1: level with that of “Joint venture”."), (2, "2: higher than that of “Joint venture”, 1.")],
)
def test_a_missing_score_without_weight_changes_nothing(score: int, words: str) -> None:
    found = compared({"b": [score, None]}, a=[1, 1])
    moved = Appraisal(
        found.models,
        found.partial,
        is_stated=True,
        base=result(found.models, (Fraction(1), Fraction(0))),
        scenarios=(),
    )
    assert appraisal_text.partial(moved.partial[0], moved, TITLES, {"x": "Jobs", "y": "Cost"}).endswith(
        f"Whatever it scored there, its weighted score would be {words}"
    )
    assert appraisal_text.standings(moved, moved.base)["b"] == f"not compared: {score}"


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
    assert appraisal_text.not_worked_out(scenario, {"x": "Jobs", "y": "Cost"}, WEIGHTED) == words


@pytest.mark.parametrize(
    ("basis", "is_stated", "words"),
    [
        ("none", False, "The objectives are not weighted, so each counts the same."),
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
            "objectives": [{"id": "x", "title": "Jobs", "weight": "1"}],
        }
    )
    assert appraisal_text.counted(found, is_stated=is_stated) == words


@pytest.mark.parametrize(
    ("share", "sample", "words", "error"),
    [
        ("2/5", None, "40%", None),
        ("1/3", None, "exactly 1/3, about 33.3%", None),
        ("23/32", None, "exactly 23/32, about 71.9%", None),
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
    assert share_text.shares(wins).words["a"] == words
    if error:
        assert share_text.error(wins, "a") == error


@pytest.mark.parametrize(
    ("shares", "sample", "words"),
    [
        (
            ["479/1000", "277/1000", "1236/10000", "1206/10000"],
            20000,
            "Because each percentage is rounded, those shown add up to 100.1%, not 100%.",
        ),
        (["1/2", "1/2"], 20000, ""),
        (["1/3"] * 3, None, "Because each percentage is rounded, those shown add up to 99.9%, not 100%."),
        (["3/7", "4/7"], None, ""),
        (
            ["1/20000", "10000/20000", "9999/20000"],
            20000,
            "Each percentage is rounded, so those shown need not add up to 100%.",
        ),
        (["1", "0"], 20000, ""),
        (["1", "0"], None, ""),
    ],
)
def test_shares_that_do_not_add_up_to_100_say_why(shares: list[str], sample: int | None, words: str) -> None:
    wins = Wins({str(at): Fraction(share) for at, share in enumerate(shares)}, sample)
    assert share_text.shares(wins).total == words


def test_a_share_that_is_a_part_of_a_tie_is_said_to_be_so() -> None:
    alike = Wins({"a": Fraction(1, 4), "b": Fraction(1, 4), "c": Fraction(1, 2)}, None, (("a", "b"),))
    assert list(share_text.ties(alike, TITLES, WEIGHTED)) == [
        (
            "“Joint venture” and “Trust” have the same score for every objective, so they always tie: what they win is"
            " split equally between them."
        )
    ]
    lost = Wins({"a": Fraction(0), "b": Fraction(0), "c": Fraction(1)}, None, (("a", "b"),))
    assert list(share_text.ties(lost, TITLES, WEIGHTED)) == []
    chance = Wins({"a": Fraction(1, 4), "c": Fraction(3, 4)}, 20000, (), 3)
    assert list(share_text.ties(chance, TITLES, UNWEIGHTED)) == [
        (
            "In 3 ways of the sample, models with different scores tie for first place: each of those that tie gets an"
            " equal part."
        )
    ]


def test_a_sample_is_told_with_its_size_and_an_exact_share_as_exact() -> None:
    assert "20,000 weightings drawn at random" in share_text.tried(Wins({}, 20000), WEIGHTED)
    assert "20,000 ways drawn at random" in share_text.tried(Wins({}, 20000), UNWEIGHTED)
    assert "1 weighting drawn" in share_text.tried(Wins({}, 1), WEIGHTED)
    assert share_text.tried(Wins({}, None), WEIGHTED).startswith("The shares are exact")


def test_a_model_that_no_weighting_prefers_is_told_with_its_better_where_there_is_one() -> None:
    def scored(name: str, *scores: int) -> Scored:
        return Scored(name, tuple(map(Fraction, scores)))

    beaten = [scored("a", 4, 3), scored("b", 4, 2)]
    why = "“Joint venture” scores at least as high for every objective, and higher for one or more."
    assert (
        appraisal_text.never(beaten[1], beaten, TITLES, WEIGHTED)
        == f"No weighting puts “Trust” in front: {why}"
    )
    assert (
        appraisal_text.never(beaten[1], beaten, TITLES, UNWEIGHTED)
        == f"However much each objective counted, “Trust” would not be in front: {why}"
    )
    between = [scored("a", 5, 0), scored("c", 0, 5), scored("b", 2, 2)]
    assert (
        appraisal_text.never(between[2], between, TITLES, WEIGHTED)
        == "No weighting puts “Trust” in front: there is always another model that scores at least as high."
    )
