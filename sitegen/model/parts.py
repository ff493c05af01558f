"""The parts that records are made of: contacts, money, documents, events and their like."""

from typing import Annotated, Literal

from sitegen.model.record import Part
from sitegen.model.scalars import (
    Amount,
    Date,
    Decides,
    Email,
    FilePath,
    Flag,
    FormChoice,
    Language,
    Markdown,
    Moment,
    Slug,
    Text,
    WebAddress,
)


class Contact(Part):
    """Whom to ask. The post matters more than the person, who may move on."""

    role: Text
    """The post, such as “Category Manager, Environment”."""
    name: Text | None = None
    """The person's name, where they have agreed to it being published."""
    email: Email | None = None
    """An email address, best one that several people read."""
    telephone: Text | None = None
    """A telephone number, written as people dial it."""


class Value(Part):
    """What the work may be worth. Leave the whole field out when it is not known: “Not stated” is normal."""

    minimum: Amount | None = None
    """The least it may be worth, in digits: `250000`."""
    maximum: Amount | None = None
    """The most it may be worth, in digits: `400000`."""
    currency: Text = "GBP"
    """The currency's three-letter code."""
    includes_vat: Flag | None = None
    """Whether the figures include VAT."""
    note: Text | None = None
    """What the figures cover, in a few words."""


class Term(Part):
    """How long the work may last."""

    starts: Date | None = None
    """The first day."""
    ends: Date | None = None
    """The last day."""
    extension: Text | None = None
    """How it may be extended, in words."""


class Suitability(Part):
    """Whom the work may suit."""

    sme: Flag | None = None
    """Whether it may suit small and medium-sized enterprises."""
    vcse: Flag | None = None
    """Whether it may suit voluntary, community and social enterprises."""


class Event(Part):
    """A meeting that suppliers may come to."""

    title: Text
    """What the event is."""
    starts: Moment
    """When it begins."""
    ends: Moment | None = None
    """When it ends."""
    place: Text | None = None
    """Where it is held, or “online”."""
    url: WebAddress | None = None
    """A page about the event, or where it is held online."""
    booking: Text | None = None
    """How to book, and by when."""

    @property
    def is_online(self) -> bool:
        """Whether its place says that it is held online."""
        return (self.place or "").casefold().startswith("online")


class Step(Part):
    """A step of the timetable: what happens next."""

    date: Date
    """The day, as far as is known."""
    title: Text
    """What happens."""
    note: Text | None = None
    """Anything to add."""


class Document(Part):
    """A document to read with the notice: an attachment, a page elsewhere, or one named without a link."""

    title: Text
    """What the document is called. This becomes the words of the link."""
    file: FilePath | None = None
    """The attachment's path inside `content/files/`."""
    url: WebAddress | None = None
    """Where the document is, when it is on another site."""
    note: Text | None = None
    """What it is for, or how to get it."""
    language: Language | None = None
    """Its language, when it is not the site's: `cy` for Welsh."""


class Clarification(Part):
    """A question from a supplier and our answer, published for all suppliers."""

    id: Slug
    """A short name for the permanent link: `q1`."""
    asked: Date
    """The day we received it."""
    question: Markdown
    """The question, without saying who asked it."""
    answered: Date | None = None
    """The day we published the answer."""
    answer: Markdown | None = None
    """The answer."""

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return f"clarification-{self.id}"


class Amendment(Part):
    """A change to a published notice. Suppliers need to see what changed, when and why."""

    date: Date
    """The day of the change."""
    change: Text
    """What changed, from what to what."""
    reason: Annotated[
        Text | None,
        Decides("write after the colon why it changed", "suppliers must see why something changed"),
    ] = None
    """Why it changed."""


class Elsewhere(Part):
    """The same notice on another site."""

    title: Text
    """The other site's name: “Find a Tender”."""
    url: WebAddress
    """The notice's address there."""
    id: Text | None = None
    """The notice's number there."""


class Withdrawal(Part):
    """When and why a notice was withdrawn."""

    date: Date
    """The day it was withdrawn."""
    reason: Text
    """Why, in a sentence."""


class Respond(Part):
    """How to answer the notice."""

    how: Markdown
    """What to do, step by step."""
    email: Email | None = None
    """Where to send a response by email."""
    url: WebAddress | None = None
    """Where to respond online."""
    address: Text | None = None
    """Where to send a response by post."""
    include: tuple[Text, ...] = ()
    """What a response should hold."""
    form: FormChoice | None = None
    """A response form: its path inside `content/files/`, or `generate` for one that is made from the notice."""


class PastEngagement(Part):
    """Engagement that was over when its notice appeared (Procurement Regulations 2024, regulation 17(2)(e)(ii))."""

    closed: Date
    """The day on which it was over."""
    how: Markdown
    """What was done, and who could take part."""


class Became(Part):
    """Something that came of a procurement."""

    kind: Literal["tender", "dynamic-market", "award", "contract", "stopped", "replaced"]
    """`tender`, `dynamic-market`, `award`, `contract`, `stopped` or `replaced`."""
    date: Date
    """The day on which it was published or decided."""
    title: Text
    """What it is called, such as the title of the tender notice; or, in a few words, why the procurement stopped."""
    url: WebAddress | None = None
    """Its address."""
    id: Text | None = None
    """The number of its notice, such as that on Find a Tender."""
    note: Text | None = None
    """Anything to add."""
