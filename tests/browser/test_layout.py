"""Pages keep within narrow, zoomed and re-spaced windows."""

from collections.abc import Callable

from playwright.sync_api import Page

WINDOWS = {"a desk": (1280, 800), "at 200 %": (640, 400), "at 400 %": (320, 256), "a telephone": (320, 800)}
"""What a window shows, in CSS pixels, when its reader zooms in."""

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


# What scrolls sideways within the page must be reached by keyboard, and say what it is.
SILENT_SCROLLERS = """() => [...document.querySelectorAll('body *')].filter(element => {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
        && element.scrollWidth > element.clientWidth;
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean);
    const label = element.getAttribute('aria-label')
        ?? ids.map(id => document.getElementById(id)?.textContent ?? '').join(' ');
    const named = element.matches('section, [role=region], [role=group]') && label.trim();
    return scrolls && !(element.tabIndex >= 0 && named);
}).map(element => element.outerHTML.slice(0, 120))"""


def test_no_page_scrolls_sideways_however_far_the_reader_zooms_in(
    readers_page: str, look_at: Callable[..., Page]
) -> None:
    page = look_at(readers_page)
    for what, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(TOO_WIDE) == [], what
        assert page.evaluate(SILENT_SCROLLERS) == [], what


def test_no_word_is_lost_with_the_readers_own_spacing(
    readers_page: str, look_at: Callable[..., Page]
) -> None:
    page = look_at(readers_page, styles=True)
    page.add_style_tag(content=READERS_SPACING)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CLIPPED) == [], f"at {width} px"
        assert page.evaluate(TOO_WIDE) == [], f"at {width} px"


def test_the_checks_see_what_is_too_wide_what_is_clipped_and_what_scrolls_in_silence(
    look_at: Callable[..., Page],
) -> None:
    page = look_at("404.html", width=320, styles=True)
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend', `
            <div id="silent" style="overflow-x: auto"><p style="inline-size: 900px">wide</p></div>
            <section style="overflow-x: auto" tabindex="0" aria-label="Numbers">
                <p style="inline-size: 900px">wide</p></section>
            <p id="clipped" style="block-size: 1em; overflow: hidden">some<br>words</p>`)"""
    )
    assert [found[:16] for found in page.evaluate(SILENT_SCROLLERS)] == ['<div id="silent"']
    assert [found[:15] for found in page.evaluate(CLIPPED)] == ['<p id="clipped"']
    page.evaluate("document.querySelector('#silent').style.overflow = 'visible'")
    assert page.evaluate(TOO_WIDE) != []
