"""An appraisal → the tables and sentences of its page, and the sliders to try other weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from sitegen.model.appraisal import Appraisal, Result, Scored
from sitegen.model.objectives import Objectives
from sitegen.model.sensitivity import Switch, Wins
from sitegen.outputs.figures import exact, score
from sitegen.outputs.html import appraisal_text
from sitegen.outputs.html.appraisal_text import Titles

CELLS = 200
"""The most cells of a table of models; with more, the page has the results only, and the files have the rest."""
SENTENCES = 20
"""The most objectives for which the page says what another weight would change."""
_SLIDERS, _FINE = 20, 10_000
"""The most objectives, and the highest whole-number weight or score, for which the page has sliders."""
_COARSE = 20
"""The highest weight on a slider is at least this, so that its steps are fine enough."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading and its cells, or one text across all of them."""

    title: str
    cells: tuple[str, ...]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Slider:
    """An objective whose weight readers can change, from 0 to `most`."""

    id: str
    title: str
    weight: int
    most: int


@dataclass(frozen=True, slots=True)
class Trial:
    """The sliders to try other weights. Scores are whole numbers, in units of 1/`unit`."""

    sliders: tuple[Slider, ...]
    models: tuple[tuple[str, str, str, str], ...]
    """Title, scores, weighted score and place of each model, the best first."""
    unit: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The models side by side, and what would change the preference.

    With more than `CELLS` cells, `parts` and `feet` are empty and `ranking` has the results.
    """

    counted: str
    preferred: str
    parts: tuple[Row, ...]
    feet: tuple[Row, ...]
    ranking: tuple[Row, ...]
    partial: tuple[str, ...]
    columns: tuple[str, ...]
    weightings: tuple[Row, ...]
    changes: tuple[str, ...]
    unsaid: int
    """How many objectives `changes` leaves out."""
    wins: tuple[Row, ...]
    is_sampled: bool
    tried: str
    never: tuple[str, ...]
    trial: Trial | None
    is_rival: bool
    """Whether there is more than one model to compare."""


def comparison(
    objectives: Objectives,
    appraisal: Appraisal,
    switches: Sequence[Switch],
    wins: Wins,
    never: Sequence[str],
) -> Comparison:
    """The comparison of the models that the page shows."""
    models = {model.id: model.title for model in objectives.models}
    goals = {objective.id: objective.title for objective in objectives.objectives}
    is_small = len(goals) * len(models) <= CELLS
    base = appraisal.base
    is_rival = len(appraisal.models) > 1
    return Comparison(
        counted=appraisal_text.counted(objectives, is_stated=appraisal.is_stated),
        preferred=appraisal_text.preferred(base, models)
        if is_rival
        else _alone(appraisal.models[0], base, models),
        parts=tuple(_parts(objectives, appraisal)) if is_small else (),
        feet=tuple(_feet(objectives, appraisal)) if is_small else (),
        ranking=() if is_small else tuple(_ranking(base, models)),
        partial=tuple(appraisal_text.partial(model, models, goals) for model in appraisal.partial),
        columns=tuple(models[model.id] for model in appraisal.models),
        weightings=tuple(_weightings(objectives, appraisal, models, goals)),
        changes=tuple(
            appraisal_text.change(title, switch, base.preferred, models)
            for title, switch in list(zip(goals.values(), switches, strict=True))[:SENTENCES]
        )
        if is_rival
        else (),
        unsaid=max(0, len(goals) - SENTENCES),
        wins=tuple(
            Row(models[name], _won(wins, name))
            for name in sorted(wins.shares, key=lambda name: -wins.shares[name])
        ),
        is_sampled=wins.sample is not None,
        tried=appraisal_text.tried(wins),
        never=tuple(
            appraisal_text.never(model, appraisal.models, models)
            for model in appraisal.models
            if model.id in never
        ),
        trial=_trial(objectives, appraisal, models) if is_rival and is_small else None,
        is_rival=is_rival,
    )


def _alone(model: Scored, base: Result, titles: Titles) -> str:
    words = score(base.ranking[0].total)
    return (
        f"“{titles[model.id]}” has a weighted score of {words} of 5. No other model has a score for every objective,"
        " so there is nothing to compare it with."
    )


def weights_of(objectives: Objectives, *, is_stated: bool) -> list[Fraction]:
    """The stated weights in their own unit; 1 for each unless `is_stated`."""
    if not is_stated:
        return [Fraction(1)] * len(objectives.objectives)
    return [Fraction(str(objective.weight)) for objective in objectives.objectives]


def _parts(objectives: Objectives, appraisal: Appraisal) -> Iterator[Row]:
    weights = weights_of(objectives, is_stated=appraisal.is_stated)
    for objective, weight in zip(objectives.objectives, weights, strict=True):
        scores = [model.scores.get(objective.id) for model in objectives.models]
        cells = (
            "No score" if one is None else f"{one:f} × {exact(weight)} = {exact(Fraction(one) * weight)}"
            for one in scores
        )
        yield Row(f"{objective.id}. {objective.title}", (exact(weight), *cells))


def _feet(objectives: Objectives, appraisal: Appraisal) -> Iterator[Row]:
    """The rows below the parts: their sum, the weighted score, and the place."""
    total = sum(weights_of(objectives, is_stated=appraisal.is_stated), Fraction(0))
    found = {name: place for place in appraisal.base.ranking for name in place.models}
    places = [found.get(model.id) for model in objectives.models]
    sums = (exact(one.total * total) if one else "" for one in places)
    scores = (score(one.total) if one else "Not compared" for one in places)
    words = (appraisal_text.place(one.number, len(one.models)) if one else "" for one in places)
    yield Row("Sum", (exact(total), *sums))
    yield Row(f"Weighted score: the sum divided by {exact(total)}", ("", *scores))
    yield Row("Place", ("", *words))


def _ranking(result: Result, titles: Titles) -> Iterator[Row]:
    for place in result.ranking:
        for name in place.models:
            yield Row(
                titles[name], (score(place.total), appraisal_text.place(place.number, len(place.models)))
            )


def _weightings(objectives: Objectives, appraisal: Appraisal, models: Titles, goals: Titles) -> Iterator[Row]:
    """The weighted scores under the set's own weighting and under each scenario."""
    title = appraisal_text.own_weighting(is_stated=appraisal.is_stated)
    yield _under(title, appraisal.base, objectives, appraisal, models)
    for scenario, result in zip(objectives.scenarios, appraisal.scenarios, strict=True):
        if result:
            yield _under(scenario.title, result, objectives, appraisal, models)
        else:
            yield Row(scenario.title, (), appraisal_text.not_worked_out(scenario, goals))


def _under(title: str, result: Result, objectives: Objectives, appraisal: Appraisal, models: Titles) -> Row:
    if len(appraisal.models) * (1 + len(objectives.scenarios)) > CELLS:
        return Row(title, (), appraisal_text.preferred(result, models))
    standings = appraisal_text.standings(result)
    return Row(title, tuple(standings[model.id] for model in appraisal.models))


def _won(wins: Wins, name: str) -> tuple[str, ...]:
    """The share of all weightings that a model wins, and its standard error if it comes from a sample."""
    share = appraisal_text.share(wins, name)
    return (share,) if wins.sample is None else (share, appraisal_text.error(wins, name))


def _trial(objectives: Objectives, appraisal: Appraisal, models: Titles) -> Trial | None:
    """The sliders; None if there are too many, or numbers too large for a browser to calculate exactly."""
    weights = whole(appraisal.base.weights)
    unit = lcm(*(one.denominator for model in appraisal.models for one in model.scores))
    if not 1 < len(weights) <= _SLIDERS or max(*weights, unit) > _FINE:
        return None
    scores = {model.id: [int(unit * one) for one in model.scores] for model in appraisal.models}
    count = len(appraisal.models)
    return Trial(
        sliders=tuple(
            Slider(objective.id, objective.title, weight, 5 * max(weights))
            for objective, weight in zip(objectives.objectives, weights, strict=True)
        ),
        models=tuple(
            (
                models[name],
                " ".join(map(str, scores[name])),
                score(place.total),
                appraisal_text.place(place.number, len(place.models)),
            )
            for place in appraisal.base.ranking
            for name in place.models
        ),
        unit=unit,
        places=tuple(
            appraisal_text.place(number, sharing) for number in range(1, count + 1) for sharing in (1, 2)
        ),
    )


def whole(shares: Sequence[Fraction]) -> list[int]:
    """Shares of the weight as whole numbers in the same proportions, the highest of them at least 20."""
    unit = lcm(*(share.denominator for share in shares))
    numbers = [int(share * unit) for share in shares]
    common = gcd(*numbers)
    scale = -(-_COARSE // (max(numbers) // common))
    return [number // common * scale for number in numbers]
