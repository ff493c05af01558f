"""The site → the search page, which links to the lists for readers without script."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.outputs.html.chrome import HOME, SEARCH, path_of
from sitegen.outputs.html.listing import FacetChoices, narrower
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import Summaries
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(View):
    """The search form, and links to the lists of adverts by facet."""

    facets: tuple[FacetChoices, ...]


def plan(summaries: Summaries, chrome: Chrome) -> Iterator[Rendered]:
    """The search page."""
    page = SearchPage(
        site=chrome,
        title=SEARCH.title,
        address=SEARCH.address,
        crumbs=(HOME,),
        indexed=False,
        facets=narrower(summaries),
    )
    yield Rendered(path_of(SEARCH.address), "pages/search.html", page)
