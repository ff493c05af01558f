"""Records → the addresses at which readers hear what has happened to them, by month."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sitegen.model.content import Content
from sitegen.model.happenings import happenings
from sitegen.model.kinds import Undated

FOLLOW: Final = "/follow/"
CHANGES: Final = "/changes/"
CHANGES_INDEX: Final = "/changes.json"
NEWS: Final = (FOLLOW, CHANGES, CHANGES_INDEX)
"""What every site has of these."""
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


def of_changes(content: Content) -> Iterator[str]:
    """The addresses of all months in which something happened."""
    now = content.now.astimezone(content.config.zone)
    records = (entry.record for entry in content.entries.values() if content.is_public(entry.record))
    dated = (record for record in records if not isinstance(record, Undated))
    days = (day for record in dated for day in {one.day for one in happenings(record, now)})
    for month, count in Counter(f"{day:%Y-%m}" for day in days).items():
        yield from (file_of_month(month), of_month(month))
        yield from (of_month(month, number) for number in range(1, month_pages(count) + 1))
