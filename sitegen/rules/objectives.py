"""Does every letter name an objective of its set?"""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.objectives import Objectives
from sitegen.model.record import Record
from sitegen.model.spelling import did_you_mean
from sitegen.rules.rule import rule

Named = Iterator[tuple[Loc, str]]


@rule(Severity.ERROR, fixed=True)
def unknown_objective(content: Content) -> Iterator[Diagnostic]:
    """A score, a reason, a weight or a finding is about an objective that the set does not have.

    Why: It would be shown beside nothing, or left out of a total, and suppliers would be misled about how they would be
    judged.

    Wrong:
        objectives:
          - id: a
            title: Lower cost
        models:
          - id: trust
            title: Local trust
            scores: {b: 3}

    Right:
        objectives:
          - id: a
            title: Lower cost
        models:
          - id: trust
            title: Local trust
            scores: {a: 3}
    """
    for objectives in content.of(Objectives):
        yield from _check(objectives, objectives.record, _in_set(objectives.record))
    for decision in content.of(Decision):
        engagement = decision.record.engagement
        advert = content.record(Advert, engagement.advert if engagement else None)
        found = content.record(Objectives, advert.objectives if advert else None)
        if advert and (found or not advert.objectives):
            yield from _check(decision, found, _in_outcome(decision.record))


def _check(
    entry: Entry[Record], objectives: Objectives | None, named: Iterable[tuple[Loc, str]]
) -> Iterator[Diagnostic]:
    letters = [objective.id for objective in objectives.objectives] if objectives else []
    for loc, letter in named:
        if letter not in letters:
            hint = did_you_mean(letter, letters) or (
                f"the objectives are {', '.join(letters)}" if letters else "its advert has no objectives"
            )
            yield entry.find(loc, f"There is no objective “{letter}”", hint)


def _in_set(objectives: Objectives) -> Named:
    for place, model in enumerate(objectives.models):
        yield from ((("models", place, "scores", letter), letter) for letter in model.scores)
        yield from ((("models", place, "reasons", letter), letter) for letter in model.reasons)
    for place, scenario in enumerate(objectives.scenarios):
        yield from ((("scenarios", place, "weights", letter), letter) for letter in scenario.weights)


def _in_outcome(decision: Decision) -> Named:
    if decision.engagement:
        yield from ((("engagement", "findings", letter), letter) for letter in decision.engagement.findings)
        yield from ((("engagement", "figures", letter), letter) for letter in decision.engagement.figures)
        for place, theme in enumerate(decision.engagement.themes):
            yield from (
                (("engagement", "themes", place, "objectives", n), letter)
                for n, letter in enumerate(theme.objectives)
            )
