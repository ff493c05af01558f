"""On paper a notice has what a supplier takes to a meeting, and nothing that only works on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

ADVERT = "adverts/grounds-maintenance-2026/"
HIDDEN_PASSAGE = (
    "<form><button>Go</button></form><details><summary>More</summary><p class=inside>Text</p></details>"
)


@pytest.fixture
def paper(open_page: Callable[..., Page]) -> Page:
    """A notice as it is printed."""
    page = open_page(ADVERT)
    page.emulate_media(media="print")
    return page


def test_ways_round_the_site_and_controls_are_gone(paper: Page) -> None:
    paper.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", HIDDEN_PASSAGE
    )
    for gone in ("nav", "form", "button", ".skip"):
        assert paper.locator(gone).count()
        assert all(not one.is_visible() for one in paper.locator(gone).all())


def test_a_passage_that_is_folded_on_screen_is_open(paper: Page) -> None:
    paper.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", HIDDEN_PASSAGE
    )
    assert paper.locator(".inside").evaluate("one => one.checkVisibility() && one.offsetHeight > 0")
    paper.emulate_media(media="screen")
    assert not paper.locator(".inside").evaluate("one => one.checkVisibility()")


def test_below_each_question_there_is_room_to_write(paper: Page) -> None:
    questions = paper.locator(".questions li").all()
    assert questions
    for question in questions:
        assert (
            question.evaluate("one => parseFloat(getComputedStyle(one).paddingBlockEnd)") >= 40
        )  # a centimetre


def test_links_to_other_sites_show_their_addresses_and_terms_are_plain(paper: Page) -> None:
    elsewhere = paper.locator("main a[href^=http]").first
    address = elsewhere.get_attribute("href")
    assert f"({address})" in elsewhere.evaluate("one => getComputedStyle(one, '::after').content")
    assert (
        paper.locator("main .term").first.evaluate("one => getComputedStyle(one).textDecorationLine")
        == "none"
    )


def test_it_ends_with_its_address_its_reference_and_its_date(paper: Page) -> None:
    last = paper.locator(".printed")
    assert last.is_visible()
    for words in (f"https://example.org/market-tests/{ADVERT}", "SMT-2026-05", "2 November 2026"):
        assert words in last.inner_text()
