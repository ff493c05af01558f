"""The search page: what it finds, in which order, how it tells so, and what it does when something is missing."""

import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from sitegen.outputs.search.terms import coded
from sitegen.outputs.search.words import whole_words

FAILED = (
    "This could not be loaded. Check your connection and try again, or look through the lists on this page."
)
MOST_BYTES = 8_000

PARTED = [
    "Co-operatives",
    "e\u2011procurement",
    "state-of-the-art",
    "£1,250,000.50",
    "1,2,3 10,000,00 0,000",
    "a-b, -c d- --",
    "Tŷ-Newydd",
    "2026-27",
    "S.E.N.D. E.V v1.2 a.b.c1 www.example.org É.Ü.",
    "x" * 30 + "-" + "y" * 30,
]
"""Words with hyphens or dots, and amounts with commas, of which some are none."""

LOREM = " ".join(f"Sentence {number} speaks of bins and of lorries." for number in range(60))

NOTICES: dict[str, dict[str, Any]] = {
    "quokka-body": {"title": "An old notice", "published": "2020-01-01", "body": "It tells of a quokka."},
    "quokka-body-new": {"title": "A new notice", "published": "2026-02-01", "body": "Again about a quokka."},
    "quokka-summary": {
        "title": "A notice of 2021",
        "published": "2021-01-01",
        "summary": "A quokka is wanted.",
    },
    "quokka-title": {"title": "Quokka wanted", "published": "2020-02-01"},
    "quokka-beginning": {"title": "Quokkas wanted", "published": "2026-03-01"},
    "long": {
        "title": "Collection of waste",
        "reference": "WST-2026/07",
        "body": f"{LOREM}\n\nIn the middle stands a capybara with a tapir beside it.\n\n{LOREM} The capybara ends it.",
    },
    "reference": {
        "title": "The one with the reference",
        "reference": "SMT-2003-01",
        "published": "2019-05-01",
    },
    "mentions": {
        "title": "SMT-2003-01 comes after this one",
        "summary": "SMT-2003-01 and again SMT 2003 01.",
        "body": "SMT-2003-01.",
        "published": "2026-04-01",
    },
    "welsh": {"title": "Gŵyl y dref", "summary": "Mae’r tŷ coffi’n cau.", "body": "A café by the sea."},
    "passages": {
        "title": "Marsupials",
        "questions": ["The wombat asks: and the numbat?"],
        "body": "First came the kangaroo. Then nobody came, not even a wombat.",
    },
    "endless": {"title": "Endless", "body": f"{'on and ' * 90}an echidna in {'between and ' * 90}"},
    "closing": {
        "title": "A kiosk to let",
        "reference": "KSK-1",
        "published": "2026-11-01",
        "closes": "2026-12-10T12:00",
    },
    "gone": {"title": "A kiosk no longer", "withdrawn": {"date": "2026-10-05", "reason": "No need."}},
    "spellings": {
        "title": "Ways of writing",
        "body": "Of co-operatives, e\u2011procurement, timelapse pictures, on-line booking, one library, one cemetery, "
        "one bus, two benches, several authorities, 10,000 trees, £1,250,000 and 40000 bulbs.",
    },
    "hostile": {
        "title": "<img src=x> <b>bold</b> & <script>",
        "summary": "A pangolin</p><script src=x></script>",
    },
    **{
        f"many-{number}": {"title": f"Narwhal {number}", "published": "2022-01-01"}
        for number in range(10, 33)
    },
}


@pytest.fixture(scope="session")
def notices(site_of: Callable[[dict[str, dict[str, Any]]], Path]) -> Path:
    """A site whose notices hold words that no other text does."""
    return site_of(NOTICES)


@pytest.fixture
def search(
    notices: Path, static_server: Callable[..., str], look_at: Callable[..., Page]
) -> Callable[..., Page]:
    """Opens the search page with a query in its address, and waits for what it says."""
    address = static_server(notices)

    def opened(query: str, **reader: Any) -> Page:  # noqa: ANN401 - what look_at takes
        page = look_at(f"search/?q={quote(query)}", site=address, **reader)
        answered(page)
        return page

    return opened


def answered(page: Page) -> str:
    """What the page says of the search, once it is done."""
    expect(page.get_by_role("status")).not_to_have_text("Looking…")
    return page.get_by_role("status").inner_text()


def ask(page: Page, query: str) -> str:
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    return answered(page)


def titles(page: Page) -> list[str]:
    return page.locator("#results h3").all_inner_texts()


# What is found, and in which order


def test_a_result_says_what_it_is_where_it_stands_and_why_it_was_found(search: Callable[..., Page]) -> None:
    result = search("kiosk let").locator("#results li")
    expect(result).to_have_count(1)
    assert re.split(r"\n+", result.inner_text()) == [
        "A kiosk to let",
        "Something may be wanted.",
        "Early engagement KSK-1",
        "Open until 12 noon on Thursday 10 December 2026 (UK time)",
    ]
    assert str(result.get_by_role("link").get_attribute("href")).endswith("/adverts/closing/")
    assert result.locator(".tag.open").inner_text() == "Open"


def test_decisions_objectives_initiatives_and_pages_are_found_too(open_page: Callable[..., Page]) -> None:
    kinds = {
        "leisure weighted objectives": "objectives/",
        "healthy borough": "initiatives/",
        "depot land": "decisions/",
        "about this site": "pages/",
    }
    for query, part in kinds.items():
        page = open_page(f"search/?q={query}")
        answered(page)
        assert any(part in str(link.get_attribute("href")) for link in page.locator("#results h3 a").all()), (
            query
        )


def test_title_comes_before_summary_before_text_whole_words_before_beginnings_and_new_before_old(
    search: Callable[..., Page],
) -> None:
    assert titles(search("quokka")) == [
        "Quokka wanted",
        "Quokkas wanted",
        "A notice of 2021",
        "A new notice",
        "An old notice",
    ]


def test_every_word_must_be_there(search: Callable[..., Page]) -> None:
    assert titles(search("quokka again")) == ["A new notice"]


def test_if_nothing_has_every_word_what_has_some_is_shown_and_the_reader_is_told(
    search: Callable[..., Page],
) -> None:
    page = search("capybara zebra kiosk")
    assert answered(page) == (
        "Nothing has all of these words. Results have at least one of them. 3 results for “capybara zebra kiosk”."
    )
    assert titles(page) == ["A kiosk to let", "A kiosk no longer", "Collection of waste"]


def test_a_misspelt_word_is_read_as_it_was_meant(search: Callable[..., Page]) -> None:
    page = search("Capibara")
    assert answered(page) == "Showing results for “capybara”. 1 result for “capybara”."
    assert titles(page) == ["Collection of waste"]
    assert page.locator("#results mark").all_inner_texts()[0] == "capybara"
    assert page.get_by_role("searchbox").input_value() == "Capibara"


def test_from_three_letters_a_word_finds_longer_words_that_begin_with_it(search: Callable[..., Page]) -> None:
    assert titles(search("cap")) == ["Collection of waste"]
    assert titles(search("ca")) == []


@pytest.mark.parametrize(
    "spelling", ["SMT-2003-01", "smt200301", "Smt 2003 01", "SMT/2003/01", "  smt–2003–01  ", "smt2003 01"]
)
def test_a_reference_finds_its_notice_first_however_it_is_written(
    spelling: str, search: Callable[..., Page]
) -> None:
    assert titles(search(spelling))[0] == "The one with the reference"


def test_a_reference_is_a_word_among_others_too(search: Callable[..., Page]) -> None:
    assert titles(search("wst202607 waste")) == ["Collection of waste"]


@pytest.mark.parametrize("query", ["Gŵyl", "gwyl", "GWYL", "GŴYL", "Gw\u0302yl", "tŷ", "ty", "mae'r", "maer"])
def test_accents_apostrophes_and_capitals_make_no_difference(query: str, search: Callable[..., Page]) -> None:
    assert titles(search(query)) == ["Gŵyl y dref"]


@pytest.mark.parametrize("query", ["café", "cafe", "CAFÉ", "cafe\u0301"])
def test_the_words_are_marked_as_they_are_written_in_the_text(
    query: str, search: Callable[..., Page]
) -> None:
    assert search(query).locator("mark").all_inner_texts() == ["café"]


def test_the_passage_is_the_sentence_that_has_the_words(search: Callable[..., Page]) -> None:
    passage = search("tapir capybara").locator("#results li p").first
    assert passage.locator("mark").all_inner_texts() == ["capybara", "tapir"]
    text = passage.inner_text()
    assert text == "In the middle stands a capybara with a tapir beside it."


def test_several_passages_are_whole_sentences_each_from_one_field(search: Callable[..., Page]) -> None:
    passage = search("kangaroo wombat numbat").locator("#results li p").first
    assert passage.inner_text() == "First came the kangaroo. · The wombat asks: and the numbat?"


def test_a_very_long_sentence_is_cut_between_words(search: Callable[..., Page]) -> None:
    text = search("echidna").locator("#results li p").first.inner_text()
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert "an echidna in" in text
    assert len(text) < 280
    assert {*text.strip("… ").split()} <= {*str(NOTICES["endless"]["body"]).split()}


def test_a_title_that_has_all_words_is_above_its_summary(search: Callable[..., Page]) -> None:
    page = search("narwhal")
    assert page.locator("#results li p").first.inner_text() == "Something may be wanted."


def test_a_summary_that_has_the_words_is_shown(search: Callable[..., Page]) -> None:
    page = search("")
    ask(page, "quokka is wanted")
    assert page.locator("#results li p").first.inner_text() == "A quokka is wanted."
    assert page.locator("mark").all_inner_texts() == ["quokka", "is", "wanted"]


def fetches(page: Page) -> list[str]:
    """The files of the index that the page asks for, as it does so."""
    names: list[str] = []
    page.on("request", lambda request: names.extend(request.url.split("/search/")[1:]))
    return names


def test_only_what_a_search_needs_is_fetched_and_nothing_while_the_reader_types(
    open_page: Callable[..., Page], busy_site: Path, static_server: Callable[..., str]
) -> None:
    page = open_page("search/", site=static_server(busy_site))
    names = fetches(page)
    page.get_by_role("searchbox").press_sequentially("000123")
    assert names == []
    page.get_by_role("searchbox").press("Enter")
    assert answered(page) == "1 result for “000123”."
    assert len(names) == len(set(names))
    assert sum(name.startswith("terms/") for name in names) <= 2  # its zeros may have been left out
    assert sum(name.startswith("results/") for name in names) == 1
    assert len(names) <= 4


@pytest.mark.parametrize(
    "query",
    [
        "council",
        "small firms",
        "apprentices winter budget",
        "maintainance",
        '"small firms"',
        "mowing",
        "2027",
    ],
)
def test_a_search_and_its_first_results_take_at_most_eight_files(
    query: str, open_page: Callable[..., Page], busy_site: Path, static_server: Callable[..., str]
) -> None:
    page = open_page("search/", site=static_server(busy_site))
    names = fetches(page)
    ask(page, query)
    assert titles(page)
    assert len(names) <= 8, names


# What the page says


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("narwhal", "23 results for “narwhal”."),
        ("  cap ", "1 result for “cap”."),
        ("zebra", "No results for “zebra”."),
        ("", ""),
    ],
)
def test_the_count_is_told_to_everyone(query: str, words: str, search: Callable[..., Page]) -> None:
    page = search(query)
    assert answered(page) == (words or "Type one or more words, or a reference.")
    assert page.get_by_role("searchbox").input_value() == query


def test_before_a_search_the_page_says_only_how_to_find_something(
    search: Callable[..., Page],
    notices: Path,
    static_server: Callable[..., str],
    open_page: Callable[..., Page],
) -> None:
    page = open_page("search/", site=static_server(notices))
    assert answered(page) == ""
    expect(page.get_by_role("heading", name="How to find something")).to_be_visible()
    expect(search("narwhal").get_by_role("heading", name="How to find something")).to_be_hidden()
    expect(search("zebra").get_by_role("heading", name="How to find something")).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        " ",
        "!?… – “”",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE notices; --",
        "^(a+)+$ [z-a] \\",
        "${7*7} {{ 7 }} %00 %zz",
        "\u202eright to left\u0000\ufffe",
        "😀 👩‍👩‍👧 \ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "ﷺ ﬁ ẞ İ 𝔘",
        "__proto__ constructor toString",
    ],
)
def test_no_input_breaks_the_page_or_gets_into_it_as_html(query: str, search: Callable[..., Page]) -> None:
    page = search(query)
    assert answered(page)
    assert FAILED not in answered(page)
    assert page.locator("main script, main img, #results b").count() == 0
    if not titles(page):
        expect(page.get_by_role("link", name="all market tests")).to_be_visible()


def test_what_an_author_wrote_is_shown_as_text(search: Callable[..., Page]) -> None:
    page = search("pangolin")
    assert titles(page) == ["<img src=x> <b>bold</b> & <script>"]
    assert page.locator("#results").locator("img, b, script").count() == 0


def test_of_a_search_of_ten_thousand_letters_the_first_words_are_used_and_the_reader_is_told(
    search: Callable[..., Page],
) -> None:
    page = search("narwhal " * 1250)
    assert titles(page)[0] == "Narwhal 32"
    assert answered(page).endswith("Only the first words of this long search were used.")
    assert len(page.get_by_role("searchbox").input_value()) == 200


def test_the_marks_of_facets_cannot_be_typed(search: Callable[..., Page]) -> None:
    # “@adverts” would find every notice if it were looked up as it is written.
    assert titles(search("@adverts")) == []


def test_a_word_that_begins_very_many_others_is_said_to_be_looked_up_in_part(
    search: Callable[..., Page],
) -> None:
    page = search("zebra")
    shards = {f"con{letter}": f"{letter}0" for letter in "abcdef"}
    asked = serve_index(page, shards)
    assert ask(page, "cone") == "1 result for “cone”."
    assert asked == ["e0"]
    said = ask(page, "con")
    assert said.startswith("3 results for “con”. Not all words that begin with “con” were looked up")
    assert sorted(asked) == ["a0", "b0", "c0", "e0"]


def serve_index(page: Page, shards: dict[str, str]) -> list[str]:
    """Serves an index with these shards, by their first terms, of one document each. Gives the shards asked for."""
    asked: list[str] = []

    def manifest(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"shards": list(shards.items())})

    def shard(route: Route) -> None:
        asked.append(urlsplit(route.request.url).path.split("/")[-1].removesuffix(".txt"))
        first, number = next(
            (first, at) for at, (first, name) in enumerate(shards.items()) if name == asked[-1]
        )
        route.fulfill(body=f"{first}\t\t{coded([number])}\n")

    page.route("**/search/index.json", manifest)
    page.route("**/search/terms/*.txt", shard)
    return asked


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-23T09:00:00Z", "Open until 12 noon on Thursday 10 December 2026 (UK time)"),
        ("2026-12-05T09:00:00Z", "Closing soon at 12 noon on Thursday 10 December 2026 (UK time)"),
        ("2026-12-10T11:59:59Z", "Closing soon at 12 noon on Thursday 10 December 2026 (UK time)"),
        ("2026-12-10T12:00:00Z", "Closed at 12 noon on Thursday 10 December 2026 (UK time)"),
    ],
)
def test_the_status_is_that_of_the_readers_clock(now: str, words: str, search: Callable[..., Page]) -> None:
    assert search("kiosk let", now=now).locator(".when").inner_text() == words


def test_other_statuses_stay_as_they_are(search: Callable[..., Page]) -> None:
    when = search("kiosk longer", now="2030-01-01T00:00:00Z").locator(".when")
    assert when.inner_text() == "Withdrawn\n\nClosing time: 12 noon on Monday 2 November 2026 (UK time)"


# Getting about


def test_the_home_page_leads_to_results(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.get_by_role("searchbox", name="Search everything published here").fill("grounds")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#results h3").first).to_contain_text("Grounds")
    assert urlsplit(page.url).path == "/market-tests/search/"
    assert page.get_by_role("searchbox").input_value() == "grounds"


def test_results_lead_to_their_pages_at_a_sub_path(open_page: Callable[..., Page]) -> None:
    page = open_page("search/?q=grounds maintenance")
    page.get_by_role("link", name="Grounds maintenance from April 2028").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grounds maintenance from April 2028")


def test_the_search_is_in_the_address_and_the_title_and_back_and_forward_restore_it(
    search: Callable[..., Page],
) -> None:
    page = search("narwhal")
    ask(page, "kiosk & let")
    assert unquote(urlsplit(page.url).query) == "q=kiosk+&+let"
    assert page.title().startswith("kiosk & let – Search")
    page.go_back()
    expect(page.locator("#results h3").first).to_have_text("Narwhal 32")
    assert page.get_by_role("searchbox").input_value() == "narwhal"
    assert page.title().startswith("narwhal – Search")
    page.go_forward()
    expect(page.locator("#results h3").first).to_have_text("A kiosk to let")
    page.reload()
    expect(page.locator("#results h3").first).to_have_text("A kiosk to let")


def test_everything_can_be_done_with_the_keyboard(search: Callable[..., Page]) -> None:
    page = search("zebra")
    box = page.get_by_role("searchbox")
    for _ in range(30):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("narwhal")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("23 results for “narwhal”.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Narwhal 32"
    for _ in range(10):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show 10 more"
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Narwhal 22")).to_be_focused()


def test_ten_results_come_at_a_time_and_the_reader_goes_on_at_the_first_new_one(
    search: Callable[..., Page],
) -> None:
    page = search("narwhal")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.get_by_role("link", name="Narwhal 22")).to_be_focused()
    page.get_by_role("button", name="Show 3 more").click()
    expect(page.get_by_role("link", name="Narwhal 12")).to_be_focused()
    assert titles(page) == [f"Narwhal {number}" for number in range(32, 9, -1)]
    expect(page.get_by_role("button", name="more")).to_be_hidden()


def test_a_link_within_the_page_takes_no_result_away(search: Callable[..., Page]) -> None:
    page = search("narwhal")
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator("#results h3")).to_have_count(20)
    page.evaluate("location.hash = 'main'")
    page.wait_for_function("location.hash === '#main'")
    assert len(titles(page)) == 20


def test_an_answer_that_comes_late_does_not_take_the_place_of_a_newer_one(
    search: Callable[..., Page],
) -> None:
    page = search("zebra")
    held: list[Route] = []
    page.route("**/search/index.json", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it asks for a function
    page.get_by_role("searchbox").fill("narwhal")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_function("document.querySelector('[role=status]').textContent === 'Looking…'")
    ask(page, "kiosk let")
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    assert titles(page) == ["A kiosk to let"]
    assert answered(page) == "1 result for “kiosk let”."


# What may go wrong


def missing(route: Route) -> None:
    route.fulfill(status=404, body="Not found")


def page_instead(route: Route) -> None:
    route.fulfill(status=200, body="<!doctype html><title>Sorry</title>", content_type="text/html")


def broken(route: Route) -> None:
    route.fulfill(status=200, body=b"\xff\xfe\x00[[")


def no_line(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("fault", [missing, page_instead, broken, no_line])
@pytest.mark.parametrize("file", ["index.json", "terms/*.txt", "results/*.json*"])
def test_a_reader_is_told_when_a_part_of_the_index_cannot_be_had_and_may_try_again(
    file: str, fault: Callable[[Route], None], search: Callable[..., Page], page_faults: list[str]
) -> None:
    page = search("")
    page.route(f"**/search/{file}", fault)
    assert ask(page, "capybara") == FAILED
    assert titles(page) == []
    expect(page.get_by_role("navigation", name="Lists of market tests")).to_be_visible()
    page_faults.clear()  # the browser tells of missing files; no error of the script is among them
    page.unroute_all()
    assert ask(page, "capybara") == "1 result for “capybara”."


def test_no_error_of_the_script_comes_with_a_missing_file(
    search: Callable[..., Page], page_faults: list[str]
) -> None:
    page = search("")
    page.route("**/search/results/*", missing)
    ask(page, "capybara")
    assert all("Failed to load resource" in fault for fault in page_faults)
    page_faults.clear()


def test_more_results_that_cannot_be_had_can_be_asked_for_again(
    search: Callable[..., Page], page_faults: list[str]
) -> None:
    page = search("narwhal")
    page.route("**/search/results/*", missing)
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.get_by_role("status")).to_have_text(FAILED)
    expect(page.get_by_role("button", name="Show 10 more")).to_be_focused()
    page_faults.clear()
    page.unroute_all()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Narwhal 22")).to_be_focused()


def test_a_build_between_two_files_is_noticed_and_the_new_index_is_used(
    search: Callable[..., Page], page_faults: list[str]
) -> None:
    page = search("")

    def of_the_last_build(route: Route) -> None:
        manifest = route.fetch().json()
        gone = [[first, "00000000"] for first, _ in manifest["shards"]]
        route.fulfill(json=manifest | {"shards": gone, "version": "of-old"})

    page.route("**/search/index.json", of_the_last_build, times=1)
    assert ask(page, "capybara") == "1 result for “capybara”."
    page_faults.clear()


def test_without_script_the_page_leads_to_the_lists(open_page: Callable[..., Page]) -> None:
    page = open_page("search/", script=False)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    assert "needs JavaScript" in page.locator("main").inner_text()
    lists = page.get_by_role("navigation", name="Lists of market tests")
    assert {"Status", "Subject", "Place", "Year"} <= set(lists.get_by_role("heading").all_inner_texts())
    lists.get_by_role("link", name="Closed").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Closed")
    expect(open_page("", script=False).locator(".search")).to_be_hidden()


def test_no_state_of_the_page_has_an_accessibility_fault(
    search: Callable[..., Page], axe_faults: Callable[[Page], list[str]], page_faults: list[str]
) -> None:
    page = search("narwhal")
    assert axe_faults(page) == []
    for query in ("tapir", "zebra", ""):
        ask(page, query)
        assert axe_faults(page) == []
    page.route("**/search/index.json", missing)
    assert ask(page, "narwhal") == FAILED
    assert axe_faults(page) == []
    page_faults.clear()


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("cooperatives", "co-operatives"),
        ("co-operatives", "co-operatives"),
        ("cooperative", "co-operatives"),
        ("eprocurement", "e\u2011procurement"),
        ("e-procurement", "e\u2011procurement"),
        ("time-lapse", "timelapse"),
        ("online", "on-line"),
        ("libraries", "library"),
        ("cemeteries", "cemetery"),
        ("buses", "bus"),
        ("bench", "benches"),
        ("authority", "authorities"),
        ("10000", "10,000"),
        ("10,000", "10,000"),
        ("1250000", "1,250,000"),
        ("40,000", "40000"),
    ],
)
def test_a_word_is_found_however_it_is_parted_and_in_either_number(
    search: Callable[..., Page], query: str, marked: str
) -> None:
    page = search(query)
    assert titles(page) == ["Ways of writing"]
    assert marked in page.locator("#results mark").all_inner_texts()


@pytest.mark.parametrize("query", ["businesses", "100,00", "buse", "bulbtrees"])
def test_what_only_looks_alike_is_not_found(search: Callable[..., Page], query: str) -> None:
    assert titles(search(query)) == []


# The module and the index


@pytest.fixture
def call(search: Callable[..., Page]) -> Callable[[str, Any], Any]:
    """Calls a function of the script with a value."""
    page = search("")
    script = page.locator("script[src*=find]").get_attribute("src")

    def called(function: str, value: object) -> Any:  # noqa: ANN401 - whatever the function gives
        work = "async ([script, name, value]) => (await import(script))[name](value)"
        return page.evaluate(
            work, [str(page.evaluate("src => new URL(src, location).href", script)), function, value]
        )

    return called


def test_the_script_reads_the_numbers_that_the_build_writes(call: Callable[[str, Any], Any]) -> None:
    chance = random.Random(2003)  # noqa: S311 - a seeded choice, not a secret
    lists = [[], [0], [31, 32, 33], [1023, 1024, 1025], [0, 32767, 32768, 1048576]]
    lists += [sorted(chance.sample(range(10**size), 9)) for size in (1, 2, 4, 6)]
    assert [call("numbers", coded(numbers)) for numbers in lists] == lists


def test_script_and_build_take_texts_apart_alike(call: Callable[[str, Any], Any], repository: Path) -> None:
    cases = json.loads((repository / "tests/outputs/search/words.json").read_text(encoding="utf-8"))
    assert [[text, call("words", text)] for text, _ in cases] == cases
    parted = [*(text for text, _ in cases), *PARTED]
    assert [call("wholeWords", text) for text in parted] == [whole_words(text) for text in parted]


def test_the_script_is_small(notices: Path) -> None:
    (script,) = (notices / "assets").glob("find.*.js")
    assert len(gzip.compress(script.read_bytes(), mtime=0)) <= MOST_BYTES
