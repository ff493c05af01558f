"""A snapshot whose text was removed → its replacement, which says when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sitegen.model.register import Line
from sitegen.model.scalars import AdvertRef
from sitegen.model.snapshot import Snapshot, decoded, encoded

_FIELD: Final = "redacted"
_FORMAT: Final = 1
"""The note has not changed since, and its bytes must not: they are compared."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """The day on which the text was removed, and the published reason."""

    day: date
    reason: str


def replacement(line: Line, redaction: Redaction) -> bytes:
    """The bytes that replace the snapshot of a line. They do not depend on the number of the version, which may change."""
    note = {"date": redaction.day.isoformat(), "reason": redaction.reason}
    collection = {} if line.collection == AdvertRef.collection else {"collection": line.collection}
    about = {**collection, "id": line.id, "reference": line.reference}
    return encoded({"format": _FORMAT, **about, _FIELD: note})


def redaction_of(found: Snapshot) -> Redaction | None:
    """The redaction of a snapshot; None if its text was not removed."""
    note = found.get(_FIELD)
    match note:
        case {"date": str(day), "reason": str(reason)} if isinstance(note, Mapping) and reason:
            try:
                return Redaction(date.fromisoformat(day), reason)
            except ValueError:
                return None
    return None


def is_redacted(line: Line, data: bytes) -> bool:
    """Whether the bytes are the replacement of the snapshot of a line."""
    redaction = redaction_of(decoded(data) or {})
    return redaction is not None and data == replacement(line, redaction)
