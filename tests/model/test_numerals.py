"""Numbers as reports write them."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.recommendations import letter, roman


@pytest.mark.parametrize(
    ("number", "small_roman", "letters"),
    [
        (1, "i", "a"),
        (4, "iv", "d"),
        (9, "ix", "i"),
        (14, "xiv", "n"),
        (26, "xxvi", "z"),
        (27, "xxvii", "aa"),
        (49, "xlix", "aw"),
        (52, "lii", "az"),
        (53, "liii", "ba"),
        (99, "xcix", "cu"),
        (444, "ccccxliv", "qb"),
        (702, "cccccccii", "zz"),
        (703, "ccccccciii", "aaa"),
    ],
)
def test_a_number_is_written_as_reports_write_it(number: int, small_roman: str, letters: str) -> None:
    assert (roman(number), letter(number)) == (small_roman, letters)


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_no_two_numbers_are_written_alike(one: int, other: int) -> None:
    assert (roman(one) == roman(other)) == (letter(one) == letter(other)) == (one == other)


def test_letters_run_through_the_alphabet_in_order() -> None:
    written = [letter(number) for number, _ in zip(count(1), range(1000), strict=False)]
    assert written == sorted(written, key=lambda text: (len(text), text))
