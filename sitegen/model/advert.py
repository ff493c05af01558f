"""An advert: a notice to the market, from first publication to what was learned."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from sitegen.model.jurisdiction import Purpose
from sitegen.model.parts import (
    Amendment,
    Became,
    Clarification,
    Contact,
    Document,
    Elsewhere,
    Event,
    Lot,
    PastEngagement,
    Respond,
    Step,
    Suitability,
    Term,
    Value,
    Withdrawal,
)
from sitegen.model.recommendations import AuthorisedBy
from sitegen.model.record import Record
from sitegen.model.regions import Region
from sitegen.model.scalars import (
    GENERATE,
    NO_FORM,
    AdvertRef,
    Cpv,
    Date,
    DayOrMonth,
    Decides,
    DecisionRef,
    Flag,
    InitiativeRef,
    Markdown,
    Moment,
    ObjectivesRef,
    Ocid,
    Section,
    Slug,
    Text,
)

Kind = Literal["soft-market-test", "early-engagement", "planned-procurement", "pipeline"]
Category = Literal["goods", "services", "works"]
Reserved = Literal["supported-employment", "public-service-mutual", "sme-vcse"]
"""Whom a contract may be reserved for: Procurement Act 2023, sections 32 and 33; below the threshold, small firms and VCSEs."""


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
        "lots": "lots",
        "options": "options",
        "renewal": "renewal",
        "risks": "risks",
        "objectives": "objectives",
        "buyers": "buyers",
        "events": "events",
        "documents": "documents",
        "clarifications": "questions-and-answers",
        "amendments": "changes",
        "decision": "decision",
        "also_published": "also-published",
        "follows": "procurement",
        "became": "procurement",
    }

    summary: Text
    """One or two plain sentences. Suppliers see them in lists and in search results."""
    reference: Text
    """Your own reference number, kept exactly as you write it."""
    ocid: Ocid | None = None
    """Its open contracting id, if it already has one: from Find a Tender, or from before its file was renamed."""
    kind: Kind
    """`soft-market-test`, `early-engagement`, `planned-procurement` or `pipeline`. The last two are plans, which never close."""
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
    closes: Moment | None = None
    """When responses must be in, with a time of day. Soft market tests and early engagement have one, plans never."""
    engagement: PastEngagement | None = None
    """Engagement that was over when the notice appeared; then there is no `closes` and no `respond`."""
    tender_expected: DayOrMonth | None = None
    """When the tender notice is expected: a month, `2027-03`, or a day."""
    questions_close: Moment | None = None
    """Until when suppliers may ask questions."""
    purposes: tuple[Purpose, ...] = ()
    """What the engagement is for, in the letters of the law on it. New adverts explain the letters."""
    questions: tuple[Markdown, ...] = ()
    """What the market is asked."""
    respond: Respond | None = None
    """How to answer the notice. A plan may do without."""
    contact: Contact
    """Whom to ask about the notice."""
    buyers: tuple[Slug, ...] = ()
    """The ids of the buyers in site.yaml, the one that leads first. Left out, you alone are the buyer."""
    category: Category | None = None
    """Mainly `goods`, `services` or `works`."""
    cpv: tuple[Cpv, ...] = ()
    """What the work is, in codes of the Common Procurement Vocabulary: `79000000-4`."""
    value: Value | None = None
    """What the work may be worth, when that is known."""
    above_threshold: Flag | None = None
    """Whether its value reaches the threshold from which the law on public procurement applies in full."""
    term: Term | None = None
    """How long the work may last."""
    places: tuple[Text, ...] = ()
    """The wards or areas where the work would be done."""
    regions: tuple[Region, ...] = ()
    """The regions where the work would be done, as codes of the International Territorial Levels: `UKE42`."""
    suitable_for: Suitability | None = None
    """Whom the work may suit."""
    reserved: tuple[Reserved, ...] = ()
    """Whom it is reserved for: `supported-employment`, `public-service-mutual`, or `sme-vcse` below the threshold."""
    lots: tuple[Lot, ...] = ()
    """The lots into which the work may be divided."""
    options: Section | None = None
    """What you may ask for beyond the contract, if you choose to."""
    renewal: Section | None = None
    """Whether and how a contract may be renewed."""
    risks: Section | None = None
    """What could stop the work from going to plan, as far as you know it now."""
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
    follows: AdvertRef | None = None
    """The notice before this one in the same procurement. Both then share one open contracting id."""
    became: tuple[Became, ...] = ()
    """What came of the procurement: a tender, a contract, or nothing."""
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
        return self.kind in ("soft-market-test", "early-engagement")

    @property
    def deadline(self) -> datetime | None:
        """Until when it takes responses; None for a plan, whatever it says, and for engagement that was over before."""
        return self.closes if self.is_engagement and not self.engagement else None

    @property
    def has_made_form(self) -> bool:
        """Whether the site makes its response form while it takes responses: if it says so, or asks questions and says nothing."""
        form = self.respond.form if self.respond else NO_FORM
        return bool(self.deadline) and (form == GENERATE or (form is None and bool(self.questions)))

    @property
    def has_dates(self) -> bool:
        """Whether it has anything for a calendar."""
        return bool(self.deadline or self.questions_close or self.events)

    def anchors(self) -> Iterator[str]:
        """The anchors of its sections, questions, clarifications and changes."""
        yield from super().anchors()
        yield from (f"question-{number}" for number, _ in enumerate(self.questions, start=1))
        yield from (lot.anchor for lot in self.lots)
        yield from (clarification.anchor for clarification in self.clarifications)
        yield from (anchor for anchor, _ in self.changes())
        yield from (f"became-{number}" for number, _ in enumerate(self.became, start=1))

    def changes(self) -> Iterator[tuple[str, Amendment]]:
        """The changes, oldest first, each with the fragment of its permanent link."""
        ordered = sorted(self.amendments, key=lambda amendment: amendment.date)
        return ((f"change-{number}", amendment) for number, amendment in enumerate(ordered, start=1))


def ocid(prefix: str, advert: Advert) -> str:
    """Its open contracting id (OCDS 1.1): the one it was given elsewhere, or the publisher's prefix and the advert's id."""
    return advert.ocid or f"{prefix}-{advert.id}"
