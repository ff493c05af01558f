"""The adverts → their summaries: all that lists and filters show of each, and by what they group them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.lists import FOREMOST
from sitegen.model.parts import Value as Amount
from sitegen.model.publication import Hidden
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.facets import FACETS, Facet, Value
from sitegen.outputs.wording import KIND_TITLES

SOONEST: Final = FOREMOST
"""The most open adverts at the top of a page: those that close first."""


@dataclass(frozen=True, slots=True)
class Card:
    """An advert in a list."""

    title: str
    address: str
    summary: str
    reference: str
    kind: str
    status: Status
    published: date
    closes: datetime | None
    """Until when it takes responses; None for one that never does."""
    hidden: Hidden | None
    engaged_until: date | None = None
    """When its engagement was over, if that was before the notice."""
    tender_expected: str | None = None
    """For a plan, when the tender notice is expected."""


def card(site: Site, advert: Advert) -> Card:
    """An advert as lists show it."""
    return Card(
        title=advert.title,
        address=advert.address,
        summary=advert.summary,
        reference=advert.reference,
        kind=KIND_TITLES[advert.kind],
        status=site.status(advert),
        published=advert.published,
        closes=advert.deadline,
        hidden=site.unpublished.get(key_of(advert)),
        engaged_until=advert.engagement.closed if advert.engagement else None,
        tender_expected=None if advert.is_engagement else advert.tender_expected,
    )


def soonest_first(cards: Iterable[Card]) -> list[Card]:
    """The cards that have a closing time, by it."""
    timed = [(card.closes, card.address, card) for card in cards if card.closes]
    return [card for *_, card in sorted(timed, key=lambda one: one[:2])]


def foremost(cards: Iterable[Card]) -> list[Card]:
    """At most `FOREMOST` adverts: those that are open, closing soonest first, then the newest of the rest."""
    newest = sorted(cards, key=lambda card: (card.published, card.address), reverse=True)
    soonest = soonest_first(card for card in newest if card.status.takes_responses)
    return [*soonest, *(card for card in newest if not card.status.takes_responses)][:FOREMOST]


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists look at instead of an advert: another sentence in its text changes no summary."""

    id: str
    card: Card
    values: tuple[tuple[Value, ...], ...]
    """Its values of each of FACETS."""
    worth: tuple[int, int] | None = None
    """The least and the most that it may be worth, in whole units of its currency; None if it states no amount."""
    has_dates: bool = False
    """Whether it has dates for a calendar."""


Summaries = Sequence[Summary]
"""In the order of publication."""
Groups = Mapping[Facet, Mapping[Value, Summaries]]


def summary(site: Site, advert: Advert) -> Summary:
    """The summary of an advert."""
    values = tuple(tuple(dict.fromkeys(facet.values(site, advert))) for facet in FACETS)
    return Summary(advert.id, card(site, advert), values, _worth(advert.value), advert.has_dates)


def _worth(value: Amount | None) -> tuple[int, int] | None:
    if value is None:
        return None
    stated = (value.minimum, value.maximum, value.excluding_vat, value.including_vat)
    amounts = [int(amount) for amount in stated if amount is not None]
    return (min(amounts), max(amounts)) if amounts else None


class _ByIdentity:
    """Summaries that are equal only to themselves: values of other titles are equal, and would bring back the old ones."""

    def __init__(self, found: Summaries) -> None:
        self.found = found

    def __hash__(self) -> int:
        return id(self.found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.found is self.found


def groups(found: Summaries) -> Groups:
    """The summaries by facet and value, without facets for which no advert states a value."""
    return _groups(_ByIdentity(found))


@lru_cache(maxsize=1)
def _groups(identity: _ByIdentity) -> Groups:
    found = identity.found
    by_facet = ((facet, grouped(facet, found)) for facet in FACETS)
    return {facet: values for facet, values in by_facet if any(value.is_stated for value in values)}


def grouped(facet: Facet, found: Summaries) -> Mapping[Value, Summaries]:
    """The summaries by value of one facet, in the order shown to readers, each list oldest first."""
    number, values = FACETS.index(facet), defaultdict[Value, list[Summary]](list)
    for one in found:
        for value in one.values[number]:
            values[value].append(one)
    return {value: values[value] for value in facet.in_order(values)}
