"""A register that replaces another → a line in it that says so, and why."""

from collections.abc import Sequence
from pathlib import Path

from sitegen.model.recording import added
from sitegen.model.register import REPLACED, Line, Register
from sitegen.model.snapshot import FORMAT
from sitegen.reading.register import read_register
from sitegen.register.record import record, register_lock

_TITLE = "The register was begun anew"


def note_beginning(content: Path, replaced: Sequence[Line], reason: str, time: str) -> Line | None:
    """Adds the line about the register with the lines `replaced`, unless ours has it; empty if nobody can read that any more."""
    with register_lock(content):
        register = read_register(content)[0] or Register()
        head = replaced[-1].head if replaced else "unknown"
        if any(note.get("head") == head for _, note in register.notes(REPLACED.collection)):
            return None
        note = {
            "format": FORMAT,
            "collection": REPLACED.collection,
            "id": REPLACED.id,
            "title": _TITLE,
            "reason": reason,
            "lines": len(replaced),
            "head": head,
        }
        last = register.latest.get(REPLACED, (0, None))[1]
        version = added(REPLACED, note, last, time, register.head)
        record(content, register, [version])
        return version.line
