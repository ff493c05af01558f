"""Feeds that changed → word to a WebSub hub, which passes them on to those who follow them (W3C WebSub, 2018)."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from sitegen.model.filenames import FEED
from sitegen.register.exchange import NoAnswer, ask

MOST = 100
"""Feeds that a hub hears of in one publication, that of the site first. It looks at the others in its own time."""
_KIND = "application/x-www-form-urlencoded"


def changed_feeds(site: str, paths: Iterable[str]) -> list[str]:
    """The addresses of the feeds among new and changed files: of the site, of lists, of records. `site` is its base_url."""
    feeds = (path for path in paths if path.rpartition("/")[2] == FEED)
    ordered = sorted(feeds, key=lambda path: (path.count("/") != 0, -path.count("/"), path))
    return [f"{site}/{quote(path)}" for path in ordered][:MOST]


def ping(hub: str, feeds: Iterable[str]) -> str:
    """Says to the hub of each feed that it has changed. Returns a warning at the first that the hub does not take, else "".

    WebSub leaves it to the hub how it hears of a change; hubs take the words of PubSubHubbub 0.4.
    """
    for feed in feeds:
        said = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
        try:
            ask(hub, said, _KIND)
        except NoAnswer as problem:
            return (
                f"The hub {hub} does not know that {feed} has changed: {problem}. "
                "Readers who follow through the hub hear of it when it looks next; nothing else is wrong."
            )
    return ""
