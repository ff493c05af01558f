"""Fractions as people read them: exact while that is short, and never rounded into something else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.figures import exact, percent, percents, rounded, score


@pytest.mark.parametrize(
    ("value", "words"),
    [("7/2", "3.5"), ("27/8", "3.375"), ("22/7", "about 3.14"), ("3", "3"), ("61/16", "about 3.81")],
)
def test_a_score_is_exact_up_to_three_decimals_and_otherwise_about_two(value: str, words: str) -> None:
    assert score(Fraction(value)) == words


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


def test_two_percentages_that_differ_are_told_apart() -> None:
    assert percents(Fraction(1, 3), Fraction(3334, 10000)) == ("about 33.3%", "33.34%")
    assert percents(Fraction(1, 3), Fraction(3334, 9999)) == ("about 33.33%", "about 33.34%")
    assert percents(Fraction(1, 7), Fraction(1, 7)) == ("about 14.3%", "about 14.3%")


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


@given(st.fractions(0, 1, max_denominator=10**4), st.fractions(0, 1, max_denominator=10**4))
def test_percentages_are_the_same_words_only_for_the_same_share(one: Fraction, other: Fraction) -> None:
    words = percents(one, other)
    assert (words[0] == words[1]) == (one == other)
