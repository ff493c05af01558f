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
    today = site.as_of.date()
    if isinstance(record, Undated):
        return Dates(record.published, _latest(today, record.published))
    match record:
        case Advert():
            history = versions(record, today, outcome_day(site.get(record.outcome)))
            return Dates(record.published, history[-1].day)
        case Decision():
            decided = record.decided.date if record.decided else None
            later = (record.meeting.date, decided) if record.kind == "report" else ()
            return Dates(record.public_from, _latest(today, record.public_from, *later))
        case ExemptNotice():
            return Dates()
        case _:
            assert_never(record)


def _latest(today: date, *days: date | None) -> date | None:
    """The last of the days that have come; None before the first."""
    return max((day for day in days if day and day <= today), default=None)
