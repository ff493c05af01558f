"""The site → calendars (RFC 5545): one for each advert, and one for the site.

Times are in UTC. Calendar programs show them in the reader's own zone, so no VTIMEZONE is needed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sitegen.model.addresses import HOME
from sitegen.model.advert import Advert
from sitegen.model.filenames import CALENDAR
from sitegen.model.history import Version, last_changed, versions
from sitegen.model.kinds import Shown
from sitegen.model.naming import stable_names
from sitegen.model.parts import Event, Withdrawal
from sitegen.model.site import Site
from sitegen.model.times import midnight
from sitegen.outputs.output import Data
from sitegen.outputs.wording import KIND_TITLES, day, span

KEPT = 500
"""Adverts in the calendar of the whole site: those that close last."""
_OCTETS = 74
"""The longest part of a folded line; a space before it makes the 75 octets that RFC 5545, 3.1, allows."""
_INNER = range(0x80, 0xC0)
"""The octets of a character in UTF-8 after its first."""


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


def plan(site: Site) -> Iterator[Data]:
    """The calendar of the whole site, if it has an advert."""
    if site.adverts:
        yield Data(CALENDAR, _calendar(site, site.config.title, HOME, _latest(site.adverts)))


def beside(site: Site, record: Shown) -> Iterator[Data]:
    """The calendar of an advert."""
    if isinstance(record, Advert):
        path = f"{record.address.removeprefix('/')}{CALENDAR}"
        yield Data(path, _calendar(site, record.title, record.address, [record]))


def _latest(adverts: Iterable[Advert]) -> list[Advert]:
    """The adverts that close last. It does not depend on the clock, so the calendar changes with the content only."""
    return sorted(adverts, key=lambda advert: (advert.closes.timestamp(), advert.id))[-KEPT:]


def _dates(advert: Advert) -> Iterator[_Date]:
    yield _Date("closes", "Responses due", "respond", advert.closes)
    if advert.questions_close:
        yield _Date("questions-close", "Questions due", "contact", advert.questions_close)
    names = stable_names(event.title for event in advert.events)
    for event, name in zip(advert.events, names, strict=True):
        yield _of_event(event, f"event-{name}")


def _of_event(event: Event, name: str) -> _Date:
    # DTEND must be later than DTSTART (RFC 5545, 3.8.2.2).
    ends = event.ends if event.ends and event.ends.timestamp() > event.starts.timestamp() else None
    words = tuple(text for text in (event.booking, event.url) if text)
    return _Date(name, event.title, "events", event.starts, ends, event.place, words)


def _calendar(site: Site, title: str, address: str, adverts: Iterable[Advert]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sitegen//market tests//EN",
        "METHOD:PUBLISH",
        f"NAME:{_text(title)}",
        f"X-WR-CALNAME:{title}",  # older than RFC 7986; readers take it as it is
        f"URL:{site.config.base_url}{address}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for advert in adverts:
        notice = _notice(site, advert)
        for found in _dates(advert):
            lines += _event(notice, found)
    return b"".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _text(words: str) -> str:
    """A value of the type TEXT (RFC 5545, 3.3.11)."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> bytes:
    """The line in UTF-8 with its end, split where it is too long, but never within a character or an escape."""
    data = line.encode()
    parts, start = [], 0
    while len(data) - start > _OCTETS:
        end = start + _OCTETS
        while data[end] in _INNER:
            end -= 1
        if data[end - 1] in b"\\^":
            end -= 1
        parts.append(data[start:end])
        start = end
    return b"\r\n ".join([*parts, data[start:]]) + b"\r\n"


@dataclass(frozen=True, slots=True)
class _Notice:
    """What all dates of an advert share. `uid` is the start and the end of each UID, around the id of the date."""

    advert: Advert
    url: str
    uid: tuple[str, str]
    withdrawn: Withdrawal | None
    lines: tuple[str, ...]


def _notice(site: Site, advert: Advert) -> _Notice:
    history = versions(advert, site.as_of.date())
    base = urlsplit(site.config.base_url)
    stamp = _utc(midnight(last_changed(history), site.config.zone))
    return _Notice(
        advert,
        f"{site.config.base_url}{advert.address}",
        (f"{base.path}{advert.address}".removeprefix("/"), f"@{base.hostname}"),
        next((version.withdrawal for version in history if version.withdrawal), None),
        (
            f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}",
            f"SEQUENCE:{_changes(history)}",
            f"CATEGORIES:{_text(KIND_TITLES[advert.kind])}",
        ),
    )


def _changes(history: Iterable[Version]) -> int:
    """Each change counts, also two on one day, which make one version: a program that saw the first must accept the second."""
    return sum(len(version.amendments) + (version.withdrawal is not None) for version in history)


def _event(notice: _Notice, found: _Date) -> Iterator[str]:
    """The lines of one event. Dates on or after the day of a withdrawal are cancelled."""
    withdrawn = (
        notice.withdrawn if notice.withdrawn and found.starts.date() >= notice.withdrawn.date else None
    )
    yield "BEGIN:VEVENT"
    yield from notice.lines
    yield f"UID:{_text(found.id.join(notice.uid))}"
    yield f"STATUS:{'CANCELLED' if withdrawn else 'CONFIRMED'}"
    yield f"DTSTART:{_utc(found.starts)}"
    # A deadline does not block time in a calendar.
    yield f"DTEND:{_utc(found.ends)}" if found.ends else "TRANSP:TRANSPARENT"
    title = f"{found.title}: {notice.advert.title}"
    yield f"SUMMARY:{_text(f'Withdrawn: {title}' if withdrawn else title)}"
    description = "\n".join(_description(notice, found, withdrawn))
    yield f"DESCRIPTION:{_text(description)}"
    yield f"URL:{notice.url}#{found.anchor}"
    if found.place:
        yield f"LOCATION:{_text(found.place)}"
    yield "END:VEVENT"


def _description(notice: _Notice, found: _Date, withdrawn: Withdrawal | None) -> Iterator[str]:
    if withdrawn:
        yield f"Withdrawn on {day(withdrawn.date)}: {withdrawn.reason}"
    yield span(found.starts, found.ends)
    yield from found.words
    yield f"{KIND_TITLES[notice.advert.kind]}, reference {notice.advert.reference}"
    yield f"The notice, with any changes: {notice.url}"
