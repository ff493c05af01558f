"""An early notice → its kind, and until when and how to respond, or what engagement there was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.importing import parts
from sitegen.importing.found import Found
from sitegen.importing.moments import moment, written_moment
from sitegen.importing.parts import Fields, known
from sitegen.importing.process import Notice
from sitegen.importing.texts import line, markdown

_PLAIN_HOW: Final = "Write to the address below."


@dataclass(frozen=True, slots=True)
class Around:
    """What an advert is given by the site that it is for, and by its place in the process."""

    zone: ZoneInfo
    language: str
    buyers: Sequence[str]
    contact: Fields
    reference: str
    initiative: str | None
    follows: str | None
    is_last: bool


def responding(whole: Found, notice: Notice, around: Around) -> Fields:
    """The kind, and until when and how to respond. Engagement that does not say both becomes a plan: nobody could answer it."""
    is_plan = notice.kind in ("planned-procurement", "pipeline")
    expected = _expected(whole, notice.published, around.zone)
    engagement = next(
        (one for one in whole["planning"]["milestones"].objects if one["type"].value == "engagement"), None
    )
    how, route = _route(whole, notice, around, engagement)
    asked = known({"how": how, **route}) if route and (engagement or not is_plan) else {}
    if is_plan:
        return {"kind": notice.kind, "tender_expected": expected, "respond": asked if engagement else {}}
    due = engagement["dueDate"] if engagement else whole["none"]
    closes = moment(due.value, around.zone)
    if not (engagement and closes and asked):
        return {"kind": "planned-procurement", "tender_expected": expected, "respond": asked}
    _note_milestone(engagement)
    due.note()
    if closes.date() <= notice.published:
        over = {"closed": closes.date(), "how": how}
        return {"kind": notice.kind, "engagement": over, "tender_expected": expected}
    questions = whole["tender"]["enquiryPeriod"]["endDate"]
    until = moment(questions.value, around.zone)
    asks = until if until and notice.published <= until.date() and until <= closes else None
    if asks:
        questions.note()
    return {
        "kind": notice.kind,
        "closes": written_moment(closes),
        "questions_close": written_moment(asks) if asks else None,
        "tender_expected": expected,
        "respond": asked,
    }


def _note_milestone(milestone: Found) -> None:
    milestone["type"].note()
    milestone["status"].take(lambda value: True if value in ("scheduled", "met") else None)


def _route(whole: Found, notice: Notice, around: Around, engagement: Found | None) -> tuple[str, Fields]:
    """How to respond, and where: what the milestone says, and the address of the contact, or else of the notice."""
    response = whole["planning"]["marketTest"]["response"]
    said = engagement["description"].take(markdown) if engagement else None
    route = known(
        {
            "email": response["email"].take(parts.mail) or around.contact.get("email"),
            "url": response["url"].take(parts.address),
            "address": response["address"].take(line),
            "include": [one for each in response["include"].each if (one := each.take(line))],
        }
    )
    if not (route.keys() & {"email", "url", "address"}) and (
        there := parts.address(notice.document.get("url"))
    ):
        return said or "See the notice at the address below.", {"url": there}
    return said or _PLAIN_HOW, route if route.keys() & {"email", "url", "address"} else {}


def _expected(whole: Found, published: date, zone: ZoneInfo) -> str | None:
    """The day on which the tender notice is expected, unless it is before the notice."""
    own = next(
        (one["dueDate"] for one in whole["planning"]["milestones"].objects if one["id"].value == "tender"),
        whole["none"],
    )
    for one in (whole["tender"]["communication"]["futureNoticeDate"], own):
        if there := parts.dated(one, zone, published):
            return there.isoformat()
    return None
