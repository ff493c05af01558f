"""A telephone dials digits, whatever stands around them."""

import pytest

from sitegen.model.people import is_personal
from sitegen.model.telephone import dialled


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("01632 960111", "01632960111"),
        ("01632-960-111", "01632960111"),
        ("+44 (0)1632 960111", "+441632960111"),
        ("(01632) 960111", "01632960111"),
        ("01632 960111 (Mondays)", "01632960111"),
        ("01632 960111 ext 22", "01632960111"),
        ("Tel: 01632 960111", "01632960111"),
    ],
)
def test_what_is_dialled_is_digits(number: str, digits: str) -> None:
    assert dialled(number) == digits


@pytest.mark.parametrize("address", ["jo.bloggs@example.org", "jsmith@example.org", "apatel2@example.org"])
def test_short_names_and_an_initial_with_a_surname_are_a_person(address: str) -> None:
    assert is_personal(address)


@pytest.mark.parametrize(
    "address", ["parks@example.org", "smith@example.org", "procurement@example.org", "jo.tenders@example.org"]
)
def test_a_shared_mailbox_is_none(address: str) -> None:
    assert not is_personal(address)
