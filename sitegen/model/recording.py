"""Content → the versions that its register lacks: what each public notice says now, and not as it was recorded last.

Left out of a snapshot is what no page shows: what is empty, checks that are ignored, references to records that are hidden,
and words of a text that reach no reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.public_figures import OUTCOME_FIGURES, as_plain, figures_of
from sitegen.model.publication import without_hidden
from sitegen.model.record import key_of
from sitegen.model.register import Line, Register, digest
from sitegen.model.scalars import Reference
from sitegen.model.snapshot import FORMAT, Snapshot, encoded

_NOT_SHOWN: Final = frozenset(("draft", "ignore", "objectives", "statements"))
"""Fields that no page shows; the last two are recorded as they apply."""
_EMPTY: Final[tuple[object, ...]] = (None, (), {}, [])


@dataclass(frozen=True, slots=True)
class Version:
    """A line to add, with the bytes of its snapshot."""

    line: Line
    data: bytes


def due(content: Content) -> Iterator[Entry[Advert]]:
    """The adverts that belong in a register: public, and not withdrawn before anybody could see them."""
    for entry in content.of(Advert):
        gone = entry.record.withdrawn
        if content.is_due(entry.record) and not (gone and gone.date < entry.record.published):
            yield entry


def additions(content: Content, register: Register, time: str) -> list[Version]:
    """The versions to record at `time`: notices that are new or not as they were recorded, in the order of their ids."""
    found, previous = list[Version](), register.head
    for entry in due(content):
        data = encoded(snapshot(content, entry))
        _, last = register.latest.get(entry.record.id, (0, None))
        if last and register.says(last, data):
            continue
        number = last.version + 1 if last else 1
        line = Line(entry.record.reference, entry.record.id, number, time, digest(data), previous)
        previous = digest(line.data)
        found.append(Version(line, data))
    return found


def snapshot(content: Content, entry: Entry[Advert]) -> Snapshot:
    """What the page of an advert says, whether a preview shows more or not; and the figures of its outcome, which are public once."""
    advert = entry.record
    if not all(_is_shown(content, name) for _, name in entry.references):
        advert = without_hidden(advert, lambda name: _is_shown(content, name))
    shown = {
        name: plain
        for name in type(advert).model_fields
        if name not in _NOT_SHOWN and (plain := _plain(getattr(advert, name))) not in _EMPTY
    }
    objectives = content.record(Objectives, advert.objectives)
    if objectives:
        shown["objectives"] = _objectives(objectives)
    if statements := _statements(advert, content.config):
        shown["statements"] = statements
    outcome = content.record(Decision, advert.outcome)
    if outcome and outcome.engagement and not outcome.is_exempt:
        shown[OUTCOME_FIGURES] = as_plain(figures_of(outcome.engagement))
    return {**shown, "format": FORMAT}


def _is_shown(content: Content, name: Reference) -> bool:
    entry = content.entries.get(key_of(name))
    return entry is not None and content.is_due(entry.record)


def _objectives(found: Objectives) -> Mapping[str, object]:
    weighting = {"basis": found.weighting.basis, "status": found.weighting.status}
    each = [_plain(objective) for objective in found.objectives]
    return {"id": found.id, "title": found.title, "weighting": weighting, "objectives": each}


def _statements(advert: Advert, config: Config) -> Mapping[str, object]:
    """The standing statements that it shows, by id, in its own words where it has any."""
    return {
        one.id: {"title": one.title, "text": advert.statements.get(one.id, one.text).shown}
        for one in config.statements
        if one.applies(advert.kind)
    }


def _plain(value: object) -> object:  # noqa: PLR0911 - a kind of value each
    match value:
        case None:
            return None
        case str():  # first, as most are
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
