"""The site → jobs: outputs that are made together, with a digest of all that they are made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from sitegen.build.neighbours import Neighbours
from sitegen.memo.digest import digest
from sitegen.model.advert import Advert
from sitegen.model.kinds import Shown
from sitegen.model.moments import LONG_AGO
from sitegen.model.record import Key, key_of
from sitegen.model.redaction import redaction_of
from sitegen.model.site import Site
from sitegen.outputs import feeds, html, plan
from sitegen.outputs.html import data
from sitegen.outputs.html.chrome import chrome as chrome_of
from sitegen.outputs.output import Output
from sitegen.outputs.rows import Part, Rows, contracting, joined, rows_of
from sitegen.outputs.search.documents import document, first_day
from sitegen.outputs.summaries import Summaries, Summary, summary
from sitegen.outputs.view import Chrome


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Where the rows of a record are kept."""

    key: Key
    part: str
    order: tuple[str, str]
    digest: bytes
    """That of the rows, under which they are kept."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """Where the rows of a part are kept, joined; and the files of open contracting data that were made of it."""

    digest: bytes
    files: tuple[tuple[str, int], ...]
    """Their paths, and their sizes in bytes."""
    rows: Sequence[RowsOf]


@dataclass(frozen=True, slots=True)
class SearchOf:
    """A record in the search index."""

    key: Key
    day: str
    """Its place in the index, in ISO 8601; on one day the order is that of addresses."""
    digest: bytes
    """That of its document, under which its terms are kept."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a job makes, and what the job of a record gives to the files that speak of many."""

    outputs: Iterable[Output]
    summary: Summary | None = None
    """What lists look at of the record; None for all but adverts."""
    rows: Rows | None = None
    """What the data of the whole site has of it; None if nothing."""
    part: Part | None = None
    """The rows of several records, joined; only of a job that joins them."""
    search: SearchOf | None = None
    """The record in the search index; only of the job of a record."""


@dataclass(frozen=True, slots=True)
class Job:
    """Outputs that are made together."""

    made_from: bytes
    """A digest of all that they depend on, but for the templates and the program."""
    plan: Callable[[], Planned]
    shared: bytes = b""
    """For a job that speaks of many records, a digest of what all pages share; else empty. It takes as long as many
    others, and a change leaves most of its pages as they were: each is remembered by itself."""


class Jobs:
    """What there is to make of a site, but for what depends on all the rest: `outputs/hosting`."""

    def __init__(
        self,
        site: Site,
        neighbours: Neighbours,
        versions: Mapping[Key, bytes],
        recall: Callable[[bytes], object] = lambda _: None,
    ) -> None:
        """`versions` has for each record a digest of all that its entry is made from; `recall` gives what was kept."""
        self._recall = recall
        self._site = site
        self._neighbours = neighbours
        self._versions = versions
        self._chrome = chrome_of(site, has_feed=feeds.is_followed(site))
        self._shared = _shared(site, self._chrome)
        self._materials = html.materials(site) if site.config.pdf else {}

    def of_records(self) -> Iterator[Job]:
        """The files of each record. They depend on the records around it alone: a change leaves most jobs as they were."""
        for key in sorted(self._site.shown):
            around = self._neighbours.around(key)
            made_from = digest(self._shared, repr(key).encode(), self._state(around))
            yield Job(made_from, partial(self._planned, key, around))

    def of_parts(self, given: Mapping[str, Sequence[RowsOf]]) -> Iterator[Job]:
        """The open contracting data of each part, and the lines that its tables have. `given` are the rows of each part."""
        for part, rows in given.items():
            made_from = digest(self._shared, part.encode(), *(one.digest for one in rows))
            yield Job(made_from, partial(self._part, part, rows))

    def of_many(self, summaries: Sequence[Summary], parts: Mapping[str, PartOf]) -> Iterator[Job]:
        """What speaks of many records. `summaries` are those of all adverts, in the order of publication."""
        site, whole = self._site, self._neighbours.whole()
        register = site.register.published if site.register else b""
        everything = digest(
            self._shared,
            self._state(sorted(site.shown)),
            repr(whole.as_of).encode(),
            register,
        )
        frame = digest(self._shared, repr((self._chrome.files, self._chrome.hidden)).encode())
        of_lists = digest(frame, listed(summaries))
        for name, lists in plan.LISTS.items():
            yield Job(digest(of_lists, name.encode()), _outputs(lists, summaries, self._chrome), frame)
        found = (repr((part, one.digest, one.files)).encode() for part, one in sorted(parts.items()))
        yield Job(digest(frame, b"data", register, *found), partial(self._data, parts), frame)
        for name, outputs in plan.WHOLE.items():
            yield Job(
                digest(everything, name.encode()), _outputs(outputs, whole, self._chrome, summaries), frame
            )

    def own(self, key: Key) -> Iterable[Output]:
        """The files of one record."""
        return self._planned(key, self._neighbours.around(key)).outputs

    def rows(self, key: Key) -> Rows | None:
        """What the data of the whole site has of one record."""
        return rows_of(self._neighbours.part(self._neighbours.around(key)), self._site.shown[key])

    def _planned(self, key: Key, around: list[Key]) -> Planned:
        part, record = self._neighbours.part(around), self._site.shown[key]
        outputs = plan.own(part, self._chrome, self._materials, key)
        return Planned(
            outputs,
            summary(part, record) if isinstance(record, Advert) else None,
            rows_of(part, record),
            search=search_of(part, record),
        )

    def _part(self, part: str, rows: Sequence[RowsOf]) -> Planned:
        whole = self._joined(part, rows)
        return Planned(contracting(self._nothing, part, whole), part=whole)

    def _data(self, parts: Mapping[str, PartOf]) -> Planned:
        lines = {part: self._lines(part, one) for part, one in parts.items()}
        files = [file for one in parts.values() for file in one.files]
        return Planned(data.plan(self._nothing, self._chrome, lines, files))

    def _lines(self, part: str, kept: PartOf) -> Part:
        found = self._recall(kept.digest)
        return found if isinstance(found, Part) else self._joined(part, kept.rows)

    def _joined(self, part: str, rows: Sequence[RowsOf]) -> Part:
        found = (self._recall(one.digest) or self.rows(one.key) for one in rows)
        return joined(part, (one for one in found if isinstance(one, Rows)))

    @property
    def _nothing(self) -> Site:
        """The site without a record, for what is made from rows alone."""
        return replace(
            self._site, as_of=LONG_AGO, shown={}, mentions={}, attachments={}, unpublished={}, recorded={}
        )

    def _state(self, keys: list[Key]) -> bytes:
        """A digest of some records as the public sees them now, with the attachments that they name."""
        site, neighbours = self._site, self._neighbours
        unpublished = [(key, site.unpublished[key]) for key in keys if key in site.unpublished]
        left_out = [(key, found) for key in keys if (found := neighbours.hidden(key))]
        files = [site.attachments[path] for path in neighbours.files(keys)]
        recorded = [
            (found.line, redaction_of(found.snapshot)) for key in keys for found in site.recorded.get(key, ())
        ]
        about = (neighbours.last_change(keys), unpublished, left_out, files, recorded)
        return digest(*(repr(one).encode() for one in about), *(self._versions[key] for key in keys))


@lru_cache(maxsize=1)
def listed(summaries: Summaries) -> bytes:
    """A digest of all that lists look at."""
    return digest(*(repr(one).encode() for one in summaries))


def search_of(around: Site, record: Shown) -> SearchOf:
    """The record in the search index. `around` has the records around it."""
    found = document(around, record)
    parts = (repr((found.card, found.references, found.lead)), found.text)
    return SearchOf(key_of(record), first_day(around, record), digest(*(part.encode() for part in parts)))


def _outputs(function: Callable[..., Iterable[Output]], *given: object) -> Callable[[], Planned]:
    return lambda: Planned(function(*given))


def _shared(site: Site, chrome: Chrome) -> bytes:
    """A digest of what every page may depend on: settings, header and footer, assets."""
    files = (part for name, data in sorted(site.assets.items()) for part in (name.encode(), data))
    return digest(repr(replace(chrome, files={}, hidden={})).encode(), *files)
