"""Weekends and English bank holidays are not counted, whichever way one counts."""

from datetime import date

import pytest

from sitegen.rules.working_days import first_from, is_bank_holiday, working_days_after


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-28", "2026-11-30"),
        ("2026-12-25", "2026-12-29"),
        ("2027-03-26", "2027-03-30"),
        ("2022-06-02", "2022-06-06"),
    ],
)
def test_the_first_working_day_may_be_the_day_itself(day: str, expected: str) -> None:
    assert first_from(date.fromisoformat(day)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-12-23", 5, "2027-01-04"),
    ],
)
def test_the_day_from_which_one_counts_does_not_count(day: str, count: int, expected: str) -> None:
    assert working_days_after(date.fromisoformat(day), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-08-31", True), ("2026-08-03", False), ("2026-03-17", False), ("2023-05-08", True)],
    ids=["England in August", "Scotland in August", "Northern Ireland in March", "a coronation"],
)
def test_the_bank_holidays_are_those_of_england(day: str, expected: bool) -> None:  # noqa: FBT001 - a row of a table
    assert is_bank_holiday(date.fromisoformat(day)) is expected


@pytest.mark.parametrize("year", [1800, 2999])
def test_years_far_off_are_no_trouble(year: int) -> None:
    assert working_days_after(date(year, 12, 31), 5) > date(year, 12, 31)
