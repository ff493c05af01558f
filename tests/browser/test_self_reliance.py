"""The site needs no script, and whatever goes wrong in one is noticed. That it asks nobody else is in test_budgets."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page


def test_a_page_reads_the_same_without_script(readers_page: str, look_at: Callable[..., Page]) -> None:
    # Script may add to a page. What it says must be there before.
    with_script = look_at(readers_page).locator("main")
    without = look_at(readers_page, script=False).locator("main")
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
