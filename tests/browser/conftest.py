"""Opens pages of the worked example in a real Chromium, as readers would."""

import functools
import runpy
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

READERS_PAGES = {
    "home": "",
    "list of adverts": "adverts/",
    "values of a facet": "adverts/subject/",
    "advert, open": "adverts/grounds-maintenance-2026/",
    "advert, closing soon": "adverts/digital-care-records-2026/",
    "advert, closed": "adverts/street-lighting-2026/",
    "advert, closed in 2003": "adverts/strategic-partnership-2003/",
    "advert, outcome published": "adverts/leisure-operation-2026/",
    "advert, withdrawn": "adverts/school-meals-2026/",
    "advert, planned procurement": "adverts/electric-vehicle-chargers-2026/",
    "advert, earlier version": "adverts/grounds-maintenance-2026/versions/2/",
    "advert, latest version": "adverts/electric-vehicle-chargers-2026/versions/2/",
    "response form": "adverts/digital-care-records-2026/response-smt-2026-04/",
    "list of decisions": "decisions/",
    "decision, approved": "decisions/strategic-partnership-2003/",
    "decision, proposed": "decisions/street-lighting-2026/",
    "decision, deferred": "decisions/kitchen-programme-2026/",
    "decision, exempt": "decisions/depot-land-2026/",
    "decision, outcome": "decisions/leisure-market-outcome-2026/",
    "list of objectives": "objectives/",
    "objectives, no weighting": "objectives/strategic-partnership-2003/",
    "objectives, weighted": "objectives/leisure-2026/",
    "objectives, proposed weights": "objectives/digital-care-2026/",
    "list of initiatives": "initiatives/",
    "initiative": "initiatives/healthy-borough/",
    "initiative of 2003": "initiatives/strategic-partnership-2003/",
    "search": "search/",
    "page": "pages/about/",
    "glossary": "glossary/",
    "data": "data/",
    "follow": "follow/",
    "changes": "changes/",
    "changes of a month": "changes/2026-11/",
    "accessibility statement": "accessibility/",
    "not found": "404.html",
}
"""One page of each template and state: what it is, and its address. A new template needs a line here."""

PAGES_OF_OTHER_SITES = {
    "home, many open": ("busy_site", ""),
    "list, many open": ("busy_site", "adverts/"),
    "list, numbered page": ("busy_site", "adverts/page/3/"),
    "narrower list, many open": ("busy_site", "adverts/soft-market-test/"),
    "narrower list, oldest page": ("busy_site", "adverts/soft-market-test/page/1/"),
    "decision behind many adverts": ("busy_site", "decisions/report-1/"),
    "initiative with many adverts": ("busy_site", "initiatives/programme-1/"),
    "changes, many": ("busy_site", "changes/"),
    "changes of a month, many": ("busy_site", "changes/2026-10/"),
    "follow, many lists": ("busy_site", "follow/"),
    "home, nothing published": ("quiet_site", ""),
    "changes, nothing published": ("quiet_site", "changes/"),
    "follow, nothing published": ("quiet_site", "follow/"),
    "list, nothing published": ("quiet_site", "adverts/"),
    "initiative without adverts": ("quiet_site", "initiatives/parks/"),
    "advert, draft in a preview": ("preview_site", "adverts/community-transport-2027/"),
    "list in a preview": ("preview_site", "adverts/scheduled/"),
}
"""States that the worked example does not show: what it is, the fixture that gives the site, the address."""

WHEN_READ = "2026-11-23T09:00:00Z"
"""The reader's clock: the moment of the build, so that nothing changes as the years pass."""

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
def axe_faults(page_checkers: Path) -> Callable[[Page], list[str]]:
    """Tells what axe-core objects to in a page as it stands, wide and narrow, light and dark."""
    axe = (page_checkers / "axe-core/axe.min.js").read_text(encoding="utf-8")

    def faults(page: Page) -> list[str]:
        found = []
        for width, scheme in WINDOWS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.evaluate(f"if (!window.axe) {{ {axe} }}")
            found += [
                f"{one['id']} ({width}, {scheme}): {_told(one)}" for one in page.evaluate(AUDIT, LEVELS)
            ]
        return found

    return faults


def _told(violation: dict[str, Any]) -> str:
    """What a rule asks, and the elements that do not do it."""
    elements = (f"{node['html'][:200]} ({node['failureSummary']})" for node in violation["nodes"])
    return "\n    ".join((violation["help"], *elements))


@pytest.fixture(scope="session")
def run_checker() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a checker and gives what it said, whatever its exit status."""

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


@pytest.fixture(scope="session")
def busy_site(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Path:
    """A site of 639 notices, some 40 of them open, and with the fullest first page that its lists can have."""
    generate = runpy.run_path(str(repository / "bench/generate.py"))
    generate["content"].__globals__.update(FIRST_DAY=date(2025, 3, 20), DAYS=600, PROGRAMME=30)
    content = tmp_path_factory.mktemp("busy") / "content"
    generate["write"](639, content)
    return build_site(content)


@pytest.fixture(scope="session")
def quiet_site(repository: Path, build_site: Callable[..., Path]) -> Path:
    """A site on its first day, without a notice."""
    return build_site(repository / "tests/sites/quiet/content")


@pytest.fixture(scope="session")
def preview_site(repository: Path, build_site: Callable[..., Path]) -> Path:
    """The worked example with its drafts, as its editors see it."""
    return build_site(repository / "content", "--drafts")


# A module each, not a session: Playwright holds an event loop open, which tests elsewhere must not find.
@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    """A real Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program("chromium"), args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address_of(request: pytest.FixtureRequest, static_server: Callable[..., str]) -> Callable[[str], str]:
    """Where a site is served while the module runs, by the name of the fixture that builds it."""

    @functools.cache
    def address(site: str) -> str:
        # The worked example is at the path that its base_url names.
        under = "/market-tests/" if site == "example_site" else "/"
        return static_server(request.getfixturevalue(site), under=under)

    return address


@pytest.fixture(scope="module")
def example_address(address_of: Callable[[str], str]) -> str:
    """Where the worked example is served while the module runs."""
    return address_of("example_site")


@pytest.fixture(params=[*READERS_PAGES, *PAGES_OF_OTHER_SITES])
def page_name(request: pytest.FixtureRequest) -> str:
    """What a page is: one of each template and state."""
    return str(request.param)


@pytest.fixture
def readers_page(page_name: str, address_of: Callable[[str], str]) -> str:
    """The whole address of one page of each template and state."""
    site, address = PAGES_OF_OTHER_SITES.get(page_name) or ("example_site", READERS_PAGES[page_name])
    return address_of(site) + address


@pytest.fixture
def readers_pages() -> dict[str, str]:
    """One page of the worked example of each template and state: what it is, and its address."""
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


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """The errors of all pages of the module, as they come."""
    return []


@pytest.fixture
def page_faults(heard: list[str]) -> list[str]:
    """The errors of pages that the test has opened, as they come. A test that means them reads and clears them."""
    heard.clear()
    return heard


@pytest.fixture
def open_page(
    browser: Browser, example_address: str, page_faults: list[str]
) -> Iterator[Callable[..., Page]]:
    """Opens a page as a reader with nothing stored would; each call is a new reader.

    The address may be whole, or start from `site`, which is the worked example unless a test names another. An error in a script
    or style, a file that is missing and a breach of the host's policy fail the test when it ends.
    """
    contexts: list[BrowserContext] = []

    def opened(address: str, *, site: str = example_address, **reader: Unpack[Reader]) -> Page:
        contexts.append(context := new_reader(browser, reader, page_faults))
        page = context.new_page()
        page.goto(urljoin(site, address))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert page_faults == []


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[str, Page]]:
    """The windows that `look_at` has opened, by what their readers have."""
    opened: dict[str, Page] = {}
    yield opened
    for context in browser.contexts:
        context.close()


@pytest.fixture
def look_at(
    browser: Browser, example_address: str, windows: dict[str, Page], page_faults: list[str]
) -> Iterator[Callable[..., Page]]:
    """Opens a page as `open_page` does, in a third of the time: in a window where others of the module were opened before.

    For tests that look, and leave nothing behind that the next page would find. One page at a time for each kind of reader.
    """

    def opened(address: str, *, site: str = example_address, **reader: Unpack[Reader]) -> Page:
        kind = repr([reader.get(name) for name in ("script", "now", "timezone", "styles")])
        if kind not in windows:
            windows[kind] = new_reader(browser, reader, page_faults).new_page()
        page = windows[kind]
        page.unroute_all()
        page.set_viewport_size({"width": reader.get("width", 1280), "height": reader.get("height", 800)})
        page.emulate_media(
            media="null",
            color_scheme=reader.get("scheme", "light"),
            forced_colors=reader.get("forced_colors", "none"),
        )
        page.goto(urljoin(site, address))
        return page

    yield opened
    assert page_faults == []


def new_reader(browser: Browser, reader: Reader, faults: list[str]) -> BrowserContext:
    """A browser that knows nothing yet, of a reader who has these things. Its pages' errors go to the list."""
    context = browser.new_context(
        viewport={"width": reader.get("width", 1280), "height": reader.get("height", 800)},
        color_scheme=reader.get("scheme", "light"),
        forced_colors=reader.get("forced_colors", "none"),
        reduced_motion="reduce",
        java_script_enabled=reader.get("script", True),
        timezone_id=reader.get("timezone"),
        bypass_csp=reader.get("styles", False),
    )
    note_faults(context, faults)
    context.clock.set_fixed_time(reader.get("now", WHEN_READ))
    return context


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
