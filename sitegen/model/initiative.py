"""An initiative: a programme of work that ties decisions, objectives and adverts together."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sitegen.model.parts import Contact
from sitegen.model.record import Part, Record
from sitegen.model.scalars import Body, Date, InitiativeRef, Markdown, Text


class RelatedInitiative(Part):
    """Another initiative that readers may want to know of."""

    initiative: InitiativeRef
    """Its id."""
    note: Text | None = None
    """How the two belong together."""


class Lesson(Part):
    """Something learned here that may help elsewhere."""

    date: Date
    """The day on which it was written down."""
    text: Markdown
    """What was learned."""
    others: Annotated[tuple[InitiativeRef, ...], Field(alias="for")] = ()
    """The ids of the initiatives that it may help. Their pages show it too."""


class Initiative(Record):
    """A programme of work that ties decisions, objectives and adverts together."""

    collection: ClassVar[str] = InitiativeRef.collection
    kind_name: ClassVar[str] = "initiative"
    sections: ClassVar[Mapping[str, str]] = {"lessons": "lessons"}

    summary: Text
    """One or two plain sentences, shown in lists."""
    lead: Text | None = None
    """The post that leads the work."""
    status: Literal["exploring", "market-testing", "procuring", "ended"] | None = None
    """How far the work has come."""
    contact: Contact | None = None
    """Whom to ask."""
    related: tuple[RelatedInitiative, ...] = ()
    """Other initiatives that readers may want to know of."""
    lessons: tuple[Lesson, ...] = ()
    """What was learned, and for which other initiatives."""
    body: Body | None = None
    """The text of the page."""
