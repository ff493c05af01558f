"""Exact fractions → digits for readers, rounded here and nowhere else."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import count, pairwise

from sitegen.model.objectives import HIGHEST_SCORE

SCORE, PERCENT = 2, 1
"""Decimals of a weighted score and of a percentage; one more if that makes them exact, and more to tell them apart."""
_ABOUT = "about "


def exact(value: Fraction) -> str:
    """The exact value: `3.375`, or a fraction in lowest terms if the decimals never end: `7/3`."""
    places = _decimals(value)
    return str(value) if places is None else rounded(value, places)


def rounded(value: Fraction, places: int) -> str:
    """The value with `places` decimals; halves are rounded away from 0, as pocket calculators do."""
    scaled = (2 * abs(value.numerator) * 10**places + value.denominator) // (2 * value.denominator)
    digits = str(scaled).zfill(places + 1)
    sign = "-" if value < 0 and scaled else ""
    whole = len(digits) - places
    return f"{sign}{digits[:whole]}.{digits[whole:]}" if places else f"{sign}{digits}"


def scores(values: Iterable[Fraction]) -> dict[Fraction, str]:
    """Scores that are shown together, each in words: `3.375`, `about 3.14`. Different scores always look different."""
    return _apart(values, SCORE, HIGHEST_SCORE)


def percents(shares: Iterable[Fraction]) -> dict[Fraction, str]:
    """Shares of the whole that are shown together, each in words: `12.5%`, `about 14.3%`. Only an exact share is 0% or 100%."""
    words = _apart((100 * share for share in shares), PERCENT, 100)
    return {value / 100: f"{found}%" for value, found in words.items()}


def percent(share: Fraction) -> str:
    """A share of the whole that is shown by itself."""
    return percents([share])[share]


def _apart(values: Iterable[Fraction], places: int, whole: int) -> dict[Fraction, str]:
    """The words of each value, with as many decimals, from `places` up, as keep all of them, 0 and `whole` apart and in order."""
    known = sorted({*values, Fraction(0), Fraction(whole)})
    for decimals in count(places):
        words = {value: _shown(value, decimals) for value in known}
        shown = [Fraction(found.removeprefix(_ABOUT)) for found in words.values()]
        if all(one < other for one, other in pairwise(shown)):
            return words
    raise AssertionError  # not reached: enough decimals tell any two numbers apart


def _shown(value: Fraction, places: int) -> str:
    """The exact digits if they end within `places` + 1 decimals, else `about` and the rounded value."""
    ends = _decimals(value)
    return exact(value) if ends is not None and ends <= places + 1 else f"{_ABOUT}{rounded(value, places)}"


def _decimals(value: Fraction) -> int | None:
    """How many decimals write the value exactly; None if they never end."""
    counts, rest = {2: 0, 5: 0}, value.denominator
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    return max(counts.values()) if rest == 1 else None
