"""The ways to narrow the adverts: each facet gives the values that an advert has, with words and addresses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.lists import (
    NOT_STATED,
    by_place,
    by_status,
    by_subject,
    by_suitability,
    by_year,
    is_stated,
)
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.wording import KIND_TITLES

Groups = Mapping["Facet", Mapping["Value", Sequence[Advert]]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its address below /adverts/, such as `subject/79`, and its words.

    `heading` is the title of its list if it is not `title`.
    """

    path: str
    title: str = field(compare=False)
    heading: str = field(default="", compare=False)

    @property
    def is_stated(self) -> bool:
        """Whether adverts with this value say something about the facet."""
        return is_stated(self.path)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list: its heading, what it is called in an address, and the values that an advert has.

    `noun` and `plural` complete “Market tests by …” and “All 30 …”; `newest_first` is for years.
    With `passes`, an advert may have another value once a closing time has come.
    """

    id: str
    title: str
    noun: str
    plural: str
    values: Callable[[Site, Advert], Iterable[Value]]
    newest_first: bool = False
    passes: bool = False

    def grouped(self, site: Site) -> dict[Value, list[Advert]]:
        """The adverts by their values, in the order in which people look for a value; each list oldest first.

        Nothing where no advert says anything.
        """
        found: defaultdict[Value, list[Advert]] = defaultdict(list)
        for advert in site.adverts:
            for value in dict.fromkeys(self.values(site, advert)):
                found[value].append(advert)
        if not any(value.is_stated for value in found):
            return {}
        return {value: found[value] for value in sorted(found, key=_order, reverse=self.newest_first)}


def _order(value: Value) -> tuple[bool, int, str, str]:
    """Statuses as an advert goes through them, everything else by its words; what is not stated last."""
    stage = _STAGES.get(value.path, 0)
    return (not value.is_stated, stage, value.title.casefold(), value.path)


_STAGES = {status.value: number for number, status in enumerate(Status)}
SUITABLE = {"sme": "Small and medium-sized firms", "vcse": "Voluntary, community and social enterprises"}
"""Whom an advert may suit, by the names of the fields."""


def _statuses(site: Site, advert: Advert) -> Iterator[Value]:
    """The advert's status; what is closing soon is open as well."""
    for status in map(Status, by_status(site.status(advert))):
        yield Value(status.value, status.label, "Open for responses" if status is Status.OPEN else "")


def _kinds(_site: Site, advert: Advert) -> Iterator[Value]:
    yield Value(advert.kind, KIND_TITLES[advert.kind])


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
    """The values at these addresses, with their words; the one for what is not stated needs none."""
    return (Value(path, title) for path, title in zip_longest(paths, titles, fillvalue=_words(NOT_STATED)))


@lru_cache(maxsize=1)  # lists, filters and feeds ask one after the other
def groups(site: Site) -> Groups:
    """The adverts by the values of each facet; without those on which no advert says anything."""
    return {facet: found for facet in FACETS if (found := facet.grouped(site))}


SUBJECT = Facet("subject", "Subject", "subject", "subjects", _subjects)
FACETS = (
    Facet("status", "Status", "status", "statuses", _statuses, passes=True),
    Facet("kind", "Kind", "kind", "kinds", _kinds),
    Facet("year", "Year", "year", "years", _years, newest_first=True),
    SUBJECT,
    Facet("initiative", "Initiative", "initiative", "initiatives", _initiatives),
    Facet("place", "Place", "place", "places", _places),
    Facet("suitable", "Suitable for", "suitability", "groups", _suitable),
)
