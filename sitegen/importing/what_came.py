"""The last state of a contracting process → what came of it, as `became` of an advert has it: tender, awards, contracts, an end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.importing.found import Found, amount
from sitegen.importing.moments import day
from sitegen.importing.parts import address
from sitegen.importing.process import Process, tags
from sitegen.importing.texts import line

Fields = dict[str, object]
_STOPPED: Final = {
    "cancelled": "The procurement was cancelled",
    "withdrawn": "The procurement was withdrawn",
    "unsuccessful": "The procurement ended without an award",
}
_FEW: Final = 100
"""Characters of the names of suppliers that a title has room for."""
_AFTER: Final = ("tender", "award", "contract", "implementation")
"""How the tags begin of releases after the early notices."""
_OF_TENDER: Final = ("tenderNotice", "contractNotice")
_LIVE: Final = {"active": True, "complete": True, "planned": False, "planning": False}


@dataclass(frozen=True, slots=True)
class Came:
    """What tells the day of something: no day is before the last early notice."""

    process: Process
    zone: ZoneInfo
    earliest: date

    def day(self, *dates: Found) -> date:
        """The first of these dates that is not too early; else that of the last release, or the day of the notice."""
        for one in dates:
            if (there := day(one.value, self.zone)) and there >= self.earliest:
                one.note()
                return there
        last = day(self.process.releases[-1].data.get("date"), self.zone)
        return max(last or self.earliest, self.earliest)

    def first_day(self, prefix: str) -> date | None:
        """The day of the first release with such a tag; None without one."""
        found = (
            one.data for one in self.process.releases if any(tag.startswith(prefix) for tag in tags(one.data))
        )
        first = next(found, None)
        there = day(first.get("date"), self.zone) if first else None
        return max(there, self.earliest) if there else None


def became(process: Process, zone: ZoneInfo) -> list[Fields]:
    """What came of a process, in the order of its days."""
    whole = process.found(process.state)
    came = Came(process, zone, process.notices[-1].published)
    found = [*_tender(whole, came), *_awards(whole, came), *_contracts(whole, came), *_end(whole, came)]
    return sorted(found, key=lambda one: str(one["date"]))


def _tender(whole: Found, came: Came) -> Iterator[Fields]:
    tender = whole["tender"]
    began = came.first_day("tender")
    notice = next((one for one in tender["documents"].objects if _is_notice(one, _OF_TENDER, "UK4")), None)
    is_compiled = "compiled" in tags(came.process.state) and tender["status"].value in ("active", "complete")
    if not (began or notice or is_compiled):
        return
    if not notice:
        notice = tender["noNotice"]
    there = came.day(tender["datePublished"], notice["datePublished"])
    yield _fields("tender", min(there, began) if began else there, _words(tender["title"], "Tender"), notice)
    tender["status"].code(_LIVE)


def _awards(whole: Found, came: Came) -> Iterator[Fields]:
    for award in whole["awards"].objects:
        if award["status"].value in ("cancelled", "unsuccessful", "pending"):
            continue
        award["status"].take(lambda value: True if value == "active" else None)
        names = [name for one in award["suppliers"].objects if (name := one["name"].take(line))]
        _note_suppliers(whole, names)
        listed = ", ".join(names)
        is_short = len(listed) <= _FEW
        said = (
            f"Awarded to {listed if is_short else f'{len(names)} suppliers'}"
            if names
            else _words(award["title"], "Awarded")
        )
        notice = next(award["documents"].objects, award["documents"])
        there = came.day(award["date"], award["datePublished"], notice["datePublished"])
        yield _fields("award", there, said, notice) | _noted(
            award, "" if is_short else f"Suppliers: {listed}"
        )


def _note_suppliers(whole: Found, names: list[str]) -> None:
    """Notes the names of suppliers where they are given once more."""
    for party in whole["parties"].objects:
        if line(party["name"].value) in names:
            party["name"].note()
            for role in party["roles"].each:
                role.take(lambda value: True if value == "supplier" else None)


def _contracts(whole: Found, came: Came) -> Iterator[Fields]:
    for contract in whole["contracts"].objects:
        if contract["status"].value in ("cancelled", "pending"):
            continue
        contract["status"].take(lambda value: True if value == "active" else None)
        notice = next(contract["documents"].objects, contract["documents"])
        there = came.day(contract["dateSigned"], notice["datePublished"])
        said = _words(contract["title"], "Contract signed")
        yield _fields("contract", there, said, notice) | _noted(contract)


def _end(whole: Found, came: Came) -> Iterator[Fields]:
    """That a procurement stopped: its tender has such a status, or all its awards do."""
    tender = whole["tender"]
    statuses = [one["status"].value for one in whole["awards"].objects]
    status = tender["status"].value
    if not (isinstance(status, str) and status in _STOPPED):
        if not statuses or not all(one in ("cancelled", "unsuccessful") for one in statuses):
            return
        status = "unsuccessful"
        for one in whole["awards"].objects:
            one["status"].note()
    elif not is_after(came.process):
        return
    tender["status"].code(_STOPPED)
    notice = next(
        (one for one in tender["documents"].objects if _is_notice(one, ("cancellationDetails",), "UK12")),
        tender["noNotice"],
    )
    reason = tender["statusDetails"].take(line) or _rationale(tender) or notice["description"].take(line)
    there = came.first_day("tenderCancellation") or came.day(notice["datePublished"])
    yield _fields("stopped", there, reason or _STOPPED[str(status)], notice)


def is_after(process: Process) -> bool:
    """Whether anything came after the early notices."""
    named = {tag for one in process.releases for tag in tags(one.data)}
    return any(tag.startswith(_AFTER) for tag in named) or "compiled" in named


def _rationale(tender: Found) -> str | None:
    last = None
    for one in tender["amendments"].objects:
        last = one["rationale"]
    return last.take(line) if last else None


def _is_notice(document: Found, types: tuple[str, ...], number: str) -> bool:
    return document["documentType"].value in types or document["noticeType"].value == number


def _fields(kind: str, there: date, said: str, notice: Found) -> Fields:
    """One thing that came; `notice` is its document, whose number is given where it is known to be one."""
    for name in ("documentType", "noticeType", "format", "language"):
        notice[name].note()
    number = notice["id"].take(line) if notice["noticeType"] else None
    day_of = notice["datePublished"]
    if str(day_of.value)[:10] == there.isoformat():
        day_of.note()
    return {
        "kind": kind,
        "date": there.isoformat(),
        "title": said,
        "url": notice["url"].take(address),
        "id": number,
    }


def _noted(part: Found, more: str = "") -> Fields:
    """The value of an award or a contract in words, and what else there is to say."""
    value, currency = part["value"]["amount"].take(amount), part["value"]["currency"].take(line)
    money = f"Value: {currency or ''} {value}".replace(":  ", ": ") if value else ""
    return {"note": ". ".join(filter(None, (money, more))) or None}


def _words(found: Found, otherwise: str) -> str:
    return found.take(line) or otherwise
