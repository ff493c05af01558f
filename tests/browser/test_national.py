"""The page of a national notice in a browser, opened from a file as staff open it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from sitegen.commands.main import main
from tests.browser.test_html import Runner, html_validate, nu


@pytest.fixture(scope="module")
def staff_page(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a notice of the worked example."""
    made = tmp_path_factory.mktemp("staff") / "uk2.html"
    arguments = ["uk2", "grounds-maintenance-2026", "--now", "2026-11-23T09:00", "--page", str(made)]
    done = CliRunner().invoke(main, [*arguments, "--content", str(repository / "content")])
    assert done.exit_code == 0, done.output
    return made


def opened(browser: Browser, staff_page: Path, faults: list[str], *, scripts: bool = True) -> Page:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if "uk2.html" not in request.url else None)
    page.goto(staff_page.as_uri())
    return page


def test_both_judges_of_pages_find_it_valid(
    staff_page: Path,
    tmp_path: Path,
    page_checkers: Path,
    run_checker: Runner,
    program: Callable[[str], str],
) -> None:
    assert html_validate([staff_page.parent], tmp_path / "report.json", page_checkers, run_checker) == []
    found = nu([staff_page.parent], page_checkers, run_checker, program("java"))
    # Nu does not work out digests; the browser does, and says below that nothing is blocked.
    assert [one for one in found if "violates Content Security Policy (meta tag)" not in one] == []


def test_it_is_accessible_and_asks_for_nothing_beside_it(
    browser: Browser, staff_page: Path, axe_faults: Callable[[Page], list[str]]
) -> None:
    faults: list[str] = []
    page = opened(browser, staff_page, faults)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('ol')).listStyleType") == "none"
    assert faults == []


def test_a_button_copies_its_answer_and_says_so(browser: Browser, staff_page: Path) -> None:
    faults: list[str] = []
    page = opened(browser, staff_page, faults)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy: Title of the procurement").click()
    expect(page.get_by_role("status")).to_have_text("Copied: Title of the procurement")
    assert page.evaluate("navigator.clipboard.readText()") == "Grounds maintenance from April 2028"
    assert faults == []


def test_where_a_page_may_not_copy_the_answer_is_selected(browser: Browser, staff_page: Path) -> None:
    page = opened(browser, staff_page, [])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.get_by_role("button", name="Copy: Title of the procurement").click()
    expect(page.get_by_role("status")).to_contain_text("is selected")
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == (
        "Grounds maintenance from April 2028"
    )


def test_without_javascript_there_are_answers_and_no_buttons(browser: Browser, staff_page: Path) -> None:
    page = opened(browser, staff_page, [], scripts=False)
    assert page.get_by_role("button").count() == 0
    title = page.get_by_role("textbox", name="Title of the procurement")
    assert title.input_value() == "Grounds maintenance from April 2028"
