"""Content → the versions that its register lacks: what each public record says now, and not as it was recorded last.

Recorded are adverts, decisions and sets of objectives, each with all the fields that its class has. Left out of a snapshot is what
no page shows: what is empty, checks that are ignored, references to records that are hidden, words of a text that reach
no reader, and the inside of exempt reports.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from sitegen.model.advert import Advert
from sitegen.model.config import Config, Statement
from sitegen.model.content import Content, file_of, files_named
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.publication import without_hidden
from sitegen.model.record import Key, key_of
from sitegen.model.register import Line, Register, digest
from sitegen.model.scalars import Reference
from sitegen.model.snapshot import FORMAT, Snapshot, encoded
from sitegen.model.tallies import Mean, Tally

RECORDED: Final = frozenset((Advert.collection, Decision.collection, Objectives.collection))
"""The collections whose records have versions."""
NOT_SHOWN: Final = frozenset(("draft", "ignore"))
"""Fields that no page shows."""
AS_THEY_APPLY: Final = frozenset(("objectives", "statements"))
"""Fields of an advert that are recorded as its page has them."""
_OF_EXEMPT: Final = frozenset(("id", "title", "part", "meeting", "exempt"))
"""The fields that an exempt report's notice shows; of the meeting, not the place."""
_EMPTY: Final[tuple[object, ...]] = (None, (), {}, [])


@dataclass(frozen=True, slots=True)
class Version:
    """A line to add, with the bytes of its snapshot and the line of its release, empty if it has none."""

    line: Line
    data: bytes
    release: bytes = b""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Its files by their paths below content/."""
        release = {self.line.release_file: self.release + b"\n"} if self.release else {}
        return {self.line.file: self.data, **release}


def due(content: Content) -> Iterator[Entry[Known]]:
    """The records that belong in a register: public, and not withdrawn before anybody could see them. Adverts come first."""
    for entry in content.entries.values():
        record = entry.record
        if record.collection in RECORDED and content.is_due(record) and not _never_seen(record):
            yield entry


def _never_seen(record: Known) -> bool:
    gone = record.withdrawn if isinstance(record, Advert) else None
    return gone is not None and gone.date < (record.public_from or gone.date)


Released = Callable[[Advert, int], bytes]
"""Returns the line of the release to make of a version of an advert, given its number; empty if there is to be none."""


def additions(
    content: Content, register: Register, time: str, released: Released = lambda *_: b""
) -> list[Version]:
    """The versions to record at `time`: records that are new or not as they were recorded, by collection and id."""
    found, head = list[Version](), register.head
    for entry in due(content):
        record, now = entry.record, snapshot(content, entry)
        _, last = register.latest.get(key_of(record), (0, None))
        if last is None or not register.says(last, now):
            number = last.version + 1 if last else 1
            release = released(record, number) if isinstance(record, Advert) else b""
            found.append(added(key_of(record), now, last, time, head, release))
            head = found[-1].line.head
    return found


def added(key: Key, now: Snapshot, last: Line | None, time: str, head: str, release: bytes = b"") -> Version:
    """The version with this snapshot that follows `last`, to add to a register that ends with `head`."""
    number, data = last.version + 1 if last else 1, encoded(now)
    reference, made = str(now.get("reference", key.id)), digest(release) if release else ""
    line = Line(reference, key.id, number, time, digest(data), head, key.collection, made)
    return Version(line, data, release)


def snapshot(content: Content, entry: Entry[Known]) -> Snapshot:
    """What the page of a record says, whether a preview shows more or not."""
    record = entry.record
    if not all(_is_shown(content, name) for _, name in entry.references):
        record = without_hidden(record, lambda name: _is_shown(content, name))
    match record:
        case Advert():
            return _of_advert(content, entry, record)
        case Decision() if record.is_exempt:
            shown = _fields(record, Decision.model_fields.keys() - _OF_EXEMPT)
            meeting = {"body": record.meeting.body, "date": record.meeting.date.isoformat()}
            return {**shown, "meeting": meeting, "collection": record.collection, "format": FORMAT}
        case _:
            files = _files(content, files_named(entry))
            return {**_fields(record), **files, "collection": record.collection, "format": FORMAT}


def _of_advert(content: Content, entry: Entry[Known], advert: Advert) -> Snapshot:
    shown, found = _fields(advert, AS_THEY_APPLY), [*_applying(advert, content.config)]
    if objectives := content.record(Objectives, advert.objectives):
        shown["objectives"] = _objectives(objectives)
    if found:
        shown["statements"] = {one.id: {"title": one.title, "text": text.shown} for one, text in found}
    linked = (file_of(link.target) for _, text in found for link in text.links)
    return {**shown, **_files(content, {*files_named(entry), *linked}), "format": FORMAT}


def _fields(record: Known, left_out: Collection[str] = ()) -> dict[str, object]:
    return {
        name: plain
        for name in type(record).model_fields
        if name not in NOT_SHOWN
        and name not in left_out
        and (plain := _plain(getattr(record, name))) not in _EMPTY
    }


def _files(content: Content, paths: Iterable[str]) -> Mapping[str, object]:
    """The SHA-256 of each attached file by its path below content/files/: a file can change and keep its name."""
    files = content.attachments
    found = {path: files[path].digest for path in sorted(paths) if path in files and files[path].digest}
    return {"attachments": found} if found else {}


def _is_shown(content: Content, name: Reference) -> bool:
    entry = content.entries.get(key_of(name))
    return entry is not None and content.is_due(entry.record)


def _objectives(found: Objectives) -> Mapping[str, object]:
    weighting = {"basis": found.weighting.basis, "status": found.weighting.status}
    each = [_plain(objective) for objective in found.objectives]
    return {"id": found.id, "title": found.title, "weighting": weighting, "objectives": each}


def _applying(advert: Advert, config: Config) -> Iterator[tuple[Statement, Prose]]:
    """The standing statements that it shows, each in its own words where it has any."""
    for one in config.statements:
        if one.applies(advert.kind):
            yield one, advert.statements.get(one.id, one.text)


def _plain(value: object) -> object:  # noqa: PLR0911 - a kind of value each
    match value:
        case None:
            return None
        case str() | Tally() | Mean():  # first, as most are texts
            return str(value)
        case Prose():
            return value.shown
        case BaseModel():
            inside = ((name, _plain(inner)) for name, inner in value.__dict__.items())
            return {name: inner for name, inner in inside if inner not in _EMPTY}
        case tuple():
            return [_plain(inner) for inner in value]
        case dict():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return value
