"""The adverts → the list of all of them, and one for each value of each facet.

The first page of a list has the open adverts and the newest of the rest. Older adverts are on pages numbered
from the oldest, twenty on each, so that a new advert changes only the first page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.model import addresses
from sitegen.model.lists import FOREMOST, NOT_STATED, PAGE, numbered_pages
from sitegen.outputs.facets import Facet, Value
from sitegen.outputs.html.chrome import ADVERTS, HOME, path_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import SOONEST, Card, Summaries, foremost, groups, soonest_first
from sitegen.outputs.view import Chrome, Link, View

FEW = 6
"""The most values of a facet beside the list. If it has more, the most frequent are shown, with a link to all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to a narrower list. `count` is the number of its adverts; None if that changes with time."""

    title: str
    address: str
    count: int | None


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """Links to the lists of one facet. `all` leads to the page of all values if `choices` has only some."""

    title: str
    choices: tuple[Choice, ...]
    all: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertList(View):
    """A page of a list of adverts: its first page, or a numbered page of older adverts."""

    open: tuple[Card, ...]
    others: tuple[Card, ...]
    count: int | None
    """How many adverts the whole list has; None on numbered pages."""
    open_count: int = 0
    """How many are open; `open` has at most `SOONEST` of them."""
    facets: tuple[FacetChoices, ...] = ()
    number: int | None = None
    newer: Link | None = None
    older: Link | None = None
    whole: Link | None = None
    noun: str = ""
    """What the adverts of this list have in common: “subject”."""
    unstated: Choice | None = None
    """The adverts without a value for the facet of this list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPage(View):
    """All values of a facet."""

    choices: tuple[Choice, ...]


def plan(summaries: Summaries, chrome: Chrome) -> Iterator[Rendered]:
    """The list of all adverts."""
    base = replace(_base(chrome), facets=narrower(summaries))
    yield from pages([one.card for one in summaries], base)


def narrowed(summaries: Summaries, chrome: Chrome, facet: Facet) -> Iterator[Rendered]:
    """The page of a facet's values, and a list for each; empty if no advert states a value."""
    found = groups(summaries).get(facet)
    if not found:
        return
    yield _facet_page(facet, _choices(facet, found), chrome)
    for value, some in found.items():
        yield from pages([one.card for one in some], _narrow(_base(chrome), facet, value, found))


def named(chrome: Chrome, by: Link, cards: Sequence[Card]) -> Iterator[Rendered]:
    """The list of the adverts that name one record, if they are more than its page shows. `cards` are in any order."""
    if all_named(by, cards):
        oldest_first = sorted(cards, key=lambda card: (card.published, card.address))
        base = replace(
            _base(chrome),
            title=f"{ADVERTS.title}: {by.title}",
            address=addresses.adverts_of(by.address),
            crumbs=(HOME, by),
        )
        yield from pages(oldest_first, base)


def shown(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards that the page of what they name shows: all in their order, or the foremost."""
    return tuple(cards if len(cards) <= FOREMOST else foremost(cards))


def all_named(by: Link, cards: Sequence[Card]) -> Link | None:
    """The link to that list; None if the page shows all."""
    if len(cards) <= FOREMOST:
        return None
    return Link(f"See all {len(cards):,} market tests", addresses.adverts_of(by.address))


def narrower(summaries: Summaries) -> tuple[FacetChoices, ...]:
    """Links to narrower lists: a few of each facet, and a link to all of them."""
    return tuple(_beside(facet, _choices(facet, found)) for facet, found in groups(summaries).items())


def _base(chrome: Chrome) -> AdvertList:
    return AdvertList(
        site=chrome, title=ADVERTS.title, address=ADVERTS.address, crumbs=(HOME,), open=(), others=(), count=0
    )


def _choices(facet: Facet, found: Mapping[Value, Summaries]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value.title, f"{ADVERTS.address}{value.path}/", None if facet.passes else len(adverts))
        for value, adverts in found.items()
    )


def _address_of(facet: Facet) -> str:
    return f"{ADVERTS.address}{facet.id}/"


def _beside(facet: Facet, choices: tuple[Choice, ...]) -> FacetChoices:
    """The choices of a facet beside the list of all adverts."""
    if len(choices) <= FEW:
        return FacetChoices(facet.title, choices, None)
    shown = set(choices[:FEW] if facet.newest_first else sorted(choices, key=_frequency)[:FEW])
    every = Link(f"All {len(choices)} {facet.plural}", _address_of(facet))
    return FacetChoices(facet.title, tuple(choice for choice in choices if choice in shown), every)


def _frequency(choice: Choice) -> int:
    return -(choice.count or 0)


def _facet_page(facet: Facet, choices: tuple[Choice, ...], chrome: Chrome) -> Rendered:
    page = FacetPage(
        site=chrome,
        title=f"{ADVERTS.title} by {facet.noun}",
        address=_address_of(facet),
        crumbs=(HOME, ADVERTS),
        choices=choices,
    )
    return Rendered(path_of(page.address), "pages/facet.html", page)


def _narrow(base: AdvertList, facet: Facet, value: Value, found: Mapping[Value, Summaries]) -> AdvertList:
    """The list of the adverts that have one value of a facet."""
    silent = Value(f"{facet.id}/{NOT_STATED}", "Not stated")
    unstated = Choice(facet.noun, f"{ADVERTS.address}{silent.path}/", len(found.get(silent, ())))
    return replace(
        base,
        title=f"{ADVERTS.title}: {value.heading or value.title if value.is_stated else f'{facet.noun} not stated'}",
        address=f"{ADVERTS.address}{value.path}/",
        crumbs=(HOME, ADVERTS, Link(facet.title, _address_of(facet))),
        whole=ADVERTS,
        noun=facet.noun,
        unstated=unstated if value.is_stated and unstated.count else None,
    )


def pages(cards: Sequence[Card], base: AdvertList) -> Iterator[Rendered]:
    """The first page of a list and its numbered pages; `cards` are in order, oldest first."""
    numbered = numbered_pages(len(cards))
    yield Rendered(path_of(base.address), "pages/adverts.html", _first(cards, numbered, base))
    for number in range(1, numbered + 1):
        yield Rendered(
            path_of(_address(base, number)), "pages/adverts.html", _numbered(cards, number, numbered, base)
        )


def _first(cards: Sequence[Card], numbered: int, base: AdvertList) -> AdvertList:
    takes = [card for card in cards if card.status.takes_responses]
    soonest = soonest_first(takes)[:SOONEST]
    above = {card.address for card in soonest}
    newest = [card for card in cards[numbered * PAGE :] if card.address not in above]
    return replace(
        base,
        open=tuple(soonest),
        others=tuple(reversed(newest)),
        count=len(cards),
        open_count=len(takes),
        older=Link("Older market tests", _address(base, numbered)) if numbered else None,
    )


def _numbered(cards: Sequence[Card], number: int, last: int, base: AdvertList) -> AdvertList:
    newer = Link("Newer", _address(base, number + 1)) if number < last else Link("Newest", base.address)
    return replace(
        base,
        title=f"Page {number}: {base.title}",
        address=_address(base, number),
        crumbs=(*base.crumbs, Link(base.title, base.address)),
        others=tuple(reversed(cards[(number - 1) * PAGE : number * PAGE])),
        count=None,
        facets=(),
        unstated=None,
        number=number,
        newer=newer,
        older=Link("Older", _address(base, number - 1)) if number > 1 else None,
    )


def _address(base: AdvertList, number: int) -> str:
    return f"{base.address}page/{number}/"
