"""An advert → the lists below /adverts/ that it is on, and how many pages a list has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.record import Key
from sitegen.model.slug import slug
from sitegen.model.status import Status

PAGE: Final = 20
"""Adverts on a page."""
FOREMOST: Final = 15
"""The most adverts that a page of something else shows; for more it leads to a list."""
NOT_STATED: Final = "not-stated"
"""The value of adverts that state nothing; they have a list too, so that every advert is in one."""
FOLLOWED: Final = ("kind", "buyer", "subject", "category", "initiative", "place", "suitable")
"""The facets whose lists have a feed and a calendar. Nothing new comes to a year that is over, and a list by status comes and
goes with the clock, so that nobody could rely on its address."""
SUITABLE: Final = ("sme", "vcse")
"""Whom an advert may suit, by the names of the fields."""


def numbered_pages(count: int) -> int:
    """How many numbered pages a list of `count` adverts has."""
    return max(count // PAGE - 1, 0)


def is_stated(path: str) -> bool:
    """Whether the adverts of a list state a value for its facet."""
    return not path.endswith(f"/{NOT_STATED}")


def named_by(adverts: Iterable[Advert]) -> Counter[Key]:
    """How many adverts name each decision and each set of objectives."""
    names = ((("decisions", one.decision), ("objectives", one.objectives)) for one in adverts)
    return Counter(Key(collection, name) for pair in names for collection, name in pair if name)


def by_status(status: Status) -> tuple[str, ...]:
    """The lists of adverts with a status; an advert that is closing soon is also on the list of open ones."""
    return (Status.OPEN.value, status.value) if status is Status.CLOSING_SOON else (status.value,)


def by_buyer(advert: Advert) -> tuple[str, ...]:
    """The lists of its buyers, in their order."""
    return _or_not_stated("buyer", advert.buyers)


def by_category(advert: Advert) -> tuple[str, ...]:
    """The list of its category."""
    return _or_not_stated("category", filter(None, (advert.category,)))


def by_year(advert: Advert) -> str:
    """The list of its year of publication."""
    return str(advert.published.year)


def by_subject(advert: Advert) -> tuple[str, ...]:
    """The lists of its subjects, in the order of its codes."""
    found = (division(code) for code in advert.cpv)
    return _or_not_stated("subject", (one[0] for one in found if one))


def by_place(advert: Advert) -> tuple[str, ...]:
    """The lists of its places, in their order. A name without a Latin letter has a digest in its address."""
    places = (slug(words, otherwise=sha256(words.encode()).hexdigest()[:8]) for words in advert.places)
    return _or_not_stated("place", places)


def by_suitability(advert: Advert) -> tuple[str, ...]:
    """The lists of those whom it may suit; empty if it says that it suits neither."""
    suits = advert.suitable_for
    if suits is None or (suits.sme is None and suits.vcse is None):
        return _or_not_stated("suitable", ())
    return tuple(f"suitable/{who}" for who in SUITABLE if getattr(suits, who))


def _or_not_stated(facet: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{facet}/{name}" for name in names) or (f"{facet}/{NOT_STATED}",)


def lists_of(advert: Advert, status: Status, initiative: str | None) -> Iterator[tuple[str, str]]:
    """Facet and path of each list that an advert is on; `initiative` is its initiative if that is public."""
    yield from (("status", path) for path in by_status(status))
    yield "kind", advert.kind
    yield from (("buyer", path) for path in by_buyer(advert))
    yield "year", by_year(advert)
    yield from (("subject", path) for path in by_subject(advert))
    yield from (("category", path) for path in by_category(advert))
    if initiative:
        yield "initiative", f"initiative/{initiative}"
    yield from (("place", path) for path in by_place(advert))
    yield from (("suitable", path) for path in by_suitability(advert))
