"""An advert → its state on the day of each version, with the changes up to that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sitegen.model.advert import Advert
from sitegen.model.history import Version, outcome_day, versions
from sitegen.model.parts import Clarification, Withdrawal
from sitegen.model.site import Site
from sitegen.model.times import midnight


@dataclass(frozen=True, slots=True)
class State:
    """An advert on the day of one version."""

    released: datetime
    versions: tuple[Version, ...]
    """The versions up to that day; the last is its own."""
    answers: tuple[Clarification, ...]
    """The answers published up to that day, those without a date first."""
    withdrawal: Withdrawal | None

    @property
    def is_update(self) -> bool:
        """Whether the advert had been published before."""
        return len(self.versions) > 1


def states(site: Site, advert: Advert) -> Iterator[State]:
    """The state of the advert on each day on which it changed, oldest first."""
    found = versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))
    answers = tuple(each for each in advert.clarifications if each.answer and not each.answered)
    withdrawal = None
    for number, version in enumerate(found, start=1):
        answers += version.answers
        withdrawal = withdrawal or version.withdrawal
        released = midnight(version.day, site.config.zone)
        yield State(released, found[:number], answers, withdrawal)
