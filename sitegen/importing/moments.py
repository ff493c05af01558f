"""Times as OCDS writes them (RFC 3339, and what else is published) → moments, and days in the zone of a site."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Final

_YEARS: Final = range(1800, 3000)
"""Years that content can have."""
_DAY_LONG: Final = len("2026-11-23")


def moment(value: object, zone: tzinfo = UTC) -> datetime | None:
    """A point in time, in this zone; one without an offset is taken to be in it. None for anything else."""
    found = _written(value)
    if not found:
        return None
    try:
        there = found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)
        there.timestamp()
    except (OverflowError, ValueError):
        return None
    return there if there.year in _YEARS else None


def day(value: object, zone: tzinfo) -> date | None:
    """The day of a time in this zone. Midnight and the last minute of a day mean that day, whatever their offset."""
    found = _written(value)
    if found and ((found.hour, found.minute) == (23, 59) or found.time() == time(0)):
        return found.date() if found.year in _YEARS else None
    there = moment(value, zone)
    return there.date() if there else None


def written_moment(there: datetime) -> str:
    """A moment as content has it: without an offset, unless the clock shows that time twice on the day."""
    local = there.replace(tzinfo=None, microsecond=0)
    twice = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
    text = local.isoformat(timespec="seconds" if local.second else "minutes")
    return f"{text}{there.isoformat()[-6:]}" if twice else text


def _written(value: object) -> datetime | None:
    if not isinstance(value, str) or len(value) < _DAY_LONG:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None
