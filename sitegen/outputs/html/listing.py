"""The adverts → lists: all of them, and one for each value of each facet, in pages that never move.

The first page of a list shows what is open and the newest of the rest. Older adverts are on pages numbered
from the oldest, twenty-five on each, so that a new advert changes no page but the first.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.model.advert import Advert
from sitegen.model.site import Site
from sitegen.outputs.html.cards import Card, card
from sitegen.outputs.html.chrome import ADVERTS, HOME, path_of
from sitegen.outputs.html.facets import FACETS, Facet, Value
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, Link, View

PAGE = 25
"""Adverts on a page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A narrower list, and how many adverts are on it; none where the number would not stay true."""

    title: str
    address: str
    count: int | None


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """The narrower lists that one facet offers."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertList(View):
    """A list of adverts. `count` is how many the whole list has; none on the numbered pages of older ones."""

    open: tuple[Card, ...]
    others: tuple[Card, ...]
    count: int | None
    facets: tuple[FacetChoices, ...] = ()
    number: int | None = None
    newer: Link | None = None
    older: Link | None = None
    whole: Link | None = None


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """The list of all adverts and one for each value of each facet."""
    groups = [(facet, _grouped(site, facet)) for facet in range(len(FACETS))]
    choices = tuple(
        FacetChoices(FACETS[facet].title, _choices(FACETS[facet], found)) for facet, found in groups if found
    )
    frame = AdvertList(
        site=chrome, title=ADVERTS.title, address=ADVERTS.address, crumbs=(HOME,), open=(), others=(), count=0
    )
    yield from pages([card(site, advert) for advert in site.adverts], replace(frame, facets=choices))
    for _, found in groups:
        for value, adverts in found.items():
            narrow = replace(
                frame,
                title=f"{ADVERTS.title}: {value.heading or value.title}",
                address=f"{ADVERTS.address}{value.path}/",
                crumbs=(HOME, ADVERTS),
                whole=ADVERTS,
            )
            yield from pages([card(site, advert) for advert in adverts], narrow)


def _grouped(site: Site, facet: int) -> dict[Value, list[Advert]]:
    """The adverts by their values of a facet, the values in the order of their addresses."""
    found: defaultdict[Value, list[Advert]] = defaultdict(list)
    for advert in site.adverts:
        for value in FACETS[facet].values(site, advert):
            found[value].append(advert)
    return dict(sorted(found.items()))


def _choices(facet: Facet, found: dict[Value, list[Advert]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value.title, f"{ADVERTS.address}{value.path}/", None if facet.passes else len(adverts))
        for value, adverts in found.items()
    )


def pages(cards: Sequence[Card], frame: AdvertList) -> Iterator[Rendered]:
    """The first page of a list, and the numbered pages of what does not fit on it. The oldest card comes first."""
    numbered = max(len(cards) // PAGE - 1, 0)
    yield Rendered(path_of(frame.address), "pages/adverts.html", _first(cards, numbered, frame))
    for number in range(1, numbered + 1):
        yield Rendered(
            path_of(_address(frame, number)), "pages/adverts.html", _numbered(cards, number, numbered, frame)
        )


def _first(cards: Sequence[Card], numbered: int, frame: AdvertList) -> AdvertList:
    newest = [card for card in cards[numbered * PAGE :] if not card.status.takes_responses]
    return replace(
        frame,
        open=tuple(
            sorted(
                (card for card in cards if card.status.takes_responses),
                key=lambda card: (card.closes, card.address),
            )
        ),
        others=tuple(reversed(newest)),
        count=len(cards),
        older=Link("Older market tests", _address(frame, numbered)) if numbered else None,
    )


def _numbered(cards: Sequence[Card], number: int, last: int, frame: AdvertList) -> AdvertList:
    newer = Link("Newer", _address(frame, number + 1)) if number < last else Link("Newest", frame.address)
    return replace(
        frame,
        title=f"Page {number}: {frame.title}",
        address=_address(frame, number),
        crumbs=(*frame.crumbs, Link(frame.title, frame.address)),
        others=tuple(reversed(cards[(number - 1) * PAGE : number * PAGE])),
        count=None,
        facets=(),
        number=number,
        newer=newer,
        older=Link("Older", _address(frame, number - 1)) if number > 1 else None,
    )


def _address(frame: AdvertList, number: int) -> str:
    return f"{frame.address}page/{number}/"
