"""Where an advert stands at a moment: scheduled, open, closing soon, closed, outcome published, withdrawn."""

from datetime import datetime
from enum import StrEnum

from sitegen.model.advert import Advert

_DAY = 24 * 60 * 60
"""Seconds."""


class Status(StrEnum):
    """Where an advert stands. The value is used in addresses and class names; `label` is for people."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSING_SOON = "closing-soon"
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


def status(advert: Advert, now: datetime, closing_soon_days: int) -> Status:
    """Where `advert` stands at `now`, to the second.

    At the closing time itself the advert is closed. It is closing soon when no more than
    `closing_soon_days` times 24 hours are left. An advert whose outcome is public names it in `outcome`.
    """
    if advert.withdrawn and advert.withdrawn.date <= now.date():
        return Status.WITHDRAWN
    if now.date() < advert.published:
        return Status.SCHEDULED
    if has_closed(advert, now):
        return Status.OUTCOME_PUBLISHED if advert.outcome else Status.CLOSED
    return Status.CLOSING_SOON if _left(advert, now) <= closing_soon_days * _DAY else Status.OPEN


def has_closed(advert: Advert, now: datetime) -> bool:
    """Whether the closing time has come at `now`, to the second."""
    return _left(advert, now) <= 0


def _left(advert: Advert, now: datetime) -> float:
    """The seconds until the closing time."""
    # Compared as instants: within one zone Python compares wall clocks, wrongly on a clock-change day.
    return advert.closes.timestamp() - now.timestamp()
