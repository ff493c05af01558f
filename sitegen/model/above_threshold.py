"""An advert → whether what may be bought is above the threshold from which the law of procurement applies in full."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sitegen.model.advert import Advert, Category
from sitegen.model.buyers import BodyType
from sitegen.model.jurisdiction import Jurisdiction
from sitegen.model.parts import Term, Value
from sitegen.model.thresholds import Contract, thresholds_on

ACT_SINCE: Final = date(2025, 2, 24)
"""From this day procurements fall under the Procurement Act 2023 (Find a Tender, notice types)."""
_ORDINARY: Final[Mapping[BodyType | None, Contract]] = {
    "central-government": "goods-and-services-central",
    "public-undertaking": "utility",
    "private-utility": "utility",
}
"""The threshold of goods and services. All other buyers, and those that do not say what they are, have that of councils."""
_SPECIAL: Final[Mapping[Category, tuple[Contract, ...]]] = {
    "goods": (),
    "services": ("concession", "light-touch", "light-touch-concession", "utility-light-touch"),
    "works": ("concession",),
}
"""The higher thresholds of contracts that a notice does not tell from others."""


def is_above(advert: Advert, buyer: BodyType | None, law: Jurisdiction) -> bool:
    """Whether it is above: as the advert says; if it does not say, by its value, category and kind of buyer.

    Without a value or a category it is not known, which counts as not above. Light touch services and concessions have higher
    thresholds: their adverts say `above_threshold: false`.
    """
    if advert.above_threshold is not None:
        return advert.above_threshold
    amount = least(advert)
    threshold = min(_amounts(advert, buyer, law), default=None)
    return amount is not None and threshold is not None and amount >= threshold


def is_certainly_above(advert: Advert, buyer: BodyType | None, law: Jurisdiction) -> bool:
    """Whether its value reaches every threshold that a contract of its category can have."""
    amount = least(advert)
    threshold = max(_amounts(advert, buyer, law), default=None)
    return amount is not None and threshold is not None and amount >= threshold


def _amounts(advert: Advert, buyer: BodyType | None, law: Jurisdiction) -> Iterable[int]:
    """The thresholds on the day of publication that contracts of the advert's category can have; none without a category."""
    table = thresholds_on(advert.published, law.thresholds)
    if not table or not advert.category:
        return ()
    ordinary = "works" if advert.category == "works" else _ORDINARY.get(buyer, "goods-and-services")
    names = (ordinary, *_SPECIAL[advert.category])
    return [table.amounts[name] for name in names if name in table.amounts]


def least(advert: Advert) -> Decimal | None:
    """What it is worth at least with VAT, in pounds: the upper estimate over the whole term. None if no value is stated.

    Where only an amount without VAT is stated, that amount: VAT can only add to it.
    """
    value = advert.value
    if value is None or value.currency != "GBP":
        return None
    stated = [amount for amount in (value.gross, value.net, _minimum(value)) if amount is not None]
    return stated[0] * _years(advert.term, value) if stated else None


def _minimum(value: Value) -> Decimal | None:
    """The minimum, if there is no maximum: then it is the only figure."""
    return value.minimum if value.maximum is None else None


def _years(term: Term | None, value: Value) -> int:
    """The whole years that an amount for each year is paid, at least one."""
    if value.per != "year" or not (term and term.starts and term.ends):
        return 1
    return max(1, round((term.ends - term.starts).days / 365.25))
