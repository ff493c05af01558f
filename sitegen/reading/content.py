"""The folder content/ → everything in it, read and placed, and every fault of every file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.diagnostics import Diagnostic, Severity, error
from sitegen.model.config import Config
from sitegen.model.content import Content, Unread, files_named
from sitegen.model.entry import Entry
from sitegen.model.jurisdiction import ENGLAND, Jurisdiction
from sitegen.model.kinds import Known
from sitegen.model.record import Key, key_of
from sitegen.model.register import FILES
from sitegen.model.starters import Examples
from sitegen.reading.attachments import inspect, survey
from sitegen.reading.characters import unseen_in_name
from sitegen.reading.file_names import right_stem
from sitegen.reading.load import Loaded, load, load_settings
from sitegen.reading.markdown.terms import Terms, terms_of
from sitegen.reading.register import read_register
from sitegen.reading.source import Source, read_file, read_settings, read_sources
from sitegen.reading.starters import read_examples
from sitegen.reading.visibility import public_from

_AT_ONCE = 4_000
"""Files whose texts are held at a time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Without settings there is no content, but the faults of all files are known all the same."""

    content: Content | None
    faults: tuple[Diagnostic, ...]


LoadAll = Callable[[Sequence[Source], ZoneInfo, Terms | None], Iterable[Loaded[Known]]]


def load_each(sources: Sequence[Source], zone: ZoneInfo, terms: Terms | None) -> Iterator[Loaded[Known]]:
    """The entry of each source or None, with the faults in it, in their order."""
    return (load(source, zone, terms) for source in sources)


def read(
    folder: Path,
    now: datetime,
    *,
    drafts: bool,
    templates: Path | None = None,
    load_all: LoadAll = load_each,
) -> Reading:
    """Reads all of `folder`.

    `now` may be in any time zone; without one it is in the site's. `templates` holds the starters whose examples authors
    should not leave in their files. `load_all` gives what `load_each` does, perhaps without doing it all again.
    """
    settings, faults = _settings(folder)
    zone = settings.record.zone if settings else ZoneInfo("Europe/London")
    terms = terms_of(settings.record.glossary) if settings else None
    entries: dict[Key, Entry[Known]] = {}
    unread: dict[Key, Unread] = {}
    sources = _Sources(folder)
    while some := list(islice(sources, _AT_ONCE)):
        for source, (entry, wrong) in zip(some, load_all(some, zone, terms), strict=True):
            faults += wrong
            if entry:
                entries[key_of(source)] = entry
            else:
                unread[key_of(source)] = Unread(source.path, public_from(source))
    faults += sources.faults
    if settings is None:
        return Reading(None, tuple(faults))
    named = {path for entry in (settings, *entries.values()) for path in files_named(entry)}
    surveyed = survey(folder / FILES)
    faults += filter(None, (unseen_in_name(path, one.file.as_posix()) for path, one in surveyed.items()))
    attachments = inspect(surveyed, named)
    ordered: Mapping[Key, Entry[Known]] = dict(sorted(entries.items()))
    register, damage = read_register(folder)
    at = in_zone(now, zone)
    content = Content(
        settings,
        ordered,
        frozenset(sources.known),
        attachments,
        at,
        drafts,
        register and register.until(at),
        unread,
        read_examples(templates) if templates else Examples(),
    )
    faults += damage
    return Reading(content, tuple(faults))


def law_of(folder: Path) -> Jurisdiction:
    """The law of the site whose content is in `folder`; that of England while its settings have errors."""
    settings, _ = _settings(folder)
    return settings.record.law if settings else ENGLAND


def read_again(content: Content, keys: Iterable[Key]) -> tuple[Content, list[Diagnostic]]:
    """The content with the files of these entries as they are now, and every fault in them."""
    entries, faults = dict(content.entries), list[Diagnostic]()
    zone, terms = content.config.zone, terms_of(content.config.glossary)
    for key in keys:
        path = Path(entries[key].path)
        folder = path.parent.as_posix()
        source = read_file(path, folder[folder.rindex(key[0]) :], *key)
        if isinstance(source, Diagnostic):
            faults.append(source)
            continue
        entry, wrong = load(source, zone, terms)
        faults += wrong
        if entry:
            entries[key] = entry
    return replace(content, entries=entries), faults


class _Sources:
    """The sources one by one, each with an id of its own; what is `known` and which `faults` there are, once all have come."""

    def __init__(self, folder: Path) -> None:
        self.known: set[Key] = set()
        self.faults: list[Diagnostic] = []
        self._folder = folder
        self._paths: dict[Key, str] = {}
        self._found = read_sources(folder)

    def __iter__(self) -> Iterator[Source]:
        return self

    def __next__(self) -> Source:
        for found in self._found:
            if isinstance(found, Diagnostic):
                self.faults.append(found)
                if found.severity is Severity.ERROR:
                    self.known.add(_key(Path(found.path).relative_to(self._folder)))
                continue
            key = key_of(found)
            if first := self._paths.get(key):
                self.faults.append(_same_id(found, first))
                continue
            self.known.add(key)
            self._paths[key] = found.path
            return found
        raise StopIteration


def _key(path: Path) -> Key:
    """The collection and id that a file would have: one that names it is not to blame for its faults."""
    return Key(path.parts[0] if path.parts else "", right_stem(path.name))


def zone_of(folder: Path) -> ZoneInfo:
    """The time zone of the site whose content is in `folder`; that of the UK while its settings have errors."""
    settings, _ = _settings(folder)
    return settings.record.zone if settings else ZoneInfo("Europe/London")


def in_zone(now: datetime, zone: ZoneInfo) -> datetime:
    """The moment in a time zone; without one of its own, it is taken to be in this zone."""
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
