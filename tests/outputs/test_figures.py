"""Fractions as people read them: exact while that is short, and never rounded into something else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.figures import exact, percent, percents, rounded, scores


@pytest.mark.parametrize(
    ("value", "words"),
    [("7/2", "3.5"), ("27/8", "3.375"), ("22/7", "about 3.14"), ("3", "3"), ("61/16", "about 3.81")],
)
def test_a_score_is_exact_up_to_three_decimals_and_otherwise_about_two(value: str, words: str) -> None:
    assert scores([Fraction(value)])[Fraction(value)] == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("1/8", "12.5%"),
        ("1/7", "about 14.3%"),
        ("1/16", "6.25%"),
        ("0", "0%"),
        ("1", "100%"),
        ("1/3000", "about 0.03%"),
        ("2999/3000", "about 99.97%"),
    ],
)
def test_a_percentage_is_nothing_or_everything_only_where_that_is_exact(share: str, words: str) -> None:
    assert percent(Fraction(share)) == words


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (["1/3", "3334/10000"], ["about 33.3%", "33.34%"]),
        (["1/3", "3334/9999"], ["about 33.33%", "about 33.34%"]),
        (["1/7", "1/7"], ["about 14.3%", "about 14.3%"]),
        (["1/3", "33329/100000", "1/2"], ["about 33.33%", "33.329%", "50%"]),
    ],
)
def test_percentages_shown_together_are_told_apart(shares: list[str], words: list[str]) -> None:
    found = percents(map(Fraction, shares))
    assert [found[Fraction(share)] for share in shares] == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["3", "9001/3001", "8997/3001"], ["3", "about 2.999", "about 2.998"]),
        (["3001/1000", "9004/3000"], ["3.001", "about 3.0013"]),  # not about 3.00, then 3.001
        (["14999/3000"], ["about 4.9997"]),  # only 5 is 5
        (["1/3000"], ["about 0.0003"]),
        (["10/3", "22/7"], ["about 3.33", "about 3.14"]),
    ],
)
def test_scores_shown_together_are_told_apart_and_in_order(values: list[str], words: list[str]) -> None:
    found = scores(map(Fraction, values))
    assert [found[Fraction(value)] for value in values] == words


@pytest.mark.parametrize(
    ("value", "places", "digits"),
    [
        ("1/8", 2, "0.13"),
        ("-1/8", 2, "-0.13"),
        ("-1/999", 2, "0.00"),
        ("5/2", 0, "3"),
        ("1999/1000", 2, "2.00"),
    ],
)
def test_a_half_is_rounded_away_from_nothing(value: str, places: int, digits: str) -> None:
    assert rounded(Fraction(value), places) == digits


@given(st.fractions())
def test_the_exact_value_can_be_read_back_and_the_rounded_one_is_no_further_off_than_half_a_step(
    value: Fraction,
) -> None:
    assert Fraction(exact(value)) == value
    assert abs(Fraction(rounded(value, 2)) - value) <= Fraction(1, 200)


@given(
    st.lists(st.one_of(st.fractions(0, 5), st.fractions(3, "3.001")), max_size=6),
)
def test_the_words_of_scores_are_in_the_order_of_the_scores(values: list[Fraction]) -> None:
    found = scores(values)
    shown = [Fraction(found[value].removeprefix("about ")) for value in sorted({*values})]
    assert shown == sorted({*shown})
    assert all(found[value] == str(value) for value in values if value in (0, 5))
    assert all(Fraction(found[value]) == value for value in values if not found[value].startswith("about "))
