"""What happened to the records of a site → the jobs of /changes/: a change costs its month and the first page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sitegen.build.given import Given
from sitegen.build.job import Job, Planned
from sitegen.build.neighbours import Neighbours
from sitegen.memo.digest import digest
from sitegen.model.site import Site
from sitegen.outputs import news
from sitegen.outputs.html import changes
from sitegen.outputs.news import News
from sitegen.outputs.view import Chrome


class _Share(NamedTuple):
    """What a record gives to a month: on how many days something happened to it, and a digest of that."""

    given: Given
    days: int
    digest: bytes


class Changes(NamedTuple):
    """The changes of a site. `frame` is a digest of what every page that shows several records depends on; `recall` gives what was kept."""

    site: Site
    neighbours: Neighbours
    chrome: Chrome
    frame: bytes
    recall: Callable[[bytes], object]

    def jobs(self, given: Iterable[Given]) -> Iterator[Job]:
        """The pages and the file of each month; then the first page and the index of the files."""
        shares: defaultdict[str, list[_Share]] = defaultdict(list)
        for one in given:
            for month, days, found in one.months:
                shares[month].append(_Share(one, days, found))
        months = sorted(shares)
        for place, month in enumerate(months):
            around = repr((month, months[max(place - 1, 0) : place + 2])).encode()
            made_from = digest(self.frame, b"month", around, *(one.digest for one in shares[month]))
            yield Job(made_from, partial(self._month, months, month, shares[month]), self.frame)
        latest = _enough([(month, sum(one.days for one in shares[month])) for month in months])
        some = [one for month in latest for one in shares[month]]
        about = repr((latest, months)).encode()
        made_from = digest(self.frame, b"changes", about, *(one.digest for one in some))
        yield Job(made_from, partial(self._latest, months, latest, some), self.frame)

    def _month(self, months: Sequence[str], month: str, shares: Sequence[_Share]) -> Planned:
        found = self._found((month,), shares)
        pages = changes.of_the_month(self.chrome, months, month, found)
        return Planned((*pages, news.of_month(self.site.config.base_url, month, found)))

    def _latest(self, months: Sequence[str], latest: Sequence[str], shares: Sequence[_Share]) -> Planned:
        found = self._found(latest, shares)
        page = changes.front(self.chrome, months, found)
        return Planned((page, news.index(self.site.config.base_url, months, found)))

    def _found(self, months: Sequence[str], shares: Sequence[_Share]) -> list[News]:
        """What happened to these records in these months."""
        records = {one.given.key: one.given for one in shares}
        return [one for given in records.values() for one in self._of(given) if one.month in months]

    def _of(self, given: Given) -> Sequence[News]:
        """All that happened to a record, as it was kept or found now."""
        found = self.recall(given.kept)
        if isinstance(found, tuple):
            return found
        part = self.neighbours.part(self.neighbours.around(given.key))
        return news.news_of(part, self.site.shown[given.key])


def _enough(counts: Sequence[tuple[str, int]]) -> list[str]:
    """The newest months that together have enough for the first page and the index."""
    found: list[str] = []
    least = max(news.LATEST, changes.FRONT)
    for month, count in reversed(counts):
        if least <= 0:
            break
        found.append(month)
        least -= count
    return found
