"""What the work may be worth → amounts of OCDS, with what the UK's extension and our own add to them."""

from decimal import Decimal

from sitegen.model.parts import Value
from sitegen.outputs.exact import Object, known, number


def upper(value: Value | None, *, with_note: bool = False) -> Object | None:
    """The upper estimate; None if none is stated. `maximumAmount` has a maximum beside an estimate that takes its place."""
    if value is None:
        return None
    maximum = None if value.maximum in (value.net, value.gross) else value.maximum
    amounts = known({"amount": _number(value.net), "amountGross": _number(value.gross)})
    note = value.note if with_note else None
    if not (amounts or note):
        return None
    further = known({"per": value.per, "maximumAmount": _number(maximum), "note": note})
    return amounts | ({"currency": value.currency} if amounts else {}) | further


def minimum(value: Value | None) -> Object | None:
    """The lower estimate; None if none is stated. Gross, from the UK's extension, is an amount that includes VAT."""
    if value is None or value.minimum is None:
        return None
    name = "amountGross" if value.includes_vat else "amount"
    return known({name: number(value.minimum), "currency": value.currency, "per": value.per})


def _number(amount: Decimal | None) -> int | float | None:
    return None if amount is None else number(amount)
