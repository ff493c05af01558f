"""Do weights, scenarios and scores compare like with like, so that readers can check the sums?"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Loc
from sitegen.model.objectives import HIGHEST_SCORE, Objectives, Weighting
from sitegen.model.recommendations import NOT_AGREED, Numbered
from sitegen.rules.rule import rule

WHOLE: Final = Decimal(100)


@rule(Severity.ERROR, reach="record")
def percentages_not_100(content: Content) -> Iterator[Diagnostic]:
    """Weights in per cent do not add up to exactly 100, in a set of objectives or in one of its scenarios.

    Why: Readers cannot tell which of the weights is wrong. When a tender follows, the law asks for the relative
    importance of its criteria, and a sum of 95 gives none.

    Law: award-criteria

    Wrong:
        weighting: {basis: percentage}
        objectives:
          - {id: a, title: Benches that last, weight: 60}
          - {id: b, title: Benches that everyone can use, weight: 35}

    Right:
        weighting: {basis: percentage}
        objectives:
          - {id: a, title: Benches that last, weight: 60}
          - {id: b, title: Benches that everyone can use, weight: 40}
    """
    for entry in content.of(Objectives):
        if entry.record.weighting.basis == "percentage":
            for loc, whose, total in _totals(entry.record):
                if total != WHOLE:
                    message = f"{whose} add up to {_plain(total)} per cent, not 100"
                    hint = f"{_plain(abs(WHOLE - total))} per cent {'is missing' if total < WHOLE else 'is too much'}"
                    yield entry.find_at(entry.places.key(loc), message, f"{hint}: check each weight")


def _totals(objectives: Objectives) -> Iterator[tuple[Loc, str, Decimal]]:
    """The sums of weights that are complete and possible. Other rules report the others."""
    letters = {objective.id for objective in objectives.objectives}
    weights = [objective.weight for objective in objectives.objectives if objective.weight is not None]
    if len(weights) == len(objectives.objectives) and all(weight > 0 for weight in weights):
        yield ("objectives",), "The weights", sum(weights, Decimal(0))
    for place, scenario in enumerate(objectives.scenarios):
        if scenario.weights.keys() == letters and all(weight >= 0 for weight in scenario.weights.values()):
            yield ("scenarios", place, "weights"), "The weights of this scenario", scenario.total


@rule(Severity.WARNING, reach="record")
def weights_on_some(content: Content) -> Iterator[Diagnostic]:
    """Some objectives of a set have a weight, and others have none.

    Why: Readers cannot tell whether an objective without a weight counts for nothing, or was forgotten.

    Wrong:
        objectives:
          - {id: a, title: Benches that last, weight: 60}
          - {id: b, title: Benches that everyone can use}

    Right:
        objectives:
          - {id: a, title: Benches that last, weight: 60}
          - {id: b, title: Benches that everyone can use, weight: 40}
    """
    for entry in content.of(Objectives):
        lacking = [
            (place, objective.id)
            for place, objective in enumerate(entry.record.objectives)
            if objective.weight is None
        ]
        if 0 < len(lacking) < len(entry.record.objectives):
            letters = _named(letter for _, letter in lacking)
            verb = "has" if len(lacking) == 1 else "have"
            message = f"{letters.capitalize()} {verb} no weight, while others have one"
            others = ((("objectives", place, "id"), "nor has this one") for place, _ in lacking[1:])
            hint = "give each of them a weight, or none"
            yield entry.find(("objectives", lacking[0][0], "id"), message, hint, *others)


@rule(Severity.ERROR, reach="record")
def impossible_weight(content: Content) -> Iterator[Diagnostic]:
    """An objective weighs nothing or less than nothing, or a weight of a scenario is negative.

    Why: What counts for nothing is no objective, and a negative weight would reward doing badly. A scenario may set a
    weight to 0, to show what would happen without that objective.

    Wrong:
        objectives:
          - {id: a, title: Benches that last, weight: 100}
          - {id: b, title: Benches that everyone can use, weight: 0}

    Right:
        objectives:
          - {id: a, title: Benches that last, weight: 60}
          - {id: b, title: Benches that everyone can use, weight: 40}
    """
    for entry in content.of(Objectives):
        for place, objective in enumerate(entry.record.objectives):
            if objective.weight is not None and objective.weight <= 0:
                message = f"An objective cannot weigh {_plain(objective.weight)}"
                hint = "write a number above 0, or take the objective out"
                yield entry.find(("objectives", place, "weight"), message, hint)
        for place, scenario in enumerate(entry.record.scenarios):
            for letter, weight in scenario.weights.items():
                if weight < 0:
                    message = f"An objective cannot weigh {_plain(weight)}"
                    hint = "write 0 or a number above it"
                    yield entry.find(("scenarios", place, "weights", letter), message, hint)


@rule(Severity.WARNING, reach="record")
def scenario_omits_objective(content: Content) -> Iterator[Diagnostic]:
    """A scenario gives no weight to one of the objectives.

    Why: A scenario shows what would change if the same objectives weighed differently. With one left out, readers
    cannot tell whether it was meant to count for nothing.

    Wrong:
        scenarios:
          - id: lasting-first
            title: Lasting first
            weights: {a: 80}

    Right:
        scenarios:
          - id: lasting-first
            title: Lasting first
            weights: {a: 80, b: 20}
    """
    for entry in content.of(Objectives):
        letters = [objective.id for objective in entry.record.objectives]
        for place, scenario in enumerate(entry.record.scenarios):
            left_out = [letter for letter in letters if letter not in scenario.weights]
            if left_out and scenario.weights.keys() <= set(
                letters
            ):  # an unknown letter may be a typing mistake for it
                message = f"This scenario gives no weight to {_named(left_out)}"
                hint = "add it, with 0 if it is meant to count for nothing"
                yield entry.find_at(entry.places.key(("scenarios", place, "weights")), message, hint)


@rule(Severity.WARNING, reach="record")
def models_on_different_sets(content: Content) -> Iterator[Diagnostic]:
    """A contract model has no score for an objective for which another model has one.

    Why: Totals of different things cannot be compared: the model with fewer scores always looks worse.

    Wrong:
        models:
          - {id: buy, title: Buy them, scores: {a: 3, b: 4}}
          - {id: rent, title: Rent them, scores: {a: 4}}

    Right:
        models:
          - {id: buy, title: Buy them, scores: {a: 3, b: 4}}
          - {id: rent, title: Rent them, scores: {a: 4, b: 3}}
    """
    for entry in content.of(Objectives):
        scored = {letter for model in entry.record.models for letter in model.scores}
        letters = [objective.id for objective in entry.record.objectives]
        for place, model in enumerate(entry.record.models):
            lacking = [letter for letter in letters if letter in scored and letter not in model.scores]
            if lacking and model.scores.keys() <= set(
                letters
            ):  # an unknown letter may be a typing mistake for it
                message = f"This model has no score for {_named(lacking)}, but another model has"
                hint = "score every model against the same objectives"
                yield entry.find(("models", place, "id"), message, hint)


@rule(Severity.ERROR, reach="record")
def score_out_of_range(content: Content) -> Iterator[Diagnostic]:
    """A score of a contract model is below 0 or above 5.

    Why: The page tells readers that scores run from 0 to 5, and one score beyond them upsets every total.

    Wrong:
        scores: {a: 4, b: 40}

    Right:
        scores: {a: 4, b: 4}
    """
    for entry in content.of(Objectives):
        for place, model in enumerate(entry.record.models):
            for letter, score in model.scores.items():
                if not 0 <= score <= HIGHEST_SCORE:
                    message = f"{_plain(score)} is not a score: scores run from 0 to 5"
                    yield entry.find(
                        ("models", place, "scores", letter), message, "write a number from 0 to 5"
                    )


@rule(Severity.WARNING)
def approved_without_decision(content: Content) -> Iterator[Diagnostic]:
    """Weights are called approved, but no decision is named that approved them, or the one named did not.

    Why: Weights settle which supplier would suit best, so readers must be able to see who agreed them, and when.
    The page links to the decision.

    Wrong:
        weighting:
          basis: percentage
          status: approved

    Right:
        weighting:
          basis: percentage
          status: approved
          decision: streets-2026
    """
    for entry in content.of(Objectives):
        weighting = entry.record.weighting
        if weighting.status != "approved":
            continue
        decision = content.record(Decision, weighting.decision)
        if not weighting.decision:
            message = "These weights are called approved, but no decision is named"
            hint = "add a line below that begins with decision:, or write proposed"
            yield entry.find(("weighting", "status"), message, hint)
        elif decision and not decision.is_approved:
            message = f"“{decision.id}” has not approved anything: its status is {decision.state}"
            hint = "name the decision that approved the weights, or write proposed as their status"
            yield entry.find(("weighting", "decision"), message, hint)
        elif decision and (one := _not_agreed(decision, weighting)):
            message = f"Recommendation {one.label} of “{decision.id}” was not agreed: it is “{one.resolved}”"
            hint = "name the recommendation that approved the weights, or write proposed as their status"
            yield entry.find(("weighting", "authorised_by"), message, hint)


def _not_agreed(decision: Decision, weighting: Weighting) -> Numbered | None:
    """The recommendation that should have approved the weights, if it was not agreed."""
    named = decision.authorising(weighting.authorised_by)
    return next((one for one in named if one.resolved in NOT_AGREED), None)


@rule(Severity.WARNING)
def approved_after_use(content: Content) -> Iterator[Diagnostic]:
    """Weights are called approved, but the decision came after a notice had asked the market about them.

    Why: Suppliers answered what they read on the day. Weights that were approved later must not look as if they had been
    known then.

    Wrong:
        weighting: {basis: percentage, status: approved, decision: leisure-2026}  # decided on 10 March 2026
        # and a notice with “objectives: leisure-2026” was published on 2 March 2026

    Right:
        # the notice was published on 16 March 2026
    """
    first: dict[str, Advert] = {}
    for advert in content.of(Advert):
        if name := advert.record.objectives:
            first[name] = min(first.get(name, advert.record), advert.record, key=lambda one: one.published)
    for entry in content.of(Objectives):
        weighting, used = entry.record.weighting, first.get(entry.record.id)
        decision = content.record(Decision, weighting.decision)
        decided = decision.decided.date if decision and decision.decided else None
        if weighting.status == "approved" and used and decided and used.published < decided:
            message = (
                f"These weights were approved on {decided:%Y-%m-%d}, after “{used.id}” had asked about them"
            )
            hint = "say in “note” which weights suppliers saw, and ignore this check; or check the two days"
            yield entry.find(("weighting", "status"), message, hint)


def _plain(number: Decimal) -> str:
    """The number as people write it: 100, 97.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _named(letters: Iterable[str]) -> str:
    """The objectives in words: “objective a”, “objectives a, b and c”."""
    *first, last = letters
    return f"objectives {', '.join(first)} and {last}" if first else f"objective {last}"
