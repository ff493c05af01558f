"""Each jurisdiction has its own bank holidays and laws, and checks and new files share them."""

from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest

from sitegen.model.entry import Entry
from sitegen.model.jurisdiction import ENGLAND, JURISDICTIONS, Duty, Name, by_law
from sitegen.rules.times import closes_on_day_off
from sitegen.starting.starters import dates_from
from tests.strategies import advert, content_of

NOON = time(12)
NATIONS = {name: law for name, law in JURISDICTIONS.items() if name != "none"}


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
    assert ENGLAND.first_working_day(date.fromisoformat(day)) == date.fromisoformat(expected)


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
    assert ENGLAND.working_days_after(date.fromisoformat(day), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "kept_in"),
    [
        ("2026-08-31", {"england", "wales", "northern-ireland"}),
        ("2026-08-03", {"scotland"}),
        ("2026-11-30", {"scotland"}),
        ("2026-03-17", {"northern-ireland"}),
        ("2023-05-08", set(NATIONS)),
        ("2026-12-25", set(NATIONS)),
    ],
    ids=["August", "August in Scotland", "St Andrew", "St Patrick", "a coronation", "Christmas"],
)
def test_each_nation_keeps_its_own_bank_holidays_and_none_keeps_none(day: str, kept_in: set[str]) -> None:
    kept = {name for name, law in JURISDICTIONS.items() if law.is_bank_holiday(date.fromisoformat(day))}
    assert kept == kept_in


@pytest.mark.parametrize("year", [1800, 2999])
def test_years_far_off_are_no_trouble(year: int) -> None:
    assert ENGLAND.working_days_after(date(year, 12, 31), 5) > date(year, 12, 31)


@pytest.mark.parametrize("name", JURISDICTIONS)
def test_no_check_warns_of_a_closing_day_that_a_new_advert_has(name: Name) -> None:
    """Adverts that are started on each of 1,826 days, five years."""
    first, law = date(2026, 1, 1), JURISDICTIONS[name]
    started = [dates_from(first + timedelta(days), law) for days in range(1_826)]
    plain = advert()
    adverts = [
        plain.record.model_copy(
            update={
                "id": f"started-{number}",
                "published": dates["published"],
                "closes": datetime.combine(dates["closes"], NOON),
            }
        )
        for number, dates in enumerate(started)
    ]
    content = content_of(*(Entry.of(one, plain.path, plain.places) for one in adverts), jurisdiction=name)
    assert [finding.message for finding in closes_on_day_off(content)] == []
    others = {day for dates in started for name, day in dates.items() if name != "today"}
    assert [day for day in sorted(others) if not law.is_working_day(day)] == []


@pytest.mark.parametrize("duty", get_args(Duty))
def test_each_duty_is_in_the_law_of_a_nation_and_says_where(duty: Duty) -> None:
    sentence = by_law(duty)
    for law in JURISDICTIONS.values():
        assert (law.laws.get(duty, "no law") in sentence) is (duty in law.laws)
    assert any(law.name in sentence for law in NATIONS.values())


def test_a_law_of_several_nations_is_named_once() -> None:
    assert by_law("equal-treatment") == (
        "By law: Procurement Act 2023, section 12(2) (England, Wales, Northern Ireland); "
        "Public Contracts (Scotland) Regulations 2015, regulation 19(1)(a) (Scotland)."
    )
