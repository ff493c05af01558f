"""Tab walks through every page: from the skip link, in order, always seen, never trapped."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

MOST_STOPS = 600

# The stop that the reader is at, or null outside the page's content.
STOP = """() => {
    const here = document.activeElement;
    if (!here || here === document.body || here === document.documentElement) return null;
    const style = getComputedStyle(here);
    // Of a link that runs over two lines, or a table larger than the window, the part in the window counts.
    const shown = [...here.getClientRects()].some(box => {
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [above, below] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const top = document.elementFromPoint((left + right) / 2, (above + below) / 2);
        return right - left > 1 && below - above > 1 && top !== null && (here.contains(top) || top.contains(here));
    });
    return {
        place: [...document.querySelectorAll('*')].indexOf(here),
        what: here.outerHTML.slice(0, 120),
        target: here.getAttribute('href'),
        seen: shown && style.visibility === 'visible' && style.opacity !== '0',
        marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
    };
}"""

# Everything that must be reached. Of a group of radio buttons only one is.
REACHABLE = """() => [...document.querySelectorAll('*')].map((element, place) => [element, place])
    .filter(([element]) => element.matches(
        'a[href], button:enabled, input:enabled:not([type=hidden], [type=radio]), select:enabled, '
        + 'textarea:enabled, summary, [tabindex]:not([tabindex^="-"])'))
    .filter(([element]) => element.checkVisibility({visibilityProperty: true}) && element.tabIndex >= 0)
    .map(([, place]) => place)"""


def tab_walk(page: Page) -> list[dict[str, Any]]:
    """Every stop of a reader who presses Tab until the page ends, or too often."""
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    return stops


# The narrow window is a desk at 400 %, where whatever stays in place could hide the stop.
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 256)])
def test_a_tab_walk_meets_everything_in_order_from_the_skip_link_and_ends(
    readers_page: str, width: int, height: int, look_at: Callable[..., Page]
) -> None:
    page = look_at(readers_page, width=width, height=height)
    stops = tab_walk(page)
    places = [stop["place"] for stop in stops]
    assert 0 < len(stops) < MOST_STOPS, "the walk does not end"
    assert stops[0]["target"] == "#main"
    assert places == sorted(set(places)), "the stops are not in the document's order"
    assert set(page.evaluate(REACHABLE)) <= set(places), "something cannot be reached"
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert [stop["what"] for stop in stops if not stop["marked"]] == []


def test_the_skip_link_leads_into_the_main_content(look_at: Callable[..., Page]) -> None:
    page = look_at("")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_walk_tells_which_stops_are_covered_and_which_have_no_mark(look_at: Callable[..., Page]) -> None:
    page = look_at("404.html", styles=True)
    page.evaluate(
        """() => document.body.insertAdjacentHTML('beforeend', `
            <div style="position: fixed; inset: 0"></div><a href="#1" style="outline: 0; box-shadow: none">plain</a>`)"""
    )
    stops = tab_walk(page)
    assert not any(stop["seen"] for stop in stops[1:-1])
    assert [stop["target"] for stop in stops if not stop["marked"]] == ["#1"]
