"""An advert's versions → what was known on the day of each: every change up to it, and none after."""

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
    """An advert on the day of one version. `versions` are those up to it, the last its own.

    `answers` are the answers published up to that day, first those that carry no date.
    """

    released: datetime
    versions: tuple[Version, ...]
    answers: tuple[Clarification, ...]
    withdrawal: Withdrawal | None
    has_outcome: bool

    @property
    def is_update(self) -> bool:
        """Whether the advert had been published before."""
        return len(self.versions) > 1


def states(site: Site, advert: Advert) -> Iterator[State]:
    """The advert on each day on which it changed, the first published first. Each knows all that the ones before it knew."""
    found = versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))
    answers = tuple(each for each in advert.clarifications if each.answer and not each.answered)
    withdrawal, has_outcome = None, False
    for number, version in enumerate(found, start=1):
        answers += version.answers
        withdrawal = withdrawal or version.withdrawal
        has_outcome = has_outcome or version.has_outcome
        released = midnight(version.day, site.config.zone)
        yield State(released, found[:number], answers, withdrawal, has_outcome)
