"""The worked example: its feeds and calendars are valid, and each is linked to from the page that it follows."""

import re
from pathlib import Path

import pytest

from sitegen.outputs.wording import size
from tests.outputs.judges import read_by_ical_js, read_calendar, read_feed

BASE = "https://example.org/market-tests"


def found(site: Path, pattern: str) -> list[Path]:
    paths = sorted(site.rglob(pattern))
    assert len(paths) > 5
    return paths


def page_beside(file: Path) -> str:
    return file.with_name("index.html").read_text("utf-8")


def test_every_feed_is_valid(example_site: Path) -> None:
    for file in found(example_site, "feed.xml"):
        read_feed(file.read_bytes(), BASE, file.relative_to(example_site).as_posix())


def test_every_calendar_is_read_alike_by_two_programs(example_site: Path) -> None:
    files = {str(file): file.read_bytes() for file in found(example_site, "calendar.ics")}
    assert {name: read_calendar(data) for name, data in files.items()} == read_by_ical_js(files)


def test_the_page_that_a_calendar_is_of_links_to_it_with_type_and_size(example_site: Path) -> None:
    for file in found(example_site, "calendar.ics"):
        words = re.search(r'<a href="[^"]*calendar\.ics">([^<]+)</a>', page_beside(file))
        assert words
        is_list = "key-facts" not in page_beside(file) and file.parent != example_site
        known = "" if is_list else f", {size(file.stat().st_size)}"  # a list may have hundreds of notices
        assert words[1].endswith(f"(iCalendar{known})")


def test_the_page_that_a_feed_follows_links_to_it_in_sight_and_for_programs(example_site: Path) -> None:
    for file in found(example_site, "feed.xml"):
        page = page_beside(file)
        head, body = page.split("</head>")
        where = file.relative_to(example_site).as_posix()
        depth = "../" * where.count("/")
        link = (
            f'<link rel="alternate" type="application/atom.xml" title="[^"]+" href="{depth or "./"}{where}">'
        )
        assert re.search(link, head), where
        assert re.search(r'<a href="[^"]*feed\.xml">[^<]+ \(Atom feed\)</a>', body), where


def test_every_page_names_the_feed_of_the_site(example_site: Path) -> None:
    for file in found(example_site, "*.html"):
        page = file.read_text("utf-8")
        if 'http-equiv="refresh"' not in page:
            assert re.search(
                r'<link rel="alternate" [^>]*href="(\.\./|\./|/market-tests/)*feed\.xml">', page
            ), file


@pytest.mark.parametrize(
    ("advert", "words"),
    [
        ("grounds-maintenance-2026", "Add these dates to your calendar"),
        ("street-lighting-2026", "The dates of this notice for a calendar"),
        ("school-meals-2026", "The dates of this notice for a calendar"),
    ],
)
def test_nobody_is_invited_to_note_dates_of_a_notice_that_is_over(
    example_site: Path, advert: str, words: str
) -> None:
    assert words in (example_site / f"adverts/{advert}/index.html").read_text("utf-8")


# The page that says how


@pytest.fixture
def how(example_site: Path) -> str:
    return (example_site / "follow/index.html").read_text("utf-8")


def test_every_feed_and_calendar_of_a_list_can_be_copied_and_subscribed_to(
    example_site: Path, how: str
) -> None:
    copied = set(re.findall(r'data-copy="([^"]+)"', how))
    files = [*example_site.glob("adverts/**/feed.xml"), *example_site.glob("adverts/**/calendar.ics")]
    own = re.compile(r"adverts/[^/]*-20\d\d/")
    lists = [path for file in files if not own.match(path := file.relative_to(example_site).as_posix())]
    assert len(lists) > 40
    assert copied == {f"{BASE}/{path}" for path in (*lists, "feed.xml", "calendar.ics")}
    subscribed = set(re.findall(r'href="webcal://([^"]+)"', how))
    assert subscribed == {
        f"{BASE}/{path}".removeprefix("https://")
        for path in (*lists, "calendar.ics")
        if path.endswith(".ics")
    }


def test_common_calendars_are_one_link_away(how: str) -> None:
    assert (
        "calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fexample.org%2Fmarket-tests%2Fcalendar.ics" in how
    )
    for host in ("outlook.live.com", "outlook.office.com"):
        assert (
            f"{host}/calendar/0/addfromweb?url=https%3A%2F%2Fexample.org%2Fmarket-tests%2Fcalendar.ics" in how
        )


def test_the_home_page_and_every_foot_lead_there(example_site: Path) -> None:
    for path in ("index.html", "data/index.html"):
        page = (example_site / path).read_text("utf-8")
        assert re.search(r'href="[./]*/follow/"', page)
        assert re.search(r'href="[./]*/changes/"', page)
    sitemap = (example_site / "sitemap.xml").read_text("utf-8")
    for address in ("/follow/", "/changes/", "/changes/2026-11/"):
        assert f"<loc>{BASE}{address}</loc>" in sitemap


def test_every_version_of_the_worked_example_is_shown_as_it_looked(example_site: Path) -> None:
    pages = sorted(example_site.glob("*/*/versions/*/index.html"))
    assert len(pages) > 5
    for page in pages:
        text = page.read_text("utf-8")
        assert 'class="as-recorded"' in text
        assert "can no longer show" not in text, page
