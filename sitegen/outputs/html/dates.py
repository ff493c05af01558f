"""A record → when its page was published and last changed, by what content says of it and never by the clock."""

from datetime import date
from typing import assert_never

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.history import outcome_day, versions
from sitegen.model.kinds import Shown, Undated
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Site
from sitegen.outputs.view import Dates


def dates_of(site: Site, record: Shown) -> Dates:
    """The days that a reader of the page could name. The notice of an exempt report tells none of its own."""
    if isinstance(record, ExemptNotice):
        return Dates()
    today = site.now.date()
    days = (record.public_from, *(() if isinstance(record, Undated) else _later(site, record)))
    return Dates(record.public_from, max((day for day in days if day and day <= today), default=None))


def _later(site: Site, record: Advert | Decision) -> tuple[date | None, ...]:
    """The days on which the page changed after its publication."""
    match record:
        case Advert():
            return (versions(record, site.now.date(), outcome_day(site.get(record.outcome)))[-1].day,)
        case Decision():
            decided = record.decided.date if record.decided else None
            return (record.meeting.date, decided) if record.kind == "report" else ()
        case _:
            assert_never(record)
