"""A public advert → its snapshot: all that its page says, as JSON that is the same byte for byte, and what differs between two.

Left out is what no page shows: what is empty, checks that are ignored, references to records that are hidden, and words of a
text that reach no reader. Snapshots of earlier versions of sitegen may hold such words: `with_texts` finds the texts in one.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.content import Content
from sitegen.model.entry import Entry, Loc
from sitegen.model.jurisdiction import REQUIRED_STATEMENTS
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.publication import without_hidden
from sitegen.model.record import key_of
from sitegen.model.scalars import Reference

FORMAT: Final = 1
Snapshot = Mapping[str, object]
_NOT_SHOWN: Final = frozenset(("draft", "ignore", "objectives", "statements"))
"""Fields that no page shows; the last two are recorded as they apply."""
_EMPTY: Final[tuple[object, ...]] = (None, (), {}, [])
MARKDOWN: Final = frozenset(("answer", "body", "detail", "how", "question", "questions", "text"))
"""The names that Markdown texts have in a snapshot."""
MATERIAL: Final = {
    "closes": "Closing time",
    "questions_close": "Deadline for questions",
    "respond": "How to respond",
    "value": "Estimated value",
    "questions": "Questions",
    "objectives": "Objectives and weights",
    "statements": "Required statements",
    "withdrawn": "Withdrawal",
}
"""What suppliers rely on, as messages call it: none of it changes without an amendment."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place at which a field differs between two snapshots; a value that is not there is none."""

    loc: Loc
    old: object
    new: object


def snapshot(content: Content, entry: Entry[Advert]) -> Snapshot:
    """What the page of an advert says, whether a preview shows more or not."""
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
    return {**shown, "format": FORMAT}


def encoded(found: Snapshot) -> bytes:
    """The file of a snapshot: one line of JSON in UTF-8 with its keys in order."""
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> Snapshot | None:
    """The snapshot that a file holds; none when it holds none of ours."""
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def with_texts(found: Snapshot, change: Callable[[str], str]) -> Snapshot:
    """The snapshot with each of its Markdown texts changed."""
    return {name: _with_texts(value, name, change) for name, value in found.items()}


def material_differences(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    """What suppliers rely on and is not as it was. A notice that is now withdrawn says so itself."""
    for name in MATERIAL:
        before, now = _relied_on(old, name), _relied_on(new, name)
        if before != now and not (name == "withdrawn" and before is None):
            yield _first((name,), before, now)


def differing_fields(old: Snapshot, new: Snapshot) -> list[str]:
    """The fields that differ, by name."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def has_new_amendment(old: Snapshot, new: Snapshot) -> bool:
    """Whether the later one gives a change, with its date and reason, of which the earlier does not tell."""
    before, now = (_items(found.get("amendments")) for found in (old, new))
    return any(isinstance(item, dict) and item.get("reason") and item not in before for item in now)


def _with_texts(value: object, name: str, change: Callable[[str], str]) -> object:
    match value:
        case str():
            return change(value) if name in MARKDOWN else value
        case list():
            return [_with_texts(inner, name, change) for inner in value]
        case dict():
            return {key: _with_texts(inner, key, change) for key, inner in value.items()}
        case _:
            return value


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


def _relied_on(found: Snapshot, name: str) -> object:
    value = found.get(name)
    if name == "statements" and isinstance(value, dict):
        return {key: text for key, text in value.items() if key in REQUIRED_STATEMENTS} or None
    return value


def _first(loc: Loc, old: object, new: object) -> Difference:
    """The first place within two values that differ at which they do."""
    before, now = _parts(old), _parts(new)
    if before is None or now is None or type(old) is not type(new):
        return Difference(loc, old, new)
    for step in dict.fromkeys((*before, *now)):
        if before.get(step) != now.get(step):
            return _first((*loc, step), before.get(step), now.get(step))
    return Difference(loc, old, new)


def _parts(value: object) -> Mapping[str | int, object] | None:
    if isinstance(value, dict):
        return value
    return dict(enumerate(value)) if isinstance(value, list) else None


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []
