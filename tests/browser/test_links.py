"""Every link of every page leads somewhere, from the root of a host and from a sub-path."""

import html.parser
import posixpath
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

BASE_URL = "https://example.org/market-tests/"
"""Where the worked example says that it lives."""

NOT_FOUND = "404.html"
"""Shown at any address, so the one page whose links start from the host."""


class Page(html.parser.HTMLParser):
    """What one page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own signature
        """Notes the addresses and the id of an element."""
        of = {name: value or "" for name, value in attrs}
        if "id" in of:
            self.ids.append(of["id"])
        self.links += [of[name] for name in ("href", "src", "action", "poster", "data") if name in of]
        self.links += [part.split()[0] for part in of.get("srcset", "").split(",") if part.strip()]


@pytest.fixture(scope="module")
def pages(example_site: Path) -> dict[str, Page]:
    """Every page of the worked example, by its path in the tree."""
    return {
        file.relative_to(example_site).as_posix(): Page(file.read_text(encoding="utf-8"))
        for file in example_site.rglob("*.html")
    }


def inside(pages: dict[str, Page]) -> Iterator[tuple[str, str, str]]:
    """Each link that stays on the site: the page, the link as written, the address it leads to."""
    for path, page in pages.items():
        here = BASE_URL + path.removesuffix("index.html")
        for link in page.links:
            there = urljoin(here, link)
            if there.startswith(BASE_URL):
                yield path, link, there.removeprefix(BASE_URL)


def file_at(address: str) -> str:
    """The file that a static server shows at an address."""
    path = unquote(urlsplit(address).path)
    return posixpath.join(path, "index.html") if path == "" or path.endswith("/") else path


def test_every_page_has_links(pages: dict[str, Page]) -> None:
    assert len(pages) > 1
    assert [path for path, page in pages.items() if not page.links] == []


def test_every_link_leads_to_a_file(pages: dict[str, Page], example_site: Path) -> None:
    broken = [
        f"{path}: {link}"
        for path, link, there in inside(pages)
        if not (example_site / file_at(there)).is_file()
    ]
    assert broken == []


def test_every_fragment_leads_to_an_element(pages: dict[str, Page]) -> None:
    broken = [
        f"{path}: {link}"
        for path, link, there in inside(pages)
        if (fragment := unquote(urlsplit(there).fragment)) and fragment not in pages[file_at(there)].ids
    ]
    assert broken == []


def test_no_page_uses_an_id_twice(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_links_within_the_site_are_relative_so_that_it_works_anywhere(pages: dict[str, Page]) -> None:
    fixed = [
        f"{path}: {link}"
        for path, page in pages.items()
        if path != NOT_FOUND
        for link in page.links
        if link.startswith("/")
    ]
    assert fixed == []


def test_the_not_found_page_links_from_the_host_so_that_it_works_at_any_depth(pages: dict[str, Page]) -> None:
    base = urlsplit(BASE_URL).path
    links = [
        link for link in pages[NOT_FOUND].links if not urlsplit(link).scheme and not link.startswith("#")
    ]
    assert links
    assert [link for link in links if not link.startswith(base)] == []


def test_every_other_link_is_one_that_readers_can_use(pages: dict[str, Page]) -> None:
    icon = "data:image/svg+xml,"  # within the page, which saves a request
    links = {link for page in pages.values() for link in page.links if not link.startswith(icon)}
    schemes = {urlsplit(link).scheme for link in links}
    assert schemes <= {"", "https", "http", "mailto", "tel", "webcal"}


@pytest.mark.parametrize("under", ["/", "/council/"])
def test_every_page_is_reached_from_the_home_page_of_a_plain_server(
    under: str, pages: dict[str, Page], example_site: Path, static_server: Callable[..., str]
) -> None:
    home = static_server(example_site, under=under)
    waiting, seen = [home], {home}
    while waiting:
        here = waiting.pop()
        with urllib.request.urlopen(here) as answer:  # noqa: S310 - our own server's address
            links = (
                Page(answer.read().decode()).links if answer.headers.get_content_type() == "text/html" else []
            )
        found = {urljoin(here, link).split("#")[0] for link in links} - seen
        seen |= found
        waiting += [address for address in found if address.startswith(home)]
    reached = {file_at(address.removeprefix(home)) for address in seen if address.startswith(home)}
    moved = {path for path in pages if b'http-equiv="refresh"' in (example_site / path).read_bytes()}
    assert set(pages) - {NOT_FOUND} - moved - reached == set()
