"""An early notice of a contracting process → the fields and the text of an advert. What it does not say is not made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from sitegen.importing import parts
from sitegen.importing.found import Found, flag
from sitegen.importing.moments import day, moment
from sitegen.importing.parts import Fields, known
from sitegen.importing.process import EARLY, Notice, Process
from sitegen.importing.responding import Around, responding
from sitegen.importing.texts import line, markdown, shortened
from sitegen.importing.what_came import became, is_after
from sitegen.model.scalars import Ocid
from sitegen.model.slug import slug
from sitegen.outputs.ocds.tender import PROCUREMENT_ACT

_OCID: Final = TypeAdapter(Ocid)
_RESERVED: Final = {
    "shelteredWorkshop": "supported-employment",
    "publicServiceMissionOrganization": "public-service-mutual",
    "smeVcse": "sme-vcse",
}
_CATEGORIES: Final = {one: one for one in ("goods", "services", "works")}
_PURPOSES: Final = {one: one for one in "abcdef"}
_PLATFORMS: Final = {
    "find-tender.service.gov.uk": "Find a Tender",
    "contractsfinder.service.gov.uk": "Contracts Finder",
    "publiccontractsscotland.gov.uk": "Public Contracts Scotland",
    "sell2wales.gov.wales": "Sell2Wales",
    "etendersni.gov.uk": "eTendersNI",
}
_SILENT: Final = "The notice does not say why."


@dataclass(frozen=True, slots=True)
class Text:
    """An advert: its fields in the order of a file, and the text below them."""

    fields: Fields
    body: str


def title_of(process: Process, notice: Notice) -> str:
    """The title of a notice, or the beginning of its description."""
    whole = process.found(notice.state)
    tender = whole["tender"]
    if named := tender["title"].take(line) or whole["title"].take(line):
        return named
    if project := whole["planning"]["project"]["title"].take(line):
        return project
    lot = next((found for one in tender["lots"].objects if (found := line(one["title"].value))), None)
    begins = lot or line(tender["description"].value) or line(whole["description"].value)
    return shortened(begins, 80) if begins else f"Notice {notice.number}".strip()


def advert(process: Process, notice: Notice, around: Around) -> Text:
    """The advert of a notice."""
    whole = process.found(notice.state)
    tender, test = whole["tender"], whole["planning"]["marketTest"]
    _note_form(process, around)
    named = title_of(process, notice)
    body = tender["description"].take(markdown) or whole["description"].take(markdown)
    said = line(tender["description"].value) or line(whole["description"].value) or named
    answering = responding(whole, notice, around)
    fields: Fields = {
        "title": named,
        "summary": shortened(said),
        "reference": around.reference,
        "ocid": None if around.follows else whole["ocid"].take(ocid),
        "kind": answering.pop("kind"),
        "initiative": around.initiative,
        "published": notice.published,
        **answering,
        "purposes": [found for one in test["purposes"].each if (found := one.code(_PURPOSES))],
        "questions": [
            words for one in test["questions"].objects if (words := one["description"].take(markdown))
        ],
        "contact": around.contact,
        "buyers": list(around.buyers),
        **_work(whole, around.zone),
        **_history(process, notice, around),
    }
    return Text(known(fields), body or named)


def _work(whole: Found, zone: ZoneInfo) -> Fields:
    """What may be bought: codes, value, term, places, lots."""
    tender = whole["tender"]
    items = list(tender["items"].objects)
    lot, lots = parts.whole_lot(tender), parts.lots(tender, items, zone)
    if lot:
        _note_whole_lot(tender, lot, items)
    of_all = [item for item in items if not (lots and item["relatedLot"])]
    regions, places = parts.places((*items, *tender["lots"].objects, tender))
    own = [found for one in whole["planning"]["marketTest"]["places"].each if (found := one.take(line))]
    return {
        "category": tender["mainProcurementCategory"].code(_CATEGORIES),
        "cpv": parts.cpv((tender, *of_all)),
        "value": parts.value(tender["value"], tender["minValue"]),
        "above_threshold": tender["aboveThreshold"].take(flag),
        "term": _term(tender, lot, zone),
        "places": list(dict.fromkeys([*own, *places])),
        "regions": regions,
        "suitable_for": parts.suitable(tender["suitability"]) or parts.suitable(lot["suitability"]),
        "reserved": _reserved(tender),
        "lots": lots,
        **parts.choices(tender, zone),
        "risks": tender["riskDetails"].take(markdown),
    }


def _history(process: Process, notice: Notice, around: Around) -> Fields:
    """What goes with a notice, what happened to it, and what came of the process if it is the last."""
    whole = process.found(notice.state)
    tender = whole["tender"]
    return {
        "timetable": [*_timetable(whole, notice, around.zone)],
        "documents": _documents(whole, notice),
        "clarifications": [*_clarifications(tender, around.zone)],
        "amendments": [*_amendments(tender, notice, around.zone)],
        "also_published": _elsewhere(whole, notice),
        "follows": around.follows,
        "became": [known(one) for one in became(process, around.zone)] if around.is_last else [],
        "withdrawn": _withdrawn(process, tender, notice, around),
    }


def ocid(value: object) -> str | None:
    """An open contracting id; None for anything else."""
    try:
        return _OCID.validate_python(value)
    except (ValidationError, ValueError):
        return None


def _note_form(process: Process, around: Around) -> None:
    """Notes what our own data says in the same words: the stage, the language, and the days of the notices."""
    days = {one.published for one in process.notices}
    for release in process.releases:
        whole = process.found(release.data)
        for one in whole["tag"].each:
            one.note()
        whole["initiationType"].take(lambda value: True if value == "tender" else None)
        law = whole["tender"]["legalBasis"]
        if all(law[name].value == value for name, value in PROCUREMENT_ACT.items()):
            for name in PROCUREMENT_ACT:
                law[name].note()
        whole["language"].take(lambda value: True if value == around.language else None)
        whole["date"].take(lambda value: True if day(value, around.zone) in days else None)


def _note_whole_lot(tender: Found, lot: Found, items: list[Found]) -> None:
    """Notes the form in which a notice without lots is written: one lot, to which all items belong."""
    lot["id"].note()
    lot["status"].take(lambda status: True if status == tender["status"].value else None)
    for item in items:
        item["relatedLot"].take(lambda name: True if name == lot["id"].value else None)


def _term(tender: Found, lot: Found, zone: ZoneInfo) -> Fields:
    """How long the work may last: as the whole says, or its only lot."""
    period = tender["contractPeriod"] or lot["contractPeriod"]
    return parts.term(period, zone, renews=lot["hasRenewal"].value is True)


def _reserved(tender: Found) -> list[str]:
    codes = (one.code(_RESERVED) for one in tender["otherRequirements"]["reservedParticipation"].each)
    return [code for code in dict.fromkeys(codes) if code]


def _timetable(whole: Found, notice: Notice, zone: ZoneInfo) -> Iterator[Fields]:
    """The steps that have a day: milestones, and when tenders are due."""
    for one in whole["planning"]["milestones"].objects:
        named = line(one["title"].value)
        if one["type"].value == "engagement" or one["id"].value in ("tender", "approval") or not named:
            continue
        if there := parts.dated(one["dueDate"], zone, notice.published):
            one["title"].note()
            yield known({"date": there, "title": named, "note": one["description"].take(line)})
    due = whole["tender"]["tenderPeriod"]["endDate"]
    if there := parts.dated(due, zone, notice.published):
        at = moment(due.value, zone)
        time_of_day = f"By {at:%H:%M}" if at and at.time() != time(0) else None
        yield known({"date": there, "title": "Tenders are due", "note": time_of_day})


def _documents(whole: Found, notice: Notice) -> list[Fields]:
    """Documents to read with the notice: not the notices themselves."""
    found = [one for stage in ("planning", "tender") for one in whole[stage]["documents"].objects]
    further = [one for one in found if not _is_notice(one) and one["url"].value != notice.document.get("url")]
    return list(parts.linked(further))


def _is_notice(document: Found) -> bool:
    """Whether a document is a notice of the process: what is early is in `also_published`, the others in `became`."""
    codes = (document["documentType"].value, document["noticeType"].value)
    return any(
        isinstance(one, str) and (one in EARLY or one.endswith("Notice") or one.startswith("UK"))
        for one in codes
    )


def _elsewhere(whole: Found, notice: Notice) -> list[Fields]:
    """The notice on the site where it was published."""
    found: list[Fields] = []
    for one in whole["planning"]["documents"].objects:
        if one.value != notice.document or not (link := one["url"].take(parts.address)):
            continue
        for name in ("documentType", "noticeType", "format", "datePublished", "language"):
            one[name].note()
        host = link.split("/")[2].removeprefix("www.").lower()
        number = one["id"].take(line) if one["noticeType"] else None
        found.append(known({"title": _PLATFORMS.get(host, host), "url": link, "id": number}))
        if number and whole["id"].value == number:
            whole["id"].note()
    return found


def _clarifications(tender: Found, zone: ZoneInfo) -> Iterator[Fields]:
    taken: set[str] = set()
    for number, one in enumerate(tender["enquiries"].objects, start=1):
        asked, question = day(one["date"].value, zone), one["description"].value or one["title"].value
        words = markdown(question)
        if not (asked and words):
            continue
        name = slug(line(one["id"].value) or "", otherwise=f"q{number}")
        name = name if name not in taken else f"{name}-{number}"
        taken.add(name)
        for part in ("id", "date", "description"):
            one[part].note()
        answered = day(one["dateAnswered"].value, zone)
        told = markdown(one["answer"].value) if answered and answered >= asked else None
        if told:
            one["answer"].note()
            one["dateAnswered"].note()
        made = {"id": name, "asked": asked, "question": words}
        yield known({**made, "answered": answered if told else None, "answer": told})


def _amendments(tender: Found, notice: Notice, zone: ZoneInfo) -> Iterator[Fields]:
    """The changes that say what was changed. The withdrawal is one in our own data, and has a field of its own."""
    for one in tender["amendments"].objects:
        there, change = day(one["date"].value, zone), line(one["description"].value)
        if there and change and there >= notice.published and one["id"].value != "withdrawal":
            one["date"].note()
            one["description"].note()
            yield {"date": there, "change": change, "reason": one["rationale"].take(line) or _SILENT}


def _withdrawn(process: Process, tender: Found, notice: Notice, around: Around) -> Fields:
    """That the notice itself was withdrawn or cancelled, before anything came of it."""
    if not around.is_last or is_after(process) or tender["status"].value not in ("withdrawn", "cancelled"):
        return {}
    tender["status"].note()
    last = list(tender["amendments"].objects)[-1:]
    reason = next((words for one in last if (words := one["rationale"].take(line))), None)
    there = day(process.releases[-1].data.get("date"), around.zone)
    return {"date": max(there or notice.published, notice.published), "reason": reason or _SILENT}
