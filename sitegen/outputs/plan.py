"""The site → every file of it, from the formats in one visible tuple, in jobs that know what they are made from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sitegen.memo.store import digest
from sitegen.model.record import Key
from sitegen.model.redaction import redaction_of
from sitegen.model.scope import files_around, last_change, neighbours, part, whole
from sitegen.model.site import Site
from sitegen.outputs import assets, calendars, feeds, forms, hosting, html, outcomes, register, search
from sitegen.outputs.facets import FACETS, SUBJECT, Facet
from sitegen.outputs.html import data
from sitegen.outputs.html.chrome import chrome as frame
from sitegen.outputs.html.chrome import described
from sitegen.outputs.output import Data, Materials, Output, told
from sitegen.outputs.view import Chrome

BESIDE = (feeds, calendars, forms, outcomes, register)
"""The formats that put files beside the page of a record, which tells of them."""


@dataclass(frozen=True, slots=True)
class Job:
    """Outputs that are made together, and a digest of all that they depend on, but for the templates and the program.

    `frame` is a digest of what all pages share. A job that has one speaks of the whole site: it takes as long as many
    others and comes first, and of its pages, most of which a change leaves as they were, each is remembered by itself.
    """

    made_from: bytes
    outputs: Callable[[], Iterable[Output]]
    frame: bytes = b""


def jobs(site: Site) -> Iterator[Job]:
    """What there is to make. First comes what speaks of the whole site, for some of it takes long; then each record's own.

    What a record's job makes depends on the records around it alone, so that a change of one leaves most jobs as they
    were. The last things, which hosts are told, depend on all the rest: `hosting.plan`.
    """
    chrome = frame(site, has_feed=feeds.is_followed(site))
    shared = _shared(site, chrome)
    keys = sorted(site.shown)
    all_of_it = whole(site)
    everything = digest(
        shared,
        _state(site, keys),
        repr(all_of_it.as_of).encode(),
        site.register.published if site.register else b"",
    )
    same = digest(shared, repr(chrome.files).encode())
    for name, outputs in WHOLE.items():
        yield Job(digest(everything, name.encode()), partial(outputs, all_of_it, chrome), same)
    own = partial(_own, site, chrome, html.materials(site) if site.config.pdf else {})
    for key in keys:
        around = neighbours(site, key)
        yield Job(digest(shared, repr(key).encode(), _state(site, around)), partial(own, key))


def own(site: Site, key: Key) -> Iterator[Output]:
    """The files of one record."""
    chrome = frame(site, has_feed=feeds.is_followed(site))
    return _own(site, chrome, html.materials(site) if site.config.pdf else {}, key)


def plan(site: Site) -> Iterator[Output]:
    """Every output. None depends on what another's template makes of it."""
    made = []
    for job in jobs(site):
        for output in job.outputs():
            made.append(told(output))
            yield output
    yield from hosting.plan(site, made)


def _front(site: Site, chrome: Chrome) -> Iterator[Output]:
    """The home page with what leads to everything, and what all pages use."""
    beside: Sequence[Output] = (*feeds.plan(site), *calendars.plan(site))
    yield from html.plan(site, chrome, _by_folder(beside))
    yield from beside
    yield from assets.plan(site)


def lists(site: Site, chrome: Chrome, facet: Facet) -> Iterator[Output]:
    """The lists by one facet. Those by subject can be followed."""
    beside = tuple(feeds.by_subject(site)) if facet is SUBJECT else ()
    yield from html.lists(site, chrome, facet, _by_folder(beside))
    yield from beside


WHOLE: Mapping[str, Callable[[Site, Chrome], Iterable[Output]]] = {
    "search": lambda site, _: search.plan(site),
    "data": lambda site, chrome: (*data.plan(site, chrome), *register.others(site)),
    **{f"lists by {facet.id}": partial(lists, facet=facet) for facet in FACETS},
    "front": _front,
}
"""What speaks of the whole site, in parts that can be made at the same time."""


def _own(site: Site, chrome: Chrome, materials: Materials, key: Key) -> Iterator[Output]:
    """The page of a record, and what stands beside it."""
    around = part(site, neighbours(site, key))
    record = around.shown[key]
    beside = [output for kind in BESIDE for output in kind.beside(around, record)]
    own_chrome = replace(chrome, files=described(around))
    yield from html.page(around, own_chrome, record, _by_folder(beside), materials)
    yield from beside


def _shared(site: Site, chrome: Chrome) -> bytes:
    """A digest of what every page may depend on: settings, header and footer, assets."""
    files = (part for name, data in sorted(site.assets.items()) for part in (name.encode(), data))
    return digest(repr(replace(chrome, files={}, hidden={})).encode(), *files)


def _state(site: Site, keys: list[Key]) -> bytes:
    """A digest of some records as they are seen at the moment, with the attachments that they name."""
    hidden = [(key, site.unpublished[key]) for key in keys if key in site.unpublished]
    files = [site.attachments.get(path) for path in files_around(site, keys)]
    lines = [
        (found.line, redaction_of(found.snapshot)) for key in keys for found in site.recorded.get(key, ())
    ]
    about = (repr(last_change(site, keys)), repr(hidden), repr(files), *([repr(lines)] if lines else ()))
    return digest(*(text.encode() for text in about), *(site.made_from[key] for key in keys))


def _by_folder(outputs: Iterable[Output]) -> Mapping[str, Mapping[str, int | None]]:
    """The names of files in each folder, with their sizes where the plan holds their bytes."""
    folders: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for output in outputs:
        folder, slash, name = output.path.rpartition("/")
        folders[folder + slash][name] = len(output.data) if isinstance(output, Data) else None
    return folders
