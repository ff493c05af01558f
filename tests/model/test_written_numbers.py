"""Who writes an amount in another way gets it back in digits, never another amount."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sitegen.model.quantities import read_amount, read_days, read_decimal
from sitegen.model.tallies import read_mean, read_tally
from sitegen.model.written_numbers import numbers


def hint(read: object, text: str) -> str:
    assert callable(read)
    with pytest.raises(PydanticCustomError) as caught:
        read(text)
    return str((caught.value.context or {})["hint"])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("£300k", "300000"),
        ("£300K", "300000"),
        ("2m", "2000000"),
        ("£2 M", "2000000"),
        ("£1.5 million", "1500000"),
        ("£1,5 million", "1500000"),
        ("1.2bn", "1200000000"),
        ("250,000.00", "250000"),
        ("250,000.50", "250000.50"),
        ("€250.000,00", "250000"),
        ("1 000 000", "1000000"),
        ("1\u00a0000\u00a0000", "1000000"),
        ("1'000'000", "1000000"),
        ("GBP 300000", "300000"),
        ("£250,000 + VAT", "250000"),
        ("up to £2m per year", "2000000"),
        ("about a million", "1000000"),
        (".5", "0.5"),
        ("500,50", "500.50"),
    ],
)
def test_an_amount_comes_back_as_itself(text: str, amount: str) -> None:
    assert hint(read_amount, text) == f"write {amount}"
    assert read_amount(amount) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("300K-400K", "write 300000 for minimum, and 400000 for maximum"),
        ("£200\u2013300k", "write 200000 for minimum, and 300000 for maximum"),
        ("£1.5m to £2m", "write 1500000 for minimum, and 2000000 for maximum"),
        ("£300,000 per year over 5 years", "write the one that is meant: 300000 or 5"),
        ("two hundred pounds", "write digits"),
        ("12,50,000", "write digits"),
        ("1e6", "write digits"),
        ("9" * 16, "write digits"),
    ],
)
def test_what_names_no_one_amount_is_told_why(text: str, words: str) -> None:
    assert words in hint(read_amount, text)


@pytest.mark.parametrize("text", ["-5", "-£5", "£-5", "\u22125", "(5)", "(£5)"])
def test_no_amount_is_less_than_nothing(text: str) -> None:
    assert hint(read_amount, text) == "write 5"


def test_a_weight_may_be_less_than_nothing_for_a_rule_to_find() -> None:
    assert read_decimal("-5") == Decimal(-5)


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (read_days, "20 days", "write 20"),
        (read_days, "3 weeks", "write 21"),
        (read_days, "-7", "7"),
        (read_tally, "14 responses", "write 14"),
        (read_tally, "13.5", "fewer than 3"),
        (read_mean, "3,5", "write 3.5"),
        (read_mean, "4 out of 5", "write 4"),
        (read_mean, "7", "0.5 or less"),
    ],
)
def test_counts_and_averages_come_back_too(read: object, text: str, words: str) -> None:
    assert words in hint(read, text)


@given(
    amount=st.integers(1000, 10**9 - 1),
    form=st.sampled_from(["£{:,}", "{:,}.00", "{} GBP", "£{:,} a year", "about £{:,}"]),
)
def test_any_amount_in_any_usual_form_comes_back_as_it_is(amount: int, form: str) -> None:
    assert hint(read_amount, form.format(amount)) == f"write {amount}"


@given(st.text(alphabet=st.sampled_from("0123456789,.£€k -mMbnto'")) | st.text())
def test_any_text_is_looked_at_without_harm(text: str) -> None:
    assert all(number.is_finite() for number in numbers(text).found)
