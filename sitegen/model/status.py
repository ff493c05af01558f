"""What an advert can be: scheduled, open, closing soon, planned, closed, outcome published, withdrawn."""

from enum import StrEnum


class Status(StrEnum):
    """The status of an advert. The value is used in addresses and class names; `label` is for people."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSING_SOON = "closing-soon"
    PLANNED = "planned"
    CLOSED = "closed"
    OUTCOME_PUBLISHED = "outcome-published"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The status as people read it."""
        return self.value.replace("-", " ").capitalize()

    @property
    def takes_responses(self) -> bool:
        """Whether suppliers may still respond."""
        return self in (Status.OPEN, Status.CLOSING_SOON)
