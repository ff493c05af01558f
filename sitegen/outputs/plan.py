"""The site → every file of it, from the formats in one visible tuple."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from sitegen.model.site import Site
from sitegen.outputs import assets, calendars, feeds, forms, hosting, html, outcomes, search
from sitegen.outputs.output import Data, Output

FORMATS = (feeds, calendars, forms, outcomes, search, assets)
"""The formats beside the pages, which tell of the files that these put beside them."""


def plan(site: Site) -> Iterator[Output]:
    """Every output, pages first. None depends on what another's template makes of it.

    What hosts are told comes last: it depends on which others there are.
    """
    others = [output for kind in FORMATS for output in kind.plan(site)]
    planned = []
    for output in chain(html.plan(site, _by_folder(others)), others):
        planned.append(Data(output.path, b"") if isinstance(output, Data) else output)  # without its bytes
        yield output
    yield from hosting.plan(site, planned)


def _by_folder(outputs: Iterable[Output]) -> Mapping[str, Mapping[str, int | None]]:
    """The names of files in each folder, with their sizes where the plan holds their bytes."""
    folders: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for output in outputs:
        folder, slash, name = output.path.rpartition("/")
        folders[folder + slash][name] = len(output.data) if isinstance(output, Data) else None
    return folders
