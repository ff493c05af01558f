"""Web addresses: what cannot work is refused, and the right form of what stands there is in the hint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.web import (
    ascii_host,
    site_address,
    wrong_safe_address,
    wrong_site_address,
    wrong_web_address,
)

MENDED = [
    ("www.x.uk", "https://www.x.uk"),
    ("x.gov.uk/page", "https://x.gov.uk/page"),
    ("http:/www.x.uk", "http://www.x.uk"),
    ("https//www.x.uk/a", "https://www.x.uk/a"),
    ("https;//x.uk", "https://x.uk"),
    ("htps://x.uk", "https://x.uk"),
    ("https:\\\\x.uk\\a", "https://x.uk/a"),
    ("https://https://x.uk/a", "https://x.uk/a"),
    ("https://jo:secret@x.uk/a", "https://x.uk/a"),
    ("https://jo@x.uk", "https://x.uk"),
    ("https://x.uk:99999/a", "https://x.uk/a"),
    ("https://x.uk:0", "https://x.uk"),
    ("https://x.uk:/a", "https://x.uk/a"),
    ("https://x..uk", "https://x.uk"),
    ("https://www,x.uk", "https://www.x.uk"),
    ("https://x.uk./a", "https://x.uk/a"),
    ("https://x.uk/a b.pdf", "https://x.uk/a%20b.pdf"),
    ("https://x.uk/50%", "https://x.uk/50%25"),
    ("https://x.uk/a|b", "https://x.uk/a%7Cb"),
    ("https://\uff58.uk", "https://x.uk"),
    ("https://x.uk\u200b/a", "https://x.uk/a"),
    ("https://x\u00ad.uk/a", "https://x.uk/a"),
    ("<https://x.uk>", "https://x.uk"),
    ("[Find](https://x.uk/a)", "https://x.uk/a"),
    ("“https://x.uk”", "https://x.uk"),
]
HOPELESS = [
    ("mailto:a@b.uk", "email address"),
    ("a@b.uk", "email address"),
    ("C:\\plans\\a.pdf", "on a computer"),
    ("file:///C:/a.pdf", "on a computer"),
    ("\\\\server\\share", "on a computer"),
    ("/pages/about/", "not a full web address"),
    ("ftp://x.uk", "not a full web address"),
    ("javascript:alert(1)", "not a full web address"),
    ("Ask the team", "not a full web address"),
    ("https://", "does not name a website"),
    ("https:///a", "does not name a website"),
    ("https://intranet/a", "your own network"),
    ("https://files.local/", "your own network"),
    ("https://192.168.1.5/", "your own network"),
    ("https://[::1]/", "your own network"),
    ("https://999.1.1.1", "a number where the name"),
    ("https://x.2026", "does not end in"),
    ("https://-x.uk", "full stops or hyphens"),
    ("https://x.uk, https://y.uk", "more than one address"),
    ("https://x.uk www.y.uk", "more than one address"),
    ("https://x.uk/" + "a" * 2_000_000, "longer than browsers take"),
    ("http:" * 400_000, "longer than browsers take"),
]
GOOD = [
    *("https://www.x.uk", "http://x.uk/a?b=c#d", "https://x.uk:8443/a", "HTTPS://WWW.X.UK/A"),
    *("https://x.uk/o'brien(1)", "https://bücher.example/ü", "https://8.8.8.8/", "https://भारत.भारत/"),
    *("https://web.archive.org/web/2020/https://x.uk", "https://a_b.x.uk/", "https://x.uk/a,b;c"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "right"), MENDED)
def test_an_address_with_a_slip_in_it_is_told_with_the_right_form(written: str, right: str) -> None:
    wrong = wrong_web_address(written)
    assert wrong
    assert wrong.hint.endswith(right)
    assert wrong_web_address(right) is None


@pytest.mark.parametrize(("written", "message"), HOPELESS)
def test_what_cannot_be_mended_is_told_with_its_own_reason(written: str, message: str) -> None:
    wrong = wrong_web_address(written)
    assert wrong
    assert message in wrong.message
    assert wrong.hint


@pytest.mark.parametrize("written", GOOD)
def test_an_address_that_works_is_left_alone(written: str) -> None:
    assert wrong_web_address(written) is None


def test_a_password_is_not_repeated() -> None:
    wrong = wrong_web_address("https://jo:hunter2@x.uk/")
    assert wrong
    assert "hunter2" not in wrong.message + wrong.hint


def test_an_address_of_ones_own_network_is_for_those_who_ask_for_it() -> None:
    assert wrong_web_address("http://localhost:8000/", local=True) is None
    assert wrong_web_address("http://127.0.0.1/", local=True) is None
    assert wrong_web_address("http://localhost:8000/") is not None


def test_some_addresses_must_be_safe() -> None:
    wrong = wrong_safe_address("http://x.uk/a")
    assert wrong
    assert wrong.hint == "write https://x.uk/a"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("https://X.uk/Market tests", "https://x.uk/market-tests"),
        ("https://x.uk/a/../b", "https://x.uk/a/b"),
        ("https://x.uk//a", "https://x.uk/a"),
        ("https://x.uk/a?b", "https://x.uk/a"),
        ("https://x.uk/a#b", "https://x.uk/a"),
        ("http://x.uk/a", "https://x.uk/a"),
        ("https://u:p@x.uk/a", "https://x.uk/a"),
        ("https://x.uk:70000/", "https://x.uk"),
        ('https://x.uk/"a"', "https://x.uk/a"),
        ("https://x.uk/a;b", "https://x.uk/a-b"),
        ("https://x.uk/é/£", "https://x.uk/e"),
        ("https://x.uk/%2e%2e/a", "https://x.uk/a"),
        ("https://x.uk/a%2Fb", "https://x.uk/a-b"),
        ("https://x.uk/a%0Ab", "https://x.uk/a-b"),
        ("www.x.uk", "https://www.x.uk"),
        ("https://ｘ.uk", "https://x.uk"),
    ],
)
def test_the_address_of_a_site_is_plain(written: str, right: str) -> None:
    wrong = wrong_site_address(written)
    assert wrong
    assert wrong.hint == f"write {right}"
    assert wrong_site_address(right) is None


@pytest.mark.parametrize(
    ("written", "one_form"),
    [
        ("https://X.uk/Market/", "https://x.uk/Market"),
        ("HTTPS://x.uk:8443", "https://x.uk:8443"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://x.uk/ŵ%20b", "https://x.uk/%C5%B5%20b"),
    ],
)
def test_the_address_of_a_site_has_one_form(written: str, one_form: str) -> None:
    assert wrong_site_address(written) is None
    assert site_address(written) == one_form


def test_a_name_is_looked_up_in_ascii() -> None:
    assert ascii_host("www.BÜCHER.example") == "www.xn--bcher-kva.example"
    assert ascii_host("straße.example") == "xn--strae-oqa.example"


@given(st.text(st.sampled_from("htps:/.@[]()<>%?# \\-_ux1é\u200b\"'`,;")) | st.text())
def test_what_is_proposed_always_works(written: str) -> None:
    text = " ".join(written.split())
    for judge in (wrong_web_address, wrong_site_address):
        wrong = judge(text)
        if wrong and wrong.hint.startswith("write http"):
            assert judge(wrong.hint.removeprefix("write ")) is None
