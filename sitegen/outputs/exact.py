"""Values of the model → what programs read exactly: points in time (RFC 3339), numbers, addresses (RFC 3986), JSON."""

import json
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from urllib.parse import quote

from sitegen.model.site import Site
from sitegen.model.times import midnight

_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def instant(moment: datetime) -> str:
    """A point in time with its offset (RFC 3339). Offsets of long ago had seconds, which the format lacks: then in UTC."""
    offset = moment.utcoffset()
    whole = offset is not None and offset.total_seconds() % 60 == 0
    return (moment if whole else moment.astimezone(UTC)).isoformat()


def start_of(day: date, site: Site) -> str:
    """Midnight at the start of a day in the site's zone: content gives changes no time of day."""
    return instant(midnight(day, site.config.zone))


def end_of(day: date, site: Site) -> str:
    """The last second of a day in the site's zone."""
    return instant(datetime.combine(day, time(23, 59, 59), site.config.zone))


def number(value: Decimal) -> int | float:
    """A number of JSON; the same digits for up to fifteen of them, as many as a program can be relied on to keep."""
    return int(value) if value == value.to_integral_value() else float(value)


def web(address: str) -> str:
    """An address of the web as a URI (RFC 3986): letters outside ASCII are escaped."""
    return quote(_BARE_PERCENT.sub("%25", address), safe="%/:?#[]@!$&'()*+,;=~")


def absolute(path: str, site: Site) -> str:
    """The whole address of a path from the site's root."""
    return web(f"{site.config.base_url}{path}")


def language(code: str) -> str:
    """A language as OCDS recommends it: two small letters, without the region."""
    return code.partition("-")[0].lower()


def json_line(value: object) -> str:
    """JSON on one line, with letters of every script as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
