"""Numbers, sums of money and counts as an author types them → exact values, or the author's own number back in digits."""

import re
from decimal import Decimal
from typing import Final

from sitegen.model.faults import fault, read_text
from sitegen.model.written_numbers import numbers, own_number

YEAR: Final = 366
"""The most days that a number of days may be."""
_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)


def read_decimal(value: object) -> Decimal:
    """An exact number from digits: `250000` or `12.50`."""
    text = read_text(value)
    if not _PLAIN.fullmatch(text):
        hint = own_number(text) or "write digits, with a point for decimals: 250000 or 12.50"
        raise fault("bad-number", f"“{text}” is not a plain number", hint)
    return Decimal(text)


def read_amount(value: object) -> Decimal:
    """A sum of money from digits, never less than nothing."""
    text = read_text(value)
    said = numbers(text)
    if said.is_range:
        hint = "write {} for minimum, and {} for maximum".format(*said.found)
        raise fault("bad-number", "There are two amounts here, and one belongs here", hint)
    if re.match(r"[£$€\s]*[-\u2212(][£$€\s]*\d", text) and said.found:
        raise fault("negative-amount", "This amount is less than nothing", f"write {said.found[0]}")
    return read_decimal(text)


def _count(value: object) -> int:
    number = read_decimal(value)
    if number < 0 or number != number.to_integral_value():
        hint = f"count in whole numbers from 0 up: {abs(number.to_integral_value())}"
        raise fault("bad-count", f"“{value}” is not a whole number", hint)
    return int(number)


def read_days(value: object) -> int:
    """A number of days, a year at most."""
    if weeks := re.fullmatch(r"(\d{1,2}) ?weeks?", read_text(value).lower()):
        raise fault("bad-count", "Only a number of days belongs here", f"write {7 * int(weeks[1])}")
    if (days := _count(value)) > YEAR:
        raise fault("bad-count", f"{days} days are more than a year", "write a number of days from 0 to 366")
    return days
