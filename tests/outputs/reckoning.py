"""Contract models reckoned anew, in plain fractions, from what docs/appraisal.md says. Nothing of the program is called.

A world is what an author writes: weights (None where there is none), scores (None where one is missing) and scenarios.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, count, pairwise

Scores = tuple[Fraction | None, ...]
Weights = tuple[Fraction | None, ...]
Whole = Mapping[str, tuple[Fraction, ...]]
"""Models with a score for every objective, by their titles."""


@dataclass(frozen=True)
class World:
    """A set of objectives."""

    basis: str
    weights: Weights
    models: Mapping[str, Scores]
    scenarios: Mapping[str, Weights]

    @property
    def is_stated(self) -> bool:
        """Whether the stated weights can be used."""
        return self.basis != "none" and usable(self.weights)

    @property
    def own(self) -> tuple[Fraction, ...]:
        """The weights that the page reckons with; 1 for each if none are stated, or those cannot be used."""
        return known(self.weights) if self.is_stated else (Fraction(1),) * len(self.weights)

    @property
    def compared(self) -> dict[str, tuple[Fraction, ...]]:
        """The models with a score for every objective."""
        return {name: known(scores) for name, scores in self.models.items() if None not in scores}

    @property
    def left_out(self) -> dict[str, Scores]:
        """The models without a score for some objective."""
        return {name: scores for name, scores in self.models.items() if None in scores}


def usable(weights: Weights) -> bool:
    """Whether there is a weight for each objective, none of them negative and not all of them 0."""
    return all(one is not None and one >= 0 for one in weights) and any(weights)


def known(numbers: Iterable[Fraction | None]) -> tuple[Fraction, ...]:
    """The numbers, none of which is None."""
    return tuple(one for one in numbers if one is not None)


def filled(scores: Scores, score: int) -> tuple[Fraction, ...]:
    """The scores with `score` in place of each that is missing."""
    return tuple(Fraction(score) if one is None else one for one in scores)


def total(scores: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Score times weight, added up, divided by the sum of the weights."""
    return sum((score * weight for score, weight in zip(scores, weights, strict=True)), Fraction(0)) / sum(
        weights
    )


def leaders(totals: Mapping[str, Fraction]) -> list[str]:
    """Those with the highest total, in order."""
    return [name for name, found in totals.items() if found == max(totals.values())]


def digits(values: Iterable[Fraction], places: int, whole: int) -> dict[Fraction, str]:
    """Values in words, with as many decimals as keep them, 0 and the whole apart and in order."""
    ordered = sorted({*values, Fraction(0), Fraction(whole)})
    for decimals in count(places):
        words, shown = [], []
        for value in ordered:
            is_exact = (value * 10 ** (decimals + 1)).denominator == 1
            used = decimals + 1 if is_exact else decimals
            steps = (value * 10**used + Fraction(1, 2)).__floor__()
            text = f"{steps // 10**used}.{steps % 10**used:0{used}d}"
            words.append(text.rstrip("0").rstrip(".") if is_exact else f"about {text}")
            shown.append(Fraction(steps, 10**used))
        if all(one < other for one, other in pairwise(shown)):
            return dict(zip(ordered, words, strict=True))
    raise AssertionError


def first_change(
    models: Whole, weights: Sequence[Fraction], at: int, *, rising: bool
) -> tuple[Fraction, list[str]] | None:
    """The share of objective `at` from which other models lead than now, and these; the others keep their proportions.

    Tried between each two shares at which any two models are level.
    """
    share = Fraction(weights[at], sum(weights))

    def totals(moved: Fraction) -> dict[str, Fraction]:
        rest = [Fraction(0) if place == at else weight for place, weight in enumerate(weights)]
        return {
            name: moved * scores[at] + (1 - moved) * total(scores, rest) for name, scores in models.items()
        }

    start, end = totals(Fraction(0)), totals(Fraction(1))
    level = {Fraction(0), share, Fraction(1)}
    for one, other in combinations(models, 2):
        gap, later = start[one] - start[other], end[one] - end[other]
        if gap != later:
            level.add(gap / (gap - later))
    stops = sorted(stop for stop in level if (share <= stop <= 1 if rising else 0 <= stop <= share))
    if not rising:
        stops.reverse()
    now = leaders(totals(share))
    for here, there in pairwise(stops):
        found = leaders(totals((here + there) / 2))
        if found != now:
            return here, found
    return None


def won(models: Whole) -> dict[str, Fraction]:
    """The share of all weightings of up to three objectives that each model wins; those that are alike share it equally.

    The first weight goes from 0 to 1. For each, the room that a model has for the second is a straight line between
    two bends, so that it is enough to measure it at the bends.
    """
    return {
        name: _room(scores, {*models.values()} - {scores}) / list(models.values()).count(scores)
        for name, scores in models.items()
    }


def _room(scores: tuple[Fraction, ...], rivals: set[tuple[Fraction, ...]]) -> Fraction:
    ahead = [tuple(ours - theirs for ours, theirs in zip(scores, rival, strict=True)) for rival in rivals]
    if len(scores) == 1:
        return Fraction(all(one > 0 for (one,) in ahead))
    if len(scores) == 2:
        return _length([(one - other, other) for one, other in ahead], Fraction(1))
    bends = {Fraction(0), Fraction(1)}
    lines = [(b - c, a - c, c) for a, b, c in ahead]  # second weight, first weight, constant
    edges = [*lines, (Fraction(1), Fraction(0), Fraction(0)), (Fraction(1), Fraction(1), Fraction(-1))]
    for (y, x, k), (v, u, j) in combinations(edges, 2):
        if y * u != v * x:
            bends.add((v * k - y * j) / (y * u - v * x))
    for y, x, k in edges:
        if y == 0 and x:
            bends.add(-k / x)
    inside = sorted(bend for bend in bends if 0 <= bend <= 1)
    area = Fraction(0)
    for here, there in pairwise(inside):
        # A straight line: its value in the middle is its mean.
        middle = (here + there) / 2
        area += (there - here) * _length([(y, x * middle + k) for y, x, k in lines], 1 - middle)
    return 2 * area


def _length(ahead: list[tuple[Fraction, Fraction]], most: Fraction) -> Fraction:
    """The length of what is between 0 and `most` and where slope times place plus lead is above 0 for all."""
    least = Fraction(0)
    for slope, lead in ahead:
        if slope > 0:
            least = max(least, -lead / slope)
        elif slope < 0:
            most = min(most, -lead / slope)
        elif lead < 0:
            return Fraction(0)
    return max(most - least, Fraction(0))


def beaten(models: Whole) -> Iterator[tuple[str, str]]:
    """Each model that another is as good as for every objective, and better for one, with the first such other."""
    for name, scores in models.items():
        for other, theirs in models.items():
            if theirs != scores and all(one >= own for one, own in zip(theirs, scores, strict=True)):
                yield name, other
                break
