"""The recorded versions of an advert → the list on its page, and a page for each with what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sitegen.model.addresses import version as address_of
from sitegen.model.advert import Advert
from sitegen.model.record import key_of
from sitegen.model.redaction import Redaction, redaction_of
from sitegen.model.register import RecordedVersion
from sitegen.model.site import Site
from sitegen.model.snapshot import Snapshot, differing_fields, has_new_amendment
from sitegen.outputs.html.chrome import ADVERTS, HOME, hidden, path_of
from sitegen.outputs.output import Output, Rendered
from sitegen.outputs.snapshots import FieldChange, FieldText, field_changes, field_texts
from sitegen.outputs.view import Chrome, Link, View


@dataclass(frozen=True, slots=True)
class Version:
    """A recorded version of an advert."""

    number: int
    time: datetime
    kind: str
    """The kind of change, in words."""
    address: str | None
    """None if it has no page."""
    redaction: Redaction | None = None
    """When and why its text was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage(View):
    """A version as it was published, and what changed since the one before (empty for the first)."""

    notice: Link
    version: Version
    is_latest: bool
    is_compared: bool
    """False if the text of one of the two was removed."""
    changes: tuple[FieldChange, ...]
    fields: tuple[FieldText, ...]


def versions(site: Site, advert: Advert) -> tuple[Version, ...]:
    """The recorded versions of an advert, first to last. Versions have pages only if there is more than one."""
    found = site.recorded.get(key_of(advert), ())
    return tuple(_version(site, advert, found, place) for place in range(len(found)))


def pages(site: Site, chrome: Chrome, advert: Advert) -> Iterator[Output]:
    """A page for each version of an advert that has more than one."""
    found = site.recorded.get(key_of(advert), ())
    for place, version in enumerate(versions(site, advert)):
        if version.address:
            page = _page(site, chrome, advert, found, place)
            yield Rendered(path_of(version.address), "pages/version.html", page)


def _page(
    site: Site, chrome: Chrome, advert: Advert, found: tuple[RecordedVersion, ...], place: int
) -> VersionPage:
    version, now = _version(site, advert, found, place), found[place].snapshot
    before = found[place - 1].snapshot if place else {}
    is_compared = not (redaction_of(before) or redaction_of(now))
    return VersionPage(
        site=chrome,
        title=f"Version {version.number}: {now.get('title', advert.title)}",
        address=version.address or advert.address,
        crumbs=(HOME, ADVERTS, Link(advert.title, advert.address)),
        hidden=hidden(site, advert),
        indexed=False,
        notice=Link(advert.title, advert.address),
        version=version,
        is_latest=place == len(found) - 1,
        is_compared=is_compared,
        changes=field_changes(before, now, site.config.zone) if place and is_compared else (),
        fields=field_texts(now, site.config.zone),
    )


def _version(site: Site, advert: Advert, found: tuple[RecordedVersion, ...], place: int) -> Version:
    line = found[place].line
    before = found[place - 1].snapshot if place else None
    return Version(
        line.version,
        datetime.fromisoformat(line.time).astimezone(site.config.zone),
        _kind(before, found[place].snapshot),
        address_of(advert, line.version) if len(found) > 1 else None,
        redaction_of(found[place].snapshot),
    )


def _kind(before: Snapshot | None, now: Snapshot) -> str:
    if redaction_of(now):
        return "Text taken out"
    if before is None:
        return "First recorded"
    if "withdrawn" in now and "withdrawn" not in before:
        return "Withdrawn"
    if has_new_amendment(before, now):
        return "Changed with a reason"
    only_answers = differing_fields(before, now) == ["clarifications"]
    return "Questions and answers" if only_answers else "Other words or details"
