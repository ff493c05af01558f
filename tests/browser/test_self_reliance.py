"""The site needs no script and asks nobody else for anything."""

from collections.abc import Callable

from playwright.sync_api import Page

MOST_REQUESTS = 5
"""A page's own files, the page among them."""


def test_a_page_asks_only_its_own_host_and_not_often_and_stores_nothing(
    readers_page: str, open_page: Callable[..., Page], example_address: str
) -> None:
    page = open_page("about:blank", site="")
    requested: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda response: None if response.ok else failed.append(response.url))
    page.goto(example_address + readers_page, wait_until="networkidle")
    assert [address for address in requested if not address.startswith((example_address, "data:"))] == []
    assert failed == []
    assert 0 < len([address for address in requested if address.startswith("http")]) <= MOST_REQUESTS
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_page_reads_the_same_without_script(readers_page: str, open_page: Callable[..., Page]) -> None:
    # Script may add to a page. What it says must be there before.
    with_script = open_page(readers_page).locator("main")
    without = open_page(readers_page, script=False).locator("main")
    assert without.inner_text().strip()
    lost = set(with_script.inner_text().splitlines()) - set(without.inner_text().splitlines())
    added_by_script = set(with_script.locator("[data-script]").all_inner_texts())
    assert lost <= added_by_script


def test_no_page_has_an_error_in_a_script_or_a_style(
    readers_page: str, open_page: Callable[..., Page], example_address: str
) -> None:
    page = open_page("about:blank", site="")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(example_address + readers_page)
    assert errors == []
