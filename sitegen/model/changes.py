"""The content → what changes on the public site as time passes, moment by moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, groupby

from sitegen.model.addresses import ACCESSIBILITY, ADVERTS
from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.content import Content
from sitegen.model.kinds import Known
from sitegen.model.moments import Moment, moments, of_accessibility, of_statements, status

SECOND = timedelta(seconds=1)
"""Times in content are to the second."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change in words, and the address of the page; lists and the home page may change too."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Due:
    """A time, in the site's zone, at which a build is due, and what changes then."""

    at: datetime
    changes: tuple[Change, ...]


def upcoming(content: Content) -> Iterator[Due]:
    """The times after `now` at which the site has to be built again, earliest first. The content must be free of errors."""
    config = content.config
    found = chain(
        *(_of(entry.record, config) for entry in content.entries.values()),
        ((moment.at, Change(ADVERTS, moment.what)) for moment in of_statements(config)),
        ((moment.at, Change(ACCESSIBILITY, moment.what)) for moment in of_accessibility(config)),
    )
    later = sorted({dated for dated in found if dated[0] > content.now.astimezone(UTC)})
    for at, dated in groupby(later, lambda dated: dated[0]):
        yield Due(at.astimezone(config.zone), tuple(change for _, change in dated))


def _of(record: Known, config: Config) -> Iterator[tuple[datetime, Change]]:
    """The publication of a record and its later changes; empty for a draft or without a date."""
    if record.draft or record.public_from is None:
        return
    published, *later = moments(record, config)
    kind = record.kind_name[0].upper() + record.kind_name[1:]
    shown = (one for one in later if one.at > published.at and _shows(one, record, config))
    for moment in (published, *shown):
        yield moment.at, Change(record.address, f"{kind} “{record.title}” {moment.what}")


def _shows(moment: Moment, record: Known, config: Config) -> bool:
    """Whether a page changes: not if the advert has that status already, or another status takes precedence."""
    if not (moment.status and isinstance(record, Advert)):
        return True
    times = (moment.at - SECOND, moment.at)
    before, after = (status(record, at.astimezone(config.zone), config.closing_soon_days) for at in times)
    return before is not moment.status and after is moment.status
