"""Adverts and decisions → entries of feeds and of /changes/: each a title, a permanent link and the moment at which it happened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlsplit

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.happenings import KINDS, Detail, Happening, happenings
from sitegen.model.kinds import Dated
from sitegen.model.parts import Amendment, Became, Clarification
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.model.snapshot import Snapshot
from sitegen.model.times import midnight
from sitegen.outputs.statements import ShownStatement, statements_of
from sitegen.outputs.wording import BECAME, KIND_TITLES, day

Order = tuple[float, float, int, int, str]
"""The sort key of an entry: later entries compare greater."""
_SINCE = 2026
"""The year in every id (RFC 4151). It is constant, so that the correction of a date changes no id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened to a record. The entry of a notice has its text as it is now."""

    kind: str
    """Selects the text in the template."""
    what: str
    """What happened, in a few words: “Question 2 answered”."""
    name: str
    """What tells the record from all others: title and reference, or title and day."""
    place: str
    """Its permanent link from the site's root: `/adverts/x/#change-1`."""
    published: datetime
    updated: datetime
    record: Dated
    number: int = 0
    is_timed: bool = False
    """Whether the time of day in `published` is known; otherwise it is the first moment of the day."""
    change: Detail | None = None
    """What happened; for the entry of a notice, its withdrawal, if any."""
    statements: tuple[ShownStatement, ...] = ()

    @property
    def title(self) -> str:
        """The title, which no other entry of the site has."""
        return f"{self.what}: {self.name}"

    @property
    def id(self) -> str:
        """Its identity within the site. A question and its answer have one permanent link between them."""
        return f"{self.place}:asked" if self.kind == "question" else self.place

    @property
    def order(self) -> Order:
        """When it last changed, when it happened, then the order of things on one day."""
        times = self.updated.timestamp(), self.published.timestamp()
        return (*times, KINDS.index(self.kind), self.number, self.place)


def tag_of(base_url: str) -> str:
    """The tag URI that every id begins with (RFC 4151)."""
    parts = urlsplit(base_url)
    return f"tag:{quote(parts.hostname or '')},{_SINCE}:{quote(parts.path, safe='/%')}"


def entries_of(site: Site, record: Dated) -> Iterator[Entry]:
    """The entries of a record up to now."""
    name = _name(record)
    for one in happenings(record, site.as_of):
        published = _moment(site, record, one, one.day)
        updated = published
        if one.changed != one.day:
            updated = _moment(site, record, one._replace(at=None), one.changed)
        yield Entry(
            kind=one.kind,
            what=_words(record, one),
            name=name,
            place=f"{record.address}#{one.anchor}" if one.anchor else record.address,
            published=published,
            updated=updated,
            record=record,
            number=one.number,
            is_timed=published != midnight(one.day, site.config.zone),
            change=one.detail,
            statements=statements_of(site, record)
            if isinstance(record, Advert) and one.kind == "notice"
            else (),
        )


def _moment(site: Site, record: Dated, one: Happening, on: date) -> datetime:
    """When it happened on that day; the first moment of the day if nobody knows."""
    zone = site.config.zone
    return one.at.astimezone(zone) if one.at else _recorded(site, record, one, on) or midnight(on, zone)


def _name(record: Dated) -> str:
    match record:
        case Advert():
            return f"{record.title} ({record.reference})"
        case Decision():
            return f"{record.title} ({day(record.meeting.date)})"
        case _:
            return f"{record.title} ({day(record.date)})"


def _words(record: Dated, one: Happening) -> str:  # noqa: PLR0911 - a kind of happening each
    match one.kind, record, one.detail:
        case "notice", Advert(), _:
            return KIND_TITLES[record.kind]
        case "question", _, _:
            return f"Question {one.number}"
        case "change", _, _:
            return f"Change {one.number}"
        case "answer", _, _:
            return f"Question {one.number} answered"
        case "became", _, Became() as became:
            return f"{BECAME[became.kind]}, {day(became.date)}, {became.title}"
        case "report", Decision(), _:
            return f"Report to {record.meeting.body}"
        case "exempt", _, _:
            return f"Exempt report to {record.meeting.body if isinstance(record, Decision) else record.body}"
        case _:
            return _WORDS[one.kind]


_WORDS = {
    "closed": "Closed for responses",
    "withdrawal": "Withdrawn",
    "outcome": "Outcome published",
    "decided": "Decided",
    "called-in": "Called in",
}


def _recorded(site: Site, record: Dated, one: Happening, on: date) -> datetime | None:
    """When the register recorded it, if that was on its day: the first version of the day that has it. None if it did not."""
    zone = site.config.zone
    found = [
        (datetime.fromisoformat(version.line.time).astimezone(zone), version.snapshot)
        for version in site.recorded.get(key_of(record), ())
    ]
    of_day = [(time, snapshot) for time, snapshot in found if time.date() == on]
    return next((time for time, snapshot in of_day if _has(snapshot, one)), of_day[0][0] if of_day else None)


def _has(found: Snapshot, one: Happening) -> bool:
    """Whether a snapshot has what happened. That of a record with one version is not kept, and has nothing."""
    match one.detail:
        case Amendment() as amendment:
            return _is_in(found, "amendments", {"change": amendment.change})
        case Clarification() as asked:
            answer = {"answer": None} if one.kind == "answer" else {}
            return _is_in(found, "clarifications", {"id": asked.id, **answer})
        case Became() as became:
            return _is_in(found, "became", {"title": became.title})
        case _:
            return _FIELDS.get(one.kind, "title") in found


_FIELDS = {"withdrawal": "withdrawn", "decided": "decided", "called-in": "called_in"}


def _is_in(found: Snapshot, field: str, wanted: Mapping[str, str | None]) -> bool:
    """Whether an item of a list has these values; None stands for any."""
    items = found.get(field)
    return isinstance(items, list) and any(
        isinstance(item, dict)
        and all(name in item and value in (None, item[name]) for name, value in wanted.items())
        for item in items
    )
