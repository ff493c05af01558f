"""Scored models and a weighting → what it would take for another model to be preferred, exactly.

Two questions: at which weight of one objective the preferred model changes; and of all weightings there are, in what
share each model comes first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import lcm
from operator import mul
from random import Random

from sitegen.model.appraisal import Scored, Scores, Weights

SAMPLE = 20_000
"""The size of a sample of weightings."""
_WORK = 40_000_000
"""The most products for a sample: with many models and objectives, the sample is smaller."""
_SEED = 2003
_FINE = 2**32
"""The whole weight of a sample, in steps."""
_EXACT = 3
"""The most objectives for which shares are calculated exactly, by geometry."""


@dataclass(frozen=True, slots=True)
class SwitchPoint:
    """A share of the weight at which the preference changes, and the models preferred beyond it."""

    weight: Fraction
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """How the preference changes with the weight of one objective while the others keep their proportions."""

    weight: Fraction
    """The present weight. If it is 1, there is no change."""
    below: SwitchPoint | None
    """The first change as the weight falls towards 0, or None."""
    above: SwitchPoint | None
    """The first change as it rises towards 1, or None."""


@dataclass(frozen=True, slots=True)
class Wins:
    """The share of all weightings in which each model is first; models that tie share it equally.

    `sample` is the number of weightings tried; None if the shares are exact.
    """

    shares: Mapping[str, Fraction]
    sample: int | None
    alike: tuple[tuple[str, ...], ...] = ()
    """Groups of models with the same score for every objective, which tie under every weighting."""
    ties: int = 0
    """In how many weightings of the sample models that are not alike tie for the first place."""

    def error(self, model: str) -> Decimal | None:
        """The standard error of a share from a sample, in the same unit; None for an exact share.

        Models that are alike have equal parts of one share, so each has that part of its error.
        """
        if self.sample is None:
            return None
        group = next((len(names) for names in self.alike if model in names), 1)
        share = group * self.shares[model]
        variance = share * (1 - share) / self.sample
        return (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt() / group


def switches(models: Sequence[Scored], weights: Weights) -> tuple[Switch, ...]:
    """For each objective, in their order, where the preference changes with its weight."""
    totals = [model.total(weights) for model in models]
    return tuple(_switch(models, totals, weights[place], place) for place in range(len(weights)))


@dataclass(frozen=True, slots=True)
class _Line:
    """A model's weighted score as the weight of one objective goes from 0 to 1: `start + weight * slope`."""

    model: str
    start: Fraction
    slope: Fraction

    def at(self, weight: Fraction) -> Fraction:
        return self.start + weight * self.slope


def _switch(models: Sequence[Scored], totals: Sequence[Fraction], now: Fraction, place: int) -> Switch:
    if now == 1:
        return Switch(now, None, None)
    lines = []
    for model, total in zip(models, totals, strict=True):
        others = (total - now * model.scores[place]) / (1 - now)
        lines.append(_Line(model.id, others, model.scores[place] - others))
    mirrored = [_Line(line.model, line.start + line.slope, -line.slope) for line in lines]
    fall = _switch_point(mirrored, 1 - now)
    return Switch(now, SwitchPoint(1 - fall.weight, fall.models) if fall else None, _switch_point(lines, now))


def _switch_point(lines: Sequence[_Line], now: Fraction) -> SwitchPoint | None:
    """The first weight above `now`, and below 1, beyond which other lines are the highest than at `now`."""
    if now == 1:
        return None
    best = max(line.at(now) for line in lines)
    leading = [line for line in lines if line.at(now) == best]
    steepest = max(line.slope for line in leading)
    ahead = [line for line in leading if line.slope == steepest]
    if len(ahead) < len(leading):
        return SwitchPoint(now, tuple(line.model for line in ahead))
    crossings = [
        ((ahead[0].start - line.start) / (line.slope - steepest), line)
        for line in lines
        if line.slope > steepest
    ]
    weight = min((crossing for crossing, _ in crossings), default=Fraction(1))
    if weight >= 1:
        return None
    crossing = [line for found, line in crossings if found == weight]
    fastest = max(line.slope for line in crossing)
    return SwitchPoint(weight, tuple(line.model for line in crossing if line.slope == fastest))


def wins(models: Sequence[Scored]) -> Wins:
    """The share of all weightings that each model wins, every weighting being as likely as any other."""
    groups: defaultdict[Scores, list[str]] = defaultdict(list)
    for model in models:
        groups[model.scores].append(model.id)
    alike = list(groups)
    count = len(alike[0])
    shares: Sequence[Fraction]
    sample, ties = None, 0
    if len(alike) == 1:
        shares = [Fraction(1)]
    elif count <= _EXACT:
        shares = [_room(scores, alike) for scores in alike]
    else:
        sample = min(SAMPLE, max(1, _WORK // (count * len(alike))))
        shares, ties = _sampled(tuple(alike), sample)
    found = {
        name: share / len(names)
        for names, share in zip(groups.values(), shares, strict=True)
        for name in names
    }
    same = tuple(tuple(names) for names in groups.values() if len(names) > 1)
    return Wins({model.id: found[model.id] for model in models}, sample, same, ties)


Point = tuple[Fraction, Fraction]
"""The weights of the first and the second of three objectives; the third has the rest."""
_CORNERS: tuple[Point, ...] = (
    (Fraction(1), Fraction(0)),
    (Fraction(0), Fraction(1)),
    (Fraction(0), Fraction(0)),
)


def _room(scores: Scores, rivals: Sequence[Scores]) -> Fraction:
    """The share of all weightings of up to three objectives in which no rival is better.

    Two objectives are taken as three of which the last two are the same: then the weighting of the first is not
    spread evenly, so the length of a side is measured instead of an area.
    """
    flat = len(scores) < _EXACT
    padded = scores + scores[-1:] * (_EXACT - len(scores))
    corners = [*_CORNERS[::2]] if flat else [*_CORNERS]
    for rival in rivals:
        ahead = [
            one - other for one, other in zip(padded, rival + rival[-1:] * (_EXACT - len(rival)), strict=True)
        ]
        corners = _kept(corners, ahead)
    if len(scores) == 1:
        return Fraction(bool(corners))
    return _length(corners) if flat else 2 * _area(corners)


def _kept(corners: Sequence[Point], ahead: Sequence[Fraction]) -> list[Point]:
    """The part of a polygon in which a model is not behind (Sutherland and Hodgman's clipping)."""

    def lead(point: Point) -> Fraction:
        return point[0] * ahead[0] + point[1] * ahead[1] + (1 - point[0] - point[1]) * ahead[2]

    kept: list[Point] = []
    for here, there in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        one, other = lead(here), lead(there)
        if one >= 0:
            kept.append(here)
        if (one > 0 > other) or (one < 0 < other):
            part = one / (one - other)
            kept.append((here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])))
    return kept


def _length(corners: Sequence[Point]) -> Fraction:
    found = [point[0] for point in corners]
    return max(found) - min(found) if found else Fraction(0)


def _area(corners: Sequence[Point]) -> Fraction:
    if not corners:
        return Fraction(0)
    edges = pairwise([*corners, corners[0]])
    return abs(sum((a[0] * b[1] - b[0] * a[1] for a, b in edges), Fraction(0))) / 2


@lru_cache(maxsize=64)  # the preview asks after every change, and scores seldom change
def _sampled(rivals: tuple[Scores, ...], sample: int) -> tuple[tuple[Fraction, ...], int]:
    """The share of a sample of weightings that each of these score lists wins, and in how many of them some tie; ties are shared.

    Weightings are drawn evenly from all there are: the whole weight is cut at random places (Devroye, “Non-uniform
    random variate generation”, 1986, chapter V). In whole numbers, the same on every machine.
    """
    unit = lcm(*(score.denominator for scores in rivals for score in scores))
    whole = [tuple(int(score * unit) for score in scores) for scores in rivals]
    won = [Fraction(0)] * len(whole)
    counted = [0] * len(whole)
    ties = 0
    for weights in _weightings(len(whole[0]), sample):
        totals = [sum(map(mul, weights, scores)) for scores in whole]
        best = max(totals)
        first = totals.index(best)
        if totals.count(best) == 1:
            counted[first] += 1
        else:
            ties += 1
            tied = [place for place, total in enumerate(totals) if total == best]
            for place in tied:
                won[place] += Fraction(1, len(tied))
    return tuple((alone + shared) / sample for alone, shared in zip(counted, won, strict=True)), ties


def _weightings(count: int, sample: int) -> Iterator[list[int]]:
    draw = Random(_SEED).getrandbits  # noqa: S311 - a seeded sample, not a secret
    bits = _FINE.bit_length() - 1
    for _ in range(sample):
        cuts = sorted([draw(bits) for _ in range(count - 1)])
        yield [after - before for before, after in zip([0, *cuts], [*cuts, _FINE], strict=True)]
