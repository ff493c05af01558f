"""Opens pages of the worked example in a real Chromium, as readers would."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
    "data": "data/",
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


@pytest.fixture
def open_page(browser: Browser, example_address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page as a reader with nothing stored would; each call is a new reader."""
    contexts = []

    def opened(
        address: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
        site: str = example_address,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        context.clock.set_fixed_time(WHEN_READ)
        page = context.new_page()
        page.goto(site + address)
        return page

    yield opened
    for context in contexts:
        context.close()
