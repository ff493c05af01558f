"""Published figures → what a reader can work out from them, and what cannot be true of them.

The arithmetic is that of whole numbers within bounds: a withheld count is from 0 to 2, the kinds add up to the total if they can,
and nobody answers about an objective who did not respond.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, inf
from typing import Final

from sitegen.model.responses import HIGHEST, Figures
from sitegen.model.tallies import Mean, Tally

Bounds = tuple[float, float]
"""The least and the most that a number can be; the most may be infinite."""
_QUARTER: Final = Fraction(1, 4)
"""The furthest that an average is from the half it is rounded to."""


def bounds(count: Tally) -> Bounds:
    """The bounds of a count, as it is published."""
    return count.least, inf if count.most is None else count.most


def kinds_exceed(figures: Figures) -> bool:
    """Whether more responses came from all kinds together than there were."""
    return sum(count.least for count in figures.respondents.values()) > bounds(figures.responses)[1]


def answers_exceed(figures: Figures) -> Iterator[str]:
    """The objectives on which more responses said something than there were."""
    _, most = bounds(figures.responses)
    return (letter for letter, one in figures.objectives.items() if one.answered.least > most)


def worked_out(figures: Figures) -> Iterator[str]:
    """The kinds given as “fewer than 3” of which a reader knows the number, or that there was at least one."""
    least, most = bounds(figures.responses)
    least = max(least, *(one.answered.least for one in figures.objectives.values()), 0)
    kinds = {kind: bounds(count) for kind, count in figures.respondents.items()}
    for kind, (low, high) in kinds.items():
        others = [bound for other, bound in kinds.items() if other != kind]
        lowest = max(low, least - sum(most for _, most in others))
        highest = min(high, most - sum(least for least, _ in others))
        if figures.respondents[kind].few and lowest <= highest and (lowest > 0 or lowest == highest):
            yield kind


def sums(average: Mean, answers: int) -> tuple[int, int]:
    """The least and the most that so many whole marks add up to if they have this average, rounded as it is written.

    The least is above the most if no marks have it.
    """
    digits = max(-int(average.value.as_tuple().exponent), 0)
    off = _QUARTER if average.in_halves else Fraction(1, 2 * 10**digits)
    value = Fraction(average.value)
    least = 0 if average.bound == "or less" else ceil((value - off) * answers)
    most = HIGHEST * answers if average.bound == "or more" else ceil((value + off) * answers) - 1
    return max(least, 0), min(most, HIGHEST * answers)
