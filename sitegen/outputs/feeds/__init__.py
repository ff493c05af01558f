"""The site → Atom feeds (RFC 4287): of everything, of each initiative, of each subject, of each advert."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sitegen.model.config import Config
from sitegen.model.record import Record
from sitegen.model.site import Shown, Site, key_of
from sitegen.outputs.facets import SUBJECT
from sitegen.outputs.feeds.entries import Entry, entries_of
from sitegen.outputs.output import Rendered

NEWEST = 50
"""Entries in a feed of many records. An advert's own feed has all of its entries."""
_SINCE = 2026
"""The year that RFC 4151 asks of every id. One for all sites and records: no correction of a date changes an id."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What the template of a feed sees; `about` is the path of the page that the feed follows.

    `tag` is what every id begins with: the host and the path of the whole site's address.
    """

    site: Config
    tag: str
    title: str
    about: str
    entries: tuple[Entry, ...]

    @property
    def address(self) -> str:
        """The feed's own path from the root."""
        return f"{self.about}feed.xml"


def plan(site: Site) -> Iterator[Rendered]:
    """The feeds. None is made of what has no entry: a feed's day is that of its newest entry."""
    tag = _tag(site.config.base_url)
    for title, about, entries in _feeds(site):
        if entries:
            full = f"{title} – {site.config.title}" if title else site.config.title
            feed = Feed(site.config, tag, full, about, tuple(entries))
            yield Rendered(feed.address.removeprefix("/"), "feeds/atom.xml", feed)


def _tag(base_url: str) -> str:
    """The authority and the path that ids begin with, by RFC 4151."""
    parts = urlsplit(base_url)
    return f"tag:{quote(parts.hostname or '')},{_SINCE}:{quote(parts.path, safe='/%')}"


def _feeds(site: Site) -> Iterator[tuple[str, str, list[Entry]]]:
    """The title of each feed, the page that it follows, and its entries."""
    told = {key_of(record): tuple(entries_of(site, record)) for record in (*site.adverts, *site.decisions)}

    def of(records: Iterable[Shown]) -> Iterator[Entry]:
        return (one for record in records for one in told.get(key_of(record), ()))

    yield "", "/", _newest(entry for entries in told.values() for entry in entries)
    for initiative in site.initiatives:
        yield initiative.title, initiative.address, _newest(of(site.naming(initiative, Record, "initiative")))
    for value, adverts in SUBJECT.grouped(site).items():
        if value.is_stated:
            yield f"Market tests: {value.title}", f"/adverts/{value.path}/", _newest(of(adverts))
    for advert in site.adverts:
        outcome = site.get(advert.outcome)
        yield advert.title, advert.address, _latest_first(of((advert, outcome) if outcome else (advert,)))


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    return _latest_first(entries)[:NEWEST]


def _latest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.order, reverse=True)
