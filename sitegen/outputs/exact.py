"""Values of the model → forms for programs: times (RFC 3339), numbers, URIs (RFC 3986), JSON."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import TypeVar
from urllib.parse import quote

from sitegen.model.naming import stable_names
from sitegen.model.site import Site
from sitegen.model.times import midnight

Part = TypeVar("Part")
_LONG = 60
"""The most characters of words in an id."""

Object = dict[str, object]
"""A JSON object without null and without empty lists."""
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def instant(moment: datetime) -> str:
    """A point in time with its offset (RFC 3339); in UTC if the offset has seconds, as before 1900, which the format cannot express."""
    offset = moment.utcoffset()
    whole = offset is not None and offset.total_seconds() % 60 == 0
    return (moment if whole else moment.astimezone(UTC)).isoformat()


def start_of(day: date, site: Site) -> str:
    """Midnight at the start of a day in the site's zone (RFC 3339)."""
    return instant(midnight(day, site.config.zone))


def end_of(day: date, site: Site) -> str:
    """The last second of a day in the site's zone (RFC 3339)."""
    return instant(datetime.combine(day, time(23, 59, 59), site.config.zone))


def number(value: Decimal) -> int | float:
    """A JSON number, exact up to fifteen digits."""
    return int(value) if value == value.to_integral_value() else float(value)


def web(address: str) -> str:
    """A web address as a URI (RFC 3986), with letters outside ASCII escaped."""
    return quote(_BARE_PERCENT.sub("%25", address), safe="%/:?#[]@!$&'()*+,;=~")


def absolute(path: str, site: Site) -> str:
    """The full URI of a path from the site's root."""
    return web(f"{site.config.base_url}{path}")


def language(code: str) -> str:
    """A language code without its region, as OCDS recommends: `en`."""
    return code.partition("-")[0].lower()


def json_line(value: object) -> str:
    """JSON on one line, not escaped to ASCII."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def known(values: Mapping[str, object]) -> Object:
    """The values without None and empty texts, lists and objects; False and 0 are kept."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def with_ids(kind: str, parts: Sequence[Part], words: Callable[[Part], str]) -> Iterator[tuple[str, Part]]:
    """Each part with an id made from its words, which does not change when others are inserted before it."""
    names = stable_names(_short(words(part)) for part in parts)
    return ((f"{kind}-{name}", part) for name, part in zip(names, parts, strict=True))


def _short(words: str) -> str:
    """The words, or their beginning and a digest if they are long."""
    return words if len(words) <= _LONG else f"{words[:_LONG]} {sha256(words.encode()).hexdigest()[:8]}"
