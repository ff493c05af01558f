"""Scored models → those that no weighting can make the preferred one, proved exactly."""

from collections.abc import Sequence
from fractions import Fraction
from operator import ge, gt

from sitegen.model.appraisal import Scored, Scores

_PROVABLE = 400
"""The most models times objectives for which the proof takes reasonable time."""


def never_preferred(models: Sequence[Scored]) -> tuple[str, ...]:
    """The models that no weighting can make the preferred one, because another always scores at least as high.

    Models with the same score for every objective count as one. With more than `_PROVABLE` scores, only models that a
    single other model beats are returned, so the result may be incomplete.
    """
    alike = list(dict.fromkeys(model.scores for model in models))
    every = len(alike) * len(alike[0]) <= _PROVABLE
    never = {
        scores
        for scores in alike
        if _is_hopeless(scores, [one for one in alike if one != scores], every=every)
    }
    return tuple(model.id for model in models if model.scores in never)


def _is_hopeless(scores: Scores, rivals: Sequence[Scores], *, every: bool) -> bool:
    """Whether no weighting puts these scores in front of all rivals. Without `every`, hard cases return False."""
    if not rivals or _leads(scores, rivals):
        return False
    return any(all(map(ge, rival, scores)) for rival in rivals) or (every and _best_lead(scores, rivals) <= 0)


def _leads(scores: Scores, rivals: Sequence[Scores]) -> bool:
    """A quick test: whether these scores lead with all the weight on one objective, or equal weights."""
    highest = map(max, zip(*rivals, strict=True))
    return any(map(gt, scores, highest)) or sum(scores) > max(map(sum, rivals))


def _best_lead(scores: Scores, rivals: Sequence[Scores]) -> Fraction:
    """The most by which these scores can lead all rivals, over all weightings; below 0 when always behind one.

    That is the value of a game in which one player picks the weights and the other the rival (von Neumann, 1928),
    solved by the simplex method with Bland's rule, in fractions.
    """
    ahead: list[list[Fraction]] = [
        [ours - theirs for theirs in column]
        for ours, column in zip(scores, zip(*rivals, strict=True), strict=True)
    ]
    lift = 1 - min(min(row) for row in ahead)  # the method wants numbers above 0
    table = [[lead + lift for lead in row] + [Fraction(1)] for row in ahead]
    return 1 / _most(table, len(rivals)) - lift


def _most(table: list[list[Fraction]], width: int) -> Fraction:
    """The greatest sum of numbers, none negative, whose products with each row stay within its last entry, 1."""
    goal = [Fraction(1)] * width + [Fraction(0)]
    names, basis = list(range(width)), list(range(width, width + len(table)))
    while risers := [column for column in range(width) if goal[column] > 0]:
        column = min(risers, key=names.__getitem__)
        limits = [(line[-1] / line[column], basis[r], r) for r, line in enumerate(table) if line[column] > 0]
        row = min(limits)[-1]
        _pivot(table, goal, row, column)
        names[column], basis[row] = basis[row], names[column]
    return -goal[-1]


def _pivot(table: list[list[Fraction]], goal: list[Fraction], row: int, column: int) -> None:
    """Exchanges the variable of a column for that of a row, in a tableau without the columns of the basis."""
    pivot = table[row][column]
    table[row] = [value / pivot for value in table[row]]
    table[row][column] = 1 / pivot
    for line in (*(line for place, line in enumerate(table) if place != row), goal):
        factor = line[column]
        if factor:
            line[:] = [value - factor * other for value, other in zip(line, table[row], strict=True)]
            line[column] = -factor / pivot
