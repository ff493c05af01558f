"""A record → what each build looks at of it for the files that speak of many."""

from dataclasses import dataclass

from sitegen.memo.digest import digest
from sitegen.model.advert import Advert
from sitegen.model.kinds import Dated, Shown
from sitegen.model.record import Key, key_of
from sitegen.model.site import Site
from sitegen.outputs import feeds
from sitegen.outputs.feeds.entries import Order
from sitegen.outputs.html.home import news_of
from sitegen.outputs.html.timeline import TimelineEntry
from sitegen.outputs.summaries import Summary, summary


@dataclass(frozen=True, slots=True)
class Given:
    """What a record gives. It is small, because each build reads that of every record."""

    key: Key
    newest: Order | None
    """The sort key of its newest entry in feeds; None if it has none."""
    news: tuple[TimelineEntry, ...]
    """What the home page may show of it."""


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


def given_by(part: Site, record: Shown, events: bytes) -> Given | None:
    """What a record gives; None if no feed, list or calendar of many shows it. `events` are the lines of its events in calendars."""
    if not isinstance(record, Dated):
        return None
    found = (key_of(record), feeds.newest(part, record), news_of(part, record))
    if not isinstance(record, Advert):
        return Given(*found)
    listed = summary(part, record)
    kept = digest(b"events", events)
    return GivenAdvert(*found, listed, digest(repr(listed).encode()), kept, len(events))
