"""An advert: a notice to the market, from first publication to what was learned."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from sitegen.model.jurisdiction import Purpose
from sitegen.model.parts import (
    Amendment,
    Clarification,
    Contact,
    Document,
    Elsewhere,
    Event,
    Respond,
    Step,
    Suitability,
    Term,
    Value,
    Withdrawal,
)
from sitegen.model.recommendations import AuthorisedBy
from sitegen.model.record import Record
from sitegen.model.scalars import (
    AdvertRef,
    Cpv,
    Date,
    Decides,
    DecisionRef,
    InitiativeRef,
    Markdown,
    Moment,
    ObjectivesRef,
    Ocid,
    Section,
    Slug,
    Text,
)

Kind = Literal["soft-market-test", "early-engagement", "planned-procurement"]


class Advert(Record):
    """A notice to the market: what is being tested, what is asked, and how to respond by when."""

    collection: ClassVar[str] = AdvertRef.collection
    kind_name: ClassVar[str] = "advert"
    always: ClassVar[tuple[str, ...]] = (
        "key-facts",
        "what-we-are-testing",
        "respond",
        "contact",
        "timetable",
        "data",
    )
    sections: ClassVar[Mapping[str, str]] = {
        "questions": "questions",
        "objectives": "objectives",
        "events": "events",
        "documents": "documents",
        "clarifications": "questions-and-answers",
        "amendments": "changes",
        "decision": "decision",
        "also_published": "also-published",
    }

    summary: Text
    """One or two plain sentences. Suppliers see them in lists and in search results."""
    reference: Text
    """Your own reference number, kept exactly as you write it."""
    ocid: Ocid | None = None
    """Its open contracting id, if it already has one: from Find a Tender, or from before its file was renamed."""
    kind: Kind
    """`soft-market-test`, `early-engagement` or `planned-procurement`."""
    initiative: InitiativeRef | None = None
    """The initiative it belongs to."""
    objectives: ObjectivesRef | None = None
    """The set of objectives that suppliers are asked to address."""
    decision: DecisionRef | None = None
    """The decision that authorised the advert."""
    outcome: DecisionRef | None = None
    """The decision of kind `outcome` that reports what was learned."""
    authorised_by: AuthorisedBy | None = None
    """The recommendation within `decision` that authorised it, such as `v` or `ii.a`; or a list of several."""
    published: Date
    """The day of publication. Until then the advert is not on the public site."""
    closes: Moment
    """When responses must be in, with a time of day."""
    questions_close: Moment | None = None
    """Until when suppliers may ask questions."""
    purposes: tuple[Purpose, ...] = ()
    """What the engagement is for, in the letters of the law on it. New adverts explain the letters."""
    questions: tuple[Markdown, ...] = ()
    """What the market is asked."""
    respond: Respond
    """How to answer the notice."""
    contact: Contact
    """Whom to ask about the notice."""
    cpv: tuple[Cpv, ...] = ()
    """What the work is, in codes of the Common Procurement Vocabulary: `79000000-4`."""
    value: Value | None = None
    """What the work may be worth, when that is known."""
    term: Term | None = None
    """How long the work may last."""
    places: tuple[Text, ...] = ()
    """The wards or areas where the work would be done."""
    suitable_for: Suitability | None = None
    """Whom the work may suit."""
    events: tuple[Event, ...] = ()
    """Meetings that suppliers may come to."""
    timetable: tuple[Step, ...] = ()
    """What happens next."""
    documents: tuple[Document, ...] = ()
    """Documents to read with the notice."""
    clarifications: tuple[Clarification, ...] = ()
    """Questions from suppliers, with our answers."""
    amendments: tuple[Amendment, ...] = ()
    """Changes since the notice was published."""
    also_published: tuple[Elsewhere, ...] = ()
    """The same notice on other sites."""
    withdrawn: Annotated[
        Withdrawal | None,
        Decides(
            "write date and reason on indented lines below it; or take the line out if the notice was not withdrawn"
        ),
    ] = None
    """When and why the notice was withdrawn."""
    statements: dict[Slug, Section] = {}
    """Your own wording, for this advert only, of a statement in site.yaml, by the statement's id."""
    body: Section
    """What is being tested, and anything else a supplier needs to know."""

    @property
    def public_from(self) -> date:
        """The day of publication."""
        return self.published

    @property
    def is_engagement(self) -> bool:
        """Whether it asks the market before anything is bought, so that its page explains how that differs from a tender."""
        return self.kind != "planned-procurement"

    def anchors(self) -> Iterator[str]:
        """The anchors of its sections, questions, clarifications and changes."""
        yield from super().anchors()
        yield from (f"question-{number}" for number, _ in enumerate(self.questions, start=1))
        yield from (clarification.anchor for clarification in self.clarifications)
        yield from (anchor for anchor, _ in self.changes())

    def changes(self) -> Iterator[tuple[str, Amendment]]:
        """The changes, oldest first, each with the fragment of its permanent link."""
        ordered = sorted(self.amendments, key=lambda amendment: amendment.date)
        return ((f"change-{number}", amendment) for number, amendment in enumerate(ordered, start=1))


def ocid(prefix: str, advert: Advert) -> str:
    """Its open contracting id (OCDS 1.1): the one it was given elsewhere, or the publisher's prefix and the advert's id."""
    return advert.ocid or f"{prefix}-{advert.id}"
