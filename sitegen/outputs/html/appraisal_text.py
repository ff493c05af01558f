"""An appraisal of contract models → sentences that are exactly true.

Titles are in quotation marks, because their grammar is unknown. A model is in front if no other model scores as high,
apart from models with the same score for every objective.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from operator import ge

from sitegen.model.appraisal import Partial, Result, Scored
from sitegen.model.objectives import Objectives, Scenario
from sitegen.model.sensitivity import Switch, SwitchPoint, Wins
from sitegen.outputs.figures import PERCENT, exact, percent, percents, rounded, score
from sitegen.outputs.wording import listed, plural

Titles = Mapping[str, str]
"""Titles by ids."""

_PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_LONG = 7
"""The most characters of a fraction that is easy to read: `621/997`."""


def quoted(ids: Sequence[str], titles: Titles) -> str:
    """The titles of models or objectives as a list: `“Trust” and “Operator”`."""
    return listed([f"“{titles[name]}”" for name in ids])


def place(position: int, sharing: int) -> str:
    """A place in a ranking, shared by `sharing` models: `First`, `Joint second`, `Place 11`."""
    words = _PLACES[position - 1] if position <= len(_PLACES) else f"Place {position}"
    return f"Joint {words[0].lower()}{words[1:]}" if sharing > 1 else words


def counted(objectives: Objectives, *, is_stated: bool) -> str:
    """Which weights the weighted scores use."""
    if is_stated:
        return "The weights are those stated above."
    if objectives.weighting.basis == "none":
        return "No weighting has been approved, so every objective counts the same here."
    return (
        "No result can be worked out from the weights stated above, so every objective counts the same here."
    )


def preferred(result: Result, titles: Titles) -> str:
    """Which model has the highest score under a weighting, or which models tie."""
    first = result.ranking[0]
    words = f"{score(first.total)} of 5"
    if len(first.models) > 1:
        return f"{quoted(first.models, titles)} tie for the highest weighted score, {words}."
    return f"{quoted(first.models, titles)} has the highest weighted score, {words}."


def own_weighting(*, is_stated: bool) -> str:
    """The name of the set's own weighting, beside those of its scenarios."""
    return "As stated" if is_stated else "All count the same"


def standings(result: Result) -> dict[str, str]:
    """The weighted score and the place of each model: `3.7, first`."""
    return {
        name: f"{score(found.total)}, {place(found.number, len(found.models)).lower()}"
        for found in result.ranking
        for name in found.models
    }


def partial(model: Partial, models: Titles, objectives: Titles) -> str:
    """Why a model is not compared."""
    return f"“{models[model.id]}” is not compared: it has no score for {quoted(model.missing, objectives)}."


def not_worked_out(scenario: Scenario, objectives: Titles) -> str:
    """Why a scenario has no result."""
    missing = [name for name in objectives if name not in scenario.weights]
    if missing:
        return f"Cannot be worked out: no weight for {quoted(missing, objectives)}"
    if any(scenario.weights[name] < 0 for name in objectives):
        return "Cannot be worked out: a weight is below 0"
    return "Cannot be worked out: every weight is 0"


def change(title: str, switch: Switch, leading: Sequence[str], titles: Titles) -> str:
    """The first change of the preference as the weight of one objective rises, and as it falls; the others keep their proportions.

    `leading` are the models that are first now.
    """
    if switch.weight == 1:
        return f"“{title}” has all the weight, so there are no others whose proportions could be kept."
    turns = [(side, turn) for side, turn in (("above", switch.above), ("below", switch.below)) if turn]
    found = [
        f"{_from(side, turn.weight, switch.weight, is_first=turn is turns[0][1])}, {_then(turn, leading, titles)}"
        for side, turn in turns
    ]
    if not found:
        tie = " or breaks the tie" if len(leading) > 1 else ""
        return f"No weight of “{title}” puts another model in front{tie}."
    return f"With “{title}” weighted {'; '.join(found)}."


def _from(side: str, weight: Fraction, now: Fraction, *, is_first: bool) -> str:
    """The weight at which it changes, with the present weight the first time."""
    if weight == now:
        return f"{side} its present {percent(now)}"
    there, here = percents(weight, now)
    return f"{side} {there} (now {here})" if is_first else f"{side} {there}"


def _then(turn: SwitchPoint, leading: Sequence[str], titles: Titles) -> str:
    names, are_first = quoted(turn.models, titles), set(turn.models) <= set(leading)
    if len(turn.models) > 1:
        return f"{names} {'still ' if are_first else ''}tie for first place"
    return f"{names} {'alone is' if are_first else 'becomes'} preferred"


def tried(wins: Wins) -> str:
    """How the shares of all weightings were calculated, and how accurate they are."""
    if wins.sample is None:
        return "The shares are exact: they were worked out from the scores, not from a sample."
    return (
        f"The shares come from a sample: {plural(wins.sample, 'weighting', 'weightings')} drawn at random, each as likely"
        " as any other. The standard error says how far chance may have moved a share: the true one is very likely"
        " within twice as much of what is shown."
    )


def share(wins: Wins, model: str) -> str:
    """The share of all weightings that a model wins, also as a fraction if that is short."""
    found = wins.shares[model]
    if wins.sample is None:
        words = percent(found)
        is_short = words.startswith("about ") and len(exact(found)) <= _LONG
        return f"exactly {exact(found)}, {words}" if is_short else words
    if found in (0, 1):
        return "all of those tried" if found else "none of those tried"
    words = rounded(100 * found, PERCENT)
    return {"0.0": "less than 0.1%", "100.0": "more than 99.9%"}.get(words, f"about {words}%")


def error(wins: Wins, model: str) -> str:
    """The standard error of a share from a sample, in percentage points; “not known” for a share of 0 or 1."""
    found = wins.error(model)
    if not found:
        return "not known"
    words = rounded(100 * Fraction(found), 2)
    return "less than 0.01" if words == "0.00" else words


def never(model: Scored, models: Sequence[Scored], titles: Titles) -> str:
    """That no weighting can prefer a model, and why."""
    better = [
        rival.id
        for rival in models
        if rival.scores != model.scores and all(map(ge, rival.scores, model.scores))
    ]
    if better:
        return (
            f"No weighting puts “{titles[model.id]}” in front: “{titles[better[0]]}” scores at least as high"
            " for every objective, and higher for one or more."
        )
    return f"No weighting puts “{titles[model.id]}” in front: whatever counts most, another model scores at least as high."
