"""A set of objectives → which charts its page has."""

from sitegen.model.appraisal import Appraisal
from sitegen.model.objectives import Objectives

_MOST_BARS = 60
"""The most bars of a chart."""


def has_weights_chart(objectives: Objectives) -> bool:
    """Whether every objective has a weight that a bar can show."""
    weights = [objective.weight for objective in objectives.objectives]
    known = [weight for weight in weights if weight is not None and weight >= 0]
    return objectives.weighting.basis != "none" and len(known) == len(weights) and any(known)


def has_scores_chart(appraisal: Appraisal) -> bool:
    """Whether there are results to compare, and no more bars than a chart may have."""
    results = 1 + sum(1 for result in appraisal.scenarios if result)
    models = len(appraisal.models)
    return results > 1 and models > 1 and results * models <= _MOST_BARS
