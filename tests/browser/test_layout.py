"""Pages keep within narrow, zoomed and re-spaced windows."""

from collections.abc import Callable

from playwright.sync_api import Page

WIDTHS = [1280, 640, 320]
"""A desk, the same desk at 200 %, and a small telephone."""

# WCAG 2.2, 1.4.12: a reader may set these, and no words may be lost.
READERS_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

TOO_WIDE = """() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
        .map(element => element.outerHTML.slice(0, 120))
"""

CLIPPED = """() => [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element);
    const hides = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
    const small = element.clientWidth <= 1 || element.clientHeight <= 1; // words for screen readers alone
    return hides && !small && element.innerText
        && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""


def test_no_page_scrolls_sideways(readers_page: str, open_page: Callable[..., Page]) -> None:
    page = open_page(readers_page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TOO_WIDE) == [], f"at {width} px"


def test_no_word_is_lost_with_the_readers_own_spacing(
    readers_page: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(readers_page, width=320, styles=True)
    page.add_style_tag(content=READERS_SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(TOO_WIDE) == []
