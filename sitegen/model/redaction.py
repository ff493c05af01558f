"""What stands in the place of a snapshot whose text was taken out: that it was, when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sitegen.model.register import Line
from sitegen.model.snapshot import FORMAT, Snapshot, decoded, encoded

_FIELD: Final = "redacted"


@dataclass(frozen=True, slots=True)
class Redaction:
    """On which day the text was taken out, and the reason that readers are given."""

    day: date
    reason: str


def replacement(line: Line, redaction: Redaction) -> bytes:
    """The bytes that take the place of the snapshot of a line. They are the same whatever number the version gets later."""
    note = {"date": redaction.day.isoformat(), "reason": redaction.reason}
    return encoded({"format": FORMAT, "id": line.id, "reference": line.reference, _FIELD: note})


def redaction_of(found: Snapshot) -> Redaction | None:
    """What took the place of a snapshot; none where it is there."""
    note = found.get(_FIELD)
    match note:
        case {"date": str(day), "reason": str(reason)} if isinstance(note, Mapping) and reason:
            try:
                return Redaction(date.fromisoformat(day), reason)
            except ValueError:
                return None
    return None


def is_redacted(line: Line, data: bytes) -> bool:
    """Whether these bytes are what stands in the place of the snapshot of a line."""
    redaction = redaction_of(decoded(data) or {})
    return redaction is not None and data == replacement(line, redaction)
