"""The site → every file of it, from the formats in one visible tuple."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.model.site import Site
from sitegen.outputs import assets, calendars, feeds, hosting, html
from sitegen.outputs.output import Data, Output

FORMATS = (feeds, calendars, assets, hosting)
"""All formats but the pages, which are planned last: they tell of what the others put beside them."""


def plan(site: Site) -> Iterator[Output]:
    """Every output, pages first. None depends on what another's template makes of it."""
    others = [output for form in FORMATS for output in form.plan(site)]
    yield from html.plan(site, _by_folder(others))
    yield from others


def _by_folder(outputs: Iterable[Output]) -> Mapping[str, Mapping[str, int | None]]:
    """The names of files in each folder, with their sizes where the plan holds their bytes."""
    folders: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for output in outputs:
        folder, slash, name = output.path.rpartition("/")
        folders[folder + slash][name] = len(output.data) if isinstance(output, Data) else None
    return folders
