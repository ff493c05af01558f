"""Counts and averages as authors write them, exactly or only as far as is safe."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sitegen.model.tallies import FEWER_THAN_3, Mean, MeanField, Tally, TallyField, or_more


def read(field: Any, value: object) -> Any:  # noqa: ANN401 - each field has a type of its own
    return TypeAdapter(field).validate_python(value)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("0", Tally(0)),
        ("007", Tally(7)),
        ("1", Tally(1)),
        ("fewer than 3", FEWER_THAN_3),
        ("Fewer  than 3", FEWER_THAN_3),
        ("3 or more", or_more(3)),
        ("120 or more", or_more(120)),
    ],
)
def test_a_count_is_a_number_or_what_may_be_told_of_it(written: str, read_as: Tally) -> None:
    assert read(TallyField, written) == read_as


@pytest.mark.parametrize(
    "written", ["-1", "1.5", "many", "fewer than 4", "2 or more", "3 or less", "1,200", "٣", "3+", "9" * 10]
)
def test_anything_else_is_told_what_to_write(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(TallyField, written)
    (error,) = caught.value.errors()
    assert error["ctx"]["code"] == "bad-count"
    assert error["ctx"]["message"] == f"“{written}” is not a number of responses"
    assert "fewer than 3" in error["ctx"]["hint"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("3.5", Mean(Decimal("3.5"))),
        ("5", Mean(Decimal(5))),
        ("4.5 or more", Mean(Decimal("4.5"), "or more")),
        ("0.5 Or Less", Mean(Decimal("0.5"), "or less")),
    ],
)
def test_an_average_is_from_0_to_5_or_keeps_a_bound(written: str, read_as: Mean) -> None:
    assert read(MeanField, written) == read_as


@pytest.mark.parametrize("written", ["5.1", "-1", "6", "high", "3,5", "4.5 and more", "5.0001"])
def test_an_average_of_another_scale_is_refused(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(MeanField, written)
    (error,) = caught.value.errors()
    assert error["ctx"]["code"] == "bad-average"


@given(
    st.one_of(st.integers(0, 10**9 - 1).map(Tally), st.integers(3, 10**6).map(or_more), st.just(FEWER_THAN_3))
)
def test_a_count_is_read_as_it_is_written(tally: Tally) -> None:
    assert read(TallyField, str(tally)) == tally


@pytest.mark.parametrize(
    ("tally", "tells"),
    [(Tally(0), False), (Tally(1), True), (Tally(2), True), (Tally(3), False), (FEWER_THAN_3, False)],
)
def test_one_and_two_tell_of_few(tally: Tally, tells: bool) -> None:  # noqa: FBT001 - a table of cases
    assert tally.tells_of_few is tells


@pytest.mark.parametrize(
    ("written", "tells"),
    [
        ("0", True),
        ("5.0", True),
        ("5 or more", True),
        ("0 or more", False),
        ("4.5 or more", False),
        ("2", False),
    ],
)
def test_the_ends_of_the_scale_tell_what_all_said(written: str, tells: bool) -> None:  # noqa: FBT001 - a table of cases
    assert read(MeanField, written).tells_all is tells
