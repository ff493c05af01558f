"""Another publisher's register, read and checked → the note of its head in ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sitegen.model.record import Key
from sitegen.model.recording import Version, added
from sitegen.model.register import WITNESSES, Register
from sitegen.model.snapshot import FORMAT, Snapshot
from sitegen.model.witness import Witness

_AT_LEAST: Final = timedelta(days=7)
"""How long a note can be the latest while nothing of ours is recorded. Sites that note each other must not wake each other."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness, and every head that its register has had, the first one first."""

    witness: Witness
    heads: Sequence[str]


def notes(register: Register, seen: Sequence[Seen], time: str, head: str, *, also: bool) -> Iterator[Version]:
    """The lines to add, to a register that ends with `head`, about witnesses whose head is another than we noted last.

    A note is due with versions of our own (`also`), after a week, and at once if a head that we noted is gone.
    """
    for one in seen:
        last = register.latest.get(_key(one), (0, None))[1]
        noted = register.snapshots.get(last.file, {}) if last else {}
        now = _note(one, noted)
        is_old = last is None or _moment(time) - _moment(last.time) >= _AT_LEAST
        if noted.get("head") != now["head"] and (also or is_old or "lost" in now):
            version = added(_key(one), now, last, time, head)
            head = version.line.head
            yield version


def lost(register: Register, one: Seen) -> Snapshot | None:
    """Our last note of a witness if its register no longer has the head that we noted; None if it has, or we have no note."""
    last = register.latest.get(_key(one))
    noted = register.snapshots.get(last[1].file, {}) if last else {}
    return noted if noted and noted.get("head") not in one.heads else None


def _note(seen: Seen, noted: Snapshot) -> Mapping[str, object]:
    witness = seen.witness
    gone = {"lost": noted["head"]} if noted and noted["head"] not in seen.heads else {}
    return {
        "format": FORMAT,
        "collection": WITNESSES,
        "id": witness.id,
        "reference": witness.title,
        "title": witness.title,
        "url": witness.url,
        "lines": len(seen.heads),
        "head": seen.heads[-1],
        **gone,
    }


def _moment(time: str) -> datetime:
    return datetime.fromisoformat(time)


def _key(seen: Seen) -> Key:
    return Key(WITNESSES, seen.witness.id)
