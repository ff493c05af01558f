"""A record → what happened to it, as /changes/ shows it and changes.json has it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.change_pages import CHANGES_INDEX, file_of_month
from sitegen.model.decision import Decision
from sitegen.model.kinds import Dated, Shown
from sitegen.model.parts import Amendment, Became, Clarification, Withdrawal
from sitegen.model.site import Site
from sitegen.outputs.entries import Entry, Order, entries_of, tag_of
from sitegen.outputs.exact import instant
from sitegen.outputs.facets import FOLLOWED_FACETS
from sitegen.outputs.output import Data

LATEST: Final = 100
"""How many pieces of news the index repeats, so that one request is enough for who asks often."""
_LONGEST: Final = 300
"""Characters of a text."""


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news. `title`, `reference` and `page` are those of its record."""

    id: str
    """Its identity within the site, as in feeds."""
    address: str
    """Its permanent link from the site's root."""
    kind: str
    what: str
    text: str
    """What changed, was asked or was answered, as plain words; long ones are cut."""
    title: str
    reference: str
    """Empty for a record without one."""
    page: str
    at: datetime
    is_timed: bool
    """Whether the time of day is known; otherwise it is the first moment of the day."""
    lists: tuple[str, ...]
    """The lists below /adverts/ that can be followed and that its notice is on: `subject/77`."""
    order: Order

    @property
    def month(self) -> str:
        """The month in which it happened, in the site's zone: `2026-11`."""
        return f"{self.at:%Y-%m}"


def news_of(site: Site, record: Shown) -> tuple[News, ...]:
    """What happened to a record up to now, in order. `site` has the records around it."""
    if not isinstance(record, Dated):
        return ()
    lists = _lists(site, record)
    found = (_news(entry, record, lists) for entry in entries_of(site, record))
    return tuple(sorted(found, key=lambda one: one.order))


def of_month(base: str, month: str, news: Iterable[News]) -> Data:
    """The file of a month, latest first. `base` is the address of the site."""
    return Data(file_of_month(month)[1:], _json({"month": month, "changes": _listed(base, news)}))


def index(base: str, months: Sequence[str], latest: Iterable[News]) -> Data:
    """The file that names the file of each month, latest first, and has the latest changes."""
    listed = [{"month": month, "url": f"{base}{file_of_month(month)}"} for month in reversed(months)]
    return Data(CHANGES_INDEX[1:], _json({"months": listed, "changes": _listed(base, latest)[:LATEST]}))


def _lists(site: Site, record: Dated) -> tuple[str, ...]:
    if not isinstance(record, Advert):
        return ()
    values = (value for facet in FOLLOWED_FACETS for value in facet.values(site, record))
    return tuple(dict.fromkeys(value.path for value in values if value.is_stated))


def _news(entry: Entry, record: Dated, lists: tuple[str, ...]) -> News:
    reference = record.reference if isinstance(record, Advert | Decision) else None
    return News(
        id=entry.id,
        address=entry.place,
        kind=entry.kind,
        what=entry.what,
        text=shorten(_text(entry, record), _LONGEST, placeholder=" …"),
        title=record.title,
        reference=reference or "",
        page=record.address,
        at=entry.published,
        is_timed=entry.is_timed,
        lists=lists,
        order=(entry.published.timestamp(), *entry.order[1:]),
    )


def _text(entry: Entry, record: Dated) -> str:  # noqa: PLR0911 - a kind of news each
    match entry.kind, entry.change, record:
        case "notice", _, Advert():
            return record.summary
        case "question", Clarification() as asked, _:
            return asked.question.text
        case "answer", Clarification(answer=answer), _ if answer:
            return answer.text
        case _, Amendment() as amendment, _:
            return amendment.change
        case _, Withdrawal() as withdrawal, _:
            return withdrawal.reason
        case _, Became() as became, _:
            return became.title
        case _:
            return ""


def _listed(base: str, news: Iterable[News]) -> list[dict[str, object]]:
    return [_fields(base, one) for one in sorted(news, key=lambda one: one.order, reverse=True)]


def _fields(base: str, one: News) -> dict[str, object]:
    return {
        "id": f"{tag_of(base)}{one.id}",
        "url": f"{base}{one.address}",
        "time": instant(one.at),
        "time_known": one.is_timed,
        "kind": one.kind,
        "what": one.what,
        "text": one.text,
        "record": {"title": one.title, "reference": one.reference or None, "url": f"{base}{one.page}"},
        "lists": list(one.lists),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def grouped(news: Iterable[News]) -> Iterator[tuple[News, ...]]:
    """The news of one record on one day, each group latest first; the groups from the first to the last."""
    groups: dict[tuple[str, str], list[News]] = {}
    for one in sorted(news, key=lambda one: one.order):
        groups.setdefault((f"{one.at:%Y-%m-%d}", one.page), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], group[1][-1].order))
    return (tuple(reversed(group)) for _, group in ordered)
