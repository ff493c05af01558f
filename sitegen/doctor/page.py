"""A page's HTML → its links, scripts and robots tags, and the status that it shows for an advert."""

from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

from sitegen.model.status import Status

_LEADING = {"a": "href", "link": "href", "img": "src", "script": "src"}
_ROBOTS = ("robots", "googlebot", "bingbot")
_RUNS = ("", "module", "text/javascript", "application/javascript")
"""The types of scripts that browsers run; others are data, such as JSON-LD."""


class Page(HTMLParser):
    """`targets` are the links as written, `status` that of the first tag with one, or None.

    `robots` are the values of its robots tags, `scripts` the addresses of scripts, `inline` the texts of scripts in the page.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.status: Status | None = None
        self.robots = ""
        self.scripts: list[str] = []
        self.inline: list[str] = []
        self._runs = False
        with suppress(AssertionError):  # the parser fails on an unknown declaration
            self.feed(html)
            self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser."""
        found = dict(attrs)
        if target := found.get(_LEADING.get(tag, "")):
            self.targets.append(target)
        if tag == "meta" and (found.get("name") or "").lower() in _ROBOTS:
            self.robots += f"{found.get('content') or ''} "
        self._runs = tag == "script" and (found.get("type") or "").strip().lower() in _RUNS
        if self._runs and (source := found.get("src")):
            self.scripts.append(source)
        names = (found.get("class") or "").split()
        if self.status is None and "tag" in names:
            self.status = next((status for status in Status if status.value in names), None)

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        if self._runs and data.strip():
            self.inline.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser."""
        self._runs = self._runs and tag != "script"


def path_on_site(target: str, address: str, site: str) -> str | None:
    """The decoded path below `site` of a target on the page `address`; None if it is elsewhere."""
    try:
        whole = urldefrag(urljoin(address, target.strip())).url.partition("?")[0]
    except ValueError:
        return None
    return unquote(whole.removeprefix(site)) if whole.startswith(site) else None
