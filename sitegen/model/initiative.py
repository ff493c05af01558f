"""An initiative: a programme of work that ties decisions, objectives and adverts together."""

from typing import ClassVar, Literal

from sitegen.model.parts import Contact
from sitegen.model.record import Part, Record
from sitegen.model.scalars import Body, InitiativeRef, Text


class RelatedInitiative(Part):
    """Another initiative that readers may want to know of."""

    initiative: InitiativeRef
    """Its id."""
    note: Text | None = None
    """How the two belong together."""


class Initiative(Record):
    """A programme of work that ties decisions, objectives and adverts together."""

    collection: ClassVar[str] = InitiativeRef.collection
    kind_name: ClassVar[str] = "initiative"

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
    body: Body | None = None
    """The text of the page."""
