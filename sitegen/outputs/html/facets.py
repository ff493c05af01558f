"""The ways to narrow the list of adverts: each facet gives the values an advert has, with words and addresses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.html.cards import KINDS


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """One value of a facet: its address below /adverts/ and its words.

    `heading` are the words above its list where those of the link would not stay true.
    """

    path: str
    title: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list: its heading, and the values that an advert has.

    With `passes`, an advert may have another value once a closing time has come.
    """

    title: str
    values: Callable[[Site, Advert], Iterator[Value]]
    passes: bool = False


_HEADINGS = {
    Status.OPEN: "Open until the time shown",
    Status.CLOSING_SOON: "Closing soon, at the time shown",
}
"""Words that hold for the lists of what is open after the closing time as well."""


def _statuses(site: Site, advert: Advert) -> Iterator[Value]:
    """The advert's status; what is closing soon is open as well."""
    status = site.status(advert)
    for shown in dict.fromkeys((Status.OPEN if status.takes_responses else status, status)):
        yield Value(shown.value, shown.label, _HEADINGS.get(shown, ""))


def _kinds(_site: Site, advert: Advert) -> Iterator[Value]:
    yield Value(advert.kind, KINDS[advert.kind])


def _years(_site: Site, advert: Advert) -> Iterator[Value]:
    year = str(advert.published.year)
    yield Value(year, year)


def _subjects(_site: Site, advert: Advert) -> Iterator[Value]:
    for found in dict.fromkeys(division(code) for code in advert.cpv):
        if found:
            yield Value(f"subject/{found[0]}", found[1])


def _initiatives(site: Site, advert: Advert) -> Iterator[Value]:
    if initiative := site.get(advert.initiative):
        yield Value(f"initiative/{initiative.id}", initiative.title)


FACETS = (
    Facet("Status", _statuses, passes=True),
    Facet("Kind", _kinds),
    Facet("Year", _years),
    Facet("Subject", _subjects),
    Facet("Initiative", _initiatives),
)
