"""Without script, every notice is found through the lists and their numbered pages, and every count is true."""

import html
import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

LINK = re.compile(r'<a (?:rel="(?P<rel>\w+)" )?href="(?P<href>[^"#:]+)"')
COUNTED = re.compile(
    r'<li><a href="(?P<href>[^"#:]+)">(?P<title>[^<]+)</a> <span>(?P<count>[\d,]+)</span></li>'
)


@pytest.fixture(params=["example_site", "busy_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def page_at(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def leads_to(address: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(address, html.unescape(href)))


def notices(site: Path) -> set[str]:
    """The addresses of all pages that are a notice and not a list."""
    return {
        page.parent.relative_to(site).as_posix()
        for page in site.glob("adverts/*/index.html")
        if 'id="key-facts"' in page.read_text(encoding="utf-8")
    }


def listed(site: Path, address: str) -> set[str]:
    """What the first page of a list links to, and all older pages after it."""
    found: set[str] = set()
    seen: set[str] = set()
    older: str | None = address
    while older is not None:
        assert older not in seen, f"{address} leads round in a circle at {older}"
        here, older = older, None
        seen.add(here)
        for link in LINK.finditer(page_at(site, here)):
            found.add(leads_to(here, link["href"]))
            older = leads_to(here, link["href"]) if link["rel"] == "next" else older
    return found


def test_every_notice_is_in_the_one_list(site: Path) -> None:
    assert notices(site)
    assert notices(site) - listed(site, "adverts") == set()


def test_every_narrower_list_has_as_many_notices_as_it_is_said_to_have(site: Path) -> None:
    counted = {
        (leads_to(here, choice["href"]), int(choice["count"].replace(",", "")))
        for page in site.glob("adverts/**/index.html")
        if (here := page.parent.relative_to(site).as_posix())
        for choice in COUNTED.finditer(page.read_text(encoding="utf-8"))
    }
    assert len(counted) > 10
    every = notices(site)
    wrong = {
        address: (said, found)
        for address, said in counted
        if (found := len(listed(site, address) & every)) != said
    }
    assert wrong == {}


def test_without_script_the_notices_and_their_lists_can_be_seen_and_followed(
    example_site: Path, open_page: Callable[..., Page], example_address: str
) -> None:
    page = open_page("adverts/", script=False)
    shown = {
        str(link.evaluate("link => link.href")).removeprefix(example_address).strip("/")
        for link in page.get_by_role("link").all()
        if link.is_visible()
    }
    assert notices(example_site) - shown == set()
    page.get_by_role("navigation", name="Narrow the list").get_by_role("link", name="2003").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Notices: 2003"
