"""A snapshot: all that the page of a record said, as JSON that is the same byte for byte; and what differs between two."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sitegen.model.jurisdiction import REQUIRED_STATEMENTS
from sitegen.model.walk import Loc

FORMAT: Final = 2
"""Of snapshots, and of lines that name a collection. Format 1 had no hashes of attachments."""
_SINCE_SECOND: Final = ("attachments",)
Snapshot = Mapping[str, object]
MARKDOWN: Final = frozenset(
    (
        "answer",
        "body",
        "description",
        "detail",
        "how",
        "options",
        "question",
        "questions",
        "renewal",
        "result",
        "risks",
        "text",
    )
)
"""The names that Markdown texts have in a snapshot."""
MATERIAL: Final = {
    "closes": "Closing time",
    "questions_close": "Deadline for questions",
    "tender_expected": "Date of the tender notice",
    "respond": "How to respond",
    "value": "Estimated value",
    "lots": "Lots",
    "questions": "Questions",
    "objectives": "Objectives and weights",
    "statements": "Required statements",
    "withdrawn": "Withdrawal",
    "attachments": "Attached files",
}
"""What suppliers rely on, as messages call it: none of it changes without an amendment."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place at which a field differs between two snapshots; a value that is missing is None."""

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
    return found if isinstance(found, dict) and found.get("format") in range(1, FORMAT + 1) else None


def in_first_format(found: Snapshot) -> Snapshot:
    """The snapshot as format 1 would have it."""
    return {name: value for name, value in found.items() if name not in _SINCE_SECOND} | {"format": 1}


def comparable(old: Snapshot, new: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Two snapshots of a record in the older of their formats, so that a newer format does not look like a change."""
    if old.get("format") == new.get("format"):
        return old, new
    return in_first_format(old), in_first_format(new)


def with_texts(found: Snapshot, change: Callable[[str], str]) -> Snapshot:
    """The snapshot with each of its Markdown texts changed."""
    return {name: _with_texts(value, name, change) for name, value in found.items()}


def material_differences(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    """What suppliers rely on and is not as it was, each place. A notice that is now withdrawn says so itself."""
    old, new = comparable(old, new)
    for name in MATERIAL:
        before, now = _relied_on(old, name), _relied_on(new, name)
        if name == "attachments":  # files that come or go are in the fields that name them
            before, now = _in_both(before, now)
        if before != now and not (name == "withdrawn" and before is None):
            yield from _places((name,), before, now)


def differing_fields(old: Snapshot, new: Snapshot) -> list[str]:
    """The fields that differ, by name."""
    old, new = comparable(old, new)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def has_new_amendment(old: Snapshot, new: Snapshot) -> bool:
    """Whether the later one has an amendment, with date and reason, that the earlier one lacks."""
    return bool(new_amendments(old, new))


def new_amendments(old: Snapshot, new: Snapshot) -> list[Mapping[str, object]]:
    """The amendments of the later one, with date and reason, that the earlier one lacks."""
    before, now = (_items(found.get("amendments")) for found in (old, new))
    return [item for item in now if isinstance(item, dict) and item.get("reason") and item not in before]


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


def _in_both(old: object, new: object) -> tuple[object, object]:
    """The parts of two values that both have."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None, None
    return {name: old[name] for name in old if name in new}, {name: new[name] for name in new if name in old}


def _places(loc: Loc, old: object, new: object) -> Iterator[Difference]:
    """Each place within two values that differ at which they do."""
    before, now = _parts(old), _parts(new)
    if before is None or now is None or type(old) is not type(new):
        yield Difference(loc, old, new)
        return
    for step in dict.fromkeys((*before, *now)):
        if before.get(step) != now.get(step):
            yield from _places((*loc, step), before.get(step), now.get(step))


def _parts(value: object) -> Mapping[str | int, object] | None:
    if isinstance(value, dict):
        return value
    return dict(enumerate(value)) if isinstance(value, list) else None


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []
