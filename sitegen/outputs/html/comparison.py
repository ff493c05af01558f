"""An appraisal → the tables and sentences of its page, and the sliders to try other weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from sitegen.model import sensitivity
from sitegen.model.appraisal import Appraisal, Result
from sitegen.model.objectives import Objectives
from sitegen.model.sensitivity import Switch
from sitegen.outputs import figures
from sitegen.outputs.figures import exact
from sitegen.outputs.html import appraisal_text, share_text
from sitegen.outputs.html.appraisal_text import Manner, Titles

_NONE = "No score"
CELLS = 200
"""The most cells of a table of models; with more, the page has the results only, and the files have the rest."""
SENTENCES = 20
"""The most objectives for which the page says what another weight would change."""
_SLIDERS, _FINE = 20, 10_000
"""The most objectives, and the highest whole-number weight or score, for which the page has sliders."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading and its cells, or one text across all of them."""

    title: str
    cells: tuple[str, ...]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Slider:
    """An objective whose weight readers can change. `value` is the place of its slider, from 0 to 100."""

    id: str
    title: str
    weight: int
    value: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The sliders to try other weights. Scores are whole numbers, in units of 1/`unit`; at 100 a slider weighs `full`."""

    sliders: tuple[Slider, ...]
    models: tuple[tuple[str, str, str, str], ...]
    """Title, scores, weighted score and place of each model, the best first."""
    unit: int
    full: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wins:
    """The share of all weightings that each model wins, with the sentences about how that was calculated."""

    rows: tuple[Row, ...]
    is_sampled: bool
    tried: str
    total: str
    """Why the shares shown do not add up to 100%; empty if they do."""
    ties: tuple[str, ...]
    """Which shares are parts of what models win together."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The models side by side, and what would change the preference.

    With more than `CELLS` cells, `parts` and `feet` are empty and `ranking` has the results.
    """

    manner: Manner
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
    wins: Wins
    never: tuple[str, ...]
    trial: Trial | None
    is_rival: bool
    """Whether there is more than one model to compare."""


def comparison(
    objectives: Objectives,
    appraisal: Appraisal,
    switches: Sequence[Switch],
    wins: sensitivity.Wins,
    never: Sequence[str],
) -> Comparison:
    """The comparison of the models that the page shows."""
    models = {model.id: model.title for model in objectives.models}
    goals = {objective.id: objective.title for objective in objectives.objectives}
    is_small = len(goals) * len(models) <= CELLS
    is_rival = len(appraisal.models) > 1
    spoken = appraisal_text.manner(appraisal)
    return Comparison(
        manner=spoken,
        counted=appraisal_text.counted(objectives, is_stated=appraisal.is_stated),
        preferred=appraisal_text.preferred(appraisal, appraisal.base, models),
        parts=tuple(_parts(objectives, appraisal)) if is_small else (),
        feet=tuple(_feet(objectives, appraisal)) if is_small else (),
        ranking=() if is_small else tuple(_ranking(appraisal, models)),
        partial=tuple(appraisal_text.partial(model, appraisal, models, goals) for model in appraisal.partial),
        columns=tuple(models.values()),
        weightings=tuple(_weightings(objectives, appraisal, models, goals)),
        changes=tuple(
            appraisal_text.change(title, switch, appraisal.base.preferred, models, spoken)
            for title, switch in list(zip(goals.values(), switches, strict=True))[:SENTENCES]
        )
        if is_rival
        else (),
        unsaid=max(0, len(goals) - SENTENCES),
        wins=_wins(wins, models, spoken),
        never=tuple(
            appraisal_text.never(model, appraisal.models, models, spoken)
            for model in appraisal.models
            if model.id in never
        ),
        trial=_trial(objectives, appraisal, models) if is_rival and is_small else None,
        is_rival=is_rival,
    )


def weights_of(objectives: Objectives, *, is_stated: bool) -> list[Fraction]:
    """The stated weights in their own unit; 1 for each unless `is_stated`."""
    if not is_stated:
        return [Fraction(1)] * len(objectives.objectives)
    return [Fraction(str(objective.weight)) for objective in objectives.objectives]


def _parts(objectives: Objectives, appraisal: Appraisal) -> Iterator[Row]:
    """The weight of each objective, and the score and the part of each model; without weights, the scores alone."""
    weights = weights_of(objectives, is_stated=appraisal.is_stated)
    for objective, weight in zip(objectives.objectives, weights, strict=True):
        title = f"{objective.id}. {objective.title}"
        scores = [model.scores.get(objective.id) for model in objectives.models]
        if appraisal.is_stated:
            yield Row(title, (exact(weight), *(_part(one, weight) for one in scores)))
        else:
            yield Row(title, tuple(_NONE if one is None else f"{one:f}" for one in scores))


def _part(score: Decimal | None, weight: Fraction) -> str:
    return _NONE if score is None else f"{score:f} × {exact(weight)} = {exact(Fraction(score) * weight)}"


def _feet(objectives: Objectives, appraisal: Appraisal) -> Iterator[Row]:
    """The rows below the parts: their sum, the weighted score, and the place."""
    total = sum(weights_of(objectives, is_stated=appraisal.is_stated), Fraction(0))
    spoken, words = appraisal_text.manner(appraisal), appraisal_text.shown(appraisal, appraisal.base)
    found = {name: place for place in appraisal.base.ranking for name in place.models}
    places = [found.get(model.id) for model in objectives.models]
    sums = (exact(one.total * total) if one else "" for one in places)
    scores = (words[one.total] if one else "Not compared" for one in places)
    numbers = (appraisal_text.place(one) if one else "" for one in places)
    blank = ("",) if appraisal.is_stated else ()
    yield Row("Sum", ((exact(total), *sums) if appraisal.is_stated else tuple(sums)))
    yield Row(f"{spoken.score.capitalize()}: the sum divided by {exact(total)}", (*blank, *scores))
    yield Row(f"Place{spoken.among}", (*blank, *numbers))


def _ranking(appraisal: Appraisal, titles: Titles) -> Iterator[Row]:
    words = appraisal_text.shown(appraisal, appraisal.base)
    for place in appraisal.base.ranking:
        for name in place.models:
            yield Row(titles[name], (words[place.total], appraisal_text.place(place)))


def _weightings(objectives: Objectives, appraisal: Appraisal, models: Titles, goals: Titles) -> Iterator[Row]:
    """The weighted scores under the set's own weighting and under each scenario."""
    title = appraisal_text.own_weighting(is_stated=appraisal.is_stated)
    yield _under(title, appraisal.base, objectives, appraisal, models)
    for scenario, result in zip(objectives.scenarios, appraisal.scenarios, strict=True):
        if result:
            yield _under(scenario.title, result, objectives, appraisal, models)
        else:
            words = appraisal_text.not_worked_out(scenario, goals, appraisal_text.manner(appraisal))
            yield Row(scenario.title, (), words)


def _under(title: str, result: Result, objectives: Objectives, appraisal: Appraisal, models: Titles) -> Row:
    if len(models) * (1 + len(objectives.scenarios)) > CELLS:
        return Row(title, (), appraisal_text.preferred(appraisal, result, models))
    standings = appraisal_text.standings(appraisal, result)
    return Row(title, tuple(standings[name] for name in models))


def _wins(wins: sensitivity.Wins, models: Titles, spoken: Manner) -> Wins:
    """The models with the share of all weightings that each wins, the largest first, and standard errors if it is from a sample."""
    shares, is_sampled = share_text.shares(wins), wins.sample is not None
    return Wins(
        rows=tuple(
            Row(
                models[name],
                (shares.words[name], *((share_text.error(wins, name),) if is_sampled else ())),
            )
            for name in sorted(wins.shares, key=lambda name: -wins.shares[name])
        ),
        is_sampled=is_sampled,
        tried=share_text.tried(wins, spoken),
        total=shares.total,
        ties=tuple(share_text.ties(wins, models, spoken)),
    )


def _trial(objectives: Objectives, appraisal: Appraisal, models: Titles) -> Trial | None:
    """The sliders; None if there are too many, or numbers too large for a browser to calculate exactly."""
    weights = whole(appraisal.base.weights)
    unit = lcm(*(one.denominator for model in appraisal.models for one in model.scores))
    if not 1 < len(weights) <= _SLIDERS or max(*weights, unit) > _FINE:
        return None
    scores = {model.id: [int(unit * one) for one in model.scores] for model in appraisal.models}
    words = figures.scores(place.total for place in appraisal.base.ranking)
    count = len(appraisal.models)
    # Stated weights are at their shares of the total; without weights, every slider begins in the middle.
    full = sum(weights) if appraisal.is_stated else 2 * max(weights)
    return Trial(
        full=full,
        sliders=tuple(
            Slider(objective.id, objective.title, weight, exact(round(Fraction(100 * weight, full), 1)))
            for objective, weight in zip(objectives.objectives, weights, strict=True)
        ),
        models=tuple(
            (
                models[name],
                " ".join(map(str, scores[name])),
                words[place.total],
                appraisal_text.place(place),
            )
            for place in appraisal.base.ranking
            for name in place.models
        ),
        unit=unit,
        places=tuple(
            appraisal_text.place_words(number, sharing)
            for number in range(1, count + 1)
            for sharing in (1, 2)
        ),
    )


def whole(shares: Sequence[Fraction]) -> list[int]:
    """Shares of the weight as whole numbers in the same proportions."""
    unit = lcm(*(share.denominator for share in shares))
    numbers = [int(share * unit) for share in shares]
    common = gcd(*numbers)
    return [number // common for number in numbers]
