"""The recorded versions of a record → the list on its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sitegen.model.addresses import version as address_of
from sitegen.model.decision import Decision
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.record import key_of
from sitegen.model.redaction import Redaction, redaction_of
from sitegen.model.register import RecordedVersion
from sitegen.model.site import Site
from sitegen.model.snapshot import Snapshot, differing_fields, has_new_amendment

_DECIDED: Final = frozenset(("status", "decided", "engagement"))
_WEIGHED: Final = frozenset(("objectives", "weighting", "models", "scenarios"))


@dataclass(frozen=True, slots=True)
class Version:
    """A recorded version of a record."""

    number: int
    time: datetime
    kind: str
    """The kind of change, in words."""
    address: str | None
    """None if it has no page."""
    head: str
    """The hash of its line: the head of the register when it was recorded."""
    redaction: Redaction | None = None
    """When and why its text was removed."""


def versions(site: Site, record: Shown) -> tuple[Version, ...]:
    """The recorded versions of a record, first to last. Versions have pages only if there is more than one."""
    found = site.recorded.get(key_of(record), ())
    return tuple(_version(site, record, found, place) for place in range(len(found)))


def _version(site: Site, record: Shown, found: tuple[RecordedVersion, ...], place: int) -> Version:
    line = found[place].line
    before = found[place - 1].snapshot if place else None
    return Version(
        line.version,
        datetime.fromisoformat(line.time).astimezone(site.config.zone),
        _kind(before, found[place].snapshot),
        address_of(record.address, line.version) if len(found) > 1 else None,
        line.head,
        redaction_of(found[place].snapshot),
    )


def _kind(before: Snapshot | None, now: Snapshot) -> str:
    if redaction_of(now) or before is None:
        return "Text taken out" if redaction_of(now) else "First recorded"
    if "withdrawn" in now and "withdrawn" not in before:
        return "Withdrawn"
    if has_new_amendment(before, now):
        return "Changed with a reason"
    return _kind_of(str(now.get("collection", "")), set(differing_fields(before, now)))


def _kind_of(collection: str, differing: set[str]) -> str:
    """The kind of a change by the fields that differ."""
    if differing == {"clarifications"}:
        return "Questions and answers"
    if collection == Decision.collection and differing & _DECIDED:
        return "What was decided"
    if collection == Objectives.collection and differing & _WEIGHED:
        return "Objectives, weights or scores"
    return "Other words or details"
