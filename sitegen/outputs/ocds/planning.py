"""An advert → the `planning` of its releases: milestones, documents, and what the site's own extension adds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.history import outcome_day
from sitegen.model.jurisdiction import Stage
from sitegen.model.kinds import Shown
from sitegen.model.parts import Became, Commitment, Document, Elsewhere, Event
from sitegen.model.platforms import FIND_A_TENDER
from sitegen.model.publication import ExemptNotice
from sitegen.model.scalars import FilePath
from sitegen.model.site import Site
from sitegen.model.times import last_day_of
from sitegen.outputs.exact import (
    Object,
    absolute,
    end_of,
    instant,
    known,
    language,
    start_of,
    web,
    with_ids,
)
from sitegen.outputs.ocds.engagement import market_test
from sitegen.outputs.ocds.state import State

_NOTICE_OF = {
    "tender": "tenderNotice",
    "dynamic-market": None,
    "award": "awardNotice",
    "contract": "contractNotice",
    "stopped": "cancellationDetails",
    "replaced": None,
}
"""The type of a document by what came of the procurement, where the codelist of OCDS has one."""
_STAGES: Final[Mapping[str, Stage]] = {"pipeline": "pipeline", "planned-procurement": "planned"}
_NAME_AND_TYPE: Final = re.compile(r"(.+) \((UK[1-3])\)")
Numbered = TypeVar("Numbered", Elsewhere, Became)
_APPROVAL = {"approved": "met", "approved-with-changes": "met", "rejected": "notMet", "overturned": "notMet"}


def planning(site: Site, advert: Advert, state: State) -> Object:
    """The `planning` of a release."""
    return known(
        {
            "documents": [*_documents(site, advert, state)],
            "milestones": [*_milestones(site, advert, state)],
            "marketTest": market_test(site, advert),
        }
    )


def _milestones(site: Site, advert: Advert, state: State) -> Iterator[Object]:
    yield from _of_engagement(site, advert, state)
    if ends := advert.questions_close:
        yield {
            "id": "questions",
            "title": "Last time for questions to us",
            "type": "engagement",
            **_due(ends, advert, state),
        }
    if decision := site.get(advert.decision):
        yield _approval(site, decision)
    if expected := advert.tender_expected:
        yield {
            "id": "tender",
            "title": "Tender notice expected",
            "type": "preProcurement",
            "dueDate": end_of(last_day_of(expected), site),
        }
    for name, event in with_ids("event", advert.events, lambda event: event.title):
        yield _event(name, event, advert, state)
    for name, step in with_ids("step", advert.timetable, lambda step: step.title):
        yield known(
            {
                "id": name,
                "title": step.title,
                "type": "preProcurement",
                "description": step.note,
                "dueDate": start_of(step.date, site),
                **(_kept(site, step.commitment, state) if step.commitment else {}),
                "commitment": _commitment(site, step.commitment) if step.commitment else None,
            }
        )


def _kept(site: Site, commitment: Commitment, state: State) -> Object:
    """What had become of a commitment by the day of the release."""
    when = commitment.done
    if commitment.state == "open" or (when and when > state.released.astimezone(site.config.zone).date()):
        return {"status": "scheduled"}
    if commitment.state == "dropped" or not when:
        return {"status": "notMet"}
    return {"dateMet": start_of(when, site), "status": "met"}


def _commitment(site: Site, commitment: Commitment) -> Object:
    return known(
        {
            "owner": commitment.owner,
            "dueDate": end_of(commitment.due, site) if commitment.due else None,
            "condition": commitment.condition,
            "result": commitment.result.text if commitment.result else None,
        }
    )


def _of_engagement(site: Site, advert: Advert, state: State) -> Iterator[Object]:
    """How suppliers can answer, and until when; or what was done, if the engagement was over before the notice."""
    if over := advert.engagement:
        closed = end_of(over.closed, site)
        yield {
            "id": "engagement",
            "title": "Engagement closed",
            "type": "engagement",
            "description": over.how.text,
            "dueDate": closed,
            "dateMet": closed,
            "status": "met",
        }
    elif advert.respond:
        yield {
            "id": "engagement",
            "title": "Closing time for responses" if advert.deadline else "How to respond",
            "type": "engagement",
            "description": advert.respond.how.text,
            **(_due(advert.deadline, advert, state) if advert.deadline else {}),
        }


def _due(moment: datetime, advert: Advert, state: State) -> Object:
    """When something is due, and whether it had happened by the date of the release."""
    if moment.timestamp() <= state.released.timestamp():
        return {"dueDate": instant(moment), "dateMet": instant(moment), "status": "met"}
    return {"dueDate": instant(moment), "status": "notMet" if state.withdrawal(advert) else "scheduled"}


def _event(name: str, event: Event, advert: Advert, state: State) -> Object:
    words = (event.place, event.booking, event.url)
    return known(
        {
            "id": name,
            "title": event.title,
            "type": "engagement",
            "description": "\n".join(word for word in words if word),
            **_due(event.starts, advert, state),
            "endDate": instant(event.ends) if event.ends else None,
        }
    )


def _approval(site: Site, decision: Shown) -> Object:
    """The milestone of the decision that authorised the advert; only title and date if its report is exempt."""
    found: Object = {"id": "approval", "title": decision.title, "type": "approval"}
    if isinstance(decision, ExemptNotice):
        return found | {"dueDate": start_of(decision.date, site)}
    assert isinstance(decision, Decision)  # noqa: S101 - the class of the reference makes it so
    status = _APPROVAL.get(decision.state, "scheduled")
    met = decision.decided if status == "met" else None
    due = start_of(decision.meeting.date, site)
    return found | known(
        {"dueDate": due, "dateMet": start_of(met.date, site) if met else None, "status": status}
    )


def _documents(site: Site, advert: Advert, state: State) -> Iterator[Object]:
    own = language(site.config.language)
    # From the codelists of OCDS and of its extension for the UK, which have none for a pipeline notice alone.
    kind = "marketEngagementNotice" if advert.is_engagement else "plannedProcurementNotice"
    there = [*_elsewhere(site, advert, kind)]
    yield from (one for one in there if "noticeType" in one)  # first, for the law asks for it
    yield {
        "id": "notice",
        "documentType": kind,
        "title": advert.title,
        "description": advert.summary,
        "url": absolute(advert.address, site),
        "datePublished": start_of(advert.published, site),
        **({"dateModified": instant(state.modified)} if state.modified else {}),
        "format": "text/html",
        "language": own,
    }
    for name, document in with_ids("document", advert.documents, _address):
        yield _document(site, name, document)
    form = advert.respond.form if advert.respond else None
    if isinstance(form, FilePath):  # a generated form is removed when the notice closes
        yield _document(site, "response-form", Document(title="Response form", file=form))
    yield from (one for one in there if "noticeType" not in one)
    if decision := site.get(advert.decision):
        yield _page(site, "decision", decision)
    yield from _what_came(site, advert, state)


def _elsewhere(site: Site, advert: Advert, kind: str) -> Iterator[Object]:
    """The same notice on other sites."""
    for name, elsewhere in _named("elsewhere", advert.also_published, _address):
        kind_there, words = _on_find_a_tender(site, advert, elsewhere)
        yield known(
            {
                "id": name,
                "documentType": kind,
                "noticeType": kind_there,
                "title": elsewhere.title,
                "description": words or elsewhere.id,
                "url": web(elsewhere.url),
                "format": "text/html" if kind_there else None,
            }
        )


def _what_came(site: Site, advert: Advert, state: State) -> Iterator[Object]:
    """The outcome, and what came of the procurement, once their days have come."""
    outcome = site.get(advert.outcome)
    day = outcome_day(outcome)
    if outcome and day and day <= state.day:
        yield _page(site, "outcome", outcome, "marketStudies")
    for name, became in _named("became", advert.became, lambda one: f"{one.kind} {one.title}"):
        if became.date <= state.day:
            yield _became(site, name, became)


def _on_find_a_tender(site: Site, advert: Advert, elsewhere: Elsewhere) -> tuple[str, str]:
    """What Find a Tender says of a notice if the number is one of its own: the type (UK1, UK2 or UK3) and what it is. Else ""."""
    stage: Stage = "engagement" if advert.is_engagement else _STAGES[advert.kind]
    fact = site.config.law.notices.get(stage)
    found = _NAME_AND_TYPE.fullmatch(fact.words) if fact else None
    if not found or not FIND_A_TENDER.is_number(elsewhere.id or ""):
        return "", ""
    return found[2], f"{found[1].capitalize()} on {FIND_A_TENDER.name}"


def _named(
    kind: str, parts: Sequence[Numbered], words: Callable[[Numbered], str]
) -> Iterator[tuple[str, Numbered]]:
    """Each part with its number on Find a Tender as id, as that has it; or with one made from its words."""
    taken = set[str]()
    for name, part in with_ids(kind, parts, words):
        number = part.id or ""
        if FIND_A_TENDER.is_number(number) and number not in taken:
            taken.add(number)
            yield number, part
        else:
            yield name, part


def _became(site: Site, name: str, became: Became) -> Object:
    """What came of the procurement, as a document: its notice, or the account of why there is none."""
    return known(
        {
            "id": name,
            "documentType": _NOTICE_OF[became.kind],
            "title": became.title,
            "description": "\n".join(text for text in (became.id, became.note) if text),
            "url": web(became.url or ""),
            "datePublished": start_of(became.date, site),
        }
    )


def _address(document: Document | Elsewhere) -> str:
    """What identifies a document: its file or address, because its title may be corrected; its title if it has neither."""
    place = document.file if isinstance(document, Document) else None
    return place or (document.url or "").partition("://")[2] or document.title


def _document(site: Site, name: str, document: Document) -> Object:
    attachment = site.attachments[document.file] if document.file else None
    address = absolute(attachment.address, site) if attachment else web(document.url or "")
    return known(
        {
            "id": name,
            "title": document.title,
            "description": document.note,
            "url": address,
            "format": attachment.media_type if attachment else None,
            "language": language(document.language or site.config.language),
        }
    )


def _page(site: Site, name: str, record: Shown, kind: str | None = None) -> Object:
    return known(
        {
            "id": name,
            "documentType": kind,
            "title": record.title,
            "url": absolute(record.address, site),
            "format": "text/html",
            "language": language(site.config.language),
        }
    )
