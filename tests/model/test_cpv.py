"""Divisions of the Common Procurement Vocabulary."""

import pytest

from sitegen.model.cpv import DIVISIONS, division


@pytest.mark.parametrize(
    ("code", "digits", "word"),
    [("79000000-4", "79", "Business"), ("03000000", "03", "Agricultural"), ("98390000-3", "98", "personal")],
)
def test_a_code_belongs_to_the_division_of_its_first_two_digits(code: str, digits: str, word: str) -> None:
    found = division(code)
    assert found
    assert found[0] == digits
    assert word in found[1]


@pytest.mark.parametrize("code", ["00000000", "99000000-1", "01000000"])
def test_digits_that_are_not_in_use_belong_to_none(code: str) -> None:
    assert division(code) is None


def test_there_are_forty_five_divisions_and_no_two_are_called_alike() -> None:
    assert len(DIVISIONS) == len(set(DIVISIONS.values())) == 45
