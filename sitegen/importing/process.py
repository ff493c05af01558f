"""The releases of a contracting process → its early notices, each with all that was known when it was last published."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from sitegen.importing.found import Found, Ledger
from sitegen.importing.moments import day
from sitegen.importing.releases import CannotImport, Object, Release
from sitegen.importing.texts import line
from sitegen.outputs.ocds.merging import OF_A_NOTICE, merged

EARLY: Final = {
    "UK1": "pipeline",
    "UK2": "early-engagement",
    "UK3": "planned-procurement",
    "marketEngagementNotice": "early-engagement",
    "plannedProcurementNotice": "planned-procurement",
}
"""Kinds of early notice by the codes of documents: those of Find a Tender, and of OCDS with its extension for the UK."""
OWN: Final = ("soft-market-test", "early-engagement", "planned-procurement", "pipeline")
"""The kinds that our own extension names."""
_UPDATE: Final = "planningUpdate"


@dataclass(frozen=True, slots=True)
class Notice:
    """An early notice of a process."""

    kind: str
    published: date
    state: Object
    """The process as it was when the notice was last published: its releases up to then as one."""
    document: Object
    """The document of the release that is the notice itself; empty if there is none."""
    number: str
    """The number of the notice, or of its release."""


@dataclass(frozen=True, slots=True)
class Process:
    """A contracting process: its releases, its early notices and its last state."""

    releases: Sequence[Release]
    notices: Sequence[Notice]
    state: Object
    ledger: Ledger

    def found(self, state: Object) -> Found:
        """The values of a state, which are noted in the ledger of the process."""
        return Found(state, (), self.ledger)


def process_of(releases: Sequence[Release], zone: ZoneInfo) -> Process:
    """The process of these releases, which are in order. Raises CannotImport if none has a date.

    A process without an early notice has one of kind `planned-procurement`, published on the first day that is known.
    """
    notices: list[Notice] = []
    state: Object = {}
    for release in releases:
        data = _sound(release.data) if len(releases) > 1 else release.data
        before, state = state, merged(state, data) if state else data
        for kind, document in _early(release.data):
            published, number = _published(release, document, zone), _number(release, document)
            last = notices[-1] if notices else None
            if last and _is_update(last, kind, document, release):
                notices[-1] = replace(last, state=state)
                continue
            if before:
                state = merged(_without_notice(before), data)
            published = max(published, last.published) if last else published
            notices.append(Notice(kind, published, state, document, number))
    if not notices:
        first = releases[0]
        published = min(_days_of_publication(releases, zone), default=None) or _published(first, {}, zone)
        notices = [Notice("planned-procurement", published, state, {}, _number(first, {}))]
    return Process(releases, notices, state, Ledger())


def tags(data: Object) -> frozenset[str]:
    """The tags of a release."""
    found = data.get("tag")
    return frozenset(one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str))


def documents(data: Object, stage: str) -> Iterator[Object]:
    """The documents of a stage of a release."""
    inside = data.get(stage)
    found = inside.get("documents") if isinstance(inside, dict) else None
    return (one for one in (found if isinstance(found, list) else []) if isinstance(one, dict))


def _early(data: Object) -> Iterator[tuple[str, Object]]:
    """The kinds of early notices that a release is, each with its document: nearly always one, or none."""
    named = tags(data)
    is_compiled = not named or "compiled" in named
    if not (is_compiled or any(tag.startswith("planning") for tag in named)):
        return
    found = [(kind, one) for one in documents(data, "planning") if (kind := _kind(one))]
    if kind := _own_kind(data):
        yield kind, found[0][1] if found else {}
    elif is_compiled:
        yield from found  # a record of all notices so far
    elif found:
        yield next((one for one in reversed(found) if one[1].get("id") == data.get("id")), found[-1])
    else:
        yield ("early-engagement" if _has_engagement(data) else "planned-procurement"), {}


def _kind(document: Object) -> str:
    codes = (document.get("noticeType"), document.get("documentType"))
    return next((EARLY[code] for code in codes if isinstance(code, str) and code in EARLY), "")


def _own_kind(data: Object) -> str:
    planning = data.get("planning")
    test = planning.get("marketTest") if isinstance(planning, dict) else None
    kind = test.get("kind") if isinstance(test, dict) else None
    return kind if isinstance(kind, str) and kind in OWN else ""


def _has_engagement(data: Object) -> bool:
    planning = data.get("planning")
    found = planning.get("milestones") if isinstance(planning, dict) else None
    milestones: Iterable[Any] = found if isinstance(found, list) else ()
    return any(isinstance(one, dict) and one.get("type") == "engagement" for one in milestones)


def _is_update(before: Notice, kind: str, document: Object, release: Release) -> bool:
    """Whether a notice is the one before once more, changed, and no other of the same kind."""
    if kind != before.kind:
        return False
    same = _identity(document) and _identity(document) == _identity(before.document)
    return bool(same) or _UPDATE in tags(release.data) or not tags(release.data) or not document


def _without_notice(state: Object) -> Object:
    """A state without what belongs to one notice: its documents and milestones, the questions about it and its changes."""
    return state | {
        stage: {name: value for name, value in inside.items() if name not in OF_A_NOTICE[stage]}
        for stage in OF_A_NOTICE
        if isinstance(inside := state.get(stage), dict)
    }


def _identity(document: Object) -> object:
    """What identifies the notice that a document is: its address, or else its id."""
    return next((one for one in (document.get("url"), document.get("id")) if isinstance(one, str)), None)


def _number(release: Release, document: Object) -> str:
    number = document.get("id") if document.get("noticeType") else None
    found = number or release.data.get("id")
    return line(found) or ""


def _published(release: Release, document: Object, zone: ZoneInfo) -> date:
    """The day on which a notice was published. Raises CannotImport if its release has no date at all."""
    dates = (document.get("datePublished"), release.data.get("date"), release.packaged)
    found = next((there for one in dates if (there := day(one, zone))), None)
    if not found:
        message = f"{release.file}: {release.place}/date: this release does not say when it was published."
        raise CannotImport(message)
    return found


def _days_of_publication(releases: Iterable[Release], zone: ZoneInfo) -> Iterator[date]:
    """The days on which something of a process was published, as far as its releases say so."""
    for release in releases:
        tender = release.data.get("tender")
        dates: list[object] = [release.data.get("date")]
        dates += [tender.get("datePublished")] if isinstance(tender, dict) else []
        dates += [
            one.get("datePublished")
            for stage in ("planning", "tender")
            for one in documents(release.data, stage)
            if one.get("documentType") == "tenderNotice" or _kind(one)
        ]
        yield from (there for one in dates if (there := day(one, zone)))


def _sound(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value without what merging by ids cannot take: null, and ids that are neither text nor number."""
    if isinstance(value, dict):
        return {
            name: _sound(inner)
            for name, inner in value.items()
            if inner is not None and not (name == "id" and isinstance(inner, dict | list))
        }
    return [_sound(one) for one in value] if isinstance(value, list) else value
