"""What happened to records → /changes/: the latest, and a page or several for each month back to the beginning.

The pages of a month are numbered from its oldest, so that what is new changes only the first of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sitegen.model.change_pages import A_PAGE, month_pages, of_month
from sitegen.outputs.html.chrome import CHANGES, HOME, path_of
from sitegen.outputs.news import News, grouped
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, Link, View
from sitegen.outputs.wording import month_or_day

FRONT = 40
"""How many notices the first page shows; the same notice on another day counts again."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and what happened on it: a group for each record."""

    day: date
    groups: tuple[tuple[News, ...], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its months."""

    year: str
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(View):
    """News by day, latest first. `years` are on the first page alone, `number` on pages that never move."""

    days: tuple[Day, ...]
    years: tuple[Year, ...] = ()
    number: int | None = None
    newer: Link | None = None
    older: Link | None = None


def front(chrome: Chrome, months: Sequence[str], latest: Iterable[News]) -> Rendered:
    """The page /changes/: the latest news, and the months, of which `months` has the first to the last."""
    groups = list(grouped(latest))[-FRONT:]
    links = [_link(month) for month in reversed(months)]
    page = ChangesPage(
        site=chrome,
        title="Changes",
        address=CHANGES.address,
        description=f"What is new on {chrome.config.title}, day by day: notices, questions, answers, changes and decisions.",
        crumbs=(HOME,),
        days=_days(groups),
        years=tuple(
            Year(year, tuple(some))
            for year, some in groupby(links, key=lambda one: one.title.rpartition(" ")[2])
        ),
    )
    return Rendered(path_of(page.address), "pages/changes.html", page)


def of_the_month(
    chrome: Chrome, months: Sequence[str], month: str, news: Iterable[News]
) -> Iterator[Rendered]:
    """The pages of a month. Those of `months` that are next to it are linked."""
    groups, at = list(grouped(news)), months.index(month)
    last = month_pages(len(groups))
    before = _link(months[at - 1]) if at else None
    after = _link(months[at + 1]) if at + 1 < len(months) else CHANGES
    title = f"Changes in {month_or_day(month)}"
    itself = Link(title, of_month(month))
    yield _page(
        chrome,
        title,
        itself.address,
        groups[last * A_PAGE :],
        after,
        _numbered(month, last) if last else before,
    )
    for number in range(1, last + 1):
        newer = _numbered(month, number + 1) if number < last else itself
        older = _numbered(month, number - 1) if number > 1 else before
        some = groups[(number - 1) * A_PAGE : number * A_PAGE]
        yield _page(
            chrome, f"Page {number}: {title}", of_month(month, number), some, newer, older, number, itself
        )


def _page(  # noqa: PLR0913, PLR0917 - what the page shows, and where it leads
    chrome: Chrome,
    title: str,
    address: str,
    groups: Sequence[tuple[News, ...]],
    newer: Link | None,
    older: Link | None,
    number: int | None = None,
    above: Link | None = None,
) -> Rendered:
    page = ChangesPage(
        site=chrome,
        title=title,
        address=address,
        description=f"{title} on {chrome.config.title}, by day and by notice.",
        crumbs=(HOME, CHANGES, *((above,) if above else ())),
        days=_days(groups),
        number=number,
        newer=newer,
        older=older,
    )
    return Rendered(path_of(address), "pages/changes.html", page)


def _days(groups: Sequence[tuple[News, ...]]) -> tuple[Day, ...]:
    by_day = groupby(reversed(groups), key=lambda group: group[0].at.date())
    return tuple(Day(day, tuple(some)) for day, some in by_day)


def _link(month: str) -> Link:
    return Link(month_or_day(month), of_month(month))


def _numbered(month: str, number: int) -> Link:
    return Link(f"{month_or_day(month)}, page {number}", of_month(month, number))
