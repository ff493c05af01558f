"""What pages say stays true as time passes: without script for ever, and with it to the minute."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from gzip import compress

import pytest
from playwright.sync_api import Browser, Page

ADVERT = "adverts/digital-care-records-2026/"
CLOSES = "2026-11-27T12:00:00Z"
BEFORE, AFTER = "2026-11-27T11:59:59Z", "2026-11-27T12:00:00Z"
ALL_CLOSED = "2027-02-01T09:00:00Z"
"""After everything that was open when the worked example was built."""
CORRECTED = (
    "",
    "adverts/",
    "adverts/open/",
    "adverts/closing-soon/",
    ADVERT,
    "decisions/digital-services-2026/",
    "initiatives/digital-and-learning/",
    "objectives/digital-care-2026/",
)
"""A page of each template that shows a live status."""
DAY = 24 * 60 * 60 * 1000
"""Milliseconds."""
APART = "Closed since this page was made"


@pytest.fixture
def read_at(browser: Browser, example_address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page at a moment, in any time zone, with a clock that the test may turn."""
    contexts = []

    def opened(address: str, now: str, zone: str = "Europe/London", *, script: bool = True) -> Page:
        context = browser.new_context(timezone_id=zone, java_script_enabled=script)
        contexts.append(context)
        context.clock.install(time=datetime.fromisoformat(now) - timedelta(minutes=10))
        context.clock.pause_at(now)
        page = context.new_page()
        page.goto(example_address + address)
        return page

    yield opened
    for context in contexts:
        context.close()


def status_of(page: Page) -> str:
    """The sentence that begins with the tag of the first advert on the page."""
    return " ".join(page.locator("p:has(> .tag)").first.inner_text().split())


def titles_below(page: Page, heading: str) -> list[str]:
    """The adverts in the list below a heading."""
    lists = page.locator(f"h2:text-is('{heading}') ~ ul.cards")
    return lists.first.locator("h3").all_inner_texts() if lists.count() else []


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_advert_is_corrected_at_its_closing_time_wherever_the_reader_is(
    zone: str, read_at: Callable[..., Page]
) -> None:
    when = "at 12 noon on Friday 27 November 2026 (UK time)"
    assert status_of(read_at(ADVERT, BEFORE, zone)) == f"Closing soon {when}"
    page = read_at(ADVERT, AFTER, zone)
    assert status_of(page) == f"Closed {when}"
    assert page.locator(".area .tag").get_attribute("class") == "tag closed"
    respond = page.locator("#respond ~ p").first.inner_text()
    assert respond.startswith("Responses are no longer taken")
    assert respond.endswith("The closing time was 12 noon on Friday 27 November 2026 (UK time).")
    assert page.get_by_role("heading", name="Where it was to be sent").is_visible()


@pytest.mark.parametrize("address", CORRECTED)
def test_before_the_time_script_changes_nothing_on_a_page(address: str, read_at: Callable[..., Page]) -> None:
    pages = (read_at(address, BEFORE, script=script) for script in (True, False))
    # Sliders of weights are for script alone, and have nothing to do with the time.
    aside = re.compile(r'<noscript>.*?</noscript>|<section class="weigh".*?</section>', re.DOTALL)
    made, plain = (aside.sub("", page.content()) for page in pages)
    assert made == plain
    assert "data-closes" in made


@pytest.mark.parametrize("address", CORRECTED)
def test_after_the_time_no_tag_says_that_it_is_open(address: str, read_at: Callable[..., Page]) -> None:
    page = read_at(address, ALL_CLOSED)
    assert page.locator(".tag.open, .tag.closing-soon, [data-closes]").count() == 0
    assert page.locator(".tag.closed").count() > 0
    assert not re.search(r"until|soon", " ".join(page.locator("p:has(> .tag)").all_inner_texts()))


@pytest.mark.parametrize("address", CORRECTED)
def test_without_script_every_open_tag_has_its_time_and_a_sentence_says_what_follows(
    address: str, read_at: Callable[..., Page]
) -> None:
    page = read_at(address, ALL_CLOSED, script=False)
    live = page.locator("p:has(> .tag.open), p:has(> .tag.closing-soon)").all_inner_texts()
    assert live
    assert [
        words for words in live if not re.match(r"(Open until|Closing soon at) .+ \(UK time\)$", words)
    ] == []
    words = page.locator("main").inner_text()
    sentences = (
        "If that time has passed, this notice is closed.",
        "Check the closing time: this page may be older than it.",
    )
    assert any(sentence in words for sentence in sentences)


@pytest.mark.parametrize("address", ["", "adverts/", "adverts/open/"])
def test_what_has_closed_leaves_the_list_of_what_is_open(address: str, read_at: Callable[..., Page]) -> None:
    heading = "Open for responses"
    before, after = read_at(address, BEFORE), read_at(address, AFTER)
    assert titles_below(before, heading)[0] == "Digital care records"
    assert titles_below(before, APART) == []
    assert titles_below(after, heading) == titles_below(before, heading)[1:]
    assert titles_below(after, APART) == ["Digital care records"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "Nothing is open for responses at present."),
        ("adverts/", "Nothing is open for responses at present."),
        ("adverts/open/", "Nothing on this list is open for responses at present."),
    ],
)
def test_a_list_that_has_run_empty_says_so(address: str, words: str, read_at: Callable[..., Page]) -> None:
    page = read_at(address, ALL_CLOSED)
    assert page.locator("#open + p").inner_text() == words
    assert len(titles_below(page, APART)) == 3
    assert page.get_by_text("Closing soonest first.").count() == 0


def test_an_open_page_is_corrected_when_the_time_comes_and_readers_hear_of_it_once(
    read_at: Callable[..., Page],
) -> None:
    page = read_at("", "2026-11-27T09:00:00Z")
    page.clock.run_for("02:59:59")
    assert status_of(page).startswith("Closing soon at")
    assert page.get_by_role("status").count() == 0
    page.clock.run_for(1000)
    assert titles_below(page, APART) == ["Digital care records"]
    assert page.get_by_role("status").inner_text() == ""  # the region is there before its words
    page.clock.run_for(1000)
    assert page.get_by_role("status").inner_text() == "Digital care records: Closed"
    page.clock.run_for("24:00:00")
    assert page.get_by_role("status").count() == 1


def test_a_page_left_open_or_asleep_for_weeks_is_corrected_as_soon_as_it_wakes(
    read_at: Callable[..., Page],
) -> None:
    page = read_at("adverts/", "2026-11-23T09:00:00Z")
    for days, closed in ((25, 2), (50, 3)):  # 25 days are more than one timer can be set to
        page.clock.fast_forward(days * DAY)
        assert len(titles_below(page, APART)) == closed
    page.clock.run_for(1000)
    assert page.get_by_role("status").last.inner_text() == ("Adult courses closer to home: Closed")


def test_a_clock_put_right_or_a_computer_woken_is_noticed_within_a_minute(
    read_at: Callable[..., Page],
) -> None:
    page = read_at(ADVERT, "2026-11-23T09:00:00Z")
    page.clock.set_system_time(AFTER)  # no timer hears of it
    page.clock.run_for("00:01:00")
    assert status_of(page).startswith("Closed at")


def test_a_page_that_is_old_when_it_is_opened_does_not_speak(read_at: Callable[..., Page]) -> None:
    page = read_at("", AFTER)
    page.clock.run_for("00:05:00")
    assert page.get_by_role("status").count() == 0


def test_a_reader_on_a_card_keeps_the_place_when_the_card_moves(read_at: Callable[..., Page]) -> None:
    page = read_at("", BEFORE)
    page.get_by_role("link", name="Digital care records").first.focus()
    page.clock.run_for(2000)
    assert titles_below(page, APART) == ["Digital care records"]
    assert page.evaluate("document.activeElement.textContent") == "Digital care records"


def test_pages_with_nothing_to_correct_load_no_script(read_at: Callable[..., Page]) -> None:
    for address in (
        "pages/about/",
        "adverts/street-lighting-2026/",
        "adverts/closed/",
        "404.html",
        "decisions/",
    ):
        assert read_at(address, AFTER).locator("script[src]").count() == 0, address


def test_the_script_is_small(read_at: Callable[..., Page], example_address: str) -> None:
    page = read_at("", BEFORE)
    source = page.locator("script[type=module]").get_attribute("src")
    assert source
    page.goto(example_address + source)
    assert len(compress(page.locator("body").inner_text().encode(), 9)) <= 800
