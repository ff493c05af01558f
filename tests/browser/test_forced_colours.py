"""Where the reader's system chooses all colours, what was told by colour is still told by a line."""

import base64
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import FloatRect, Locator, Page

FRAMED = (
    ".tag, .banner, .note, .warning, [aria-current] > a, a[aria-current], button, input, select, textarea"
)
"""What stands out by its colour in other windows."""

# Those whose computed style draws no line on any side.
UNFRAMED = """selector => [...document.querySelectorAll(selector)].filter(element => {
    const style = getComputedStyle(element);
    const lines = ['borderTop', 'borderRight', 'borderBottom', 'borderLeft', 'outline'];
    return element.checkVisibility() && !lines.some(line => style[line + 'Style'] !== 'none'
        && parseFloat(style[line + 'Width']) > 0 && !/^rgba.*, 0[)]$/.test(style[line + 'Color']));
}).map(element => element.outerHTML.slice(0, 120))"""

# Of two pictures of one size: in how many pixels do they differ with a contrast of 3:1?
CHANGED = """async pictures => {
    const [before, after] = await Promise.all(pictures.map(async picture => {
        const image = Object.assign(new Image(), {src: 'data:image/png;base64,' + picture});
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, image.width, image.height).data;
    }));
    const linear = value => value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = (data, at) => 0.05 + 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1])
        + 0.0722 * linear(data[at + 2]);
    let changed = 0;
    for (let at = 0; at < before.length; at += 4) {
        const [one, other] = [light(before, at), light(after, at)];
        if (Math.max(one, other) / Math.min(one, other) >= 3) changed += 1;
    }
    return changed;
}"""

MARGIN = 8
"""Pixels round an element that belong to its picture, for an outline that stands off."""


@pytest.fixture
def forced(look_at: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a page as a reader who has chosen all colours."""

    def opened(address: str, scheme: Literal["light", "dark"] = "light") -> Page:
        return look_at(address, scheme=scheme, forced_colors="active", styles=True)

    return opened


@pytest.fixture
def changed(open_page: Callable[..., Page]) -> Callable[[bytes, bytes], int]:
    """How many pixels of two pictures of one size differ with a contrast of at least 3:1."""
    counter = open_page("about:blank")

    def count(before: bytes, after: bytes) -> int:
        pictures = [base64.b64encode(picture).decode() for picture in (before, after)]
        return int(counter.evaluate(CHANGED, pictures))

    return count


def around(element: Locator) -> FloatRect:
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box
    return {
        "x": max(box["x"] - MARGIN, 0),
        "y": max(box["y"] - MARGIN, 0),
        "width": box["width"] + 2 * MARGIN,
        "height": box["height"] + 2 * MARGIN,
    }


def test_what_stands_out_by_colour_has_a_line_as_well(readers_page: str, forced: Callable[..., Page]) -> None:
    assert forced(readers_page).evaluate(UNFRAMED, FRAMED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("", ".tag"),
        ("decisions/", ".tag"),
        ("initiatives/", ".tag"),
        ("adverts/strategic-partnership-2003/", ".banner"),
        ("adverts/", "a[aria-current]"),
    ],
)
def test_the_line_is_there_to_be_seen(
    address: str,
    selector: str,
    scheme: Literal["light", "dark"],
    forced: Callable[..., Page],
    changed: Callable[[bytes, bytes], int],
) -> None:
    page = forced(address, scheme)
    element = page.locator(selector).first
    clip = around(element)
    framed = page.screenshot(clip=clip)
    element.evaluate(
        "element => { element.style.borderColor = 'Canvas'; element.style.forcedColorAdjust = 'none'; }"
    )
    shortest = min(clip["width"], clip["height"]) - 2 * MARGIN
    assert changed(framed, page.screenshot(clip=clip)) >= shortest


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_place_of_the_keyboard_can_be_seen(
    scheme: Literal["light", "dark"], forced: Callable[..., Page], changed: Callable[[bytes, bytes], int]
) -> None:
    page = forced("adverts/leisure-operation-2026/", scheme)
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        clip = around(focused)
        with_focus = page.screenshot(clip=clip)
        place = focused.evaluate("element => [...document.querySelectorAll('*')].indexOf(element)")
        page.evaluate("document.activeElement.blur()")
        without = page.screenshot(clip=clip)
        page.evaluate("place => document.querySelectorAll('*')[place].focus({focusVisible: true})", place)
        around_it = 2 * (clip["width"] + clip["height"]) - 8 * MARGIN
        assert changed(with_focus, without) >= around_it, page.evaluate("document.activeElement.outerHTML")


def test_a_tag_that_is_only_a_colour_is_caught(forced: Callable[..., Page]) -> None:
    page = forced("")
    page.add_style_tag(content=".tag { border: 0; background: green; }")
    assert len(page.evaluate(UNFRAMED, ".tag")) == page.locator(".tag").count() > 0
