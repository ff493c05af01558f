"""Exact fractions → the digits that people read. Rounding happens here, once, after all arithmetic is done."""

from fractions import Fraction

SCORE, PERCENT = 2, 1
"""Decimals to which a weighted score and a percentage are rounded; one more where that makes them exact."""
_MOST = 12
"""Decimals that are tried to keep two numbers apart, or one number from 0."""


def exact(value: Fraction) -> str:
    """The whole value: `3.375` where decimals end, else a fraction in its lowest terms: `7/3`."""
    places = _decimals(value)
    return str(value) if places is None else rounded(value, places)


def rounded(value: Fraction, places: int) -> str:
    """The value with so many decimals; a half is rounded away from 0, as pocket calculators do."""
    scaled = (2 * abs(value.numerator) * 10**places + value.denominator) // (2 * value.denominator)
    digits = str(scaled).zfill(places + 1)
    sign = "-" if value < 0 and scaled else ""
    whole = len(digits) - places
    return f"{sign}{digits[:whole]}.{digits[whole:]}" if places else f"{sign}{digits}"


def score(value: Fraction) -> str:
    """A score as pages show it: `3.375`, `about 3.14`."""
    return _shown(value, SCORE)


def percent(share: Fraction) -> str:
    """A share of the whole as pages show it: `12.5%`, `about 14.3%`. It is 0% or 100% only where that is exact."""
    return percents(share, share)[0]


def percents(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Two shares with as many decimals as it takes to tell them apart, and from 0% and 100%."""
    words = ("", "")
    for places in range(PERCENT, _MOST):
        words = (_shown(100 * one, places), _shown(100 * other, places))
        shown = [Fraction(found.removeprefix("about ")) / 100 for found in words]
        if (shown[0] == shown[1]) == (one == other) and all(
            found not in (0, 1) or found == share for found, share in zip(shown, (one, other), strict=True)
        ):
            break
    return f"{words[0]}%", f"{words[1]}%"


def _shown(value: Fraction, places: int) -> str:
    """The exact digits if they end within one decimal more than `places`, else `about` and as many as that."""
    ends = _decimals(value)
    return exact(value) if ends is not None and ends <= places + 1 else f"about {rounded(value, places)}"


def _decimals(value: Fraction) -> int | None:
    """How many decimals write the value exactly; none where they never end."""
    counts, rest = {2: 0, 5: 0}, value.denominator
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    return max(counts.values()) if rest == 1 else None
