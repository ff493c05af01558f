"""A decision: a report to a decision-making body and what was decided, or the outcome of a market test."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Final, Literal

from sitegen.model.parts import Commitment, Contact, Document
from sitegen.model.proceedings import (
    CallIn,
    Decided,
    Exemption,
    KeyDecision,
    Meeting,
    Minutes,
    OfficialRecord,
    TakenBy,
)
from sitegen.model.recommendations import Numbered, Recommendation, Resolution, authorities, numbered
from sitegen.model.record import FROM_THE_DAY, Part, Record
from sitegen.model.scalars import (
    AdvertRef,
    Date,
    Decides,
    DecisionRef,
    InitiativeRef,
    Markdown,
    Section,
    Slug,
    Text,
)
from sitegen.model.tallies import MeanField, TallyField

State = Literal[
    "proposed", "approved", "approved-with-changes", "deferred", "rejected", "called-in", "overturned"
]
APPROVED: Final = ("approved", "approved-with-changes")
"""States in which people may act on a decision."""
_AS_A_WHOLE: Final[Mapping[str, Resolution]] = {
    "approved": "as-recommended",
    "deferred": "deferred",
    "rejected": "lost",
}
"""What became of the recommendations that do not say, by the status of the decision."""


class RealValue(Part):
    """Whether what responses said would add real value, and why."""

    answer: Literal["yes", "partly", "no"]
    """`yes`, `partly` or `no`."""
    reason: Markdown
    """Why, without saying who said what."""


class Theme(Part):
    """Something that several responses said."""

    title: Text
    """The theme in a few words."""
    summary: Markdown
    """What was said, without saying who said it."""
    objectives: tuple[Slug, ...] = ()
    """The letters of the objectives it bears on."""
    real_value: RealValue | None = None
    """Whether it would add real value."""


class Figure(Part):
    """How the responses saw one objective."""

    answered: TallyField
    """How many responses said something on it."""
    average: MeanField | None = None
    """The real value that they would add, on average, from 0 to 5, to the nearest half. Not published for fewer than five."""


class Engagement(Part):
    """What a market test found."""

    advert: AdvertRef
    """The id of the advert that was answered."""
    responses: TallyField
    """How many responses came in."""
    respondents: dict[Text, TallyField] = {}
    """How many came from each kind of respondent. Write `fewer than 3` for none, one or two."""
    themes: tuple[Theme, ...] = ()
    """What several responses said."""
    findings: dict[Slug, Markdown] = {}
    """What was learned about each objective, by its letter."""
    figures: dict[Slug, Figure] = {}
    """How the responses saw each objective in numbers, by its letter."""
    next_step: Section | None = None
    """What happens as a result."""
    commitment: Commitment | None = None
    """Who sees to `next_step`, by when, and what became of it."""


class Decision(Record):
    """A report to a decision-making body and what was decided, or the outcome of a market test."""

    collection: ClassVar[str] = DecisionRef.collection
    kind_name: ClassVar[str] = "decision"
    always: ClassVar[tuple[str, ...]] = ("key-facts",)
    sections: ClassVar[Mapping[str, str]] = {
        "preamble": "recommendations",
        "recommendations": "recommendations",
        "executive_summary": "executive-summary",
        "background_documents": "background",
        "risk": "risk",
        "funding": "funding",
        "contacts": "contacts",
        "body": "details",
        "decided": "decided",
        "called_in": "called-in",
        "engagement": "outcome",
    }

    kind: Literal["report", "outcome"] = "report"
    """`report`, or `outcome` when it says what a market test found."""
    reference: Text | None = None
    """The report's own number."""
    item: Text | None = None
    """The item's number on the agenda."""
    initiative: InitiativeRef | None = None
    """The initiative it belongs to."""
    meeting: Meeting
    """The meeting that the report went to."""
    published: Annotated[
        Date | None, Decides(f"{FROM_THE_DAY}, or take the line out if that is the day of the meeting")
    ] = None
    """The day from which the page may be public. Left out, it is the day of the meeting."""
    part: Annotated[
        Literal["1", "2"],
        Decides("write “part: 2” for an exempt report, “part: 1” for one open to the public"),
    ] = "1"
    """`1` for a report open to the public, `2` for an exempt one."""
    exempt: Annotated[
        Exemption | None,
        Decides(
            "write schedule, paragraph, reason and public_interest on indented lines below it;"
            " or take the line out if the report is open to the public"
        ),
    ] = None
    """Why the report is exempt. An exempt report must say."""
    report_of: tuple[Text, ...] = ()
    """The posts whose report it is."""
    official_record: OfficialRecord | None = None
    """The record of the decision that prevails, such as the council's own page of the meeting."""
    preamble: Section | None = None
    """What the body is asked to do with the recommendations, in the words above them."""
    recommendations: tuple[Recommendation, ...] = ()
    """What the body is asked to agree. They are numbered for you: (i), (ii) and a., b."""
    executive_summary: Section | None = None
    """The report in short."""
    risk: Section | None = None
    """The assessment of risk."""
    risk_commitment: Commitment | None = None
    """What `risk` promises: who sees to it, by when, and what became of it."""
    funding: Section | None = None
    """Where the money comes from."""
    legal_advice: Section | None = None
    """The legal advice obtained."""
    financial_advice: Section | None = None
    """The financial advice obtained."""
    background_documents: tuple[Document, ...] = ()
    """Documents on which the report relies."""
    contacts: tuple[Contact, ...] = ()
    """Whom to ask about the report."""
    wards: tuple[Text, ...] = ()
    """The wards it affects."""
    policies: tuple[Text, ...] = ()
    """The policies it bears on."""
    key_decision: KeyDecision | None = None
    """That it is a key decision, and why."""
    status: Literal["proposed", "approved", "approved-with-changes", "deferred", "rejected"] = "proposed"
    """What became of the recommendations."""
    decided: Decided | None = None
    """What the body decided, and from when it holds."""
    taken_by: TakenBy | None = None
    """Who took the decision, where it was not one body at its meeting."""
    votes: Text | None = None
    """How the votes were cast, in words: “9 for, 2 against”."""
    minutes: Minutes | None = None
    """The minutes of the meeting."""
    called_in: CallIn | None = None
    """That the decision was called in for scrutiny, and what came of it."""
    call_in_waived: Text | None = None
    """Why the decision could not be called in."""
    follows: tuple[DecisionRef, ...] = ()
    """The ids of earlier decisions on the same matter, such as one that put it off."""
    supersedes: tuple[DecisionRef, ...] = ()
    """The ids of earlier decisions that this one varies or replaces, once it is in effect."""
    engagement: Engagement | None = None
    """What the market test found. An outcome must say."""
    body: Section | None = None
    """The report's details."""

    @property
    def public_from(self) -> date:
        """The day of publication: the meeting's, unless the record names another."""
        return self.published or self.meeting.date

    @property
    def is_exempt(self) -> bool:
        """Whether the report is closed to the public."""
        return self.part == "2"

    def anchors(self) -> Iterator[str]:
        """The anchors of its sections and recommendations."""
        yield from super().anchors()
        yield from (numbered.anchor for numbered in self.numbered())
        if self.engagement and self.engagement.next_step:
            yield "next"

    def numbered(self) -> Iterator[Numbered]:
        """Every recommendation and part in the order of the report, each with its number and what became of it."""
        return numbered(self.recommendations, self._as_a_whole)

    @property
    def state(self) -> State:
        """What became of the decision up to now: its status, unless it was called in and waits, or was overturned."""
        if self.called_in and self.status in APPROVED:
            if self.called_in.result is None:
                return "called-in"
            if self.called_in.result == "overturned":
                return "overturned"
        return self.status

    def earlier(self) -> Iterator[tuple[tuple[str, int], DecisionRef]]:
        """The decisions that it follows or supersedes, each with its place in the record."""
        for field in ("follows", "supersedes"):
            for place, name in enumerate(getattr(self, field)):
                yield (field, place), name

    def authorising(self, authorised_by: str | tuple[str, ...] | None) -> list[Numbered]:
        """The recommendations that an `authorised_by` names, such as `ii.a`, in its order; without those that do not exist."""
        found = {one.name: one for one in self.numbered()}
        return [found[name] for name in authorities(authorised_by) if name in found]

    @property
    def taker(self) -> str:
        """Who took the decision, in words that follow “by”: a body, several, or the post of an officer."""
        match self.taken_by:
            case TakenBy(kind="joint", bodies=(*first, last)):
                return f"{', '.join(first)} and {last}" if first else last
            case TakenBy(kind="officer", post=str(post)):
                return post
            case _:
                return self.meeting.body

    @property
    def is_approved(self) -> bool:
        """Whether people may act on it, from the day on which it takes effect."""
        return self.state in APPROVED

    @property
    def in_effect_from(self) -> date | None:
        """The first day on which it may be acted on; None if that is not known, or if it never may."""
        return self.decided.effective_from if self.decided and self.is_approved else None

    @property
    def accounts_for_changes(self) -> bool:
        """Whether a recommendation says that it was not agreed as it was recommended."""
        found = numbered(self.recommendations, None)
        return any(one.recommendation.resolved not in {None, "as-recommended"} for one in found)

    @property
    def _as_a_whole(self) -> Resolution | None:
        if self.status == "approved-with-changes" and self.accounts_for_changes:
            return "as-recommended"
        return _AS_A_WHOLE.get(self.status)
