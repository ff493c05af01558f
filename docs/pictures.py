"""The worked example, at its own time → the pictures of README.md and docs/, in docs/pictures/.

The same pages give the same pictures: the clock stands still, nothing moves, and only one family of typefaces,
which `make` installs with the browser, can be found.
"""

import functools
import http.server
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from sitegen.commands.main import main as commands

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/pictures"
WHEN = "2026-11-23T09:00"
"""The moment of the worked example, in its time zone, which is then that of UTC."""


@dataclass(frozen=True)
class Picture:
    """A window on a page: the name of its file, the address, CSS pixels, and where to scroll to."""

    name: str
    address: str
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"
    scroll_to: str = "body"


PICTURES = (
    Picture("home", ""),
    Picture("list", "adverts/"),
    Picture("advert", "adverts/grounds-maintenance-2026/"),
    Picture("advert-dark", "adverts/grounds-maintenance-2026/", scheme="dark"),
    Picture("advert-phone", "adverts/grounds-maintenance-2026/", width=390, height=844),
    Picture("search", "search/?q=staff"),
    Picture("objectives", "objectives/leisure-2026/", scroll_to="#weighting"),
)
"""Every picture of the documents. A line here and `make pictures` make another."""

TYPEFACES = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>/usr/share/fonts</dir>
<cachedir>{folder}</cachedir>
<selectfont>
<acceptfont><pattern><patelt name="family"><string>Liberation Sans</string></patelt></pattern></acceptfont>
<acceptfont><pattern><patelt name="family"><string>Liberation Serif</string></patelt></pattern></acceptfont>
<rejectfont><pattern><patelt name="scalable"><bool>true</bool></patelt></pattern></rejectfont>
</selectfont>
<alias><family>system-ui</family><prefer><family>Liberation Sans</family></prefer></alias>
<alias><family>georgia</family><prefer><family>Liberation Serif</family></prefer></alias>
</fontconfig>
"""


def main() -> None:
    """Takes every picture anew."""
    with tempfile.TemporaryDirectory() as folder, _browser(Path(folder)) as browser:
        site = f"{folder}/output"
        content = str(ROOT / "content")
        build = ["build", "--quiet", "--content", content, "--output", site, "--now", WHEN]
        commands(build, standalone_mode=False)
        FOLDER.mkdir(exist_ok=True)
        with _served(site) as address:
            for picture in PICTURES:
                _take(picture, browser, address)


def _take(picture: Picture, browser: Browser, site: str) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    context.clock.set_fixed_time(f"{WHEN}Z")
    page = context.new_page()
    page.goto(site + picture.address)
    page.evaluate("selector => document.querySelector(selector).scrollIntoView()", picture.scroll_to)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    context.close()


@contextmanager
def _browser(folder: Path) -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; `make pictures` installs it, or says what to install")
    typefaces = folder / "fonts.conf"
    typefaces.write_text(TYPEFACES.format(folder=folder), encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(typefaces)}
    options = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options, env=environment)
        yield browser
        browser.close()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: what matters is in the pictures."""


@contextmanager
def _served(site: str) -> Iterator[str]:
    handler = functools.partial(_Silent, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
