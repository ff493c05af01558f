"""A page's HTML → where it leads on its own site, and where it says that an advert stands."""

from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

from sitegen.model.status import Status

_LEADING = {"a": "href", "link": "href", "img": "src", "script": "src"}


class Page(HTMLParser):
    """What was found: `targets` as they are written, `status` from the first tag that names one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.status: Status | None = None
        with suppress(AssertionError):  # what the parser makes of a declaration that no standard knows
            self.feed(html)
            self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser."""
        found = dict(attrs)
        if target := found.get(_LEADING.get(tag, "")):
            self.targets.append(target)
        names = (found.get("class") or "").split()
        if self.status is None and "tag" in names:
            self.status = next((status for status in Status if status.value in names), None)


def within(target: str, address: str, site: str) -> str | None:
    """The path below `site` to which a target on the page `address` leads, decoded; none when it leads elsewhere."""
    try:
        whole = urldefrag(urljoin(address, target.strip())).url.partition("?")[0]
    except ValueError:
        return None
    return unquote(whole.removeprefix(site)) if whole.startswith(site) else None
