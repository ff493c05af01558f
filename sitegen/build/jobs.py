"""The site → jobs: outputs that are made together, with a digest of all that they are made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sitegen.build.neighbours import Neighbours
from sitegen.memo.digest import digest
from sitegen.model.advert import Advert
from sitegen.model.record import Key
from sitegen.model.redaction import redaction_of
from sitegen.model.site import Site
from sitegen.outputs import feeds, html, plan
from sitegen.outputs.html.chrome import chrome as chrome_of
from sitegen.outputs.output import Output
from sitegen.outputs.summaries import Summary, summary
from sitegen.outputs.view import Chrome


@dataclass(frozen=True, slots=True)
class Job:
    """Outputs that are made together."""

    made_from: bytes
    """A digest of all that they depend on, but for the templates and the program."""
    outputs: Callable[[], Iterable[Output]]
    shared: bytes = b""
    """For a job that speaks of many records, a digest of what all pages share; else empty. It takes as long as many
    others, and a change leaves most of its pages as they were: each is remembered by itself."""
    summary: Callable[[], Summary | None] = lambda: None
    """What lists look at of the job's record; None for all but adverts."""


class Jobs:
    """What there is to make of a site, but for what depends on all the rest: `outputs/hosting`."""

    def __init__(self, site: Site, neighbours: Neighbours, versions: Mapping[Key, bytes]) -> None:
        """`versions` has for each record a digest of all that its entry is made from."""
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
            own, seen = partial(self._own, key, around), partial(self._summary, key, around)
            yield Job(made_from, own, summary=seen)

    def of_many(self, summaries: Sequence[Summary]) -> Iterator[Job]:
        """What speaks of many records. `summaries` are those of all adverts, in the order of publication."""
        site, whole = self._site, self._neighbours.whole()
        everything = digest(
            self._shared,
            self._state(sorted(site.shown)),
            repr(whole.as_of).encode(),
            site.register.published if site.register else b"",
        )
        frame = digest(self._shared, repr((self._chrome.files, self._chrome.hidden)).encode())
        listed = digest(frame, *(repr(one).encode() for one in summaries))
        for name, lists in plan.LISTS.items():
            yield Job(digest(listed, name.encode()), partial(lists, summaries, self._chrome), frame)
        for name, outputs in plan.WHOLE.items():
            yield Job(digest(everything, name.encode()), partial(outputs, whole, self._chrome), frame)

    def own(self, key: Key) -> Iterator[Output]:
        """The files of one record."""
        return self._own(key, self._neighbours.around(key))

    def _own(self, key: Key, around: list[Key]) -> Iterator[Output]:
        return plan.own(self._neighbours.part(around), self._chrome, self._materials, key)

    def _summary(self, key: Key, around: list[Key]) -> Summary | None:
        advert = self._site.shown[key]
        return summary(self._neighbours.part(around), advert) if isinstance(advert, Advert) else None

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


def _shared(site: Site, chrome: Chrome) -> bytes:
    """A digest of what every page may depend on: settings, header and footer, assets."""
    files = (part for name, data in sorted(site.assets.items()) for part in (name.encode(), data))
    return digest(repr(replace(chrome, files={}, hidden={})).encode(), *files)
