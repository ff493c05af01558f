"""The content → the public site: what may be shown at this moment, and what links to what."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from sitegen.model.advert import Advert
from sitegen.model.attachment import Attachment
from sitegen.model.config import Config
from sitegen.model.content import Content, files_named
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import Known, Shown
from sitegen.model.moments import status
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.past import Past
from sitegen.model.publication import ExemptNotice, Hidden, exempt_notice, without_hidden
from sitegen.model.record import Key, Record, key_of
from sitegen.model.register import RecordedVersion, Register
from sitegen.model.scalars import Reference
from sitegen.model.snapshot import Snapshot
from sitegen.model.status import Status

R = TypeVar("R", bound=Record | ExemptNotice)


@dataclass(frozen=True, eq=False)
class Site:
    """The public site at `as_of`: nothing hidden is in it, so no output can let it out.

    `as_of` is now only in the site that `index` returns. Pages are made from parts of it (`build/neighbours`), in which it is
    the last moment up to now at which something in that part changed, in the site's time zone. So compare it only with
    what `model/moments.py` declares: against any other date a page would be wrong until something else changes.

    `shown` are its records; `mentions` has for each record those that name it, each with the field that does;
    `unpublished` are the records that only a preview shows, each with the reason. `register` is the whole of it;
    `recorded` are the versions of each record, so that a page depends on its own alone.
    """

    config: Config
    as_of: datetime
    shown: Mapping[Key, Shown]
    mentions: Mapping[Key, tuple[tuple[str, Known], ...]]
    attachments: Mapping[str, Attachment]
    assets: Mapping[str, bytes]
    unpublished: Mapping[Key, Hidden]
    register: Register | None = None
    recorded: Mapping[Key, tuple[RecordedVersion, ...]] = field(default_factory=dict)
    restore: "Callable[[Snapshot, Site], Past | None]" = lambda _snapshot, _around: None
    """A snapshot and the site around its record → the record as it was. Reading knows how, and the build hands it down."""

    @cached_property
    def adverts(self) -> tuple[Advert, ...]:
        """The adverts, from the first published to the last."""
        return tuple(sorted(self.of(Advert), key=lambda advert: (advert.published, advert.id)))

    @cached_property
    def decisions(self) -> tuple[Decision | ExemptNotice, ...]:
        """The decisions and the notices of exempt ones, from the latest meeting to the first."""
        found: tuple[Decision | ExemptNotice, ...] = (*self.of(Decision), *self.of(ExemptNotice))
        return tuple(sorted(found, key=lambda decision: (day_of(decision), decision.id), reverse=True))

    @cached_property
    def objectives(self) -> tuple[Objectives, ...]:
        """The sets of objectives, by title."""
        return tuple(sorted(self.of(Objectives), key=lambda objectives: (objectives.title, objectives.id)))

    @cached_property
    def initiatives(self) -> tuple[Initiative, ...]:
        """The initiatives, by title."""
        return tuple(sorted(self.of(Initiative), key=lambda initiative: (initiative.title, initiative.id)))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, by title."""
        return tuple(sorted(self.of(Page), key=lambda page: (page.title, page.id)))

    def of(self, kind: type[R]) -> Iterator[R]:
        """The records of one class, in the order of their ids."""
        return (record for record in self.shown.values() if isinstance(record, kind))

    def get(self, reference: Reference | None) -> Shown | None:
        """The record that a reference names; None if the public does not see one."""
        return self.shown.get(key_of(reference)) if reference else None

    def naming(self, record: Shown, kind: type[R], field: str) -> tuple[R, ...]:
        """The records of one class that name this one in `field`, in the order of their ids."""
        key = key_of(record)
        return tuple(
            other for name, other in self.mentions.get(key, ()) if name == field and isinstance(other, kind)
        )

    def chain(self, advert: Advert) -> tuple[Advert, ...]:
        """The notices of its procurement that the public sees, the advert among them, each after the one that it follows."""
        found, waiting = {advert.id: advert}, [advert]
        while waiting:
            one = waiting.pop()
            beside = (self.get(one.follows), *self.naming(one, Advert, "follows"))
            new = {other.id: other for other in beside if isinstance(other, Advert) and other.id not in found}
            found |= new
            waiting += new.values()
        return tuple(sorted(found.values(), key=lambda one: (one.published, _depth(one, found), one.id)))

    def status(self, advert: Advert) -> Status:
        """The advert's status at `as_of`."""
        return status(advert, self.as_of, self.config.closing_soon_days)


def _depth(advert: Advert, chain: Mapping[str, Advert]) -> int:
    """How many notices of the chain come before it; as many as there are if they follow each other in a circle."""
    depth = 0
    while (before := chain.get(advert.follows or "")) and depth < len(chain):
        advert, depth = before, depth + 1
    return depth


def day_of(decision: Decision | ExemptNotice) -> date:
    """The day of the meeting."""
    return decision.date if isinstance(decision, ExemptNotice) else decision.meeting.date


def index(content: Content, assets: Mapping[str, bytes]) -> Site:
    """The public site that the content makes. The content must be free of errors."""
    public = {key: entry for key, entry in content.entries.items() if content.is_public(entry.record)}
    shown = {key: _show(entry, public) for key, entry in public.items()}
    entries = [entry for entry in shown.values() if isinstance(entry, Entry)]
    named = {path for entry in (content.settings, *entries) for path in files_named(entry)}
    return Site(
        config=content.config,
        as_of=content.now,
        shown={key: found.record if isinstance(found, Entry) else found for key, found in shown.items()},
        mentions=_mentions(entries),
        attachments={path: found for path, found in content.attachments.items() if path in named},
        assets=assets,
        unpublished={key: why for key, entry in public.items() if (why := content.why_hidden(entry.record))},
        register=content.register,
        recorded=_recorded(content.register, shown) if content.register else {},
    )


def _recorded(register: Register, shown: Collection[Key]) -> Mapping[Key, tuple[RecordedVersion, ...]]:
    return {key: register.recorded(key) for key in register.versions if key in shown}


def _show(entry: Entry[Known], public: Mapping[Key, Entry[Known]]) -> Entry[Known] | ExemptNotice:
    """What the public sees of an entry: nearly always all of it."""
    record = entry.record
    if isinstance(record, Decision) and record.is_exempt:
        return exempt_notice(record)
    if all(key_of(reference) in public for _, reference in entry.references):
        return entry
    return Entry.of(
        without_hidden(record, lambda reference: key_of(reference) in public), entry.path, entry.places
    )


def _mentions(entries: Iterable[Entry[Known]]) -> Mapping[Key, tuple[tuple[str, Known], ...]]:
    mentions: defaultdict[Key, list[tuple[str, Known]]] = defaultdict(list)
    for entry in entries:
        for loc, reference in entry.references:
            mentions[key_of(reference)].append((str(loc[0]), entry.record))
    return {key: tuple(found) for key, found in mentions.items()}
