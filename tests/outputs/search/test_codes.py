"""Dates and amounts as terms of their own."""

import pytest

from sitegen.outputs.search.codes import codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        (
            "Closing time: 5pm on Friday 18 December 2026 (UK time)",
            {"18december2026", "2026-12-18", "18/12/2026", "december2026"},
        ),
        ("expected in March 2027.", {"march2027"}),
        ("on 1 May 2027", {"1may2027", "2027-05-01", "01/05/2027", "may2027"}),
        ("The plan of 2027, 12 Mays 2027, 118 May 20270", set()),
        ("Mayor 2027, Marching 2027, in 2027", set()),
        ("£1,800,000", {"1800000", "1.8million", "1.8m"}),
        ("It cost £2.4 million.", {"2400000", "2.4m", "2.4million"}),
        ("1.5 billion litres", {"1500000000", "1.5bn", "1.5billion"}),
        ("£250k", {"250000", "250k", "250thousand"}),
        ("£1,234,567.50", {"1234567.5"}),
        ("£950.50 and 2,400 visits", {"950.5"}),
        ("£" + "9" * 40, set()),
        ("£,, £. $ € million", set()),
    ],
)
def test_dates_and_amounts_are_terms_in_each_way_that_they_are_typed(text: str, expected: set[str]) -> None:
    assert set(codes(text)) == expected
