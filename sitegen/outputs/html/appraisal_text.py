"""An appraisal of contract models → sentences that are exactly true.

Titles are in quotation marks, because their grammar is unknown. A model is in front if no other model scores as high,
apart from models with the same score for every objective. Where a model is left out of the comparison, the first is the
first “of those compared”. A set without weights is described without that word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import ge

from sitegen.model.appraisal import Appraisal, Partial, Place, Result, Scored
from sitegen.model.objectives import Objectives, Scenario
from sitegen.model.sensitivity import Switch, SwitchPoint
from sitegen.outputs.figures import percents, scores
from sitegen.outputs.wording import listed

Titles = Mapping[str, str]
"""Titles by ids."""

_PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


@dataclass(frozen=True, slots=True)
class Manner:
    """How sentences about a set speak: of weights only if its own are used, and of all models only if all are compared."""

    is_weighted: bool
    is_whole: bool

    @property
    def among(self) -> str:
        """What follows a word such as “first” if some models are not compared."""
        return "" if self.is_whole else " of those compared"

    @property
    def score(self) -> str:
        """The name of the score that the set's own weighting gives."""
        return "weighted score" if self.is_weighted else "average score"

    @property
    def scenario_score(self) -> str:
        """The name of the score that a scenario gives."""
        return "weighted score" if self.is_weighted else "score"


def manner(appraisal: Appraisal) -> Manner:
    """How sentences about this appraisal speak."""
    return Manner(appraisal.is_stated, not appraisal.partial)


def quoted(ids: Sequence[str], titles: Titles) -> str:
    """The titles of models or objectives as a list: `“Trust” and “Operator”`."""
    return listed([f"“{titles[name]}”" for name in ids])


def place(found: Place) -> str:
    """A place in a ranking: `First`, `Joint second`, `Place 11`."""
    return place_words(found.number, len(found.models))


def place_words(position: int, sharing: int) -> str:
    """The place of that number, shared by `sharing` models."""
    words = _PLACES[position - 1] if position <= len(_PLACES) else f"Place {position}"
    return f"Joint {words[0].lower()}{words[1:]}" if sharing > 1 else words


def counted(objectives: Objectives, *, is_stated: bool) -> str:
    """Which weights the scores use."""
    if is_stated:
        return "The weights are those stated above."
    if not objectives.is_weighted:
        return "The objectives are not weighted, so each counts the same."
    return (
        "No result can be worked out from the weights stated above, so every objective counts the same here."
    )


def reasons(objectives: Objectives) -> str:
    """Where the reasons for the scores are; empty if there are none."""
    given = [letter in model.reasons for model in objectives.models for letter in model.scores]
    if not any(given):
        return ""
    return "The reasons follow." if all(given) else "Reasons follow for some of the scores."


def shown(appraisal: Appraisal, result: Result) -> dict[Fraction, str]:
    """The scores under one weighting in words, with those that models which are not compared could have."""
    reached = (end for model in appraisal.partial for end in model.reach(result.weights))
    return scores((*(found.total for found in result.ranking), *reached))


def preferred(appraisal: Appraisal, result: Result, titles: Titles) -> str:
    """Which model has the highest score under a weighting, or which models tie; of a single model, its score."""
    spoken = manner(appraisal)
    name = spoken.score if result is appraisal.base else spoken.scenario_score
    first = result.ranking[0]
    models, words = quoted(first.models, titles), f"{shown(appraisal, result)[first.total]} of 5"
    if len(appraisal.models) == 1:
        return f"{models} has {'an' if name[0] == 'a' else 'a'} {name} of {words}. {_alone(appraisal)}"
    verb = "tie for" if len(first.models) > 1 else "has"
    return f"{models} {verb} the highest {name}{spoken.among}, {words}."


def _alone(appraisal: Appraisal) -> str:
    if appraisal.partial:
        return "No other model has a score for every objective, so there is nothing to compare it with."
    return "It is the only model, so there is nothing to compare it with."


def own_weighting(*, is_stated: bool) -> str:
    """The name of the set's own weighting, beside those of its scenarios."""
    return "As stated" if is_stated else "All count the same"


def standings(appraisal: Appraisal, result: Result) -> dict[str, str]:
    """The score and the place of each model: `3.7, first`; of one that is not compared, what it could reach."""
    words = shown(appraisal, result)
    found = {
        name: f"{words[one.total]}, {place(one).lower()}" for one in result.ranking for name in one.models
    }
    for model in appraisal.partial:
        ends = dict.fromkeys(words[end] for end in model.reach(result.weights))
        found[model.id] = f"not compared: {' to '.join(ends)}"
    return found


def partial(model: Partial, appraisal: Appraisal, models: Titles, objectives: Titles) -> str:
    """Why a model is not compared, and whether it could come first."""
    missing = quoted(model.missing, objectives)
    return f"“{models[model.id]}” is not compared: it has no score for {missing}. {_reach(model, appraisal, models)}"


def _reach(model: Partial, appraisal: Appraisal, titles: Titles) -> str:
    """Where the first place is, as seen from the lowest and the highest score that a model could have."""
    name, words = manner(appraisal).score, shown(appraisal, appraisal.base)
    lowest, highest = model.reach(appraisal.base.weights)
    first = appraisal.base.ranking[0].total
    rival = (
        f"that of “{titles[appraisal.models[0].id]}”"
        if len(appraisal.models) == 1
        else "the highest of those compared"
    )
    if highest < first:
        return "Whatever it scored there, it would not come first."
    if lowest == highest:
        than = f"level with {rival}" if lowest == first else f"higher than {rival}, {words[first]}"
        return f"Whatever it scored there, its {name} would be {words[lowest]}: {than}."
    least, most = (
        ("the missing score were 0", "it were 5")
        if len(model.missing) == 1
        else ("every missing score were 0", "every one were 5")
    )
    ends = f"Its {name} would be {words[lowest]} if {least}, and {words[highest]} if {most}"
    if lowest > first:
        return f"{ends}: both are higher than {rival}, {words[first]}."
    if lowest == first:
        return f"{ends}: never lower than {rival}."
    if highest == first:
        return f"{ends}: at most level with {rival}."
    return f"{ends}: {rival}, {words[first]}, is between the two."


def not_worked_out(scenario: Scenario, objectives: Titles, spoken: Manner) -> str:
    """Why a scenario has no result."""
    missing = [name for name in objectives if name not in scenario.weights]
    if missing and spoken.is_weighted:
        why = f"no weight for {quoted(missing, objectives)}"
    elif missing:
        verb = "counts" if len(missing) == 1 else "count"
        why = f"it does not say how much {quoted(missing, objectives)} {verb}"
    elif any(scenario.weights[name] < 0 for name in objectives):
        why = "a weight is below 0" if spoken.is_weighted else "an objective counts for less than 0"
    else:
        why = "every weight is 0" if spoken.is_weighted else "every objective counts for 0"
    return f"Cannot be worked out: {why}"


def change(title: str, switch: Switch, leading: Sequence[str], titles: Titles, spoken: Manner) -> str:
    """The first change of the preference as the weight of one objective rises, and as it falls; the others keep their proportions.

    `leading` are the models that are first now.
    """
    if switch.weight == 1:
        return _all_on_one(title, spoken)
    turns = [(side, turn) for side, turn in (("above", switch.above), ("below", switch.below)) if turn]
    if not turns:
        return _no_change(title, spoken, is_tie=len(leading) > 1)
    words = percents((switch.weight, *(turn.weight for _, turn in turns)))
    found: list[str] = []
    for side, turn in turns:
        now = None if found else words[switch.weight]
        where = _present(side, words[turn.weight], spoken) if turn.weight == switch.weight else ""
        found.append(
            f"{where or _from(side, words[turn.weight], now, spoken)}, {_then(turn, leading, titles, spoken)}"
        )
    if spoken.is_weighted:
        return f"With “{title}” weighted {'; '.join(found)}."
    return f"If “{title}” counted for {'; if it counted for '.join(found)}."


def _all_on_one(title: str, spoken: Manner) -> str:
    if spoken.is_weighted:
        return f"“{title}” has all the weight, so there are no others whose proportions could be kept."
    return f"“{title}” is the only objective, so it cannot count for more or less."


def _no_change(title: str, spoken: Manner, *, is_tie: bool) -> str:
    if spoken.is_weighted:
        tie = " or breaks the tie" if is_tie else ""
        other = "another model" if spoken.is_whole else "another of those compared"
        return f"No weight of “{title}” puts {other} in front{tie}."
    tie = ", and the tie would stay" if is_tie else ""
    other = "no other model" if spoken.is_whole else "no other of those compared"
    return f"However much or little “{title}” counted, {other} would come in front{tie}."


def _present(side: str, now: str, spoken: Manner) -> str:
    """That it changes as soon as the weight is not what it is."""
    if spoken.is_weighted:
        return f"{side} its present {now}"
    return f"{'more' if side == 'above' else 'less'} than its equal share of {now}"


def _from(side: str, there: str, now: str | None, spoken: Manner) -> str:
    """The weight at which it changes, with the present weight `now` the first time."""
    if spoken.is_weighted:
        return f"{side} {there}{f' (now {now})' if now else ''}"
    more = "more" if side == "above" else "less"
    return f"{more} than {there} of the total{f' ({now} when all count the same)' if now else ''}"


def _then(turn: SwitchPoint, leading: Sequence[str], titles: Titles, spoken: Manner) -> str:
    names, are_first = quoted(turn.models, titles), set(turn.models) <= set(leading)
    would = "" if spoken.is_weighted else "would "
    if len(turn.models) > 1:
        return f"{names} {would}{'still ' if are_first else ''}tie for first place{spoken.among}"
    what = "preferred" if spoken.is_whole else "the preferred one of those compared"
    if are_first:
        return f"{names} alone {'is' if spoken.is_weighted else 'would be'} {what}"
    return f"{names} {'becomes' if spoken.is_weighted else 'would become'} {what}"


def never(model: Scored, models: Sequence[Scored], titles: Titles, spoken: Manner) -> str:
    """That no weighting can prefer a model, and why."""
    better = [
        rival.id
        for rival in models
        if rival.scores != model.scores and all(map(ge, rival.scores, model.scores))
    ]
    said = (
        f"No weighting puts “{titles[model.id]}” in front"
        if spoken.is_weighted
        else f"However much each objective counted, “{titles[model.id]}” would not be in front"
    )
    if better:
        return (
            f"{said}: “{titles[better[0]]}” scores at least as high"
            " for every objective, and higher for one or more."
        )
    return f"{said}: there is always another model that scores at least as high."
