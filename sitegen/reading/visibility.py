"""A file that could not be read → the day from which the public is to see it, as far as the file says."""

from datetime import date

from sitegen.model.decision import Decision
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.scalars import read_flag
from sitegen.model.times import read_date
from sitegen.reading.frontmatter import parse
from sitegen.reading.source import Source


def public_from(source: Source) -> date:
    """The first public day: `date.min` if the file names none, `date.max` for a draft.

    A field that is itself wrong counts as absent, so it hides nothing.
    """
    fields = parse(source.text, source.path, COLLECTIONS[source.collection].suffix).fields
    if _is_draft(fields.get("draft")):
        return date.max
    meeting = fields.get("meeting")
    met = (
        meeting.get("date")
        if source.collection == Decision.collection and isinstance(meeting, dict)
        else None
    )
    return _day(fields.get("published", met))


def _is_draft(value: object) -> bool:
    try:
        return value is not None and read_flag(value)
    except ValueError:
        return False


def _day(value: object) -> date:
    try:
        return date.min if value is None else read_date(value)
    except ValueError:
        return date.min
