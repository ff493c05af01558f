"""Amounts, terms, dates and suitability → the words that a page shows for them, so that they can be searched."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from sitegen.model.parts import Suitability, Term, Value
from sitegen.outputs.wording import day, moment, money

_MILLION = 1_000_000
_ROUND = 10_000


def dated(name: str, value: date | datetime | None) -> Iterator[str]:
    """A date with its name: `Closing time: 12 noon on Friday 25 April 2003 (UK time)`; nothing without a date."""
    if value is not None:
        yield f"{name}: {moment(value) if isinstance(value, datetime) else day(value)}"


def worth(value: Value | None) -> Iterator[str]:
    """The amounts of a value, each also in millions: `Value: £1,800,000 (£1.8 million) to £2,400,000 (£2.4 million)`; and its note."""
    if value is None:
        return
    stated = (value.minimum, value.maximum, value.excluding_vat, value.including_vat)
    amounts = dict.fromkeys(_amount(one, value.currency) for one in stated if one is not None)
    if amounts:
        yield f"Value: {' to '.join(amounts)}{' per year' if value.per == 'year' else ''}"
    if value.note:
        yield value.note


def _amount(amount: Decimal, currency: str) -> str:
    whole = money(amount, currency)
    if amount < _MILLION or amount % _ROUND:
        return whole
    return f"{whole} ({money((amount / _MILLION).normalize(), currency)} million)"


def lasts(term: Term | None) -> Iterator[str]:
    """The first and the last day of a term, and how it may be extended."""
    if term is None:
        return
    yield from dated("Starts", term.starts)
    yield from dated("Ends", term.ends)
    if term.extension:
        yield f"Extension: {term.extension}"


def suits(suitability: Suitability | None) -> Iterator[str]:
    """Whom the work may suit. Whom it does not suit is not searched: nobody looks for that."""
    if suitability and suitability.sme:
        yield "May suit small and medium-sized firms (SMEs)"
    if suitability and suitability.vcse:
        yield "May suit voluntary, community and social enterprises (VCSEs)"
