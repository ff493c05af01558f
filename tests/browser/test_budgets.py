"""Pages keep within their budgets on a first visit over a slow line: bytes, requests, elements, layout shift.

The same visits show that a page asks nobody but its own host, and stores nothing.
"""

import gzip
import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

KB = 1000


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a page may need."""

    bytes: int
    requests: int
    elements: int = 800


NOTICE = Budget(bytes=14 * KB, requests=4)
"""What a server sends before it must wait for the reader's first answer."""
OTHER = Budget(bytes=30 * KB, requests=5)
OBJECTIVES = Budget(bytes=30 * KB, requests=6)
"""A chart, a script for weights, and the one for closing times: the others have no more than one of them."""

# Elements that have moved once they were seen, as a share of the window. Nothing counts before the first words show.
SHIFT = """() => new Promise(resolve => {
    let shift = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
    const after = (frames, then) => frames ? requestAnimationFrame(() => after(frames - 1, then)) : then();
    new PerformanceObserver(list => {
        if (list.getEntriesByName('first-contentful-paint').length) after(4, () => resolve(shift));
    }).observe({type: 'paint', buffered: true});
})"""


class Visit:
    """A first visit to one page: what came over the line for it, and what it is made of."""

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self.page = page
        self.sizes: dict[str, float] = {}
        self.failed: list[str] = []
        self._addresses: dict[str, str] = {}
        page.on("requestfailed", lambda request: self.failed.append(request.url))
        page.on("response", lambda response: None if response.ok else self.failed.append(response.url))
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        self.elements = page.locator("*").count()
        self.shift = page.evaluate(SHIFT)
        self.stored = page.evaluate("localStorage.length + sessionStorage.length") + len(
            page.context.cookies()
        )

    def _asked(self, event: dict[str, dict[str, str]]) -> None:
        self._addresses[str(event["requestId"])] = event["request"]["url"]

    @property
    def asked(self) -> set[str]:
        """The addresses of all that the page asked for."""
        return set(self._addresses.values())

    # The compressed body and the headers of the answer: all that the server sends, below it only TCP and TLS.
    def _finished(self, event: dict[str, float]) -> None:
        self.sizes[self._addresses[str(event["requestId"])]] = event["encodedDataLength"]

    def excess(self, budget: Budget) -> str:
        """A table of what the page needed, where that is more than its budget; empty where it is not."""
        needed = {
            "bytes": (sum(self.sizes.values()), budget.bytes),
            "requests": (len(self._addresses), budget.requests),
            "elements": (self.elements, budget.elements),
            "layout shift": (self.shift, 0),
        }
        if all(found <= most for found, most in needed.values()):
            return ""
        lines = [
            f"{what:>14} {found:>10g} of {most:>6g}{' !' if found > most else ''}"
            for what, (found, most) in needed.items()
        ]
        parts = [f"{size:>25.0f} {urlsplit(address).path}" for address, size in self.sizes.items()]
        return "\n".join([self.address, *lines, *parts])


@pytest.fixture
def visit(open_page: Callable[..., Page]) -> Callable[[str], Visit]:
    """Visits a page by its whole address, as a reader who was never there."""

    def first(address: str) -> Visit:
        return Visit(open_page("about:blank"), address)

    return first


@pytest.fixture(scope="module")
def visits() -> dict[str, Visit]:
    """The first visits to readers' pages, by address: tests tell different things of them."""
    return {}


@pytest.fixture
def visited(readers_page: str, visits: dict[str, Visit], visit: Callable[[str], Visit]) -> Visit:
    """A first visit to one page of each template and state."""
    if readers_page not in visits:
        found = visit(readers_page)
        # On a busy machine a page may be painted when half of it has come. One that moves by itself does so each time.
        visits[readers_page] = visit(readers_page) if found.shift else found
    return visits[readers_page]


def test_every_page_keeps_within_its_budget(page_name: str, visited: Visit) -> None:
    kind = page_name.split(", ", maxsplit=1)[0]
    budget = {"advert": NOTICE, "objectives": OBJECTIVES}.get(kind, OTHER)
    assert not (excess := visited.excess(budget)), f"\n{excess}"


def test_a_page_asks_only_its_own_host_and_stores_nothing(visited: Visit) -> None:
    host = urljoin(visited.address, "/")
    assert [address for address in visited.asked if not address.startswith((host, "data:"))] == []
    assert visited.address in visited.asked
    assert visited.failed == []
    assert visited.stored == 0


def test_a_notice_with_eight_objectives_and_three_documents_keeps_within_its_budget(
    repository: Path,
    tmp_path: Path,
    build_site: Callable[..., Path],
    static_server: Callable[..., str],
    visit: Callable[[str], Visit],
) -> None:
    content = shutil.copytree(repository / "content", tmp_path / "content")
    notice = content / "adverts/strategic-partnership-2003.md"
    third = "documents:\n  - {title: How we run market tests, file: how-we-run-market-tests.pdf}\n"
    notice.write_text(notice.read_text(encoding="utf-8").replace("documents:\n", third), encoding="utf-8")
    visited = visit(static_server(build_site(content)) + "adverts/strategic-partnership-2003/")
    assert visited.page.locator("a[href*='#objective-']").count() >= 8
    assert visited.page.locator("#documents + .documents > li").count() == 3
    assert not (excess := visited.excess(NOTICE)), f"\n{excess}"


def test_no_page_of_a_busy_site_is_over_its_budget(busy_site: Path) -> None:
    # Too many to open in a browser: the page itself, compressed, beside all assets that there are.
    assets = sum(compressed(file) for file in (busy_site / "assets").iterdir())
    needed = {
        page.relative_to(busy_site).as_posix(): (compressed(page) + assets, elements(page))
        for page in busy_site.rglob("*.html")
    }
    over = {
        path: (size, count)
        for path, (size, count) in needed.items()
        if size > OTHER.bytes or count > OTHER.elements
    }
    assert over == {}


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def elements(page: Path) -> int:
    return len(re.findall("<[a-z]", page.read_text(encoding="utf-8")))


HEAVY = {
    "bytes": "<p>" + hashlib.shake_128(b"heavy").hexdigest(31 * KB),
    "requests": "".join(f"<img src='{name}.svg' width=9 height=9 alt=''>" for name in range(6)),
    "elements": "<p>one" * 801,
    "layout shift": "<div id=late></div><p>pushed down</p><script src=late.js></script>",
}


@pytest.mark.parametrize("fault", HEAVY)
def test_a_page_over_its_budget_is_caught_and_the_table_says_why(
    fault: str, tmp_path: Path, static_server: Callable[..., str], visit: Callable[[str], Visit]
) -> None:
    for name in range(6):
        (tmp_path / f"{name}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "late.js").write_text(
        "new PerformanceObserver(() => { document.getElementById('late').innerHTML = '<h1>late</h1>'; })"
        ".observe({type: 'paint', buffered: true});",
        encoding="utf-8",
    )
    head = "<!doctype html><title>Heavy</title><link rel=icon href='0.svg'>"
    (tmp_path / "index.html").write_text(head + HEAVY[fault], encoding="utf-8")
    table = visit(static_server(tmp_path)).excess(OTHER)
    assert [line for line in table.splitlines() if line.endswith("!")] == [
        line for line in table.splitlines() if line.strip().startswith(fault)
    ]
    assert f"\n{fault:>14} " in table
