"""When a release is made of an advert, which decides what it says of things with a day."""

from dataclasses import dataclass
from datetime import date, datetime

from sitegen.model.advert import Advert
from sitegen.model.parts import Withdrawal


@dataclass(frozen=True, slots=True)
class State:
    """The time of a release; the day up to which changes are in it; when the notice changed last, None if it never did."""

    released: datetime
    day: date
    modified: datetime | None = None

    def withdrawal(self, advert: Advert) -> Withdrawal | None:
        """The withdrawal of an advert, if its day has come."""
        gone = advert.withdrawn
        return gone if gone and gone.date <= self.day else None
