"""The recorded versions of a record → the list on its page, and a page for each with what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sitegen.model.addresses import version as address_of
from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.kinds import COLLECTIONS, Shown
from sitegen.model.objectives import Objectives
from sitegen.model.record import key_of
from sitegen.model.redaction import Redaction, redaction_of
from sitegen.model.register import RecordedVersion
from sitegen.model.site import Site
from sitegen.model.snapshot import Snapshot, differing_fields, has_new_amendment
from sitegen.outputs.html.chrome import HOME, hidden, path_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.snapshots import FieldChange, FieldText, field_changes, field_texts
from sitegen.outputs.view import Chrome, Link, View

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


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage(View):
    """A version as it was published, and what changed since the one before (empty for the first)."""

    notice: Link
    """The page of the record."""
    noun: str
    """What people call the record: “notice”, “decision”."""
    version: Version
    is_latest: bool
    is_compared: bool
    """False if the text of one of the two was removed."""
    changes: tuple[FieldChange, ...]
    fields: tuple[FieldText, ...]


def versions(site: Site, record: Shown) -> tuple[Version, ...]:
    """The recorded versions of a record, first to last. Versions have pages only if there is more than one."""
    found = site.recorded.get(key_of(record), ())
    return tuple(_version(site, record, found, place) for place in range(len(found)))


def pages(site: Site, chrome: Chrome, record: Shown) -> Iterator[Rendered]:
    """A page for each version of a record that has more than one."""
    found = site.recorded.get(key_of(record), ())
    for place, version in enumerate(versions(site, record)):
        if version.address:
            page = _page(site, chrome, record, found, place)
            yield Rendered(path_of(version.address), "pages/version.html", page)


def _page(
    site: Site, chrome: Chrome, record: Shown, found: tuple[RecordedVersion, ...], place: int
) -> VersionPage:
    version, now = _version(site, record, found, place), found[place].snapshot
    itself, listed = Link(record.title, record.address), COLLECTIONS[record.collection]
    before = found[place - 1].snapshot if place else {}
    is_compared = not (redaction_of(before) or redaction_of(now))
    return VersionPage(
        site=chrome,
        title=f"Version {version.number}: {now.get('title', record.title)}",
        address=version.address or record.address,
        crumbs=(HOME, Link(listed.list_title, listed.address), itself),
        hidden=hidden(site, record),
        indexed=False,
        notice=itself,
        noun="notice" if record.collection == Advert.collection else listed.cls.kind_name,
        version=version,
        is_latest=place == len(found) - 1,
        is_compared=is_compared,
        changes=field_changes(before, now, site.config.zone) if place and is_compared else (),
        fields=field_texts(now, site.config.zone),
    )


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
