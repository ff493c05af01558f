"""The site → its files, from the formats in visible tuples: those that speak of many records, and those of one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from sitegen.model.addresses import ADVERTS
from sitegen.model.filenames import CALENDAR, FEED
from sitegen.model.record import Key
from sitegen.model.site import Site
from sitegen.outputs import calendars, feeds, forms, html, outcomes, register
from sitegen.outputs.facets import FACETS, FOLLOWED_FACETS, Facet
from sitegen.outputs.html import follow
from sitegen.outputs.html.chrome import described
from sitegen.outputs.output import Data, Materials, Output
from sitegen.outputs.summaries import Summaries, groups
from sitegen.outputs.view import Chrome

BESIDE = (feeds, calendars, forms, outcomes, register)
"""The formats that put files beside the page of a record, which mentions them."""


def lists(summaries: Summaries, chrome: Chrome, facet: Facet) -> Iterator[Output]:
    """The lists by one facet. Some of them can be followed."""
    values = groups(summaries).get(facet, {}) if facet in FOLLOWED_FACETS else {}
    followed = {
        f"{ADVERTS[1:]}{value.path}/": {
            FEED: None,
            **({CALENDAR: None} if any(one.has_dates for one in some) else {}),
        }
        for value, some in values.items()
        if value.is_stated
    }
    yield from html.lists(summaries, chrome, facet, followed)


LISTS: Mapping[str, Callable[[Summaries, Chrome], Iterable[Output]]] = {
    "list of all": html.of_all,
    "what can be followed": follow.plan,
    **{f"lists by {facet.id}": partial(lists, facet=facet) for facet in FACETS},
}
"""What is made from the summaries of adverts alone."""


def own(around: Site, chrome: Chrome, materials: Materials, key: Key) -> Iterator[Output]:
    """The page of a record and the files beside it, from the records `around` it alone."""
    record = around.shown[key]
    beside = [output for kind in BESIDE for output in kind.beside(around, record)]
    own_chrome = replace(chrome, files=described(around))
    yield from html.page(around, own_chrome, record, _by_folder(beside), materials)
    yield from beside


def _by_folder(outputs: Iterable[Output]) -> Mapping[str, Mapping[str, int | None]]:
    """The names of files in each folder, with their sizes where the plan holds their bytes."""
    folders: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for output in outputs:
        folder, slash, name = output.path.rpartition("/")
        folders[folder + slash][name] = len(output.data) if isinstance(output, Data) else None
    return folders
