"""First searches of a generated site in Chromium, each as a reader who was never there → bytes and time.

Example: python -m bench.find --notices 10000
"""

import argparse
import functools
import gzip
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

WORK = Path(__file__).parent / "work" / "find"
NOW = "2026-11-23T09:00"
"""The moment the generated notices are made for."""
QUERIES = {
    "a rare word": ("walworton", "albebridge", "oakingford", "thornerwell", "elmdenmere"),
    "two common words": (
        "apprentices winter",
        "schools ward",
        "budget waiting",
        "council letters",
        "repairs cost",
    ),
    "a reference": ("001234", "00-5678", "009 999", "000042", "004711"),
    "three letters": ("bar", "res", "com", "ser", "con"),
}
SEARCH = """query => new Promise(found => {
    const form = document.querySelector("form.search");
    const status = document.querySelector("[role=status]");
    const started = performance.now();
    new MutationObserver(() => {
        if (status.textContent.includes("“")) found([performance.now() - started, status.textContent]);
    }).observe(status, {childList: true});
    form.q.value = query;
    form.requestSubmit();
})"""


def main() -> None:
    """Measures and prints. How much is too much is for people to judge."""
    parser = argparse.ArgumentParser(description="Measure first searches of a generated site in Chromium.")
    parser.add_argument("--notices", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    with _served(options.site or _built(options.notices)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'median (most)':<20}{'bytes':>20}{'ms':>14}")
        for kind, queries in QUERIES.items():
            found = [_first_search(browser, address, query) for query in queries]
            size, took = zip(*found, strict=True)
            print(
                f"{kind:<20}{f'{median(size):,.0f} ({max(size):,.0f})':>20}{f'{median(took):.0f} ({max(took):.0f})':>14}"
            )
        browser.close()


def _first_search(browser: Browser, address: str, query: str) -> tuple[float, float]:
    """Bytes of everything that came over the line, the page among them, and milliseconds from the question to the answer."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[float] = []
    session = context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    page.goto(f"{address}search/", wait_until="networkidle")
    took, said = page.evaluate(SEARCH, query)
    page.wait_for_load_state("networkidle")
    context.close()
    print(f"    {said} {sum(sizes):,.0f} bytes in {len(sizes)} files, {took:.0f} ms")
    return sum(sizes), took


def _built(notices: int) -> Path:
    shutil.rmtree(WORK, ignore_errors=True)
    generator, content = Path(__file__).with_name("generate.py"), WORK / "content"
    subprocess.run([sys.executable, generator, str(notices), content], check=True)
    build = [sys.executable, "-m", "sitegen", "build", "--now", NOW, "--quiet"]
    subprocess.run(build, cwd=WORK, check=True)
    return WORK / "output"


class _Host(http.server.SimpleHTTPRequestHandler):
    """Compresses every file, as hosts do with texts."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def do_GET(self) -> None:
        place = Path(self.translate_path(self.path))
        file = place / "index.html" if place.is_dir() else place
        data = _compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@functools.cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes())


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
