"""Opens pages of the worked example in a real Chromium, as readers would."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypedDict, Unpack
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

READERS_PAGES = {
    "home": "",
    "list of adverts": "adverts/",
    "advert, open": "adverts/grounds-maintenance-2026/",
    "advert, closing soon": "adverts/digital-care-records-2026/",
    "advert, closed": "adverts/street-lighting-2026/",
    "advert, closed in 2003": "adverts/strategic-partnership-2003/",
    "advert, outcome published": "adverts/leisure-operation-2026/",
    "advert, withdrawn": "adverts/school-meals-2026/",
    "advert, planned procurement": "adverts/electric-vehicle-chargers-2026/",
    "list of decisions": "decisions/",
    "decision, approved": "decisions/strategic-partnership-2003/",
    "decision, proposed": "decisions/street-lighting-2026/",
    "decision, deferred": "decisions/kitchen-programme-2026/",
    "decision, exempt": "decisions/depot-land-2026/",
    "decision, outcome": "decisions/leisure-market-outcome-2026/",
    "list of objectives": "objectives/",
    "objectives, no weighting": "objectives/strategic-partnership-2003/",
    "objectives, weighted": "objectives/leisure-2026/",
    "list of initiatives": "initiatives/",
    "initiative": "initiatives/healthy-borough/",
    "initiative of 2003": "initiatives/strategic-partnership-2003/",
    "page": "pages/about/",
    "accessibility statement": "accessibility/",
    "not found": "404.html",
}
"""One page of each template and state: what it is, and its address. A new template needs a line here."""

WHEN_READ = "2026-11-23T09:00:00Z"
"""The reader's clock: the moment of the build, so that nothing changes as the years pass."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""A browser that talks to this machine and to nobody else."""


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Finds a program by name, and fails the test where it is missing: nothing is skipped in silence."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.fail(f"{name} is not installed. `make test` installs it, or says what to install.")
        return found

    return find


@pytest.fixture(scope="session")
def page_checkers(repository: Path) -> Path:
    """The folder of page checkers that npm installs."""
    folder = repository / "node_modules"
    if not (folder / ".package-lock.json").is_file():
        pytest.fail("The page checkers are not installed. `make test` installs them.")
    return folder


@pytest.fixture(scope="session")
def run_checker() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a checker and gives what it said, whatever its exit status."""

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


# A module each, not a session: Playwright holds an event loop open, which tests elsewhere must not find.
@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    """A real Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program("chromium"), args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def example_address(example_site: Path, static_server: Callable[..., str]) -> str:
    """Where the worked example is served while the module runs: at the path that its base_url names."""
    return static_server(example_site, under="/market-tests/")


@pytest.fixture(params=READERS_PAGES.values(), ids=list(READERS_PAGES))
def readers_page(request: pytest.FixtureRequest) -> str:
    """The address of one page of each template and state, from the site's root."""
    return str(request.param)


@pytest.fixture
def readers_pages() -> dict[str, str]:
    """One page of each template and state: what it is, and its address."""
    return READERS_PAGES


class Reader(TypedDict, total=False):
    """What a reader has: a window, a clock, and wishes. Each test names what it needs, and no more."""

    width: int
    height: int
    scheme: Literal["light", "dark"]
    forced_colors: Literal["active", "none"]
    script: bool
    now: str
    """The reader's clock, as ISO text with an offset. It stands still; `page.clock` moves it."""
    timezone: str
    styles: bool
    """Whether the test itself puts styles into the page, which the host's policy would keep out."""


@pytest.fixture
def page_faults() -> list[str]:
    """The errors of pages that the test has opened, as they come. A test that means them reads and clears them."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, example_address: str, page_faults: list[str]
) -> Iterator[Callable[..., Page]]:
    """Opens a page as a reader with nothing stored would; each call is a new reader.

    The address starts from `site`, which is the worked example unless a test says otherwise. An error in a script
    or style, a file that is missing and a breach of the host's policy fail the test when it ends.
    """
    contexts: list[BrowserContext] = []

    def opened(address: str, *, site: str = example_address, **reader: Unpack[Reader]) -> Page:
        context = browser.new_context(
            viewport={"width": reader.get("width", 1280), "height": reader.get("height", 800)},
            color_scheme=reader.get("scheme", "light"),
            forced_colors=reader.get("forced_colors", "none"),
            reduced_motion="reduce",
            java_script_enabled=reader.get("script", True),
            timezone_id=reader.get("timezone"),
            bypass_csp=reader.get("styles", False),
        )
        contexts.append(context)
        note_faults(context, page_faults)
        context.clock.set_fixed_time(reader.get("now", WHEN_READ))
        page = context.new_page()
        page.goto(urljoin(site, address))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert page_faults == []


def note_faults(context: BrowserContext, found: list[str]) -> None:
    """Lets the list grow by each error that a page of the reader has."""
    context.on(
        "weberror", lambda problem: found.append(f"{problem.page and problem.page.url}: {problem.error}")
    )
    context.on(
        "console",
        lambda message: (
            found.append(f"{message.location['url']}: {message.text}") if message.type == "error" else None
        ),
    )
