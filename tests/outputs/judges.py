"""Feeds and calendars as programs of others read them: every fault that these find fails the test."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
from icalendar import Calendar, vText
from lxml import etree

from sitegen.commands.options import SHIPPED
from sitegen.model.site import Site
from sitegen.outputs import calendars, feeds
from sitegen.outputs.facets import FOLLOWED_FACETS
from sitegen.outputs.output import Output
from sitegen.outputs.summaries import grouped
from sitegen.writing.render import Renderer, environment
from tests.strategies import summaries_of

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
_GRAMMAR = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
_TEMPLATES = environment([SHIPPED])


def calendars_of(site: Site) -> Iterator[Output]:
    """All calendars."""
    latest = sorted(summaries_of(site), key=calendars.order)[-calendars.KEPT :]
    adverts = {advert.id: advert for advert in site.adverts}
    if latest:
        yield from calendars.plan(site, [calendars.events(site, adverts[one.id]) for one in latest])
    for record in site.shown.values():
        yield from calendars.beside(site, record)


def feeds_of(site: Site) -> Iterator[Output]:
    """All feeds."""
    yield from feeds.plan(site)
    for facet in FOLLOWED_FACETS:
        for value in grouped(facet, summaries_of(site)):
            yield from feeds.of_value(site, value) if value.is_stated else ()
    for record in site.shown.values():
        yield from feeds.beside(site, record)


def made(site: Site, plan: Callable[[Site], Iterator[Output]]) -> dict[str, bytes]:
    """The files that a format makes of a site, by path."""
    files = {}
    for file in map(Renderer(_TEMPLATES, "/markets").make, plan(site)):
        assert file.diagnostics == ()
        assert file.path not in files
        files[file.path] = file.data
    return files


class _Addresses(HTMLParser):
    """The addresses in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def addresses(html: str) -> list[str]:
    """Where the links and pictures in a piece of HTML lead."""
    parser = _Addresses()
    parser.feed(html)
    return parser.found


def read_feed(data: bytes, base_url: str, path: str) -> Any:  # noqa: ANN401 - feedparser has no types
    """A feed as feedparser reads it, once it is found to be valid against RFC 4287."""
    tree = etree.fromstring(data)
    assert _GRAMMAR.validate(tree), _GRAMMAR.error_log
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    entries = tree.findall(f"{ATOM}entry")
    assert [entry.id for entry in feed.entries] == [entry.findtext(f"{ATOM}id") for entry in entries]
    titles = [_mended(entry.findtext(f"{ATOM}title")) for entry in entries]
    assert [entry.title for entry in feed.entries] == titles
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0
    assert feed.feed.id not in {entry.id for entry in feed.entries}
    updated = [datetime.fromisoformat(entry.updated) for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert datetime.fromisoformat(feed.feed.updated) == updated[0]
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"{base_url}/{path}"]
    for entry in feed.entries:
        (alternate,) = (link.href for link in entry.links if link.rel == "alternate")
        assert alternate.startswith(f"{base_url}/")
        (content,) = entry.content
        assert content.type == "text/html"
        assert [
            found for found in addresses(content.value) if not re.match(r"https?://|mailto:|tel:", found)
        ] == []
    return feed


def _mended(text: str) -> str:
    """A text as feedparser gives it, which takes Latin letters that could be bytes of UTF-8 for a fault of encoding."""
    try:
        return text.strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text.strip()


def read_calendar(data: bytes) -> dict[str, Any]:
    """A calendar as icalendar reads it, in the shape that `read_by_ical_js` gives; its lines are as RFC 5545 wants them."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is split between lines
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    events = [_read(event) for event in calendar.events]
    assert events
    assert len({event["uid"] for event in events}) == len(events)
    return {"name": str(calendar["x-wr-calname"]), "method": str(calendar["method"]), "events": events}


def _read(event: Any) -> dict[str, Any]:  # noqa: ANN401 - a property has any of thirty types
    assert event.errors == []
    texts = ("uid", "sequence", "status", "summary", "description", "url", "location", "transp")
    found: dict[str, Any] = {name: _plain(event.get(name)) for name in texts}
    for name in ("dtstamp", "last-modified", "dtstart", "dtend"):
        found[name] = _instant(event[name].dt) if name in event else None
    return found | {"categories": [str(one) for one in event["categories"].cats]}


def _plain(value: object) -> object:
    return int(value) if isinstance(value, int) else None if value is None else str(vText(str(value)))


def _instant(moment: datetime) -> str:
    assert moment.tzinfo is not None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_by_ical_js(calendars: Mapping[str, bytes]) -> dict[str, Any]:
    """Calendars by name, as ical.js reads them."""
    given = json.dumps({name: data.decode("utf-8") for name, data in calendars.items()})
    done = subprocess.run(
        ["node", HERE / "read-calendars.mjs"], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read
