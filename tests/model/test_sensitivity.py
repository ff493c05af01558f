"""What it would take for another model to be preferred, against brute force."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.model import sensitivity
from sitegen.model.appraisal import Scored, Weights, equal, result
from sitegen.model.dominance import never_preferred
from sitegen.model.sensitivity import SAMPLE, Switch, SwitchPoint, switches, wins

HALF = Fraction(1, 2)
TINY = Fraction(1, 10**9)


def models(*scores: tuple[int, ...]) -> list[Scored]:
    """Models a, b, c … with these scores."""
    return [Scored("abcdefgh"[number], tuple(map(Fraction, given))) for number, given in enumerate(scores)]


def reweighted(weights: Weights, place: int, weight: Fraction) -> Weights:
    """The weighting with one objective's weight set, the others in proportion: written anew, not as the program does."""
    rest = 1 - weights[place]
    return tuple(weight if at == place else share * (1 - weight) / rest for at, share in enumerate(weights))


def test_regeneration_above_sixteen_per_cent_makes_the_joint_venture_preferred_by_hand() -> None:
    # Incremental partnering scores 26 over the seven other objectives and 2 for regeneration, the joint venture 22 and
    # 5. They are level when (1 - w) * 26 / 7 + 2 w = (1 - w) * 22 / 7 + 5 w, so 4 - 4 w = 21 w and w = 4 / 25.
    in_2003 = [
        Scored("incremental", tuple(map(Fraction, (4, 3, 3, 4, 4, 2, 4, 4)))),
        Scored("joint-venture", tuple(map(Fraction, (3, 4, 3, 3, 3, 5, 2, 4)))),
    ]
    found = switches(in_2003, equal(8))
    assert found[5] == Switch(Fraction(1, 8), None, SwitchPoint(Fraction(4, 25), ("joint-venture",)))
    assert found[0].above is None  # incremental partnering is ahead on a, so more of it changes nothing


def test_a_preference_can_change_with_less_weight_as_well_as_with_more() -> None:
    # Over the other two, of like weight, a scores 1, b 4 and c 2: b overtakes a where 5 w + 1 - w = 4 - 4 w.
    found = switches(models((5, 2, 0), (0, 5, 3), (3, 4, 0)), (HALF, Fraction(1, 4), Fraction(1, 4)))
    assert found[0] == Switch(HALF, SwitchPoint(Fraction(3, 8), ("b",)), None)


def test_a_tie_now_turns_at_once_to_the_model_that_gains() -> None:
    found = switches(models((5, 0), (0, 5)), equal(2))
    assert found[0] == Switch(HALF, SwitchPoint(HALF, ("b",)), SwitchPoint(HALF, ("a",)))


def test_models_that_cross_at_the_same_weight_are_told_as_a_tie() -> None:
    found = switches(models((0, 4), (4, 0), (4, 0)), (Fraction(1, 4), Fraction(3, 4)))
    assert found[0].above == SwitchPoint(HALF, ("b", "c"))


@pytest.mark.parametrize("scores", [[(3,)], [(3,), (5,)], [(3, 3), (3, 3)], [(5, 5), (1, 2)]])
def test_where_nothing_can_change_no_switch_is_told(scores: list[tuple[int, ...]]) -> None:
    found = switches(models(*scores), equal(len(scores[0])))
    assert all(switch.below is None and switch.above is None for switch in found)


def test_an_objective_with_all_the_weight_has_no_others_to_keep_in_proportion() -> None:
    assert switches(models((5, 0), (0, 5)), (Fraction(1), Fraction(0)))[0] == Switch(Fraction(1), None, None)


def test_an_objective_with_no_weight_may_still_change_the_preference_once_it_has_some() -> None:
    found = switches(models((5, 0), (0, 5)), (Fraction(1), Fraction(0)))[1]
    assert found == Switch(Fraction(0), None, SwitchPoint(HALF, ("b",)))


@st.composite
def problems(draw: st.DrawFn, most: int = 5) -> tuple[list[Scored], Weights]:
    """Models with scores from 0 to 5, and a weighting that gives no objective everything."""
    count = draw(st.integers(2, most))
    scores = st.tuples(*[st.integers(0, 5)] * count)
    weights = draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
    assume(sum(weight > 0 for weight in weights) > 1)
    return models(*draw(st.lists(scores, min_size=1, max_size=6))), tuple(
        Fraction(weight, sum(weights)) for weight in weights
    )


@given(problems())
def test_between_now_and_a_turn_the_preference_stays_and_just_beyond_it_is_as_told(
    problem: tuple[list[Scored], Weights],
) -> None:
    found, weights = problem
    for place, switch in enumerate(switches(found, weights)):

        def preferred(weight: Fraction, place: int = place) -> tuple[str, ...]:
            return result(found, reweighted(weights, place, weight)).preferred

        now = switch.weight
        for turn, end, step in ((switch.above, Fraction(1), TINY), (switch.below, Fraction(0), -TINY)):
            stop = turn.weight if turn else end
            if now not in (stop, end):
                between = {preferred(now + (stop - now) * Fraction(part, 16)) for part in range(16)}
                assert between == {preferred(now)}
            if turn:
                assert preferred(turn.weight + step) == turn.models != preferred(now)
                assert set(turn.models) < set(preferred(turn.weight))


GRID = 60


@pytest.mark.parametrize(
    ("scores", "shares"),
    [
        ([(5, 0), (0, 5)], ["1/2", "1/2"]),
        ([(5, 0), (0, 5), (3, 3)], ["2/5", "2/5", "1/5"]),
        ([(5, 0, 0), (0, 5, 0), (0, 0, 5)], ["1/3", "1/3", "1/3"]),
        ([(5, 0, 0), (0, 5, 0), (0, 0, 5), (5, 0, 0)], ["1/6", "1/3", "1/3", "1/6"]),
        ([(4, 4, 4), (5, 0, 0)], ["24/25", "1/25"]),
        ([(3,), (2,)], ["1", "0"]),
        ([(3,), (3,)], ["1/2", "1/2"]),
        ([(2, 1), (2, 1)], ["1/2", "1/2"]),
    ],
)
def test_shares_of_up_to_three_objectives_are_exact(scores: list[tuple[int, ...]], shares: list[str]) -> None:
    found = wins(models(*scores))
    assert list(found.shares.values()) == list(map(Fraction, shares))
    assert found.sample is None
    assert found.error("a") is None


@given(problems(most=3))
def test_exact_shares_agree_with_counting_on_a_grid(problem: tuple[list[Scored], Weights]) -> None:
    found, weights = problem
    grid = [cuts for cuts in product(range(GRID), repeat=len(weights) - 1) if sum(cuts) < GRID]
    counted = dict.fromkeys((model.id for model in found), Fraction(0))
    for cuts in grid:
        at = [Fraction(3 * cut + 1, 3 * GRID) for cut in cuts]
        first = result(found, (*at, 1 - sum(at, Fraction(0)))).preferred
        for name in first:
            counted[name] += Fraction(1, len(first) * len(grid))
    shares = wins(found).shares
    assert sum(shares.values()) == 1
    assert all(abs(shares[name] - counted[name]) < Fraction(1, 10) for name in shares)


def test_a_sample_says_its_size_and_its_standard_error_and_is_the_same_every_time() -> None:
    found = models((5, 0, 0, 0), (0, 5, 0, 0), (0, 0, 5, 0), (0, 0, 0, 5))
    first = wins(found)
    sensitivity._sampled.cache_clear()  # noqa: SLF001 - or it would only be remembered
    assert first == wins(found)
    assert first.sample == SAMPLE
    assert sum(first.shares.values()) == 1
    error = first.error("a")
    assert error is not None
    assert 0.0029 < error < 0.0032  # the square root of 1/4 * 3/4 / 20,000
    assert all(abs(share - Fraction(1, 4)) < 4 * Fraction(error) for share in first.shares.values())


def test_the_sample_agrees_with_exact_shares_where_both_can_be_had() -> None:
    three = [(5, 1, 2), (0, 5, 3), (2, 2, 5), (3, 3, 3)]
    exact = wins(models(*three)).shares
    # A fourth objective that is the same for all models changes no ranking, but makes the method a sample.
    sampled = wins(models(*[(*scores, 3) for scores in three]))
    for name, share in exact.items():
        assert abs(sampled.shares[name] - share) < Fraction("0.02"), name


def test_models_alike_in_a_sample_share_what_they_win() -> None:
    found = wins(models((5, 0, 1, 1), (5, 0, 1, 1), (0, 5, 1, 1))).shares
    assert found["a"] == found["b"]
    assert sum(found.values()) == 1


def test_the_error_of_a_part_of_a_share_is_that_part_of_its_error() -> None:
    # Both win together what one of them would win alone, and each has half of it.
    both = wins(models((5, 0, 1, 1), (5, 0, 1, 1), (0, 5, 1, 1)))
    one = wins(models((5, 0, 1, 1), (0, 5, 1, 1)))
    assert both.alike == (("a", "b"),)
    alone, part = one.error("a"), both.error("a")
    assert alone
    assert part == alone / 2
    assert both.error("c") == one.error("b")


def test_models_that_are_all_alike_need_no_sample() -> None:
    found = wins(models((5, 0, 1, 1), (5, 0, 1, 1)))
    assert (found.shares, found.sample) == ({"a": HALF, "b": HALF}, None)


def test_ties_in_a_sample_of_models_that_differ_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensitivity, "_FINE", 4)  # coarse weights, so that many weightings put them level
    sensitivity._sampled.cache_clear()  # noqa: SLF001 - it would remember finer ones
    found = wins(models((5, 0, 1, 1), (0, 5, 1, 1)))
    sensitivity._sampled.cache_clear()  # noqa: SLF001 - and must not remember these
    assert 0 < found.ties < SAMPLE
    assert sum(found.shares.values()) == 1
    assert found.alike == ()


@pytest.mark.parametrize(
    ("scores", "never"),
    [
        ([(5, 5), (3, 3)], ("b",)),
        ([(5, 5), (5, 3)], ("b",)),  # it ties where the first objective is everything, and is never ahead
        (
            [(5, 0), (0, 5), (2, 2)],
            ("c",),
        ),  # no single model beats it everywhere, but one of the two always does
        ([(4, 0), (0, 4), (2, 2)], ("c",)),  # level in one single weighting, never ahead
        ([(5, 0), (0, 5), (3, 3)], ()),
        ([(3, 3), (3, 3)], ()),  # alike, so each is as good as the other
        ([(3, 3), (3, 3), (2, 3)], ("c",)),
        ([(1, 2)], ()),
        ([(5, 0, 0), (0, 5, 0), (0, 0, 5), (1, 1, 2)], ("d",)),
    ],
)
def test_models_that_no_weighting_can_prefer_are_named(
    scores: list[tuple[int, ...]], never: tuple[str, ...]
) -> None:
    assert never_preferred(models(*scores)) == never


@given(problems())
def test_no_weighting_tried_prefers_a_model_that_none_can(problem: tuple[list[Scored], Weights]) -> None:
    found, weights = problem
    never = set(never_preferred(found))
    alike = {model.id: model.scores for model in found}
    for tried in (
        weights,
        *(reweighted(weights, 0, Fraction(part, 8)) for part in range(9) if weights[0] != 1),
    ):
        first = result(found, tried).preferred
        if len({alike[name] for name in first}) == 1:
            assert not never & set(first)


@given(problems(most=3))
def test_with_up_to_three_objectives_those_that_none_prefers_are_just_those_without_a_share(
    problem: tuple[list[Scored], Weights],
) -> None:
    found, _ = problem
    assert {name for name, share in wins(found).shares.items() if share == 0} == set(never_preferred(found))


def test_many_models_and_objectives_are_no_trouble() -> None:
    found = [
        Scored(
            f"m{model}",
            tuple(Fraction((model * 7 + objective * objective * 3) % 11, 2) for objective in range(200)),
        )
        for model in range(50)
    ]
    assert len(switches(found, equal(200))) == 200
    shares = wins(found)
    assert sum(shares.shares.values()) == 1
    assert shares.sample is not None
    assert shares.sample < SAMPLE
    never_preferred(found)
