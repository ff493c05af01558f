"""Accessibility faults that a program can find, on one page of each template and state."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

WINDOWS: list[tuple[int, Literal["light", "dark"]]] = [
    (1280, "light"),
    (1280, "dark"),
    (320, "dark"),
    (320, "light"),
]

AUDIT = """async levels => (await axe.run(document, {
    runOnly: {type: 'tag', values: levels},
    rules: {'target-size': {enabled: true}},
    resultTypes: ['violations'],
})).violations"""


@pytest.fixture(scope="module")
def axe(page_checkers: Path) -> str:
    """The source of axe-core."""
    return (page_checkers / "axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core objects to: the rule, what it asks, and the elements."""
    page.evaluate(f"if (!window.axe) {{ {axe} }}")
    return [
        f"{found['id']}: {found['help']}\n    " + "\n    ".join(_elements(found))
        for found in page.evaluate(AUDIT, LEVELS)
    ]


def _elements(found: dict[str, Any]) -> list[str]:
    return [f"{node['html'][:200]} ({node['failureSummary']})" for node in found["nodes"]]


def test_no_page_has_an_accessibility_fault_that_axe_knows(
    readers_page: str, axe: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(readers_page)
    faults = {}
    for width, scheme in WINDOWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        if found := violations(page, axe):
            faults[width, scheme] = found
    assert faults == {}


def test_axe_sees_the_faults_that_it_is_here_for(
    axe: str, tmp_path: Path, static_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    # One fault of each kind that could be overlooked if the rules were switched off by mistake.
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>Faults</title><main><h1>Faults</h1><p style='color:#bbb;background:#fff'>pale</p>"
        "<p><a href='#1' style='display:inline-block;width:9px;height:9px'>1</a><a href='#2' "
        "style='display:inline-block;width:9px;height:9px'>2</a></p></main>",
        encoding="utf-8",
    )
    page = open_page("", site=static_server(tmp_path), styles=True)
    found = {line.split(":")[0] for line in violations(page, axe)}
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
