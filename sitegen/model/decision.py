"""A decision: a report to a decision-making body and what was decided, or the outcome of a market test."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from sitegen.model.parts import Contact, Decided, Document, Exemption, KeyDecision, Meeting
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


class Recommendation(Part):
    """Something the body is asked to agree, and the parts it falls into."""

    text: Markdown
    """What the body is asked to agree."""
    parts: "tuple[Recommendation, ...]" = ()
    """The parts it falls into, written the same way."""


class Theme(Part):
    """Something that several responses said."""

    title: Text
    """The theme in a few words."""
    summary: Markdown
    """What was said, without saying who said it."""
    objectives: tuple[Slug, ...] = ()
    """The letters of the objectives it bears on."""


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


class Decision(Record):
    """A report to a decision-making body and what was decided, or the outcome of a market test."""

    collection: ClassVar[str] = DecisionRef.collection
    kind_name: ClassVar[str] = "decision"
    always: ClassVar[tuple[str, ...]] = ("key-facts",)
    sections: ClassVar[Mapping[str, str]] = {
        "recommendations": "recommendations",
        "executive_summary": "executive-summary",
        "background_documents": "background",
        "risk": "risk",
        "funding": "funding",
        "contacts": "contacts",
        "body": "details",
        "decided": "decided",
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
    recommendations: tuple[Recommendation, ...] = ()
    """What the body is asked to agree. They are numbered for you: (i), (ii) and a., b."""
    executive_summary: Section | None = None
    """The report in short."""
    risk: Section | None = None
    """The assessment of risk."""
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

    def numbered(self) -> Iterator["Numbered"]:
        """Every recommendation and part in the order of the report, each with its number."""
        return _number(self.recommendations, ())


@dataclass(frozen=True, slots=True)
class Numbered:
    """A recommendation with its place: `("ii", "a")` is shown as “(ii) a.” and linked as `recommendation-ii-a`."""

    numerals: tuple[str, ...]
    recommendation: Recommendation

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return "recommendation-" + "-".join(self.numerals)

    @property
    def label(self) -> str:
        """The number as a report shows it."""
        first, *rest = self.numerals
        return " ".join((f"({first})", *(f"{numeral}." for numeral in rest)))


def _number(recommendations: tuple[Recommendation, ...], above: tuple[str, ...]) -> Iterator[Numbered]:
    for place, recommendation in enumerate(recommendations, start=1):
        numerals = (*above, letter(place) if len(above) % 2 else roman(place))
        yield Numbered(numerals, recommendation)
        yield from _number(recommendation.parts, numerals)


# Numbers as reports write them: (i), (ii), (iii) and a., b., c.

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26


def roman(number: int) -> str:
    """`number`, from 1 up, in small Roman numerals: 4 is `iv`."""
    numeral = ""
    for value, symbol in _ROMAN:
        count, number = divmod(number, value)
        numeral += symbol * count
    return numeral


def letter(number: int) -> str:
    """`number`, from 1 up, in letters: 1 is `a`, 26 is `z`, 27 is `aa`."""
    letters = ""
    while number:
        number, remainder = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + remainder) + letters
    return letters
