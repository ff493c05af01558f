"""Email addresses: what cannot work is refused, and the right form of what stands there is in the hint."""

import pytest

from sitegen.model.mail import wrong_mail_address


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("mailto:a@b.uk", "a@b.uk"),
        ("mailto:mailto:a@b.uk", "a@b.uk"),
        ("Mailto: a@b.uk", "a@b.uk"),
        ("A Name <a@b.uk>", "a@b.uk"),
        ("<a@b.uk>", "a@b.uk"),
        ("[a](mailto:a@b.uk)", "a@b.uk"),
        ("a at b.uk", "a@b.uk"),
        ("a (at) b (dot) uk", "a@b.uk"),
        ("a@b..uk", "a@b.uk"),
        ("a@@b.uk", "a@b.uk"),
        ("a@b,uk", "a@b.uk"),
        ("a @b.uk", "a@b.uk"),
        ("a@b.uk.", "a@b.uk"),
        ("a@b.uk?subject=Benches", "a@b.uk"),
        (".a@b.uk", "a@b.uk"),
        ("a.@b.uk", "a@b.uk"),
        ("a@b\u200b.uk", "a@b.uk"),
        ("\uff41@b.uk", "a@b.uk"),
    ],
)
def test_an_address_with_a_slip_in_it_is_told_with_the_right_form(written: str, right: str) -> None:
    wrong = wrong_mail_address(written)
    assert wrong
    assert wrong.hint == f"write it as name@organisation.org: {right}"
    assert wrong_mail_address(right) is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("a@b.uk; c@d.uk", "more than one"),
        ("a@b.uk, c@d.uk", "more than one"),
        ("https://b.uk/contact", "web address"),
        ("www.b.uk", "web address"),
        ("the parks team", "not an email address"),
        ("a@b", "not an email address"),
        ("@b.uk", "not an email address"),
        ("a@-b.uk", "full stops or hyphens"),
        ("a@mail.local", "your own network"),
        ("a#b@c.uk", "people can write to"),
        ("a@[10.0.0.1]", "people can write to"),
        (f"{'a' * 65}@b.uk", "people can write to"),
        ("a@b" + " ," * 500_000, "longer than any"),
    ],
)
def test_what_cannot_be_mended_is_told_with_its_own_reason(written: str, message: str) -> None:
    wrong = wrong_mail_address(written)
    assert wrong
    assert message in wrong.message
    assert wrong.hint


@pytest.mark.parametrize(
    "written",
    ["parks@b.gov.uk", "o'brien@b.uk", "r&d+bids@b.uk", "jürgen@bücher.example", "a_b-c@d-e.museum"],
)
def test_an_address_that_works_is_left_alone(written: str) -> None:
    assert wrong_mail_address(written) is None
