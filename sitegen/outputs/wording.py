"""Dates, times, money, counts and sizes → words on pages."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sitegen.model.tallies import FEWER, Tally
from sitegen.model.times import last_day_of
from sitegen.outputs.exact import instant

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KIND_TITLES = {
    "soft-market-test": "Soft market test",
    "early-engagement": "Early engagement",
    "planned-procurement": "Planned procurement",
    "pipeline": "Pipeline",
}
"""The kinds of advert as readers see them."""
BECAME = {
    "tender": "Tender notice",
    "dynamic-market": "Dynamic market",
    "award": "Award",
    "contract": "Contract",
    "stopped": "Stopped",
    "replaced": "Replaced",
}
"""What can come of a procurement, as readers see it."""
CATEGORIES = {"goods": "Goods", "services": "Services", "works": "Works"}
"""The categories of what may be bought, as readers see them."""
RESERVED = {
    "supported-employment": "Providers of supported employment",
    "public-service-mutual": "Public service mutuals",
    "sme-vcse": "Small and medium-sized firms, and voluntary, community and social enterprises",
}
"""Whom a contract may be reserved for, as readers see it."""
BODY_TYPES = {
    "central-government": "Central government",
    "sub-central-government": "Public authority (not central government)",
    "public-undertaking": "Public undertaking",
    "private-utility": "Private utility",
}
"""The kinds of buyer, as readers see them."""
NATIONS = {"wales": "Wales", "scotland": "Scotland", "northern-ireland": "Northern Ireland"}
CALL_INS = {
    None: "It waits for the answer",
    "upheld": "Upheld",
    "changed": "Changed",
    "overturned": "Overturned",
}
"""What came of a call-in, as readers see it."""
_RESOLUTIONS = {
    "as-recommended": "Agreed as recommended",
    "amended": "Agreed with changes",
    "lost": "Not agreed",
    "added": "Added at the meeting",
    "withdrawn": "Withdrawn",
    "deferred": "Put off",
}
_ZONES = {"Europe/London": "UK time", "Europe/Dublin": "Irish time"}
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
_NOON = 12
_KILO = 1000


def resolution(code: str) -> str:
    """What became of a recommendation, as readers see it."""
    return _RESOLUTIONS[code]


def day(value: date) -> str:
    """A date in words, without its weekday: `25 April 2003`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def month_or_day(written: str) -> str:
    """A month or a day in words: `March 2027`, `15 March 2027`."""
    last = last_day_of(written)
    return day(last) if last.isoformat() == written else f"{_MONTHS[last.month - 1]} {last.year}"


def in_or_on(written: str) -> str:
    """The same with its preposition: `in March 2027`, `on 15 March 2027`."""
    words = month_or_day(written)
    return f"on {words}" if words[0].isdigit() else f"in {words}"


def weekday(value: date) -> str:
    """A date in words, with its weekday: `Friday 25 April 2003`."""
    return f"{_DAYS[value.weekday()]} {day(value)}"


def clock(value: datetime) -> str:
    """A time of day in words: `12 noon`, `midnight`, `9am`, `5:30pm`."""
    if (value.hour, value.minute) == (_NOON, 0):
        return "12 noon"
    if (value.hour, value.minute) == (0, 0):
        return "midnight"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < _NOON else 'pm'}"


def zone(value: datetime) -> str:
    """The name of a time's zone: `UK time`."""
    name = str(value.tzinfo)
    return _ZONES.get(name, f"{name.rpartition('/')[2].replace('_', ' ')} time")


def moment(value: datetime) -> str:
    """A point in time in words: `12 noon on Friday 25 April 2003 (UK time)`."""
    if (value.hour, value.minute) == (0, 0):
        return f"midnight at the start of {weekday(value)} ({zone(value)})"
    return f"{clock(value)} on {weekday(value)} ({zone(value)})"


def span(starts: datetime, ends: datetime | None) -> str:
    """Start and end of an event: `10am to 12 noon on Friday 25 April 2003 (UK time)`."""
    if ends is None:
        return moment(starts)
    if starts.date() == ends.date():
        return f"{clock(starts)} to {moment(ends)}"
    return f"{moment(starts)} to {moment(ends)}"


def hours(starts: datetime, ends: datetime | None = None) -> str:
    """The times of day of an event whose day is shown beside it: `10am to 12 noon (UK time)`."""
    begins = "midnight at the start of the day" if (starts.hour, starts.minute) == (0, 0) else clock(starts)
    if ends is None:
        return f"{begins} ({zone(starts)})"
    if starts.date() == ends.date():
        return f"{begins} to {clock(ends)} ({zone(starts)})"
    return f"{begins} to {moment(ends)}"


def timestamp(value: datetime) -> str:
    """A moment (RFC 3339): `2003-04-25T00:00:00+01:00`."""
    return instant(value)


def number(value: Decimal | int) -> str:
    """A number with commas between thousands and the decimals it was written with: `1,250.5`."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def money(value: Decimal, currency: str) -> str:
    """An amount of money: `£250,000`, `CHF 1,000.50`."""
    sign = _SIGNS.get(currency)
    return f"{sign}{number(value)}" if sign else f"{currency} {number(value)}"


def size(count: int) -> str:
    """A file's size, in units of a thousand bytes: `1.2 MB`."""
    if count < _KILO:
        return f"{count} bytes"
    if (kilobytes := round(count / _KILO)) < _KILO:
        return f"{kilobytes} kB"
    return f"{count / _KILO / _KILO:.1f} MB"


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun: `1 page`, `14 pages`."""
    return f"{number(count)} {one if count == 1 else many}"


def tally(value: Tally, one: str = "", many: str = "") -> str:
    """A count with its noun, only as exact as it may be published: `14 responses`, `12 or more responses`, `Fewer than 3 responses`."""
    words = FEWER.capitalize() if value.few else f"{number(value.least)}{'' if value.exact else ' or more'}"
    return f"{words} {one if value == Tally(1) else many}".rstrip()


def listed(words: Sequence[str], most: int = 12) -> str:
    """A list in words: `a, b and c`; after the first `most`, how many more there are."""
    *first, last = words if len(words) <= most else (*words[:most], f"{number(len(words) - most)} more")
    return f"{', '.join(first)} and {last}" if first else last
