"""Each jurisdiction has its own bank holidays and laws, and checks and new files share them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest

from sitegen.model.entry import Entry
from sitegen.model.jurisdiction import ENGLAND, JURISDICTIONS, Duty, Jurisdiction, Name, Stage, by_law
from sitegen.model.legislation import SOURCES, Fact, source
from sitegen.model.org_id import may_be_listed
from sitegen.model.thresholds import Contract, thresholds_on
from sitegen.model.workforce import TWO_TIER
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


# The tables of law

PME, TUPE = "preliminary market engagement notice (UK2)", "Transfer of Undertakings"
EHRC, ECNI = "Equality and Human Rights Commission", "Equality Commission for Northern Ireland"
NUMBERS = {
    "england": [str(number) for number in range(1, 8)],
    "wales": [str(number) for number in range(12, 19)],
    "scotland": [str(number) for number in range(1, 16)],
    "northern-ireland": [str(number) for number in range(1, 8)],
}
UNREAD = {"england": set(), "wales": set(), "scotland": {"10", "15"}, "northern-ireland": {"1", "6"}}
"""The paragraphs for whose words no source was found."""


def cited(law: Jurisdiction) -> Iterator[str]:
    """Every law that a value of a nation cites."""
    facts: tuple[Fact | None, ...] = (*law.notices.values(), *law.workforce, law.register)
    yield from (fact.law for fact in facts if fact)
    yield from law.laws.values()
    yield from (table.law for table in law.thresholds)
    yield from (law.exemption.schedule,) if law.exemption else ()
    yield from (law.information.act, law.information.environment) if law.information else ()
    yield from (law.engagement.law,) if law.engagement else ()


@pytest.mark.parametrize("name", NATIONS)
def test_every_value_cites_a_law_with_an_address_and_the_day_it_was_read(name: Name) -> None:
    for citation in (*cited(JURISDICTIONS[name]), TWO_TIER.law):
        read = source(citation)
        assert read.address.startswith("https://")
        assert date(2026, 11, 1) <= read.read <= date(2026, 12, 31)


def test_a_law_that_nobody_read_has_no_source() -> None:
    with pytest.raises(KeyError):
        source("Stamp Act 1765, section 1")


@pytest.mark.parametrize(
    ("citation", "address"),
    [
        ("Procurement Act 2023, section 17", "https://www.legislation.gov.uk/ukpga/2023/54"),
        (
            "Local Government (Scotland) Act 1973, section 56",
            "https://www.legislation.gov.uk/ukpga/1973/65/schedule/7A",
        ),
        (
            "Schedule 6, Local Government Act (Northern Ireland) 2014",
            "https://www.legislation.gov.uk/nia/2014/8",
        ),
    ],
)
def test_a_citation_leads_to_its_own_law(citation: str, address: str) -> None:
    assert source(citation).address == address


def test_the_longest_title_in_a_citation_counts() -> None:
    """The regulations on thresholds have the name of their Act in theirs."""
    title = "Procurement Act 2023 (Threshold Amounts) (Amendment) (Wales) Regulations 2025"
    assert source(title) == SOURCES[title] != SOURCES["Procurement Act 2023"]


@pytest.mark.parametrize("name", NATIONS)
def test_each_schedule_has_its_paragraphs_and_says_which_were_not_read(name: Name) -> None:
    exemption = JURISDICTIONS[name].exemption
    assert exemption
    assert list(exemption.paragraphs) == NUMBERS[name]
    assert {number for number, words in exemption.paragraphs.items() if not words} == UNREAD[name]
    assert "business affairs" in (exemption.paragraphs[exemption.business] or "")


@pytest.mark.parametrize(
    ("name", "stage", "words"),
    [
        ("england", "pipeline", "pipeline notice (UK1)"),
        ("england", "engagement", PME),
        ("england", "planned", "planned procurement notice (UK3)"),
        ("wales", "engagement", PME),
        ("northern-ireland", "engagement", PME),
        ("scotland", "pipeline", None),
        ("scotland", "engagement", None),
        ("scotland", "planned", "prior information notice"),
        ("none", "engagement", None),
    ],
)
def test_official_notices_are_called_as_their_law_calls_them(
    name: Name, stage: Stage, words: str | None
) -> None:
    notice = JURISDICTIONS[name].notices.get(stage)
    assert (notice and notice.words) == words


@pytest.mark.parametrize(
    ("name", "body", "register", "law_on_staff", "clear_days"),
    [
        ("england", EHRC, "GB-LAE", {TUPE}, 28),
        ("wales", EHRC, "GB-PLA", {TUPE, "Social Partnership and Public Procurement (Wales)"}, None),
        ("scotland", EHRC, "GB-LAS", {TUPE, "Local Government in Scotland Act 2003"}, None),
        ("northern-ireland", ECNI, "GB-LANI", {TUPE, "Service Provision Change"}, None),
        ("none", None, None, set(), None),
    ],
)
def test_each_nation_has_its_own_bodies_and_laws(
    name: Name, body: str | None, register: str | None, law_on_staff: set[str], clear_days: int | None
) -> None:
    law = JURISDICTIONS[name]
    assert (law.enforcement and law.enforcement.body) == body
    assert (law.register and law.register.words) == register
    assert register is None or may_be_listed(register)
    assert len(law.workforce) == len(law_on_staff)
    assert all(any(fact.law.startswith(title) for fact in law.workforce) for title in law_on_staff)
    assert (law.key_decisions and law.key_decisions.clear_days) == clear_days


@pytest.mark.parametrize(
    ("name", "day", "contract", "amount"),
    [
        ("england", "2026-01-01", "goods-and-services", 207_720),
        ("england", "2026-11-30", "goods-and-services-central", 135_018),
        ("england", "2026-11-30", "works", 5_193_000),
        ("england", "2026-11-30", "light-touch", 663_540),
        ("england", "2025-12-31", "goods-and-services", None),
        ("wales", "2026-11-30", "goods-and-services", 207_720),
        ("wales", "2026-11-30", "light-touch-concession", 5_372_609),
        ("northern-ireland", "2026-11-30", "utility", 415_440),
        ("scotland", "2026-11-30", "works", 5_193_000),
        ("scotland", "2026-11-30", "goods-and-services", None),
        ("none", "2026-11-30", "goods-and-services", None),
    ],
)
def test_thresholds_hold_from_their_day(name: Name, day: str, contract: Contract, amount: int | None) -> None:
    table = thresholds_on(date.fromisoformat(day), JURISDICTIONS[name].thresholds)
    assert (table and table.amounts.get(contract)) == amount
