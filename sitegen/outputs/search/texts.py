"""A record → its searchable texts, apart from title, reference and summary.

Email and web addresses are left out, because readers do not search for them and they share many words.
"""

from collections.abc import Iterator
from typing import assert_never

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision, Engagement
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.parts import Commitment, Contact, Document
from sitegen.model.proceedings import Decided, TakenBy
from sitegen.model.prose import Prose
from sitegen.model.publication import ExemptNotice
from sitegen.outputs.search.facts import dated, lasts, suits, worth
from sitegen.outputs.wording import CATEGORIES, RESERVED, month_or_day, span

Words = str | Prose | None


def texts(record: Shown) -> str:
    """The texts, roughly in the order of the page, each paragraph, heading or cell on its own line."""
    return "\n".join(text.text if isinstance(text, Prose) else text for text in _of(record) if text)


def _of(record: Shown) -> Iterator[Words]:
    match record:
        case Advert():
            return _advert(record)
        case Decision():
            return _decision(record)
        case ExemptNotice():
            return _exempt(record)
        case Objectives():
            return _objectives(record)
        case Initiative():
            return _initiative(record)
        case Page():
            return _page(record)
        case _:
            assert_never(record)


def _advert(advert: Advert) -> Iterator[Words]:
    yield advert.withdrawn.reason if advert.withdrawn else None
    yield advert.body
    yield from _dates(advert)
    yield from advert.questions
    yield advert.engagement.how if advert.engagement else None
    if respond := advert.respond:
        yield from (respond.how, *respond.include, respond.address)
    yield from _contact(advert.contact)
    yield from (*worth(advert.value), *lasts(advert.term))
    yield CATEGORIES[advert.category] if advert.category else None
    for lot in advert.lots:
        yield from (lot.title, lot.description, *worth(lot.value), *lasts(lot.term), *suits(lot.suitable_for))
    yield from (advert.options, advert.renewal, advert.risks)
    yield from (RESERVED[who] for who in advert.reserved)
    for event in advert.events:
        yield f"{event.title}: {span(event.starts, event.ends)}"
        yield from (event.place, event.booking)
    for step in advert.timetable:
        yield from (*dated(step.title, step.date), step.note)
        yield from _commitment(step.commitment)
    for document in advert.documents:
        yield from _document(document)
    for clarification in advert.clarifications:
        yield from (clarification.question, clarification.answer)
        yield from (*dated("Asked", clarification.asked), *dated("Answered", clarification.answered))
    for amendment in advert.amendments:
        yield from (*dated("Changed", amendment.date), amendment.change, amendment.reason)
    yield from (text for elsewhere in advert.also_published for text in (elsewhere.title, elsewhere.id))
    for became in advert.became:
        yield from (*dated(became.title, became.date), became.id, became.note)
    yield from advert.statements.values()


def _dates(advert: Advert) -> Iterator[Words]:
    yield from dated("Published", advert.published)
    yield from dated("Questions close", advert.questions_close)
    yield from dated("Closing time", advert.deadline)
    yield from dated("Engagement closed", advert.engagement.closed if advert.engagement else None)
    yield from dated("Withdrawn", advert.withdrawn.date if advert.withdrawn else None)
    if advert.tender_expected and not advert.is_engagement:
        yield f"Tender notice expected: {month_or_day(advert.tender_expected)}"


def _decision(decision: Decision) -> Iterator[Words]:
    yield from (*dated(decision.meeting.body, decision.meeting.date), decision.meeting.place)
    yield from (decision.executive_summary, decision.preamble)
    for numbered in decision.numbered():
        yield from (numbered.recommendation.text, numbered.recommendation.agreed)
        yield from _commitment(numbered.recommendation.commitment)
    if decision.engagement:
        yield from _engagement(decision.engagement)
    yield decision.body
    yield from _commitment(decision.risk_commitment)
    yield decision.official_record.title if decision.official_record else None
    yield from (decision.risk, decision.funding, decision.legal_advice, decision.financial_advice)
    yield from decision.report_of
    for document in decision.background_documents:
        yield from _document(document)
    for contact in decision.contacts:
        yield from _contact(contact)
    yield from (*decision.wards, *decision.policies)
    if decision.key_decision:
        yield from (
            decision.key_decision.reason,
            *dated("Notice published", decision.key_decision.notice_published),
        )
    if decision.decided:
        yield from _decided(decision.decided)
    if decision.taken_by:
        yield from _taken_by(decision.taken_by)
    yield from (decision.votes, decision.minutes.title if decision.minutes else None, decision.call_in_waived)
    if decision.called_in:
        yield from (decision.called_in.by, decision.called_in.note)


def _engagement(engagement: Engagement) -> Iterator[Words]:
    yield from engagement.respondents
    for theme in engagement.themes:
        yield from (theme.title, theme.summary, theme.real_value.reason if theme.real_value else None)
    yield from engagement.findings.values()
    yield engagement.next_step
    yield from _commitment(engagement.commitment)


def _decided(decided: Decided) -> Iterator[Words]:
    yield from dated("Decided", decided.date)
    yield from dated("Takes effect", decided.effective_from)
    yield from dated("Call-in ends", decided.call_in_ends)
    yield from (
        decided.minute,
        decided.reasons,
        decided.alternatives,
        decided.interests,
        decided.dispensations,
    )


def _taken_by(taken_by: TakenBy) -> Iterator[Words]:
    yield from taken_by.bodies
    yield from (taken_by.post, taken_by.delegation, taken_by.regulation, taken_by.consent)


def _exempt(notice: ExemptNotice) -> Iterator[Words]:
    yield notice.body
    exemption = notice.exemption
    yield from (exemption.schedule, exemption.paragraph, exemption.reason, exemption.public_interest)


def _objectives(objectives: Objectives) -> Iterator[Words]:
    yield objectives.intro
    for objective in objectives.objectives:
        yield from (objective.title, objective.detail)
    yield objectives.weighting.note
    for model in objectives.models:
        yield from (model.title, model.summary, *model.reasons.values())
    for scenario in objectives.scenarios:
        yield from (scenario.title, scenario.note)
    if test := objectives.public_interest_test:
        yield from (test.readiness, test.indication)


def _initiative(initiative: Initiative) -> Iterator[Words]:
    yield from (initiative.body, initiative.lead)
    yield from (related.note for related in initiative.related)
    yield from (lesson.text for lesson in initiative.lessons)
    if initiative.contact:
        yield from _contact(initiative.contact)


def _page(page: Page) -> Iterator[Words]:
    yield page.body


def _contact(contact: Contact) -> Iterator[Words]:
    yield from (contact.role, contact.name, contact.telephone)


def _document(document: Document) -> Iterator[Words]:
    yield from (document.title, document.note)


def _commitment(commitment: Commitment | None) -> Iterator[Words]:
    if commitment:
        yield from (commitment.owner, *dated("Due", commitment.due), commitment.condition, commitment.result)
