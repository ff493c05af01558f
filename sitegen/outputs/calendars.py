"""An advert → its calendar (RFC 5545); the events of many → the calendar of the site.

Times are in UTC. Calendar programs show them in the reader's own zone, so no VTIMEZONE is needed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, vDuration, vText
from icalendar import Event as Component

from sitegen.model.addresses import ADVERTS, HOME
from sitegen.model.advert import Advert
from sitegen.model.filenames import CALENDAR
from sitegen.model.history import Version, last_changed, versions
from sitegen.model.kinds import Shown
from sitegen.model.naming import stable_names
from sitegen.model.parts import Event, Withdrawal
from sitegen.model.site import Site
from sitegen.model.times import midnight
from sitegen.outputs.facets import Value
from sitegen.outputs.output import Data
from sitegen.outputs.summaries import Summary
from sitegen.outputs.wording import KIND_TITLES, day, plural, span

KEPT = 500
"""Adverts in the calendar of the whole site: those that close last; those that never close count by their publication."""
_REFRESH = timedelta(hours=12)
_ALARMS = (timedelta(days=7), timedelta(days=1))
"""How long before the closing time a calendar reminds its reader."""
_MINUTE = timedelta(minutes=1)
"""The length of a deadline: some calendars drop what has no end, and a longer one would look like time that is left."""
_OCTETS = 75
"""The longest line (RFC 5545, 3.1)."""
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class OwnCalendar(Data):
    """The calendar of an advert. `events` are the lines of its events, which the calendar of the site repeats."""

    events: bytes


@dataclass(frozen=True, slots=True)
class _Date:
    """A date of an advert. `id` is unique within the advert; `words` are lines of the description."""

    id: str
    title: str
    anchor: str
    starts: datetime
    ends: datetime | None = None
    place: str | None = None
    words: tuple[str, ...] = ()
    is_deadline: bool = False
    alarms: tuple[timedelta, ...] = ()


def plan(site: Site, events: Iterable[bytes]) -> Iterator[Data]:
    """The calendar of the whole site. `events` are those of the adverts that close last, in `order`."""
    yield Data(CALENDAR, _calendar(site, site.config.title, HOME, events))


def of_value(site: Site, value: Value, events: Iterable[bytes]) -> Iterator[Data]:
    """The calendar of the adverts with one value of a facet, such as a place, from their `events` likewise."""
    address = f"{ADVERTS}{value.path}/"
    title = f"{value.title} – {site.config.title}"
    yield Data(f"{address}{CALENDAR}".removeprefix("/"), _calendar(site, title, address, events))


def size(site: Site, events: int) -> int:
    """The bytes of the calendar of the whole site, of which so many are its events."""
    return len(_calendar(site, site.config.title, HOME, ())) + events


def order(one: Summary) -> tuple[float, str]:
    """The sort key of an advert in the calendar of the site. It does not depend on the clock: only the content changes who is in it."""
    last = one.card.closes or midnight(one.card.published, UTC)
    return (last.timestamp(), one.id)


def beside(site: Site, record: Shown) -> Iterator[Data]:
    """The calendar of an advert that has dates: one without an event would be invalid (RFC 5545, 3.6)."""
    if isinstance(record, Advert) and record.has_dates:
        found = events(site, record)
        path = f"{record.address.removeprefix('/')}{CALENDAR}"
        yield OwnCalendar(path, _calendar(site, record.title, record.address, (found,)), found)


def events(site: Site, advert: Advert) -> bytes:
    """The lines of the events of an advert, from the first BEGIN:VEVENT to the last END:VEVENT."""
    notice = _notice(site, advert)
    return b"".join(_written(_component(notice, found)) for found in _dates(advert))


def _dates(advert: Advert) -> Iterator[_Date]:
    if advert.deadline:
        yield _Date("closes", "Responses due", "respond", advert.deadline, is_deadline=True, alarms=_ALARMS)
    if advert.questions_close:
        yield _Date("questions-close", "Questions due", "contact", advert.questions_close, is_deadline=True)
    names = stable_names(event.title for event in advert.events)
    for event, name in zip(advert.events, names, strict=True):
        yield _of_event(event, f"event-{name}")


def _of_event(event: Event, name: str) -> _Date:
    # DTEND must be later than DTSTART (RFC 5545, 3.8.2.2).
    ends = event.ends if event.ends and event.ends.timestamp() > event.starts.timestamp() else None
    words = tuple(text for text in (event.booking, event.url) if text)
    return _Date(name, event.title, "events", event.starts, ends, event.place, words)


def _calendar(site: Site, title: str, address: str, events: Iterable[bytes]) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//sitegen//market tests//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(title))  # a TEXT (RFC 7986, 5.1), which the library does not know
    calendar.add("x-wr-calname", title)
    calendar.add("url", f"{site.config.base_url}{address}")
    calendar.add("refresh-interval", _REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))  # what Outlook reads in its place
    return b"".join((_written(calendar).removesuffix(_END), *events, _END))


def _written(component: Calendar | Component) -> bytes:
    """The component as bytes, its lines folded after 75 octets. Short lines skip the slow folding of icalendar."""
    lines = (line for line in component.content_lines(sorted=False) if line)
    return b"".join((line.encode() if _is_short(line) else line.to_ical()) + b"\r\n" for line in lines)


def _is_short(line: str) -> bool:
    return len(line) < _OCTETS and line.isascii()


@dataclass(frozen=True, slots=True)
class _Notice:
    """What all dates of an advert share. `uid` is the start and the end of each UID, around the id of the date."""

    advert: Advert
    url: str
    uid: tuple[str, str]
    withdrawn: Withdrawal | None
    shared: Component


def _notice(site: Site, advert: Advert) -> _Notice:
    history = versions(advert, site.as_of.date())
    base = urlsplit(site.config.base_url)
    return _Notice(
        advert,
        f"{site.config.base_url}{advert.address}",
        (f"{base.path}{advert.address}".removeprefix("/"), f"@{base.hostname}"),
        next((version.withdrawal for version in history if version.withdrawal), None),
        _shared(advert, history, site.config.zone),
    )


def _shared(advert: Advert, history: tuple[Version, ...], zone: ZoneInfo) -> Component:
    stamp = midnight(last_changed(history), zone).astimezone(UTC)
    shared = Component()
    shared.add("dtstamp", stamp)
    shared.add("last-modified", stamp)
    # Each change counts, also two on one day, which make one version: a program that saw the first must accept the second.
    changes = sum(len(version.amendments) + (version.withdrawal is not None) for version in history)
    shared.add("sequence", changes)
    shared.add("categories", [KIND_TITLES[advert.kind]])
    return shared


def _component(notice: _Notice, found: _Date) -> Component:
    """One event of the calendar. Dates on or after the day of a withdrawal are cancelled."""
    withdrawn = (
        notice.withdrawn if notice.withdrawn and found.starts.date() >= notice.withdrawn.date else None
    )
    component = Component(notice.shared)
    component.add("uid", found.id.join(notice.uid))
    component.add("status", "CANCELLED" if withdrawn else "CONFIRMED")
    starts = found.starts.astimezone(UTC)
    component.add("dtstart", starts)
    if found.ends or found.is_deadline:
        component.add("dtend", found.ends.astimezone(UTC) if found.ends else starts + _MINUTE)
    if not found.ends:
        component.add("transp", "TRANSPARENT")  # a deadline does not block time in a calendar
    component.add("summary", f"{'Withdrawn: ' if withdrawn else ''}{found.title}: {notice.advert.title}")
    component.add("description", "\n".join(_description(notice, found, withdrawn)))
    component.add("url", f"{notice.url}#{found.anchor}")
    if found.place:
        component.add("location", found.place)
    if not withdrawn:
        for before in found.alarms:
            component.add_component(_alarm(before, found.title, notice.advert.title))
    return component


def _alarm(before: timedelta, what: str, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{what} in {plural(before.days, 'day', 'days')}: {title}")
    alarm.add("trigger", -before)
    return alarm


def _description(notice: _Notice, found: _Date, withdrawn: Withdrawal | None) -> Iterator[str]:
    if withdrawn:
        yield f"Withdrawn on {day(withdrawn.date)}: {withdrawn.reason}"
    yield span(found.starts, found.ends)
    yield from found.words
    yield f"{KIND_TITLES[notice.advert.kind]}, reference {notice.advert.reference}"
    yield f"The notice, with any changes: {notice.url}"
