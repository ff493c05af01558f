"""The folder content/ → everything in it, read and placed, and every fault of every file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.config import Config
from sitegen.model.content import Content, Key, files_named
from sitegen.model.entry import Entry
from sitegen.model.record import Record
from sitegen.reading.attachments import count_pages, survey
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import FILES, Source, read_settings, read_sources


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Without settings there is no content, but the faults of all files are known all the same."""

    content: Content | None
    faults: tuple[Diagnostic, ...]


def read(folder: Path, now: datetime, *, drafts: bool) -> Reading:
    """Reads all of `folder`. `now` may be in any time zone; without one it is in the site's."""
    settings, faults = _settings(folder)
    zone = settings.record.zone if settings else ZoneInfo("Europe/London")
    entries: dict[Key, Entry[Record]] = {}
    known: dict[Key, str] = {}
    unread: set[Key] = set()
    for found in read_sources(folder):
        if isinstance(found, Diagnostic):
            faults.append(found)
            unread.add(_key(Path(found.path).relative_to(folder)))
            continue
        key = (found.collection, found.id)
        if key in known:
            faults.append(_same_id(found, known[key]))
            continue
        known[key] = found.path
        entry, wrong = load(found, zone)
        faults += wrong
        if entry:
            entries[key] = entry
    if settings is None:
        return Reading(None, tuple(faults))
    named = {path for entry in (settings, *entries.values()) for path in files_named(entry.record)}
    attachments = count_pages(survey(folder / FILES), named)
    ordered: Mapping[Key, Entry[Record]] = dict(sorted(entries.items()))
    content = Content(
        settings, ordered, frozenset(unread.union(known)), attachments, _in_zone(now, zone), drafts
    )
    return Reading(content, tuple(faults))


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
