"""The site needs no script and asks nobody else for anything."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page


def test_a_page_asks_only_its_own_host_and_stores_nothing(
    readers_page: str, open_page: Callable[..., Page]
) -> None:
    page = open_page("about:blank", site="")
    host = urljoin(readers_page, "/")
    requested: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda response: None if response.ok else failed.append(response.url))
    page.goto(readers_page, wait_until="networkidle")
    assert [address for address in requested if not address.startswith((host, "data:"))] == []
    assert failed == []
    assert readers_page in requested
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_page_reads_the_same_without_script(readers_page: str, open_page: Callable[..., Page]) -> None:
    # Script may add to a page. What it says must be there before.
    with_script = open_page(readers_page).locator("main")
    without = open_page(readers_page, script=False).locator("main")
    assert without.inner_text().strip()
    lost = set(with_script.inner_text().splitlines()) - set(without.inner_text().splitlines())
    added_by_script = with_script.locator("[data-script]").all_inner_texts()
    assert lost <= set("\n".join(added_by_script).splitlines())


def test_an_error_in_a_script_a_missing_file_and_a_breach_of_the_policy_are_noticed(
    tmp_path: Path, static_server: Callable[..., str], open_page: Callable[..., Page], page_faults: list[str]
) -> None:
    # Every test that opens a page fails on these. Here they are meant.
    (tmp_path / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "broken.js").write_text("throw new Error('fell over')", encoding="utf-8")
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=icon.svg><title>Faults</title><script src=broken.js></script>"
        "<script src=missing.js></script><p style='color:red'>red</p><script>inline()</script>",
        encoding="utf-8",
    )
    open_page("", site=static_server(tmp_path))
    found = "\n".join(page_faults)
    page_faults.clear()
    for words in ("fell over", "missing.js: Failed to load", "inline style", "inline script"):
        assert words in found
