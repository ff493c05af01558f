"""An appraisal of contract models → its figures as CSV (RFC 4180) and JSON, exact to the last digit.

Each value is exact, a fraction if its decimals never end, and has a rounded value beside it. docs/appraisal.md explains each line.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from sitegen.model.appraisal import Appraisal, Result
from sitegen.model.objectives import Objectives
from sitegen.model.sensitivity import Switch, Wins
from sitegen.outputs.figures import exact, rounded
from sitegen.outputs.tables.table import Column, Table, at
from sitegen.outputs.tables.table import as_csv as table_as_csv

_DECIMALS = 6
"""Decimals of a rounded value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure and the weighting, objective and model that it is about; each is empty if the figure is about all of them."""

    figure: str
    weighting: str = ""
    objective: str = ""
    model: str = ""
    value: str = ""
    """Empty if the figure does not exist or cannot be worked out."""
    rounded: str = ""


def lines(
    objectives: Objectives,
    appraisal: Appraisal,
    switches: Sequence[Switch],
    wins: Wins,
    never: Sequence[str],
) -> Iterator[Line]:
    """Every figure, in the order of the page."""
    names = [objective.id for objective in objectives.objectives]
    for model in objectives.models:
        for name, score in model.scores.items():
            yield _line("score", Fraction(str(score)), objective=name, model=model.id)
    for left_out in appraisal.partial:
        yield from (Line("no score", objective=name, model=left_out.id) for name in left_out.missing)
    yield from _result("stated" if appraisal.is_stated else "equal", appraisal.base, names, appraisal)
    for scenario, result in zip(objectives.scenarios, appraisal.scenarios, strict=True):
        if result:
            yield from _result(scenario.id, result, names, appraisal)
        else:
            yield Line("not worked out", scenario.id)
    for name, switch in zip(names, switches, strict=True):
        yield from _changes(name, switch)
    yield from _shares(wins)
    yield from (Line("never preferred", model=name) for name in never)


def _result(weighting: str, result: Result, names: Sequence[str], appraisal: Appraisal) -> Iterator[Line]:
    for name, weight in zip(names, result.weights, strict=True):
        yield _line("share of the weight", weight, weighting, objective=name)
    for model in appraisal.models:
        for name, part in zip(names, model.parts(result.weights), strict=True):
            yield _line("part", part, weighting, objective=name, model=model.id)
    for place in result.ranking:
        for model_id in place.models:
            yield _line("weighted score", place.total, weighting, model=model_id)
            yield _line("place", Fraction(place.number), weighting, model=model_id)
    for partial in appraisal.partial:
        lowest, highest = partial.reach(result.weights)
        yield _line("lowest weighted score", lowest, weighting, model=partial.id)
        yield _line("highest weighted score", highest, weighting, model=partial.id)


def _changes(objective: str, switch: Switch) -> Iterator[Line]:
    """The models that another weight of `objective` would make the preferred ones; a line without a value if no weight would."""
    for side, turn in (("below", switch.below), ("above", switch.above)):
        if not turn:
            yield Line(f"changes {side}", objective=objective)
            continue
        for model in turn.models:
            yield _line(f"changes {side}", turn.weight, objective=objective, model=model)


def _shares(wins: Wins) -> Iterator[Line]:
    for model, share in wins.shares.items():
        yield _line("share of weightings", share, model=model)
        if error := wins.error(model):
            short = rounded(Fraction(error), _DECIMALS)
            yield Line("standard error", model=model, value=short, rounded=short)
    if wins.sample is not None:
        yield _line("weightings tried", Fraction(wins.sample))


def _line(
    figure: str,
    value: Fraction,
    weighting: str = "",
    *,
    objective: str = "",
    model: str = "",
) -> Line:
    return Line(figure, weighting, objective, model, exact(value), rounded(value, _DECIMALS))


def as_csv(found: Sequence[Line]) -> bytes:
    """The figures as CSV, safe to open in a spreadsheet."""
    columns: tuple[Column[Line], ...] = tuple(Column(name, "", at(name)) for name in Line.__slots__)
    return table_as_csv(Table("appraisal", "Figures of an appraisal", columns, Line.__slots__, tuple(found)))


def as_json(objectives: Objectives, found: Sequence[Line]) -> bytes:
    """The figures as JSON, with the titles of objectives, models and scenarios, and the status of the weights."""
    weighting = objectives.weighting
    value = {
        "id": objectives.id,
        "title": objectives.title,
        "weighting": {
            "basis": weighting.basis,
            "status": weighting.status,
            "decision": weighting.decision,
            "authorised_by": weighting.authorised_by,
        },
        "objectives": {objective.id: objective.title for objective in objectives.objectives},
        "models": {model.id: model.title for model in objectives.models},
        "scenarios": {scenario.id: scenario.title for scenario in objectives.scenarios},
        "figures": [{name: text for name, text in asdict(line).items() if text} for line in found],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
