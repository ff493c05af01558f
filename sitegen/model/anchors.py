"""The permanent places within a record's page that a link may lead to."""

from collections.abc import Iterator

from sitegen.model.advert import Advert
from sitegen.model.appraisal import appraise
from sitegen.model.decision import Decision
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.record import Record
from sitegen.model.walk import find

ALWAYS = {
    Advert: ("key-facts", "what-we-are-testing", "respond", "contact", "timetable", "data"),
    Objectives: ("objectives",),
    Decision: ("key-facts",),
}
"""The sections that every page of a class has."""
SECTIONS = {
    Advert: {
        "questions": "questions",
        "objectives": "objectives",
        "events": "events",
        "documents": "documents",
        "clarifications": "questions-and-answers",
        "amendments": "changes",
        "decision": "decision",
        "also_published": "also-published",
    },
    Objectives: {"models": "models", "scenarios": "scenarios"},
    Decision: {
        "recommendations": "recommendations",
        "executive_summary": "executive-summary",
        "background_documents": "background",
        "risk": "risk",
        "funding": "funding",
        "contacts": "contacts",
        "body": "details",
        "decided": "decided",
        "engagement": "outcome",
    },
}
"""The sections that a page has when the record has a field: field → anchor."""


def anchors(record: Record) -> frozenset[str]:
    """The anchors on the record's page: its sections, its numbered parts, and the headings of its texts."""
    headings = (heading.anchor for _, prose in find(record, Prose) for heading in prose.headings)
    return frozenset(("main", *_sections(record), *_parts(record), *headings))


def _sections(record: Record) -> Iterator[str]:
    yield from ALWAYS.get(type(record), ())
    yield from (anchor for field, anchor in SECTIONS.get(type(record), {}).items() if getattr(record, field))


def _parts(record: Record) -> Iterator[str]:
    if isinstance(record, Advert):
        yield from (f"question-{number}" for number, _ in enumerate(record.questions, start=1))
        yield from (clarification.anchor for clarification in record.clarifications)
        yield from (anchor for anchor, _ in record.changes())
    elif isinstance(record, Objectives):
        for group in (record.objectives, record.models, record.scenarios):
            yield from (part.anchor for part in group)
        yield from _appraised(record)
    elif isinstance(record, Decision):
        yield from (numbered.anchor for numbered in record.numbered())
        if record.engagement and record.engagement.next_step:
            yield "next"


def _appraised(objectives: Objectives) -> Iterator[str]:
    """The sections that are there when contract models can be compared."""
    if appraisal := appraise(objectives):
        yield "figures"
        if len(appraisal.models) > 1:
            yield "sensitivity"
