"""A record → when its page was published and last changed, by what content says of it and never by the clock."""

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.history import outcome_day, versions
from sitegen.model.publication import ExemptNotice
from sitegen.model.site import Shown, Site
from sitegen.outputs.view import Dates


def dates_of(site: Site, record: Shown) -> Dates:
    """The days that a reader of the page could name. The notice of an exempt report tells none of its own."""
    if isinstance(record, ExemptNotice):
        return Dates()
    published, today = record.public_from, site.as_of.date()
    if isinstance(record, Advert):
        history = versions(record, today, outcome_day(site.get(record.outcome)))
        return Dates(published, history[-1].day)
    days = [published]
    if isinstance(record, Decision) and record.kind == "report":
        days += [record.meeting.date, record.decided.date if record.decided else None]
    return Dates(published, max((day for day in days if day and day <= today), default=None))
