"""The site → jobs: outputs that are made together, with a digest of all that they are made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from sitegen.build.neighbours import Neighbours
from sitegen.memo.digest import digest
from sitegen.model.record import Key
from sitegen.model.redaction import redaction_of
from sitegen.model.site import Site
from sitegen.outputs import feeds, html, plan
from sitegen.outputs.html.chrome import chrome as chrome_of
from sitegen.outputs.output import Output
from sitegen.outputs.view import Chrome


@dataclass(frozen=True, slots=True)
class Job:
    """Outputs that are made together."""

    made_from: bytes
    """A digest of all that they depend on, but for the templates and the program."""
    outputs: Callable[[], Iterable[Output]]
    shared: bytes = b""
    """For a job that speaks of the whole site, a digest of what all pages share; else empty. It takes as long as many
    others, and a change leaves most of its pages as they were: each is remembered by itself."""


def jobs(site: Site, neighbours: Neighbours, versions: Mapping[Key, bytes]) -> Iterator[Job]:
    """What there is to make: first what speaks of the whole site, for some of it takes long; then each record's own.

    What a record's job makes depends on the records around it alone, so that a change of one leaves most jobs as they
    were. `versions` has for each record a digest of all that its entry is made from. Not here is what depends on all the
    rest: `outputs/hosting`.
    """
    chrome = _chrome(site)
    shared = _shared(site, chrome)
    state = partial(_state, site, neighbours, versions)
    whole = neighbours.whole()
    everything = digest(
        shared,
        state(sorted(site.shown)),
        repr(whole.as_of).encode(),
        site.register.published if site.register else b"",
    )
    frame = digest(shared, repr(chrome.files).encode())
    for name, outputs in plan.WHOLE.items():
        yield Job(digest(everything, name.encode()), partial(outputs, whole, chrome), frame)
    materials = html.materials(site) if site.config.pdf else {}

    def own(key: Key, around: list[Key]) -> Iterator[Output]:
        return plan.own(neighbours.part(around), chrome, materials, key)

    for key in sorted(site.shown):
        around = neighbours.around(key)
        yield Job(digest(shared, repr(key).encode(), state(around)), partial(own, key, around))


def own(site: Site, neighbours: Neighbours, key: Key) -> Iterator[Output]:
    """The files of one record."""
    return plan.own(neighbours.part(neighbours.around(key)), _chrome(site), {}, key)


def _chrome(site: Site) -> Chrome:
    return chrome_of(site, has_feed=feeds.is_followed(site))


def _shared(site: Site, chrome: Chrome) -> bytes:
    """A digest of what every page may depend on: settings, header and footer, assets."""
    files = (part for name, data in sorted(site.assets.items()) for part in (name.encode(), data))
    return digest(repr(replace(chrome, files={}, hidden={})).encode(), *files)


def _state(site: Site, neighbours: Neighbours, versions: Mapping[Key, bytes], keys: list[Key]) -> bytes:
    """A digest of some records as the public sees them now, with the attachments that they name."""
    unpublished = [(key, site.unpublished[key]) for key in keys if key in site.unpublished]
    left_out = [(key, found) for key in keys if (found := neighbours.hidden(key))]
    files = [site.attachments[path] for path in neighbours.files(keys)]
    recorded = [
        (found.line, redaction_of(found.snapshot)) for key in keys for found in site.recorded.get(key, ())
    ]
    about = (neighbours.last_change(keys), unpublished, left_out, files, recorded)
    return digest(*(repr(one).encode() for one in about), *(versions[key] for key in keys))
