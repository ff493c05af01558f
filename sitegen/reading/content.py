"""The folder content/ → everything in it, read and placed, and every fault of every file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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
from sitegen.reading.load import load, load_settings
from sitegen.reading.markdown.terms import Terms, terms_of
from sitegen.reading.register import read_register
from sitegen.reading.source import File, Source, list_files, read_file, read_settings, read_source
from sitegen.reading.starters import read_examples
from sitegen.reading.visibility import public_from

_AT_ONCE = 4_000
"""Files whose texts are held at a time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Without settings there is no content, but the faults of all files are known all the same."""

    content: Content | None
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class FromFile:
    """What one file gave: an entry or None, and the faults in it."""

    entry: Entry[Known] | None
    faults: tuple[Diagnostic, ...]
    public_from: date | None = None
    """Without an entry, the first day on which the public is to see the file; None if it holds no text that could say so."""


ReadAll = Callable[[Sequence[File], ZoneInfo, Terms | None], Iterable[FromFile]]


def read_each(files: Sequence[File], zone: ZoneInfo, terms: Terms | None) -> Iterator[FromFile]:
    """What each file gives, in their order."""
    return (read_one(read_source(file), zone, terms) for file in files)


def read_one(found: Source | Diagnostic, zone: ZoneInfo, terms: Terms | None) -> FromFile:
    """What a file gives whose text was found, or what was wrong with its text."""
    if isinstance(found, Diagnostic):
        return FromFile(None, (found,))
    entry, faults = load(found, zone, terms)
    return FromFile(entry, faults, None if entry else public_from(found))


def read(
    folder: Path,
    now: datetime,
    *,
    drafts: bool,
    templates: Path | None = None,
    read_all: ReadAll = read_each,
) -> Reading:
    """Reads all of `folder`.

    `now` may be in any time zone; without one it is in the site's. `templates` holds the starters whose examples authors
    should not leave in their files. `read_all` gives what `read_each` does, perhaps without doing it all again.
    """
    settings, faults = _settings(folder)
    zone = settings.record.zone if settings else ZoneInfo("Europe/London")
    terms = terms_of(settings.record.glossary) if settings else None
    found = _Gathered(folder)
    for some in _some_at_once(found.files()):
        for file, one in zip(some, read_all(some, zone, terms), strict=True):
            found.add(file, one)
    faults += found.faults
    if settings is None:
        return Reading(None, tuple(faults))
    named = {path for entry in (settings, *found.entries.values()) for path in files_named(entry)}
    surveyed = survey(folder / FILES)
    faults += filter(None, (unseen_in_name(path, one.file.as_posix()) for path, one in surveyed.items()))
    attachments = inspect(surveyed, named)
    ordered: Mapping[Key, Entry[Known]] = dict(sorted(found.entries.items()))
    register, damage = read_register(folder)
    at = in_zone(now, zone)
    content = Content(
        settings,
        ordered,
        frozenset(found.known),
        attachments,
        at,
        drafts,
        register and register.until(at),
        found.unread,
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


class _Gathered:
    """What all files gave, each with an id of its own; complete once all have been added."""

    def __init__(self, folder: Path) -> None:
        self.entries: dict[Key, Entry[Known]] = {}
        self.unread: dict[Key, Unread] = {}
        self.known: set[Key] = set()
        self.faults: list[Diagnostic] = []
        self._folder = folder
        self._paths: dict[Key, str] = {}

    def files(self) -> Iterator[File]:
        """The files of records. What is wrong with others is a fault."""
        for found in list_files(self._folder):
            if isinstance(found, File):
                yield found
                continue
            self.faults.append(found)
            if found.severity is Severity.ERROR:
                self.known.add(_key(Path(found.path).relative_to(self._folder)))

    def add(self, file: File, found: FromFile) -> None:
        """Takes what a file gave, unless another has the same id."""
        key = key_of(file)
        self.known.add(key)
        has_text = found.entry or found.public_from
        if has_text and (first := self._paths.setdefault(key, file.path)) != file.path:
            self.faults.append(_same_id(file, first))
            return
        self.faults += found.faults
        if found.entry:
            self.entries[key] = found.entry
        elif found.public_from:
            self.unread[key] = Unread(file.path, found.public_from)


def _some_at_once(files: Iterator[File]) -> Iterator[list[File]]:
    while some := list(islice(files, _AT_ONCE)):
        yield some


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


def _same_id(file: File, first: str) -> Diagnostic:
    return error(
        "same-id",
        f"Another file has the id “{file.id}” already: {first}",
        file.path,
        hint="rename one of the two: folders within a collection do not show in addresses",
    )
