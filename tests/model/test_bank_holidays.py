"""Our bank holidays are those of a well-kept library, year by year."""

from datetime import date

import holidays
import pytest

from sitegen.model.bank_holidays import Part, bank_holidays

PARTS: tuple[Part, ...] = ("ENG", "WLS", "SCT", "NIR")


@pytest.mark.parametrize("part", PARTS)
def test_they_are_those_of_the_library(part: Part) -> None:
    for year in range(1982, 2061):
        theirs = set(holidays.country_holidays("GB", subdiv=part, years=year))
        theirs.discard(date(2006, 11, 30))  # the Act that made it a bank holiday in Scotland is of 2007
        assert bank_holidays(part, year) == theirs


def test_christmas_at_a_weekend_has_days_in_lieu() -> None:
    assert {date(2027, 12, 27), date(2027, 12, 28)} < bank_holidays("WLS", 2027)
