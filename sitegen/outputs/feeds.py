"""The site → Atom feeds (RFC 4287): of the site, of each initiative, subject, buyer and advert."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from sitegen.model.addresses import ADVERTS, HOME
from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.filenames import FEED
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import Dated, Followed, Shown
from sitegen.model.lists import lists_of
from sitegen.model.publication import ExemptNotice
from sitegen.model.record import Record, key_of
from sitegen.model.register import Line
from sitegen.model.site import Site
from sitegen.outputs.entries import Entry, Order, entries_of, tag_of
from sitegen.outputs.facets import Value
from sitegen.outputs.output import Rendered

NEWEST = 50
"""The most entries in a feed of many records. The feed of an advert has all of its entries."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The view of a feed's template."""

    site: Config
    tag: str
    """The start of every id: the tag URI of the site."""
    title: str
    about: str
    """The path of the page that the feed belongs to."""
    entries: tuple[Entry, ...]
    recorded: Mapping[str, Line]
    """The last line of the register about a record, by its address."""

    @property
    def address(self) -> str:
        """The feed's own path from the root."""
        return f"{self.about}{FEED}"


def plan(site: Site) -> Iterator[Rendered]:
    """The feed of the whole site. Records that are not among the `NEWEST` by their newest entry make no difference."""
    yield from _feed(site, "", HOME, _newest(_entries(site, (*site.adverts, *site.decisions))))


def of_value(site: Site, value: Value) -> Iterator[Rendered]:
    """The feed of the adverts with one value of a facet, such as a subject, of which likewise the newest are enough."""
    adverts = (advert for advert in site.adverts if value.path in _lists_of(site, advert))
    about = f"{ADVERTS}{value.path}/"
    yield from _feed(site, f"Market tests: {value.title}", about, _newest(_entries(site, adverts)))


def _lists_of(site: Site, advert: Advert) -> set[str]:
    """The lists of an advert. The site may be a part without its initiative, which is public if the advert still names it."""
    return {path for _, path in lists_of(advert, site.status(advert), advert.initiative)}


def beside(site: Site, record: Shown) -> Iterator[Rendered]:
    """The feed of an advert with its outcome, or of an initiative."""
    if not isinstance(record, Followed):
        return
    match record:
        case Advert():
            entries = _latest_first(_entries(site, filter(None, (record, site.get(record.outcome)))))
        case Initiative():
            entries = _newest(_entries(site, site.naming(record, Record, "initiative")))
        case _:
            assert_never(record)
    yield from _feed(site, record.title, record.address, entries)


def newest(site: Site, record: Shown) -> Order | None:
    """The sort key of the newest entry of a record; None if it has no entry."""
    return max((entry.order for entry in _entries(site, (record,))), default=None)


def is_followed(site: Site) -> bool:
    """Whether the whole site has a feed."""
    return any(True for _ in _entries(site, (*site.adverts, *site.decisions)))


def _feed(site: Site, title: str, about: str, entries: list[Entry]) -> Iterator[Rendered]:
    """The feed, unless it has no entry: its date is that of its newest entry."""
    if entries:
        full = f"{title} – {site.config.title}" if title else site.config.title
        feed = Feed(
            site.config, tag_of(site.config.base_url), full, about, tuple(entries), _recorded(site, entries)
        )
        yield Rendered(feed.address.removeprefix("/"), "feeds/atom.xml", feed)


def _recorded(site: Site, entries: Iterable[Entry]) -> Mapping[str, Line]:
    records = {entry.record.address: site.recorded.get(key_of(entry.record), ()) for entry in entries}
    return {address: found[-1].line for address, found in records.items() if found}


def _entries(site: Site, records: Iterable[Record | ExemptNotice]) -> Iterator[Entry]:
    """The entries of feeds. That a notice closed changes nothing that it says, so no feed says it."""
    found = (entry for record in records if isinstance(record, Dated) for entry in entries_of(site, record))
    return (entry for entry in found if entry.kind != "closed")


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    return _latest_first(entries)[:NEWEST]


def _latest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.order, reverse=True)
