"""The parts that records are made of: contacts, money, lots, documents, events and their like."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from sitegen.model.record import Part
from sitegen.model.scalars import (
    Amount,
    Cpv,
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
    """Whether the minimum and the maximum include VAT."""
    excluding_vat: Amount | None = None
    """The estimate without VAT, in digits. Write it with `including_vat` to state both."""
    including_vat: Amount | None = None
    """The estimate with VAT, in digits."""
    per: Literal["year", "total"] | None = None
    """Whether the figures are for a `year` or for all of it (`total`)."""
    note: Text | None = None
    """What the figures cover, in a few words."""

    @property
    def is_stated(self) -> bool:
        """Whether it has an amount, and not only a note."""
        return (self.minimum, self.maximum, self.excluding_vat, self.including_vat) != (None,) * 4

    @property
    def net(self) -> Decimal | None:
        """The upper estimate without VAT: the stated one, or the maximum unless that includes VAT."""
        return self.maximum if self.excluding_vat is None and not self.includes_vat else self.excluding_vat

    @property
    def gross(self) -> Decimal | None:
        """The upper estimate with VAT: the stated one, or the maximum if that includes VAT."""
        return self.maximum if self.including_vat is None and self.includes_vat else self.including_vat


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


class Lot(Part):
    """A part of the work for which a contract of its own may be made."""

    id: Slug
    """A short name for the permanent link: `1`, or `north`."""
    title: Text
    """What the lot is."""
    description: Markdown | None = None
    """What it covers."""
    value: Value | None = None
    """What it may be worth, when that is known."""
    term: Term | None = None
    """How long it may last. Left out, it is that of the whole."""
    suitable_for: Suitability | None = None
    """Whom it may suit. Left out, it is as for the whole."""
    cpv: tuple[Cpv, ...] = ()
    """What it is, in codes of the Common Procurement Vocabulary."""

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return f"lot-{self.id}"

    @property
    def heading(self) -> str:
        """Its title, with its number or letter if the id is one."""
        return f"Lot {self.id}: {self.title}" if self.id.isdigit() or len(self.id) == 1 else self.title


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


class Commitment(Part):
    """Who sees to something that was promised, by when, and what became of it."""

    owner: Text
    """The post that sees to it, such as “Parks Manager”."""
    due: Date | None = None
    """The day by which it is to be done. Where none is fixed, write `condition` instead."""
    condition: Text | None = None
    """What has to happen first, where that decides when or whether it is done, in words that follow “Due”: “if tenders are invited”."""
    state: Annotated[
        Literal["open", "done", "dropped"],
        Decides(
            "write open, done or dropped; or take the line out while it is open",
            "readers must see whether a promise was kept",
        ),
    ] = "open"
    """`open` (also if left out), `done` or `dropped`."""
    done: Date | None = None
    """The day on which it was done, or dropped."""
    result: Markdown | None = None
    """What came of it. If it was dropped, why."""

    def is_overdue(self, today: date) -> bool:
        """Whether it is still open after the day on which it was due."""
        return self.state == "open" and self.due is not None and self.due < today


class Step(Part):
    """A step of the timetable: what happens next."""

    date: Date
    """The day, as far as is known."""
    title: Text
    """What happens."""
    note: Text | None = None
    """Anything to add."""
    commitment: Commitment | None = None
    """Who sees to it, by when, and what became of it."""


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
    """A response form: its path inside `content/files/`; `generate` for one that is made from the notice, as is done for each that
    asks `questions` and has none; or `none`."""


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
