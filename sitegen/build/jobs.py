"""The site → jobs: outputs that are made together, with a digest of all that they are made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from heapq import nlargest

from sitegen.build.changes import Changes
from sitegen.build.given import Given, GivenAdvert, given_by, search_of
from sitegen.build.job import Job, PartOf, Planned, RowsOf
from sitegen.build.neighbours import Neighbours
from sitegen.build.states import States
from sitegen.memo.digest import digest
from sitegen.model.advert import Advert
from sitegen.model.filenames import CALENDAR, FEED
from sitegen.model.moments import LONG_AGO
from sitegen.model.record import SETTINGS, Key
from sitegen.model.site import Site
from sitegen.outputs import assets, calendars, feeds, hosting, html, news, plan, register
from sitegen.outputs.facets import FOLLOWED_FACETS, Value
from sitegen.outputs.html import data, home
from sitegen.outputs.html.chrome import chrome as chrome_of
from sitegen.outputs.output import FileInfo, Output
from sitegen.outputs.rows import Part, Rows, contracting, joined, rows_of
from sitegen.outputs.summaries import Summary, grouped
from sitegen.outputs.view import Chrome


class Jobs:
    """What there is to make of a site."""

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
        self._state = States(site, neighbours, versions).of
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

    def of_many(
        self, given: Sequence[Given], adverts: Sequence[GivenAdvert], parts: Mapping[str, PartOf]
    ) -> Iterator[Job]:
        """What speaks of many records, but for search. `given` is what each of them gave, `adverts` those of adverts in order."""
        summaries = tuple(one.summary for one in adverts)
        yield from self._lists(adverts, summaries)
        yield self._of_data(parts)
        yield from self._sections()
        dates = _closing_last(one for one in adverts if one.summary.has_dates)
        yield self._home(given, summaries, dates)
        yield from self._calendar(dates)
        yield from self._feeds(given, adverts)
        yield from Changes(self._site, self._neighbours, self._chrome, self._frame, self._recall).jobs(given)
        yield from self._others()

    def of_hosts(self, about: Sequence[FileInfo], digests: Iterable[bytes]) -> Job:
        """The files for hosts. `about` are all other files, `digests` have what hosts need to know of those of each job."""
        made_from = digest(self._shared, b"hosts", *digests)
        return Job(
            made_from,
            lambda: Planned(hosting.plan(self._site, sorted(about, key=lambda one: one.path))),
        )

    def own(self, key: Key) -> Iterable[Output]:
        """The files of one record."""
        return self._planned(key, self._neighbours.around(key)).outputs

    def rows(self, key: Key) -> Rows | None:
        """What the data of the whole site has of one record."""
        return rows_of(self._neighbours.part(self._neighbours.around(key)), self._site.shown[key])

    def _planned(self, key: Key, around: list[Key]) -> Planned:
        part, record = self._neighbours.part(around), self._site.shown[key]
        outputs = tuple(plan.own(part, self._chrome, self._materials, key))
        events = b"".join(one.events for one in outputs if isinstance(one, calendars.OwnCalendar))
        happened = news.news_of(part, record)
        given, rows = given_by(part, record, events, happened), rows_of(part, record)
        return Planned(outputs, given, events, happened, rows, search=search_of(part, record))

    def _part(self, part: str, rows: Sequence[RowsOf]) -> Planned:
        whole = self._joined(part, rows)
        return Planned(contracting(self._nothing, part, whole), part=whole)

    def _lists(self, adverts: Sequence[GivenAdvert], summaries: Sequence[Summary]) -> Iterator[Job]:
        listed = digest(self._frame, *(one.listed for one in adverts))
        for name, lists in plan.LISTS.items():
            made_from = digest(listed, name.encode())
            yield Job(made_from, _outputs(lists, summaries, self._chrome), self._frame)

    def _of_data(self, parts: Mapping[str, PartOf]) -> Job:
        found = (repr((part, one.digest, one.files)).encode() for part, one in sorted(parts.items()))
        made_from = digest(self._frame, b"data", self._register, *found)
        return Job(made_from, partial(self._data, parts), self._frame)

    def _sections(self) -> Iterator[Job]:
        """Each is made from the records that it lists, and from the settings."""
        settled = self._neighbours.last_change([SETTINGS]).isoformat().encode()
        for name, section in html.SECTIONS.items():
            keys = [key for key, one in sorted(self._site.shown.items()) if isinstance(one, section.kinds)]
            made_from = digest(self._frame, name.encode(), settled, self._state(keys))
            yield Job(made_from, partial(self._section, section, keys), self._frame)

    def _home(
        self, given: Sequence[Given], summaries: Sequence[Summary], dates: Sequence[GivenAdvert]
    ) -> Job:
        size = calendars.size(self._nothing, sum(one.size for one in dates))
        beside = {FEED: None} if self._chrome.feed else {}
        page = home.page(
            summaries,
            (entry for one in given for entry in one.news),
            self._chrome,
            beside | ({CALENDAR: size} if dates else {}),
        )
        made_from = digest(self._frame, b"home", repr(page.own).encode())
        return Job(made_from, _outputs(home.plan, page), self._frame)

    def _calendar(self, dates: Sequence[GivenAdvert]) -> Iterator[Job]:
        """The calendar of the site, from the lines of these adverts."""
        if dates:
            made_from = digest(self._shared, b"calendar", *(one.events for one in dates))
            yield Job(made_from, partial(self._of_calendar, dates, calendars.plan))

    def _calendar_of(self, value: Value, adverts: Iterable[GivenAdvert]) -> Iterator[Job]:
        """The calendar of the adverts with one value of a facet, likewise."""
        if dates := _closing_last(one for one in adverts if one.summary.has_dates):
            name = repr((value.path, value.title)).encode()
            made_from = digest(self._shared, b"calendar of", name, *(one.events for one in dates))
            yield Job(made_from, partial(self._of_calendar, dates, partial(calendars.of_value, value=value)))

    def _feeds(self, given: Sequence[Given], adverts: Sequence[GivenAdvert]) -> Iterator[Job]:
        """The feed of the site, and the feed and calendar of each value of the facets that can be followed."""
        yield self._feed("", given, feeds.plan)
        by_id = {one.summary.id: one for one in adverts}
        for facet in FOLLOWED_FACETS:
            values = grouped(facet, [one.summary for one in adverts])
            for value, found in sorted(values.items(), key=lambda one: one[0].path):
                if value.is_stated:
                    some = [by_id[one.id] for one in found]
                    name = repr((value.path, value.title))
                    yield self._feed(name, some, partial(feeds.of_value, value=value))
                    yield from self._calendar_of(value, some)

    def _feed(self, name: str, given: Iterable[Given], outputs: Callable[[Site], Iterable[Output]]) -> Job:
        """A feed, from the records with the newest entries: no entry of another can be among so many newest ones."""
        followed = ((one.newest, one.key) for one in given if one.newest)
        keys = sorted(key for _, key in nlargest(feeds.NEWEST, followed))
        made_from = digest(self._shared, b"feed", name.encode(), self._state(keys))
        return Job(made_from, _outputs(lambda: outputs(self._neighbours.part(keys))))

    def _others(self) -> Iterator[Job]:
        """Assets and attachments, and the snapshots of notices that are gone."""
        site = self._site
        files = (repr(one).encode() for one in site.attachments.values())
        yield Job(digest(self._shared, b"assets", *files), _outputs(assets.plan, site))
        if site.register:
            gone = sorted({line.id for line in site.register.lines} - {key.id for key in site.recorded})
            made_from = digest(self._shared, b"register", self._register, repr(gone).encode())
            yield Job(made_from, _outputs(register.others, site))

    def _section(self, section: html.Section, keys: list[Key]) -> Planned:
        return Planned(section.plan(self._neighbours.with_settings(keys), self._chrome))

    def _of_calendar(self, dates: Sequence[GivenAdvert], outputs: Callable[..., Iterable[Output]]) -> Planned:
        events = (self._events(one.key, one.events) for one in dates)
        return Planned(outputs(self._nothing, events=events))

    def _events(self, key: Key, kept: bytes) -> bytes:
        """The lines of the events of an advert."""
        found, record = self._recall(kept), self._site.shown[key]
        if isinstance(found, bytes):
            return found
        return calendars.events(self._neighbours.part([key]), record) if isinstance(record, Advert) else b""

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

    @cached_property
    def _frame(self) -> bytes:
        """A digest of what every page depends on that shows several records."""
        return digest(self._shared, repr((self._chrome.files, self._chrome.hidden)).encode())

    @cached_property
    def _register(self) -> bytes:
        return self._site.register.published if self._site.register else b""

    @cached_property
    def _nothing(self) -> Site:
        """The site without a record, for what is made from rows alone."""
        return replace(
            self._site, as_of=LONG_AGO, shown={}, mentions={}, attachments={}, unpublished={}, recorded={}
        )


def _closing_last(adverts: Iterable[GivenAdvert]) -> list[GivenAdvert]:
    """The adverts of a calendar, in its order."""
    return nlargest(calendars.KEPT, adverts, key=lambda one: calendars.order(one.summary))[::-1]


def _outputs(function: Callable[..., Iterable[Output]], *given: object) -> Callable[[], Planned]:
    return lambda: Planned(function(*given))


def _shared(site: Site, chrome: Chrome) -> bytes:
    """A digest of what every page may depend on: settings, header and footer, assets."""
    files = (part for name, data in sorted(site.assets.items()) for part in (name.encode(), data))
    return digest(repr(replace(chrome, files={}, hidden={})).encode(), *files)
