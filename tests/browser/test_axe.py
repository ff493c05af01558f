"""Accessibility faults that a program can find, on one page of each template and state."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page


def test_no_page_has_an_accessibility_fault_that_axe_knows(
    readers_page: str, axe_faults: Callable[[Page], list[str]], look_at: Callable[..., Page]
) -> None:
    assert axe_faults(look_at(readers_page)) == []


def test_axe_sees_the_faults_that_it_is_here_for(
    axe_faults: Callable[[Page], list[str]],
    tmp_path: Path,
    static_server: Callable[..., str],
    look_at: Callable[..., Page],
) -> None:
    # One fault of each kind that could be overlooked if the rules were switched off by mistake.
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>Faults</title><main><h1>Faults</h1><p style='color:#bbb;background:#fff'>pale</p>"
        "<p><a href='#1' style='display:inline-block;width:9px;height:9px'>1</a><a href='#2' "
        "style='display:inline-block;width:9px;height:9px'>2</a></p></main>",
        encoding="utf-8",
    )
    page = look_at("", site=static_server(tmp_path), styles=True)
    found = {line.split(" ")[0] for line in axe_faults(page)}
    assert found >= {"color-contrast", "html-has-lang", "target-size"}


def test_every_part_of_the_site_has_a_page_among_those_checked(
    example_site: Path, readers_pages: dict[str, str]
) -> None:
    # A page that has moved leads on at once; no reader stays on it.
    pages = [
        page for page in example_site.rglob("index.html") if b'http-equiv="refresh"' not in page.read_bytes()
    ]
    parts = {page.relative_to(example_site).parts[0] for page in pages}
    known = {address.split("/")[0] or "index.html" for address in readers_pages.values()}
    assert parts <= known, "a new part of the site needs a line in READERS_PAGES"
