"""A set of objectives → how well each contract model serves them, under the stated weighting and under others.

The method is the weighted sum of simple multi-criteria analysis (“Multi-criteria analysis: a manual”, Department for
Communities and Local Government, 2009, chapter 6): a score from 0 to 5 times the objective's share of the weight, added
up. All arithmetic is in fractions, so that a reader with a calculator gets the same numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sitegen.model.objectives import HIGHEST_SCORE, ContractModel, Objectives

Weights = tuple[Fraction, ...]
"""The share of the weight of each objective, in order. They add up to 1."""
Scores = tuple[Fraction, ...]
"""A score from 0 to 5 for each objective, in order."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A contract model with a score for every objective."""

    id: str
    scores: Scores

    def parts(self, weights: Weights) -> tuple[Fraction, ...]:
        """The part of each objective in the weighted score."""
        return tuple(weight * score for weight, score in zip(weights, self.scores, strict=True))

    def total(self, weights: Weights) -> Fraction:
        """The weighted score, from 0 to 5."""
        return sum(self.parts(weights), Fraction(0))


@dataclass(frozen=True, slots=True)
class Partial:
    """A contract model that is not compared, because it has no score for some objective."""

    id: str
    missing: tuple[str, ...]
    """The objectives for which it has no score."""
    lowest: Scored
    """The same model with 0 for each missing score."""
    highest: Scored
    """The same model with 5 for each missing score."""

    def reach(self, weights: Weights) -> tuple[Fraction, Fraction]:
        """The lowest and the highest weighted score that it could have, whatever the missing scores are."""
        return self.lowest.total(weights), self.highest.total(weights)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking, from 1, with the models that share it. After two models in place 1 comes place 3."""

    number: int
    models: tuple[str, ...]
    total: Fraction


@dataclass(frozen=True, slots=True)
class Result:
    """The weighted scores of the models under one weighting, the best first."""

    weights: Weights
    ranking: tuple[Place, ...]

    @property
    def preferred(self) -> tuple[str, ...]:
        """The model with the highest weighted score, or those that tie for it."""
        return self.ranking[0].models


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The models compared under the stated weighting and under every scenario."""

    models: tuple[Scored, ...]
    partial: tuple[Partial, ...]
    is_stated: bool
    """Whether `base` uses the stated weights; otherwise all objectives count the same."""
    base: Result
    scenarios: tuple[Result | None, ...]
    """The result of each scenario, in order; None if its weights are incomplete or unusable."""


def appraise(objectives: Objectives) -> Appraisal | None:
    """The appraisal of the models with a score for every objective; None if there is no such model."""
    names = tuple(objective.id for objective in objectives.objectives)
    models = tuple(scored for model in objectives.models if (scored := _scored(model, names)))
    if not models or not names:
        return None
    stated = _stated(objectives)
    return Appraisal(
        models=models,
        partial=tuple(_partial(model, names) for model in objectives.models if not _scored(model, names)),
        is_stated=stated is not None,
        base=result(models, stated or equal(len(names))),
        scenarios=tuple(
            result(models, weights) if (weights := shares(scenario.weights, names)) else None
            for scenario in objectives.scenarios
        ),
    )


def result(models: Sequence[Scored], weights: Weights) -> Result:
    """The ranking of models under a weighting. Models with equal scores share a place."""
    totals = {model.id: model.total(weights) for model in models}
    places, number = [], 1
    for total in sorted(set(totals.values()), reverse=True):
        tied = tuple(name for name, found in totals.items() if found == total)
        places.append(Place(number, tied, total))
        number += len(tied)
    return Result(weights, tuple(places))


def equal(count: int) -> Weights:
    """The weighting in which each of `count` objectives counts the same."""
    return (Fraction(1, count),) * count


def shares(weights: Mapping[str, object], names: Sequence[str]) -> Weights | None:
    """Weights in any unit as shares of their sum; None if one is missing or negative, or all are 0."""
    if not set(names) <= weights.keys():
        return None
    found = [Fraction(str(weights[name])) for name in names]
    if min(found) < 0 or not any(found):
        return None
    return tuple(weight / sum(found) for weight in found)


def _stated(objectives: Objectives) -> Weights | None:
    if objectives.weighting.basis == "none":
        return None
    given = {one.id: one.weight for one in objectives.objectives if one.weight is not None}
    return shares(given, [one.id for one in objectives.objectives])


def _scored(model: ContractModel, names: Sequence[str]) -> Scored | None:
    if not set(names) <= model.scores.keys():
        return None
    return Scored(model.id, tuple(Fraction(model.scores[name]) for name in names))


def _partial(model: ContractModel, names: Sequence[str]) -> Partial:
    def filled(score: int) -> Scored:
        return Scored(model.id, tuple(Fraction(model.scores.get(name, score)) for name in names))

    missing = tuple(name for name in names if name not in model.scores)
    return Partial(model.id, missing, filled(0), filled(HIGHEST_SCORE))
