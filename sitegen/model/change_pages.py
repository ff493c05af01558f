"""Records → the addresses of /changes/: what has happened to them, by month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from sitegen.model.happenings import happenings
from sitegen.model.kinds import Dated

CHANGES: Final = "/changes/"
CHANGES_INDEX: Final = "/changes.json"
A_PAGE: Final = 50
"""How many records a numbered page has; the same record on another day counts again."""


def of_month(month: str, number: int | None = None) -> str:
    """The address of the changes of a month, `2026-11`, or of one of its numbered pages."""
    return f"{CHANGES}{month}/" + (f"page/{number}/" if number else "")


def file_of_month(month: str) -> str:
    """The address of the same for programs."""
    return f"{CHANGES}{month}.json"


def month_pages(count: int) -> int:
    """How many numbered pages a month has whose pages show so many records."""
    return max(count // A_PAGE - 1, 0)


def of_changes(records: Iterable[Dated], now: datetime) -> Iterator[str]:
    """The addresses of all months up to `now`, which is in the site's zone."""
    days = (day for record in records for day in {one.day for one in happenings(record, now)})
    for month, count in Counter(f"{day:%Y-%m}" for day in days).items():
        yield from (file_of_month(month), of_month(month))
        yield from (of_month(month, number) for number in range(1, month_pages(count) + 1))
