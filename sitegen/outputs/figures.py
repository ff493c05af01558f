"""Exact fractions → digits for readers, rounded here and nowhere else."""

from fractions import Fraction

SCORE, PERCENT = 2, 1
"""Decimals of a weighted score and of a percentage; one more if that makes them exact."""
_MOST = 12
"""The most decimals used to make two numbers look different, or one different from 0."""


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


def score(value: Fraction) -> str:
    """A score as pages show it: `3.375`, `about 3.14`."""
    return _shown(value, SCORE)


def percent(share: Fraction) -> str:
    """A share of the whole as pages show it: `12.5%`, `about 14.3%`; 0% and 100% only if that is exact."""
    return percents(share, share)[0]


def percents(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Two shares with enough decimals to differ from each other, and from 0% and 100%."""
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
    """The exact digits if they end within `places` + 1 decimals, else `about` and the rounded value."""
    ends = _decimals(value)
    return exact(value) if ends is not None and ends <= places + 1 else f"about {rounded(value, places)}"


def _decimals(value: Fraction) -> int | None:
    """How many decimals write the value exactly; None if they never end."""
    counts, rest = {2: 0, 5: 0}, value.denominator
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    return max(counts.values()) if rest == 1 else None
