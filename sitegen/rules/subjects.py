"""Do the CPV codes of an advert exist, and are they typed correctly?"""

from collections.abc import Iterator
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.cpv import division
from sitegen.model.entry import Entry, Loc
from sitegen.rules.rule import rule

_WEIGHTS: Final = (3, 7, 1, 3, 7, 1, 3, 7)
_ZERO: Final = ord("0")


@rule(Severity.ERROR, reach="record")
def unknown_cpv_division(content: Content) -> Iterator[Diagnostic]:
    """A CPV code begins with two digits that are not a division of the vocabulary.

    Why: Suppliers look for notices by these codes, and portals refuse a code that does not exist (Regulation (EC)
    No 213/2008, Annex I, lists them all).

    Wrong:
        cpv:
          - 78000000

    Right:
        cpv:
          - 79000000-4
    """
    for advert, loc, code in _codes(content):
        if not division(code):
            message = f"No CPV code begins with {code[:2]}"
            yield advert.find(
                loc, message, "look the code up: a slip in the first two digits means another trade"
            )


@rule(Severity.ERROR, reach="record")
def wrong_cpv_check_digit(content: Content) -> Iterator[Diagnostic]:
    """The check digit of a CPV code does not fit its eight digits: one of the nine is mistyped.

    Why: The notice would be found by suppliers of something else. The digit exists to show such slips
    (Regulation (EC) No 213/2008, Annex I, gives every code with its own). It is the last digit of the sum of the eight, weighted 3, 7, 1, 3, 7, 1, 3 and 7. A
    code may be written without it.

    Wrong:
        cpv:
          - 77310000-7

    Right:
        cpv:
          - 77310000-6
    """
    for advert, loc, code in _codes(content):
        digits, _, check = code.partition("-")
        if check and division(code) and int(check) != (fits := _check_digit(digits)):
            message = f"The check digit {check} does not fit {digits}, so one of the digits is wrong"
            yield advert.find(loc, message, f"look the code up; if {digits} is right, write {digits}-{fits}")


def _codes(content: Content) -> Iterator[tuple[Entry[Advert], Loc, str]]:
    for advert in content.of(Advert):
        yield from ((advert, ("cpv", place), code) for place, code in enumerate(advert.record.cpv))
        for number, lot in enumerate(advert.record.lots):
            yield from ((advert, ("lots", number, "cpv", place), code) for place, code in enumerate(lot.cpv))


def _check_digit(digits: str) -> int:
    return sum(weight * (ord(digit) - _ZERO) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 10
