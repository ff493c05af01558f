"""The ways to narrow the adverts: each facet gives the values that an advert has, with words and addresses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.site import Site
from sitegen.model.slug import slug
from sitegen.model.status import Status
from sitegen.outputs.wording import KINDS

Groups = Mapping["Facet", Mapping["Value", Sequence[Advert]]]
NOT_STATED = "not-stated"
"""The value of an advert that does not say: such adverts have a list of their own, so that none is lost."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its address below /adverts/, such as `subject/79`, and its words.

    `heading` are the words above its list where those of the link would not stay true.
    """

    path: str
    title: str = field(compare=False)
    heading: str = field(default="", compare=False)

    @property
    def is_stated(self) -> bool:
        """Whether adverts with this value say something about the facet."""
        return not self.path.endswith(f"/{NOT_STATED}")


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


_HEADINGS = {
    Status.OPEN: "Open until the time shown",
    Status.CLOSING_SOON: "Closing soon, at the time shown",
}
"""Words that hold for the lists of what is open after the closing time as well."""


def _statuses(site: Site, advert: Advert) -> Iterator[Value]:
    """The advert's status; what is closing soon is open as well."""
    status = site.status(advert)
    if status is Status.CLOSING_SOON:
        yield Value(Status.OPEN.value, Status.OPEN.label, _HEADINGS[Status.OPEN])
    yield Value(status.value, status.label, _HEADINGS.get(status, ""))


def _kinds(_site: Site, advert: Advert) -> Iterator[Value]:
    yield Value(advert.kind, KINDS[advert.kind])


def _years(_site: Site, advert: Advert) -> Iterator[Value]:
    year = str(advert.published.year)
    yield Value(year, year)


def _subjects(_site: Site, advert: Advert) -> Iterable[Value]:
    found = (division(code) for code in advert.cpv)
    return _or_not_stated("subject", (Value(f"subject/{one[0]}", one[1]) for one in found if one))


def _initiatives(site: Site, advert: Advert) -> Iterator[Value]:
    if initiative := site.get(advert.initiative):
        yield Value(f"initiative/{initiative.id}", initiative.title)


def _places(_site: Site, advert: Advert) -> Iterable[Value]:
    return _or_not_stated("place", (Value(f"place/{_place(place)}", place) for place in advert.places))


def _place(words: str) -> str:
    """A place's name in an address; of a name without a Latin letter, a digest."""
    return slug(words, otherwise=sha256(words.encode()).hexdigest()[:8])


def _suitable(_site: Site, advert: Advert) -> Iterable[Value]:
    suits = advert.suitable_for
    said = suits is not None and (suits.sme is not None or suits.vcse is not None)
    found = tuple(Value(f"suitable/{who}", SUITABLE[who]) for who in SUITABLE if getattr(suits, who, None))
    return found if said else _or_not_stated("suitable", ())


def _or_not_stated(facet: str, values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(values) or (Value(f"{facet}/{NOT_STATED}", "Not stated"),)


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
