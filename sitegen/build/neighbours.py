"""One record of a site → the records that its page may speak of, and the site as if there were no others.

What belongs to a record is made from such a part of the site alone, so nothing else can change it: a digest of the part
shows whether it has to be made again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from sitegen.model.advert import Advert
from sitegen.model.content import files_named
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.moments import LONG_AGO, moments, of_accessibility, time_around
from sitegen.model.record import SETTINGS, Key, Part, key_of
from sitegen.model.site import Site


class Neighbours:
    """What each record of the `site` names and what names it, asked for one record at a time."""

    def __init__(self, site: Site, entries: Mapping[Key, Entry[Part]]) -> None:
        """`entries` are those that the site was made from, with the settings under SETTINGS."""
        self._site = site
        self._entries = entries
        self._names: defaultdict[Key, list[tuple[Key, tuple[str, Known]]]] = defaultdict(list)
        for named, found in site.mentions.items():
            for field, other in found:
                self._names[key_of(other)].append((named, (field, other)))
        self._changed: dict[Key, datetime] = {}

    def around(self, key: Key) -> list[Key]:
        """Keys a page may show: the record, what it references, what references it, and what all those reference. Sorted.

        Also the notices of the same procurement, with what these reference.
        """
        naming = [key_of(other) for _, other in self._site.mentions.get(key, ())]
        found = {key, *naming, *self._named(key)}
        for other in (*self._named(key), *naming, *self._chain(key)):
            found.update((other, *self._named(other)))
        return sorted(found & self._site.shown.keys())

    def part(self, keys: list[Key]) -> Site:
        """The site with these records alone, at the moment when one of them last changed."""
        return self._part(keys, self.last_change(keys))

    def with_settings(self, keys: list[Key]) -> Site:
        """The site with these records alone, at the moment when one of them or what the settings make last changed."""
        return self._part(keys, self.last_change([SETTINGS, *keys]))

    def whole(self) -> Site:
        """The site with all its records, at the moment when anything on it last changed."""
        return self.with_settings(sorted(self._site.shown))

    def last_change(self, keys: Iterable[Key]) -> datetime:
        """The last moment up to now at which the public saw something else of these records, in the site's zone.

        LONG_AGO when there was none. SETTINGS among the keys is what the settings make, such as the accessibility statement.
        """
        found = max(map(self._change, keys), default=LONG_AGO)
        return found.astimezone(self._site.config.zone)

    def files(self, keys: Iterable[Key]) -> list[str]:
        """The public attachments that these records and the settings name, sorted."""
        return sorted({path for key in (SETTINGS, *keys) for path in self.files_of(key)})

    def files_of(self, key: Key) -> list[str]:
        """The public attachments that this record names, sorted."""
        return sorted(self._files.get(key, frozenset()) & self._site.attachments.keys())

    def hidden(self, key: Key) -> list[tuple[str | int, ...]]:
        """Where the record names one that the public does not see: its page leaves that out."""
        references = self._entries[key].references
        return [loc for loc, name in references if key_of(name) not in self._site.shown]

    @cached_property
    def _files(self) -> Mapping[Key, frozenset[str]]:
        return {key: frozenset(files_named(entry)) for key, entry in self._entries.items()}

    def _chain(self, key: Key) -> list[Key]:
        """The notices of the procurement that a notice belongs to; empty for any other record."""
        record = self._site.shown.get(key)
        return [key_of(one) for one in self._site.chain(record)] if isinstance(record, Advert) else []

    def _named(self, key: Key) -> list[Key]:
        return [named for named, _ in self._names.get(key, ())]

    def _change(self, key: Key) -> datetime:
        """When a record last changed; each is asked for by several others."""
        site = self._site
        if key not in self._changed:
            found = (
                of_accessibility(site.config) if key == SETTINGS else moments(site.shown[key], site.config)
            )
            self._changed[key] = max((one.at for one in found if one.at <= site.as_of), default=LONG_AGO)
        return self._changed[key]

    def _part(self, keys: list[Key], as_of: datetime) -> Site:
        site, within = self._site, set(keys)
        return replace(
            site,
            as_of=as_of,
            shown={key: site.shown[key] for key in keys},
            mentions=self._mentions(keys, within),
            attachments={path: site.attachments[path] for path in self.files(keys)},
            unpublished={key: site.unpublished[key] for key in keys if key in site.unpublished},
            recorded={key: site.recorded[key] for key in keys if key in site.recorded},
        )

    def _mentions(self, keys: list[Key], within: set[Key]) -> Mapping[Key, tuple[tuple[str, Known], ...]]:
        """Which of these records name which. It looks at what each names, for one may be named by thousands of others."""
        mentions: defaultdict[Key, list[tuple[str, Known]]] = defaultdict(list)
        for key in keys:
            for named, mention in self._names.get(key, ()):
                if named in within:
                    mentions[named].append(mention)
        return {key: tuple(mentions[key]) for key in keys if key in mentions}


def unchanging(site: Site) -> tuple[datetime, datetime]:
    """(start, end) around now within which a rebuild gives the same files and findings; never beyond today.

    Findings may change with the day.
    """
    later = [site.register.later] if site.register and site.register.later else []
    of_records = (one.at for record in site.shown.values() for one in moments(record, site.config))
    return time_around((*of_records, *later), site.as_of, site.config.zone)
