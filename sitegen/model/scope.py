"""One record of a site → the records that its page may speak of, and the site as if there were no others.

What belongs to a record is made from such a part of the site alone. So nothing else can change it, and whether it has
to be made again can be told without making it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown
from sitegen.model.publication import ExemptNotice
from sitegen.model.record import SETTINGS, Key, key_of
from sitegen.model.site import Site

LONG_AGO = datetime(1800, 1, 1, tzinfo=UTC)
"""Before any record."""


def near(site: Site, key: Key) -> list[Key]:
    """The record and those around it: what it names and what these name, what names it and what that names. In order."""
    named = site.names.get(key, ())
    naming = [key_of(other) for _, other in site.mentions.get(key, ())]
    found = {key, *named, *naming}
    for other in (*named, *naming):
        found.update(site.names.get(other, ()))
    return sorted(found & site.shown.keys())


def part(site: Site, keys: list[Key]) -> Site:
    """The site with these records alone, at the moment when one of them last changed."""
    return _part(site, keys, settled(site, keys))


def whole(site: Site) -> Site:
    """The site with all its records, at the moment when anything on it last changed."""
    keys = sorted(site.shown)
    return _part(site, keys, settled(site, [SETTINGS, *keys]))


def _part(site: Site, keys: list[Key], now: datetime) -> Site:
    within = set(keys)
    return replace(
        site,
        now=now,
        shown={key: site.shown[key] for key in keys},
        mentions={
            key: tuple((field, other) for field, other in found if key_of(other) in within)
            for key in keys
            if (found := site.mentions.get(key))
        },
        attachments={
            path: site.attachments[path] for path in files_around(site, keys) if path in site.attachments
        },
        unpublished={key: why for key, why in site.unpublished.items() if key in within},
        recorded={key: site.recorded[key] for key in keys if key in site.recorded},
    )


def files_around(site: Site, keys: Iterable[Key]) -> list[str]:
    """The attachments that these records and the settings name, in order."""
    return sorted({path for key in (SETTINGS, *keys) for path in site.files.get(key, ())})


def settled(site: Site, keys: list[Key]) -> datetime:
    """When what the public sees of these records last changed, up to now: since then, time has made no difference.

    SETTINGS among them stands for what the settings make, such as the accessibility statement.
    """
    known, config = _known(site), site.config
    for key in keys:
        if key not in known:
            moments = _of_settings(config) if key == SETTINGS else _moments(site.shown[key], config)
            known[key] = max((at for at in moments if at <= site.now), default=LONG_AGO)
    return max((known[key] for key in keys), default=LONG_AGO).astimezone(config.zone)


@lru_cache(maxsize=1)
def _known(_site: Site) -> dict[Key, datetime]:
    """When records of a site last changed, as far as anybody has asked: each is asked for by several others."""
    return {}


def unchanging(site: Site) -> tuple[datetime, datetime]:
    """A span of time around now in which nothing changes: no page, and nothing that is said of the content.

    What is said may change with the day.
    """
    today = site.now.date()
    moments = partial(_moments, config=site.config)
    begins, ends = (_start(day, site.config.zone) for day in (today, today + timedelta(days=1)))
    later = [site.register.later] if site.register and site.register.later else []
    of_records = (at for record in site.shown.values() for at in moments(record))
    found = sorted(at for at in (*of_records, *later) if begins < at < ends)
    return (
        max((at for at in found if at <= site.now), default=begins),
        min((at for at in found if at > site.now), default=ends),
    )


def _moments(record: Shown, config: Config) -> Iterator[datetime]:
    """Every moment at which the public may see something else of a record; a few too many do no harm."""
    start = partial(_start, zone=config.zone)
    if isinstance(record, Advert):
        closes = record.closes.astimezone(UTC)  # in which a day has 24 hours
        yield from (closes, closes - timedelta(days=config.closing_soon_days))
        yield from (start(change.date) for change in record.amendments)
        yield from (start(one.answered) for one in record.clarifications if one.answered)
        if record.withdrawn:
            yield start(record.withdrawn.date)
    elif isinstance(record, Decision):
        yield start(record.meeting.date)
        if record.decided:
            yield start(record.decided.date)
    if isinstance(record, ExemptNotice):
        yield start(record.date)
    elif record.public_from:
        yield start(record.public_from)


def _of_settings(config: Config) -> Iterator[datetime]:
    return (_start(day, config.zone) for day in config.accessibility.turns)


@lru_cache(maxsize=20_000)
def _start(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
