"""The recorded versions of a record → a page for each: as it looked, with what changed since the one before marked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.kinds import COLLECTIONS, Shown
from sitegen.model.past import Past
from sitegen.model.publication import ExemptNotice, Hidden
from sitegen.model.record import key_of
from sitegen.model.redaction import Redaction, redaction_of
from sitegen.model.register import RecordedVersion
from sitegen.model.site import Site
from sitegen.model.snapshot import Snapshot
from sitegen.outputs.html.chrome import DATA, HOME, hidden, path_of
from sitegen.outputs.html.versions import Version, versions
from sitegen.outputs.output import Compared, Rendered
from sitegen.outputs.snapshots import FieldChange, FieldText, changed_fields, field_changes, field_texts
from sitegen.outputs.view import Chrome, Dates, Link, Recorded, View
from sitegen.outputs.wording import day

_UNMARKED: Final = "What changed is not marked, because the version before cannot be shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage(View):
    """A version that cannot be shown as it looked: its text was removed, or today's fields do not hold it.

    `fields` are then its words, and `changes` what differs from the version before.
    """

    redaction: Redaction | None
    changes: tuple[FieldChange, ...]
    fields: tuple[FieldText, ...]


Look = Callable[[Site, Past], tuple[str, View]]
"""The site as it was and a record as it was → the template and the view of its page."""


def pages(site: Site, chrome: Chrome, record: Shown, look: Look) -> Iterator[Rendered]:
    """A page for each version of a record that has more than one."""
    found, listed = site.recorded.get(key_of(record), ()), versions(site, record)
    for place, version in enumerate(listed):
        if version.address:
            before = found[place - 1].snapshot if place else None
            about = _about(record, found[place], before, version, listed)
            yield _page(site, chrome, record, found[place].snapshot, before, about, look)


def _page(  # noqa: PLR0913, PLR0917 - a version and the one before
    site: Site,
    chrome: Chrome,
    record: Shown,
    now: Snapshot,
    before: Snapshot | None,
    about: Recorded,
    look: Look,
) -> Rendered:
    past, path = _as_of(site, about.time), path_of(about.address)
    seen = _seen(past, record, now, look)
    if seen is None:
        in_words = _in_words(site, chrome, record, now, before, about)
        return Rendered(path, "pages/version.html", in_words)
    (template, view), hides = seen, hidden(site, record)
    if before is None:
        return Rendered(path, template, _framed(view, about, hides))
    if (earlier := _seen(past, record, before, look)) is None:
        return Rendered(path, template, _framed(view, replace(about, unmarked=_UNMARKED), hides))
    return Compared(path, template, _framed(view, about, hides), _framed(earlier[1], about, hides))


def _about(
    record: Shown,
    found: RecordedVersion,
    before: Snapshot | None,
    version: Version,
    listed: Sequence[Version],
) -> Recorded:
    others = (one for one in reversed(listed) if one is not version)
    is_compared = before and not (redaction_of(before) or version.redaction)
    kind = COLLECTIONS[record.collection].cls
    return Recorded(
        notice=Link(record.title, record.address),
        noun="notice" if record.collection == Advert.collection else kind.kind_name,
        address=version.address or record.address,
        number=version.number,
        count=len(listed),
        time=version.time,
        is_latest=version is listed[-1],
        head=version.head,
        source=f"{DATA.address}{found.line.file}",
        others=tuple(
            Link(f"Version {one.number}, {day(one.time.date())}", one.address or "") for one in others
        ),
        changed=changed_fields(before, found.snapshot) if before and is_compared else (),
    )


def _framed(view: View, about: Recorded, hides: Hidden | None) -> View:
    """The view of a page, as that of a version."""
    listed = COLLECTIONS[about.notice.address.split("/")[1]]
    words = f"Version {about.number} of the {about.noun} “{about.notice.title}”"
    return replace(
        view,
        address=about.address,
        description=f"{words}, as it was published on {day(about.time.date())}.",
        crumbs=(HOME, Link(listed.list_title, listed.address), about.notice),
        hidden=hides,
        indexed=False,
        dates=Dates(),
        printed=None,
        recorded=about,
    )


def _seen(past: Site, record: Shown, snapshot: Snapshot, look: Look) -> tuple[str, View] | None:
    """The page of a record as a snapshot has it; None if that cannot be."""
    found = None if redaction_of(snapshot) else past.restore(snapshot, past)
    if found is None or type(found.record) is not type(record):
        return None
    shown = {**past.shown, key_of(record): found.record}
    if found.objectives:
        shown[key_of(found.objectives)] = found.objectives
    return look(replace(past, shown=shown), found)


def _as_of(site: Site, time: datetime) -> Site:
    """The site as it was then, as far as its records say: without those that came later, and without versions."""
    shown = {key: one for key, one in site.shown.items() if _was_there(one, time)}
    mentions = {
        key: tuple((field, one) for field, one in found if key_of(one) in shown)
        for key, found in site.mentions.items()
    }
    return replace(site, as_of=time, shown=shown, mentions=mentions, recorded={})


def _was_there(record: Shown, time: datetime) -> bool:
    first = record.date if isinstance(record, ExemptNotice) else record.public_from
    return first is None or first <= time.date()


def _in_words(
    site: Site, chrome: Chrome, record: Shown, now: Snapshot, before: Snapshot | None, about: Recorded
) -> View:
    redaction, zone = redaction_of(now), site.config.zone
    is_compared = before and not (redaction or redaction_of(before))
    why = _UNMARKED if before and not is_compared and not redaction else ""
    page = VersionPage(
        site=chrome,
        title=str(now.get("title", record.title)),
        address=about.address,
        redaction=redaction,
        changes=field_changes(before, now, zone) if before and is_compared else (),
        fields=() if redaction else field_texts(now, zone),
    )
    return _framed(page, replace(about, unmarked=why), hidden(site, record))
