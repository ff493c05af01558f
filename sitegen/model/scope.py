"""One record of a site → the records that its page may speak of, and the site as if there were no others.

What belongs to a record is made from such a part of the site alone, so nothing else can change it: a digest of the part
shows whether it has to be made again.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from sitegen.model.moments import LONG_AGO, moments, of_accessibility, start_of
from sitegen.model.record import SETTINGS, Key, key_of
from sitegen.model.site import Site


def neighbours(site: Site, key: Key) -> list[Key]:
    """Keys a page may show: the record, what it references, what references it, and what all those reference. Sorted."""
    named = site.names.get(key, ())
    naming = [key_of(other) for _, other in site.mentions.get(key, ())]
    found = {key, *named, *naming}
    for other in (*named, *naming):
        found.update(site.names.get(other, ()))
    return sorted(found & site.shown.keys())


def part(site: Site, keys: list[Key]) -> Site:
    """The site with these records alone, at the moment when one of them last changed."""
    return _part(site, keys, last_change(site, keys))


def whole(site: Site) -> Site:
    """The site with all its records, at the moment when anything on it last changed."""
    keys = sorted(site.shown)
    return _part(site, keys, last_change(site, [SETTINGS, *keys]))


def _part(site: Site, keys: list[Key], as_of: datetime) -> Site:
    within = set(keys)
    return replace(
        site,
        as_of=as_of,
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


def last_change(site: Site, keys: list[Key]) -> datetime:
    """The last moment up to `site.as_of` at which the public saw something else of these records, in the site's zone.

    It is LONG_AGO when there was none. SETTINGS among the keys is what the settings make, such as the accessibility statement.
    """
    known, config = _known(site), site.config
    for key in keys:
        if key not in known:
            found = of_accessibility(config) if key == SETTINGS else moments(site.shown[key], config)
            known[key] = max((one.at for one in found if one.at <= site.as_of), default=LONG_AGO)
    return max((known[key] for key in keys), default=LONG_AGO).astimezone(config.zone)


@lru_cache(maxsize=1)
def _known(_site: Site) -> dict[Key, datetime]:
    """When records of a site last changed, as far as anybody has asked: each is asked for by several others."""
    return {}


def unchanging(site: Site) -> tuple[datetime, datetime]:
    """(start, end) around now within which a rebuild gives the same files and findings; never beyond today.

    Findings may change with the day.
    """
    today = site.as_of.date()
    begins, ends = (start_of(day, site.config.zone) for day in (today, today + timedelta(days=1)))
    later = [site.register.later] if site.register and site.register.later else []
    of_records = (one.at for record in site.shown.values() for one in moments(record, site.config))
    found = sorted(at for at in (*of_records, *later) if begins < at < ends)
    return (
        max((at for at in found if at <= site.as_of), default=begins),
        min((at for at in found if at > site.as_of), default=ends),
    )
