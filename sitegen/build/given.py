"""A record → what each build looks at of it for the files that speak of many, and where the rest is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitegen.memo.digest import digest
from sitegen.model.advert import Advert
from sitegen.model.kinds import Dated, Shown
from sitegen.model.record import Key, key_of
from sitegen.model.site import Site
from sitegen.outputs import feeds
from sitegen.outputs.entries import Order
from sitegen.outputs.html.home import news_of
from sitegen.outputs.html.timeline import TimelineEntry
from sitegen.outputs.news import News
from sitegen.outputs.search.documents import document, first_day
from sitegen.outputs.summaries import Summary, summary


@dataclass(frozen=True, slots=True)
class Given:
    """What a record gives. It is small, because each build reads that of every record."""

    key: Key
    newest: Order | None
    """The sort key of its newest entry in feeds; None if it has none."""
    news: tuple[TimelineEntry, ...]
    """What the home page may show of it."""
    months: tuple[tuple[str, int, bytes], ...]
    """The months in which something happened to it: `2026-11`, on how many days, and a digest of that."""
    kept: bytes
    """The digest under which all that happened to it is kept."""


@dataclass(frozen=True, slots=True)
class GivenAdvert(Given):
    """The same of an advert."""

    summary: Summary
    """What lists look at."""
    listed: bytes
    """A digest of the summary."""
    events: bytes
    """The digest under which the lines of its events are kept."""
    size: int
    """The bytes of these lines."""


def given_by(part: Site, record: Shown, events: bytes, changes: Sequence[News]) -> Given | None:
    """What a record gives; None if no feed, list or calendar of many shows it.

    `events` are the lines of its events in calendars, `changes` all that happened to it.
    """
    if not isinstance(record, Dated):
        return None
    by_month = ((month, tuple(some)) for month, some in groupby(changes, key=lambda one: one.month))
    months = tuple(
        (month, len({one.at.date() for one in some}), digest(repr(some).encode())) for month, some in by_month
    )
    kept = digest(b"news", *(found for *_, found in months))
    found = (key_of(record), feeds.newest(part, record), news_of(part, record), months, kept)
    if not isinstance(record, Advert):
        return Given(*found)
    listed = summary(part, record)
    lines = digest(b"events", events)
    return GivenAdvert(*found, listed, digest(repr(listed).encode()), lines, len(events))


def in_order(given: Iterable[Given]) -> list[GivenAdvert]:
    """What the adverts gave, in the order of publication."""
    adverts = (one for one in given if isinstance(one, GivenAdvert))
    return sorted(adverts, key=lambda one: (one.summary.card.published, one.summary.id))


@dataclass(frozen=True, slots=True)
class SearchOf:
    """A record in the search index."""

    key: Key
    day: str
    """Its place in the index, in ISO 8601; on one day the order is that of addresses."""
    digest: bytes
    """That of its document, under which its terms are kept."""


def search_of(around: Site, record: Shown) -> SearchOf:
    """The record in the search index. `around` has the records around it."""
    found = document(around, record)
    parts = (repr((found.card, found.references, found.lead, found.glossary)), found.text)
    return SearchOf(key_of(record), first_day(around, record), digest(*(part.encode() for part in parts)))
