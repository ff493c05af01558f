"""The folder content/ → everything in it, read and placed, and every fault of every file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.cache import NOTHING, Cache, digest, program, remembered
from sitegen.diagnostics import Diagnostic, error
from sitegen.model.config import Config
from sitegen.model.content import Content, Key, files_named
from sitegen.model.entry import Entry
from sitegen.model.record import Record
from sitegen.reading.attachments import inspect, survey
from sitegen.reading.load import load, load_settings
from sitegen.reading.markdown_terms import Terms, terms_of
from sitegen.reading.source import FILES, Source, read_settings, read_sources


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Without settings there is no content, but the faults of all files are known all the same."""

    content: Content | None
    faults: tuple[Diagnostic, ...]


def read(folder: Path, now: datetime, *, drafts: bool, cache: Cache = NOTHING) -> Reading:
    """Reads all of `folder`, of the records only those that `cache` does not know as they are now.

    `now` may be in any time zone; without one it is in the site's.
    """
    settings, faults = _settings(folder)
    zone = settings.record.zone if settings else ZoneInfo("Europe/London")
    terms = terms_of(settings.record.glossary) if settings else None
    sources, unread, found_in_files = _sources(folder)
    faults += found_in_files
    entries: dict[Key, Entry[Record]] = {}
    keys = _keys(sources, zone, terms)
    loaded = remembered(cache, partial(load, zone=zone, terms=terms), sources, keys)
    for source, (entry, wrong) in zip(sources, loaded, strict=True):
        faults += wrong
        if entry:
            entries[source.collection, source.id] = entry
    if settings is None:
        return Reading(None, tuple(faults))
    named = {path for entry in (settings, *entries.values()) for path in files_named(entry)}
    attachments = inspect(survey(folder / FILES), named)
    known = unread | {(source.collection, source.id) for source in sources}
    ordered: Mapping[Key, Entry[Record]] = dict(sorted(entries.items()))
    made_from = {(one.collection, one.id): key for one, key in zip(sources, keys, strict=True)}
    content = Content(
        settings, ordered, frozenset(known), attachments, _in_zone(now, zone), drafts, made_from
    )
    return Reading(content, tuple(faults))


def _keys(sources: Sequence[Source], zone: ZoneInfo, terms: Terms | None) -> list[bytes]:
    """Digests of all that each entry is made from."""
    shared = digest(program(), zone.key.encode(), repr(terms and sorted(terms.entries.items())).encode())
    return [
        digest(shared, *(part.encode() for part in (one.path, one.folder, one.collection, one.id, one.text)))
        for one in sources
    ]


def _sources(folder: Path) -> tuple[list[Source], set[Key], list[Diagnostic]]:
    """The sources, each with an id of its own; the keys of files that could not be read; and why not."""
    first: dict[Key, Source] = {}
    unread: set[Key] = set()
    faults: list[Diagnostic] = []
    for found in read_sources(folder):
        if isinstance(found, Diagnostic):
            faults.append(found)
            unread.add(_key(Path(found.path).relative_to(folder)))
        elif (other := first.setdefault((found.collection, found.id), found)) is not found:
            faults.append(_same_id(found, other.path))
    return list(first.values()), unread, faults


def _key(path: Path) -> Key:
    """The collection and id that a file would have: one that names it is not to blame for its faults."""
    return (path.parts[0], path.stem)


def _in_zone(now: datetime, zone: ZoneInfo) -> datetime:
    return now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)


def _settings(folder: Path) -> tuple[Entry[Config] | None, list[Diagnostic]]:
    found = read_settings(folder)
    if isinstance(found, Diagnostic):
        return None, [found]
    entry, faults = load_settings(found)
    return entry, list(faults)


def _same_id(source: Source, first: str) -> Diagnostic:
    return error(
        "same-id",
        f"Another file has the id “{source.id}” already: {first}",
        source.path,
        hint="rename one of the two: folders within a collection do not show in addresses",
    )
