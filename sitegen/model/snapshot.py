"""A snapshot: all that the page of an advert said, as JSON that is the same byte for byte; and what differs between two."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sitegen.model.jurisdiction import REQUIRED_STATEMENTS
from sitegen.model.walk import Loc

FORMAT: Final = 1
Snapshot = Mapping[str, object]
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
    """The first place at which a field differs between two snapshots; a value that is missing is None."""

    loc: Loc
    old: object
    new: object


def encoded(found: Snapshot) -> bytes:
    """The file of a snapshot: one line of JSON in UTF-8 with its keys in order."""
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> Snapshot | None:
    """The snapshot that a file holds; None if it is not one of ours."""
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
    """Whether the later one has an amendment, with date and reason, that the earlier one lacks."""
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
