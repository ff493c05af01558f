"""The filters of the list of market tests: what they keep, in which order, and how readers put them on and off."""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from sitegen.model.advert import Advert
from sitegen.model.lists import NOT_STATED
from sitegen.model.site import Site, index
from sitegen.outputs.facets import FACETS
from sitegen.reading.content import read

FAILED = (
    "This could not be loaded. Check your connection and try again, or look through the lists on this page."
)
Filters = list[tuple[str, str]]

NOTICES: dict[str, dict[str, Any]] = {
    "alder": {"title": "Only Alder", "places": ["Alder"], "published": "2026-10-02"},
    "both": {"title": "Alder and Brook", "places": ["Alder", "Brook"], "published": "2026-10-03"},
    "brook": {"title": "Only Brook", "places": ["Brook"], "suitable_for": {"sme": True}},
    "nowhere": {"title": "No place", "cpv": ["90511000"], "published": "2026-10-04"},
    "no-subject": {"title": "No subject", "places": ["Alder"], "suitable_for": {"sme": False}},
    "soon": {"title": "Soon", "places": ["Alder"], "published": "2026-11-02", "closes": "2026-11-26T12:00"},
    "later": {"title": "Later", "places": ["Alder"], "published": "2026-11-01", "closes": "2026-12-16T12:00"},
    "latest": {"title": "No place, open", "published": "2026-11-03", "closes": "2027-01-14T12:00"},
}


@pytest.fixture(scope="session")
def notices(site_of: Callable[[dict[str, dict[str, Any]]], Path]) -> Path:
    """A site whose notices state some things and not others."""
    return site_of(NOTICES)


@pytest.fixture
def browse(
    notices: Path, static_server: Callable[..., str], look_at: Callable[..., Page]
) -> Callable[..., Page]:
    """Opens the list with filters in its address, and waits for what it says."""
    address = static_server(notices)

    def opened(query: str = "", **reader: Any) -> Page:  # noqa: ANN401 - what look_at takes
        page = look_at(f"adverts/?{query}", site=address, **reader)
        answered(page)
        return page

    return opened


def answered(page: Page) -> str:
    """What the page says of the filters, once they are applied."""
    said = page.get_by_role("status").first
    expect(said).not_to_have_text("Looking…")
    return said.inner_text()


def titles(page: Page) -> list[str]:
    return page.locator("#results .cards h3").all_inner_texts()


def the_pages_own_list(page: Page) -> Locator:
    return page.locator(".cards:not(#results *)").first


def open_filters(page: Page) -> Locator:
    page.get_by_text("Filter these notices").click()
    expect(page.get_by_role("button", name="Apply filters")).to_be_visible()
    return page.locator(".filters form")


def apply(page: Page, *names: str) -> str:
    form = open_filters(page)
    for name in names:
        form.get_by_role("checkbox", name=name).check()
    form.get_by_role("button", name="Apply filters").click()
    expect(form).to_be_hidden()
    return answered(page)


def chosen(page: Page) -> list[str]:
    return page.locator(".chosen button").all_inner_texts()


# What filters keep


@pytest.fixture(scope="module")
def example(repository: Path) -> Site:
    """The worked example's records."""
    now = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/London"))
    content = read(repository / "content", now, drafts=False).content
    assert content is not None
    return index(content, {})


def values_of(site: Site, advert: Advert) -> dict[str, set[str]]:
    return {facet.id: {value.path.split("/")[-1] for value in facet.values(site, advert)} for facet in FACETS}


def looked_through(site: Site, filters: Filters) -> tuple[list[str], list[str]]:
    """Titles of the notices that fit, and of those that do not say, found by looking at each."""
    fit: list[str] = []
    silent: list[str] = []
    for advert in site.adverts:
        values = values_of(site, advert)
        asked = {facet: {value for name, value in filters if name == facet} for facet, _ in filters}
        stated = [bool(values[facet] & wanted) for facet, wanted in asked.items()]
        kept = [said or NOT_STATED in values[facet] for said, facet in zip(stated, asked, strict=True)]
        if all(kept):
            (fit if all(stated) else silent).append(advert.title)
    return sorted(fit), sorted(silent)


def test_any_two_filters_keep_what_looking_through_every_notice_keeps(
    example: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page("adverts/")
    states = {
        (facet, value)
        for advert in example.adverts
        for facet, values in values_of(example, advert).items()
        for value in values
    }
    offered = {facet for facet, value in states if value != NOT_STATED}
    every = sorted((facet, value) for facet, value in states if facet in offered)
    pairs = [list(pair) for pair in (*combinations(every, 1), *combinations(every, 2))]
    assert len(pairs) > 300
    work = """async ([script, pairs]) => {
        const {Index, narrow} = await import(script);
        const index = await Index.open();
        const facets = await index.facets();
        const all = facets.flatMap(({choices}) => choices);
        return Promise.all(pairs.map(async pair => {
            const chosen = all.filter(({facet, value}) => pair.some(([name, one]) => name === facet && one === value));
            const found = await narrow(index, facets, chosen);
            const titles = await Promise.all(found.map(async ({number}) => (await index.cardOf(number))[1]));
            return [0, 1].map(part => titles.filter((_, at) => !!found[at].silent.length == part).sort());
        }));
    }"""
    script = page.locator("script[src*=find]").evaluate("script => script.src")
    found = page.evaluate(work, [script, pairs])
    for pair, answer in zip(pairs, found, strict=True):
        assert [sorted(part) for part in answer] == list(looked_through(example, pair)), pair


@pytest.mark.parametrize(
    "filters",
    [
        [("status", "open"), ("place", "millside")],
        [("place", "alder"), ("place", "brook")],
        [("kind", "soft-market-test"), ("year", "2026"), ("suitable", "vcse")],
    ],
)
def test_the_page_shows_what_looking_through_every_notice_finds(
    filters: Filters, example: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"adverts/?{urlencode(filters)}")
    answered(page)
    fit, silent = looked_through(example, filters)
    assert fit
    assert sorted(titles(page)) == sorted(fit + silent)


def test_values_of_one_facet_are_alternatives_and_facets_narrow_each_other(
    browse: Callable[..., Page],
) -> None:
    stated = {title for title in titles(browse("place=brook&status=closed")) if title != "No place"}
    assert stated == {"Alder and Brook", "Only Brook"}
    assert set(titles(browse("place=alder&place=brook&status=open"))) == {"Soon", "Later", "No place, open"}


def test_notices_that_do_not_say_are_kept_last_and_marked(browse: Callable[..., Page]) -> None:
    page = browse("place=brook")
    assert titles(page) == ["Alder and Brook", "Only Brook", "No place, open", "No place"]
    assert page.locator("#results li").filter(has_text="Place: not stated").locator(
        "h3"
    ).all_inner_texts() == [
        "No place, open",
        "No place",
    ]
    assert answered(page) == "2 notices match. 2 notices do not say, and come last."
    page = browse("place=brook&subject=90")
    assert answered(page) == "No notice matches. 4 notices do not say, and come last."
    assert "Subject: not stated" in page.locator("#results li", has_text="Only Brook").inner_text()


def test_those_alone_that_do_not_say_can_be_asked_for(browse: Callable[..., Page]) -> None:
    page = browse("place=not-stated")
    assert titles(page) == ["No place, open", "No place"]
    assert "not stated" not in page.locator("#results .cards").inner_text()


def test_what_is_open_comes_first_the_soonest_to_close_at_the_top_then_the_newest(
    browse: Callable[..., Page],
) -> None:
    assert titles(browse("kind=early-engagement"))[:5] == [
        "Soon",
        "Later",
        "No place, open",
        "No place",
        "Alder and Brook",
    ]


@pytest.mark.parametrize(
    ("now", "opened", "soon", "closed"),
    [
        ("2026-11-23T09:00:00Z", ["Soon", "Later", "No place, open"], ["Soon"], 5),
        ("2026-11-26T12:00:00Z", ["Later", "No place, open"], [], 6),
        ("2026-12-10T12:00:00Z", ["Later", "No place, open"], ["Later"], 6),
        ("2027-02-01T12:00:00Z", [], [], 8),
    ],
)
def test_statuses_are_those_of_the_readers_clock(
    now: str, opened: list[str], soon: list[str], closed: int, browse: Callable[..., Page]
) -> None:
    assert titles(browse("status=open", now=now)) == opened
    assert titles(browse("status=closing-soon", now=now)) == soon
    page = browse("status=closed", now=now)
    assert len(titles(page)) == closed
    assert set(page.locator("#results .tag").all_inner_texts()) == {"Closed"}
    counts = [
        text.split()
        for text in open_filters(page).get_by_role("group").first.locator("label").all_inner_texts()
    ]
    assert [int(words[-1]) for words in counts] == [len(opened), len(soon), closed]


# How readers put them on and off


def test_the_first_view_stays_light_and_opening_the_filters_builds_them(browse: Callable[..., Page]) -> None:
    page = browse()
    assert page.locator(".filters form").count() == 0
    names: list[str] = []
    page.on("request", lambda request: names.extend(request.url.split("/search/")[1:]))
    form = open_filters(page)
    assert {name.partition("?")[0] for name in names} == {"index.json", "facets.json"}
    legends = form.get_by_role("group").evaluate_all(
        "groups => groups.map(group => group.firstChild.textContent)"
    )
    assert legends == ["Status", "Kind", "Year", "Subject", "Place", "Suitable for"]
    places = form.get_by_role("group", name="Place")
    assert places.locator("label").all_inner_texts() == ["Alder\n5", "Brook\n2", "Not stated\n2"]
    expect(places.get_by_role("checkbox", name="Alder 5", exact=True)).not_to_be_checked()


def test_a_facet_with_many_values_says_how_many_and_scrolls_within_its_frame(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("adverts/")
    subjects = open_filters(page).get_by_role("group", name=re.compile(r"^Subject: \d\d to choose from$"))
    box = subjects.locator("div")
    assert box.evaluate("box => box.scrollHeight > box.clientHeight && box.clientHeight > 100")


def test_nothing_happens_before_the_reader_applies_the_filters(browse: Callable[..., Page]) -> None:
    page = browse()
    open_filters(page).get_by_role("checkbox", name="Brook").check()
    expect(the_pages_own_list(page)).to_be_visible()
    assert urlsplit(page.url).query == ""
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="Notices that match")).to_be_focused()
    assert urlsplit(page.url).query == "place=brook"
    expect(the_pages_own_list(page)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Narrow the list")).to_be_hidden()


def test_what_is_chosen_is_in_the_address_and_can_be_shared_and_gone_back_to(
    browse: Callable[..., Page],
) -> None:
    page = browse()
    apply(page, "Alder", "Closed")
    address = page.url
    assert parse_qsl(urlsplit(address).query) == [("status", "closed"), ("place", "alder")]
    apply(page, "Brook")
    assert chosen(page) == [
        "Remove filter: Closed",
        "Remove filter: Alder",
        "Remove filter: Brook",
        "Clear all filters",
    ]
    page.go_back()
    expect(page.locator(".chosen button")).to_have_count(3)
    assert page.url == address
    page.reload()
    expect(page.locator(".chosen button")).to_have_count(3)
    page.go_back()
    expect(page.locator(".chosen button")).to_have_count(0)
    expect(the_pages_own_list(page)).to_be_visible()
    page.go_forward()
    expect(page.locator(".chosen button")).to_have_count(3)
    form = open_filters(page)
    assert form.locator("input:checked").evaluate_all("boxes => boxes.map(box => box.value)") == [
        "closed",
        "alder",
    ]


def test_each_filter_can_be_taken_off_and_all_at_once(browse: Callable[..., Page]) -> None:
    page = browse("status=closed&place=alder&place=brook")
    page.get_by_role("button", name="Remove filter: Alder").click()
    expect(page.get_by_role("heading", name="Notices that match")).to_be_focused()
    assert urlsplit(page.url).query == "status=closed&place=brook"
    assert titles(page) == ["Alder and Brook", "Only Brook", "No place"]
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_text("Filter these notices")).to_be_focused()
    assert page.url.endswith("/adverts/")
    assert (titles(page), answered(page)) == ([], "")
    expect(the_pages_own_list(page)).to_be_visible()
    expect(page.get_by_role("navigation", name="Narrow the list")).to_be_visible()


def test_everything_can_be_done_with_the_keyboard(browse: Callable[..., Page]) -> None:
    page = browse()
    page.get_by_text("Filter these notices").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Apply filters")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Notices that match")).to_be_focused()
    assert chosen(page) == ["Remove filter: Open", "Clear all filters"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Filter these notices")).to_be_focused()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("subject=90", "1 notice matches. 7 notices do not say, and come last."),
        ("suitable=sme", "1 notice matches. 6 notices do not say, and come last."),
        ("kind=early-engagement", "8 notices match."),
        ("status=closing-soon&year=2026&place=brook", "No notice matches. Remove a filter to see more."),
        ("status=open&place=brook", "No notice matches. 1 notice does not say, and comes last."),
    ],
)
def test_the_count_is_told_to_everyone(query: str, words: str, browse: Callable[..., Page]) -> None:
    assert answered(browse(query)) == words


def test_what_is_not_known_in_an_address_is_left_out_with_a_word(browse: Callable[..., Page]) -> None:
    page = browse("place=brook&place=atlantis&status=closed")
    assert answered(page).startswith(
        "A filter in the address is not known here and was left out. 2 notices match."
    )
    assert chosen(page) == ["Remove filter: Closed", "Remove filter: Brook", "Clear all filters"]
    page = browse("place=%3Cscript%3E")
    assert answered(page) == "A filter in the address is not known here and was left out."
    expect(the_pages_own_list(page)).to_be_visible()
    page = browse("utm_source=letter&__proto__=1")
    assert (answered(page), titles(page)) == ("", [])
    expect(the_pages_own_list(page)).to_be_visible()


def test_as_many_notices_as_eight_files_hold_come_first_then_twenty_at_a_time(
    open_page: Callable[..., Page], busy_site: Path, static_server: Callable[..., str]
) -> None:
    page = open_page("adverts/?subject=77", site=static_server(busy_site))
    total = int(answered(page).split()[0])
    first = len(titles(page))
    assert 6 <= first <= 20 < total < 40
    for shown in range(first, total, 20):
        page.get_by_role("button", name=f"Show {min(20, total - shown)} more").click()
        expect(page.locator("#results .cards h3").nth(shown).get_by_role("link")).to_be_focused()
    assert len(titles(page)) == total


def cards(page: Page, place: str) -> dict[str, str]:
    """The cards of a list by their titles, without the spaces between tags and the marks for the script page.js."""
    script = """cards => cards.map(card => {
        for (const link of card.querySelectorAll('a')) link.setAttribute('href', link.href);
        return [card.querySelector('h3').textContent, card.outerHTML];
    })"""
    found = dict(page.locator(place).evaluate_all(script))
    spaces_and_marks = re.compile(r'\n| data-(?:closes|then)="[^"]*"')
    return {
        title: re.sub(r"<span>(\w+)</span>", r"\1", spaces_and_marks.sub("", html))
        for title, html in found.items()
    }


@pytest.mark.parametrize("now", ["2026-11-23T09:00:00Z", "2026-12-24T09:00:00Z"])
def test_the_script_makes_the_same_cards_as_the_build(now: str, open_page: Callable[..., Page]) -> None:
    page = open_page("adverts/", now=now)
    own = cards(page, ".cards:not(#results *) > li")
    live = page.locator("[data-closes]").count()
    page = open_page("adverts/?suitable=sme&suitable=vcse&suitable=not-stated", now=now)
    answered(page)
    assert len(own) == 9
    assert page.locator("#results [data-closes]").count() == live
    assert cards(page, "#results .cards > li") == own


# What may go wrong


def missing(route: Route) -> None:
    route.fulfill(status=404, body="Not found")


@pytest.mark.parametrize("file", ["index.json", "facets.json*", "terms/*", "results/*"])
def test_a_reader_is_told_when_a_part_of_the_index_cannot_be_had_and_keeps_the_list(
    file: str, browse: Callable[..., Page], page_faults: list[str]
) -> None:
    page = browse()
    open_filters(page).get_by_role("checkbox", name="Brook").check()
    page.reload()
    page.route(f"**/search/{file}", missing)
    page.evaluate(
        "history.pushState(null, '', '?place=brook'); history.pushState(null, '', '?'); history.back()"
    )
    expect(page.get_by_role("status").first).to_have_text(FAILED)
    expect(the_pages_own_list(page)).to_be_visible()
    assert titles(page) == []
    page_faults.clear()


def test_filters_that_cannot_be_had_are_closed_again(
    browse: Callable[..., Page], page_faults: list[str]
) -> None:
    page = browse()
    page.route("**/search/facets.json*", missing)
    page.get_by_text("Filter these notices").click()
    expect(page.get_by_role("status").first).to_have_text(FAILED)
    assert page.locator(".filters").get_attribute("open") is None
    page_faults.clear()
    page.unroute_all()
    open_filters(page)


def test_without_script_the_list_is_there_and_the_filters_are_not(browse: Callable[..., Page]) -> None:
    page = browse("place=brook", script=False)
    expect(page.get_by_text("Filter these notices")).to_be_hidden()
    expect(the_pages_own_list(page)).to_be_visible()
    expect(page.get_by_role("navigation", name="Narrow the list")).to_be_visible()


def test_no_state_of_the_filters_has_an_accessibility_fault(
    open_page: Callable[..., Page], axe_faults: Callable[[Page], list[str]]
) -> None:
    page = open_page("adverts/")
    open_filters(page)
    assert axe_faults(page) == []
    apply_again = page.locator(".filters form")
    apply_again.get_by_role("checkbox", name="Brook").check()
    apply_again.get_by_role("button").click()
    answered(page)
    assert axe_faults(page) == []
    open_filters(page)
    assert axe_faults(page) == []
    page = open_page("adverts/?status=closing-soon&place=northgate")
    assert answered(page).startswith("No notice matches.")
    assert axe_faults(page) == []
