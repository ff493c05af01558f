"""What pages look like, in measurements: what must be seen at once, can be told apart, and keeps still."""

import gzip
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from playwright.sync_api import Page

from sitegen.model.colour import contrast
from sitegen.model.decision import Decision
from sitegen.model.initiative import Initiative
from sitegen.model.status import Status

HEAVIEST_SHEET = 6_000
"""Bytes of the stylesheet as it travels, compressed."""
LONGEST_LINE = 70
"""Characters of running text."""
DESK_HEIGHT = 800
"""CSS pixels of the window that `look_at` opens."""
FINGER = 44
"""CSS pixels, the target size of WCAG 2.2, success criterion 2.5.5."""

OPEN_TESTS = ["adverts/grounds-maintenance-2026/", "adverts/digital-care-records-2026/"]
"""The soft market tests of the worked example that a supplier may answer."""
OTHER_TESTS = [
    "adverts/street-lighting-2026/",
    "adverts/leisure-operation-2026/",
    "adverts/strategic-partnership-2003/",
]
PROSE = [*OPEN_TESTS, "decisions/strategic-partnership-2003/", "objectives/leisure-2026/", "pages/about/"]
FRAMES = ["", "adverts/", OPEN_TESTS[0], "decisions/depot-land-2026/"]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]


def test_the_stylesheet_is_light(example_site: Path) -> None:
    (sheet,) = (example_site / "assets").glob("site.*.css")
    assert len(gzip.compress(sheet.read_bytes())) <= HEAVIEST_SHEET


def test_the_icon_has_the_colour_of_the_site(example_site: Path, repository: Path) -> None:
    accent = "#0b5563"
    assert accent not in (repository / "templates/assets/icon.svg").read_text("utf-8")
    (icon,) = (example_site / "assets").glob("icon.*.svg")
    assert f'fill="{accent}"' in icon.read_text("utf-8")


# Every line of running text: one that starts where the line before it ended, half a line further down, is new.
LINES = """() => [...document.querySelectorAll('main :is(p, li, dd)')]
    .filter(block => block.checkVisibility() && !block.querySelector('p, li, dd, dl, ul, ol, div'))
    .flatMap(block => {
        const height = parseFloat(getComputedStyle(block).lineHeight);
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const lines = [];
        const range = document.createRange();
        let middle = -Infinity;
        while (texts.nextNode()) {
            const text = texts.currentNode;
            for (let place = 0; place < text.length; place++) {
                range.setStart(text, place);
                range.setEnd(text, place + 1);
                const box = range.getClientRects()[0];
                if (!box || !box.width) continue;
                const here = (box.top + box.bottom) / 2;
                if (here - middle > height / 2) { lines.push(''); middle = here; }
                lines[lines.length - 1] += text.data[place];
            }
        }
        return lines.map(line => line.trim());
    })"""


@pytest.mark.parametrize("typeface", ["", "Liberation Sans", "Liberation Serif"])
@pytest.mark.parametrize("address", PROSE)
def test_lines_are_short_enough_to_find_the_next_in_any_typeface(
    address: str, typeface: str, look_at: Callable[..., Page]
) -> None:
    page = look_at(address, styles=bool(typeface))
    if typeface:
        page.add_style_tag(content=f"body {{ font-family: '{typeface}' !important; }}")
    lines = page.evaluate(LINES)
    assert max(map(len, lines)) > LONGEST_LINE / 2, "no line was measured"
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


# How far down the window the words end, if a reader can see them there.
SEEN = """selector => {
    const words = document.querySelector(selector);
    const box = words.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + 1, box.top + box.height / 2);
    return words.contains(top) || top?.contains(words) ? box.bottom : Infinity;
}"""


@pytest.mark.parametrize("address", [*OPEN_TESTS, *OTHER_TESTS])
def test_the_whole_banner_is_on_the_first_screen_of_a_desk(
    address: str, look_at: Callable[..., Page]
) -> None:
    page = look_at(address)
    assert page.evaluate(SEEN, ".banner > :last-child") <= DESK_HEIGHT


@pytest.mark.parametrize("address", OPEN_TESTS)
def test_the_banner_is_on_the_first_screen_of_a_small_telephone(
    address: str, look_at: Callable[..., Page]
) -> None:
    page = look_at(address, width=320)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(SEEN, ".banner h2") < 600, "not even one line of its text is seen"


SIZES = """() => [...document.querySelectorAll('.facts dd')]
    .map(fact => parseFloat(getComputedStyle(fact).fontSize))"""


@pytest.mark.parametrize("width", [1280, 320])
def test_the_closing_time_is_first_and_largest_of_the_key_facts(
    width: int, look_at: Callable[..., Page]
) -> None:
    page = look_at(OPEN_TESTS[0], width=width)
    first, *others = page.evaluate(SIZES)
    assert page.inner_text(".facts dt >> nth=0") == "Closing time"
    assert first > max(others)


def test_one_click_takes_a_whole_reference(look_at: Callable[..., Page]) -> None:
    page = look_at(OPEN_TESTS[0])
    page.click("summary:text-is('All facts')")
    for reference in (".kind .reference", ".facts .copy dd"):
        page.click(reference)
        assert page.evaluate("getSelection().toString().trim()") == "SMT-2026-05"


# Tags


def _statuses(record: type[Decision | Initiative]) -> list[str]:
    annotation = record.model_fields["status"].annotation
    return [name for name in _flat(get_args(annotation)) if isinstance(name, str)]


def _flat(arguments: tuple[Any, ...]) -> list[Any]:
    return list(itertools.chain.from_iterable(get_args(one) or (one,) for one in arguments))


FAMILIES = {
    "adverts": [status.value for status in Status],
    "decisions": [*_statuses(Decision), "exempt"],
    "initiatives": _statuses(Initiative),
}
"""Every status that a tag can show, among those that it must be told from."""

DRAWN = """names => names.map(name => {
    document.querySelector('main').insertAdjacentHTML('beforeend', `<p><span class="tag ${name}">${name}</span></p>`);
    const tag = document.querySelector('main > p:last-child > .tag');
    const style = getComputedStyle(tag);
    const mark = getComputedStyle(tag, '::before');
    const shape = ['inlineSize', 'blockSize', 'borderRadius', 'borderTopWidth', 'borderRightWidth', 'borderBottomWidth',
        'borderLeftWidth', 'transform'].map(property => mark[property]);
    return {name, shape: shape.join(' '), edge: style.borderTopWidth, behind: style.backgroundColor,
        words: style.color, mark: mark.borderRightColor};
})"""


@pytest.mark.parametrize("forced", ["active", "none"])
@pytest.mark.parametrize("family", FAMILIES)
def test_tags_are_told_apart_by_a_shape_whatever_the_colours(
    family: str, forced: Literal["active", "none"], look_at: Callable[..., Page]
) -> None:
    page = look_at("")
    page.emulate_media(forced_colors=forced)
    tags = page.evaluate(DRAWN, FAMILIES[family])
    # Approved is approved, with changes or without: the words say which.
    shapes = [tag["shape"] for tag in tags if tag["name"] != "approved-with-changes"]
    assert len(set(shapes)) == len(shapes) > 3
    for tag in tags:
        assert tag["edge"] != "0px", tag
        assert tag["mark"] == tag["words"] != tag["behind"], tag


# Focus and forms

RINGS = """async () => {
    const seen = colour => !['transparent', 'rgba(0, 0, 0, 0)'].includes(colour);
    const rings = [];
    for (const stop of document.querySelectorAll('a[href], summary, input, select, button')) {
        stop.focus();
        if (document.activeElement !== stop) continue;
        const style = getComputedStyle(stop);
        let behind = stop.classList.contains('skip') ? stop : stop.parentElement;
        while (behind && !seen(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
        rings.push({what: stop.outerHTML.slice(0, 80), width: parseFloat(style.outlineWidth), kind: style.outlineStyle,
            colour: style.outlineColor, behind: getComputedStyle(behind).backgroundColor});
    }
    return rings;
}"""

SAMPLE = """() => {
    document.querySelector('.area').insertAdjacentHTML('beforeend', `<form class="search"><label for="one">Search</label>
        <input type="search" id="one"><button>Search</button></form>`);
    document.querySelector('main').insertAdjacentHTML('beforeend', `<form class="filters"><fieldset><legend>Status</legend>
        <label><input type="checkbox"> Open <span>4</span></label></fieldset><label for="two">Subject</label>
        <select id="two"><option>All</option></select><button>Show notices</button></form>
        <ul class="chosen"><li><button>Remove Open</button></li></ul>
        <details><summary>More</summary><p>Words</p></details>`);
}"""
"""Forms as scripts reveal them, in the title area and in the page."""


def _hex(colour: str) -> str:
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", FRAMES)
def test_the_focus_ring_is_thick_and_stands_out_from_what_is_behind_it(
    address: str, scheme: Literal["light", "dark"], look_at: Callable[..., Page]
) -> None:
    page = look_at(address, scheme=scheme)
    page.evaluate(SAMPLE)
    page.keyboard.press("Tab")
    rings = page.evaluate(RINGS)
    assert len(rings) > 10
    assert [ring for ring in rings if ring["width"] < 3 or ring["kind"] != "solid"] == []
    assert [ring for ring in rings if contrast(_hex(ring["colour"]), _hex(ring["behind"])) < 3] == []


def test_the_focus_ring_is_there_in_forced_colours(look_at: Callable[..., Page]) -> None:
    page = look_at(OPEN_TESTS[0])
    page.emulate_media(forced_colors="active")
    page.keyboard.press("Tab")
    assert [ring for ring in page.evaluate(RINGS) if ring["width"] < 3 or ring["kind"] != "solid"] == []


TARGETS = """() => [...document.querySelectorAll(
        'main :is(button, select, summary, [type="search"]), main fieldset label')]
    .map(target => [target.outerHTML.slice(0, 60), target.getBoundingClientRect().height])"""


def test_forms_stay_hidden_until_a_script_reveals_them(look_at: Callable[..., Page]) -> None:
    page = look_at("accessibility/")
    page.evaluate(SAMPLE)
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.hidden = true })")
    assert page.locator("form").count() == 2
    assert not page.locator(".search").is_visible()
    assert not page.locator(".filters").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_whatever_is_pressed_in_a_form_is_as_large_as_a_finger(
    width: int, look_at: Callable[..., Page]
) -> None:
    page = look_at("", width=width)
    page.evaluate(SAMPLE)
    heights = page.evaluate(TARGETS)
    assert len(heights) >= 6
    assert [(what, height) for what, height in heights if height < FINGER] == []


# Keeping still, and keeping in

SHIFTS = """() => new Promise(done => {
    const shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifts), 0)));
})"""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", FRAMES)
def test_nothing_moves_while_a_page_loads(address: str, width: int, look_at: Callable[..., Page]) -> None:
    assert look_at(address, width=width).evaluate(SHIFTS) == []


def test_what_moves_would_be_noticed(look_at: Callable[..., Page]) -> None:
    page = look_at("")
    page.evaluate(SHIFTS)  # one frame is drawn before the change
    page.evaluate("document.querySelector('main').style.marginBlockStart = '200px'")
    assert page.evaluate(SHIFTS) != []


STRAIN = """() => {
    document.querySelector('h1').textContent = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(2);
    for (const reference of document.querySelectorAll('.reference, .copy dd'))
        reference.textContent = 'EXBC/PROCUREMENT/2026-27/GROUNDS/REVISION_C_0123456789_0123456789_0123456789';
    for (const link of document.querySelectorAll('nav li:first-child a'))
        link.textContent = 'Opportunities-for-suppliers-and-voluntary-organisations-of-every-kind';
    const logo = size => 'data:image/svg+xml,' + encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}"/>`);
    document.querySelector('.name').insertAdjacentHTML('afterbegin',
        `<img alt="wide" src="${logo('3000 100')}"><img alt="tall" src="${logo('100 900')}">`);
}"""


LOGOS = "[...document.querySelectorAll('.name img')].map(logo => logo.getBoundingClientRect().height)"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("address", FRAMES)
def test_long_words_and_odd_logos_stay_within_the_page_in_both_directions(
    address: str, direction: str, look_at: Callable[..., Page]
) -> None:
    page = look_at(address, styles=True)
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    page.evaluate(STRAIN)
    page.evaluate("() => Promise.all([...document.images].map(image => image.decode().catch(() => {})))")
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px"
        assert max(page.evaluate(LOGOS)) <= 64, f"at {width} px"
