"""The facets of the list of adverts, such as status and place → the values that an advert has, with titles and addresses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.lists import (
    FOLLOWED,
    NOT_STATED,
    by_buyer,
    by_category,
    by_place,
    by_status,
    by_subject,
    by_suitability,
    by_year,
    is_stated,
)
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.wording import CATEGORIES, KIND_TITLES


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. `heading` is the title of its list if that is not `title`."""

    path: str
    """Its address below /adverts/: `subject/79`."""
    title: str = field(compare=False)
    heading: str = field(default="", compare=False)

    @property
    def is_stated(self) -> bool:
        """Whether adverts with this value state anything for the facet."""
        return is_stated(self.path)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list of adverts. `noun` and `plural` complete “Market tests by …” and “All 30 …”."""

    id: str
    """Its name in an address."""
    title: str
    noun: str
    plural: str
    values: Callable[[Site, Advert], Iterable[Value]]
    newest_first: bool = False
    passes: bool = False
    """Whether the value of an advert may change at a closing time."""

    def in_order(self, values: Iterable[Value]) -> list[Value]:
        """Its values in the order shown to readers."""
        return sorted(values, key=_order, reverse=self.newest_first)


def _order(value: Value) -> tuple[bool, int, str, str]:
    """Statuses in the order in which an advert has them, other values by title, “Not stated” last."""
    stage = _STAGES.get(value.path, 0)
    return (not value.is_stated, stage, value.title.casefold(), value.path)


_STAGES = {status.value: number for number, status in enumerate(Status)}
SUITABLE = {"sme": "Small and medium-sized firms", "vcse": "Voluntary, community and social enterprises"}
"""Titles by the names of the fields."""


def _statuses(site: Site, advert: Advert) -> Iterator[Value]:
    """The advert's status; an advert that is closing soon also counts as open."""
    for status in map(Status, by_status(site.status(advert))):
        yield Value(status.value, status.label, "Open for responses" if status is Status.OPEN else "")


def _kinds(_site: Site, advert: Advert) -> Iterator[Value]:
    yield Value(advert.kind, KIND_TITLES[advert.kind])


def _buyers(site: Site, advert: Advert) -> Iterable[Value]:
    return _values(by_buyer(advert), [buyer.name for buyer in site.config.buyers_of(advert.buyers)])


def _categories(_site: Site, advert: Advert) -> Iterable[Value]:
    return _values(by_category(advert), [CATEGORIES[advert.category]] if advert.category else [])


def _years(_site: Site, advert: Advert) -> Iterator[Value]:
    yield Value(by_year(advert), by_year(advert))


def _subjects(_site: Site, advert: Advert) -> Iterable[Value]:
    titles = [found[1] for code in advert.cpv if (found := division(code))]
    return _values(by_subject(advert), titles)


def _initiatives(site: Site, advert: Advert) -> Iterator[Value]:
    if initiative := site.get(advert.initiative):
        yield Value(f"initiative/{initiative.id}", initiative.title)


def _places(_site: Site, advert: Advert) -> Iterable[Value]:
    return _values(by_place(advert), advert.places)


def _suitable(_site: Site, advert: Advert) -> Iterable[Value]:
    paths = by_suitability(advert)
    return _values(paths, [SUITABLE[path.partition("/")[2]] for path in paths if is_stated(path)])


def _words(path: str) -> str:
    return path.replace("-", " ").capitalize()


def _values(paths: Iterable[str], titles: Iterable[str]) -> Iterator[Value]:
    """The values at these paths with their titles; `titles` may lack the one for “Not stated”."""
    return (Value(path, title) for path, title in zip_longest(paths, titles, fillvalue=_words(NOT_STATED)))


FACETS = (
    Facet("status", "Status", "status", "statuses", _statuses, passes=True),
    Facet("kind", "Kind", "kind", "kinds", _kinds),
    Facet("buyer", "Buyer", "buyer", "buyers", _buyers),
    Facet("year", "Year", "year", "years", _years, newest_first=True),
    Facet("subject", "Subject", "subject", "subjects", _subjects),
    Facet("category", "Category", "category", "categories", _categories),
    Facet("initiative", "Initiative", "initiative", "initiatives", _initiatives),
    Facet("place", "Place", "place", "places", _places),
    Facet("suitable", "Suitable for", "suitability", "groups", _suitable),
)
FOLLOWED_FACETS = tuple(facet for facet in FACETS if facet.id in FOLLOWED)
"""Those whose lists have a feed and a calendar."""
