"""Do the figures of an outcome point to one respondent?"""

from collections.abc import Iterator, Mapping
from math import inf

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.decision import Decision, Engagement
from sitegen.model.entry import Entry, Loc
from sitegen.model.tallies import FEW, FEWER, Tally
from sitegen.rules.rule import rule

_KINDS: Loc = ("engagement", "respondents")
_FIGURES: Loc = ("engagement", "figures")


@rule(Severity.WARNING, reach="record")
def small_count(content: Content) -> Iterator[Diagnostic]:
    """An outcome says that one or two responses came from one kind of respondent, or dealt with one objective.

    Why: Where there is one large firm in the market, “large firms: 1” is its name. Firms that answered in confidence
    will not answer again. Official statistics leave such counts out for the same reason (OECD, Glossary of statistical
    terms, “Threshold rule”).

    Wrong:
        respondents:
          Charities: 5
          Large firms: 1

    Right:
        respondents:
          Charities: 5
          Large firms: fewer than 3
    """
    for entry, engagement in _outcomes(content):
        for kind, count in engagement.respondents.items():
            if count.tells_of_few:
                yield entry.find((*_KINDS, kind), "So few of one kind could give away who they were", _FEWER)
        for letter, figure in engagement.figures.items():
            if figure.answered.tells_of_few:
                loc = (*_FIGURES, letter, "answered")
                yield entry.find(loc, "So few answers could give away who gave them", _FEWER)


@rule(Severity.WARNING, reach="record")
def count_worked_out(content: Content) -> Iterator[Diagnostic]:
    """A count is given as “fewer than 3”, but can be worked out from the total of responses and the other kinds.

    Why: A count that readers can work out is not withheld. Either the total or one more kind must be given less
    exactly.

    Wrong:
        responses: 6
        respondents:
          Charities: 5
          Large firms: fewer than 3

    Right:
        responses: 6 or more
        respondents:
          Charities: 5
          Large firms: fewer than 3
    """
    for entry, engagement in _outcomes(content):
        for kind in _worked_out(engagement.respondents, engagement.responses):
            message = "Readers can work this count out from the total and the other kinds"
            yield entry.find((*_KINDS, kind), message, _less_exact(engagement))


@rule(Severity.WARNING, reach="record")
def telling_average(content: Content) -> Iterator[Diagnostic]:
    """An average is of fewer than three answers, or is 0 or 5, so that everyone gave the same answer.

    Why: The average of one answer is that answer. From the average of two, each respondent can work out the other's. If
    all gave the same answer, the average shows what each one said.

    Wrong:
        figures:
          a: {answered: fewer than 3, average: 4}
          b: {answered: 6, average: 5}

    Right:
        figures:
          a: {answered: fewer than 3}
          b: {answered: 6, average: 4.5 or more}
    """
    for entry, engagement in _outcomes(content):
        for letter, figure in engagement.figures.items():
            loc = (*_FIGURES, letter, "average")
            if figure.average and (figure.answered.few or figure.answered.least < FEW):
                message = f"This is the average of {FEWER} answers"
                yield entry.find(loc, message, "take the average out")
            elif figure.average and figure.average.tells_all:
                bound = "4.5 or more" if figure.average.value else "0.5 or less"
                yield entry.find(loc, "This average shows what each respondent said", f"write {bound}")


_FEWER = f"write {FEWER}"


def _outcomes(content: Content) -> Iterator[tuple[Entry[Decision], Engagement]]:
    """The outcomes that have a page of their own."""
    for entry in content.of(Decision):
        if entry.record.engagement and not entry.record.is_exempt:
            yield entry, entry.record.engagement


def _worked_out(kinds: Mapping[str, Tally], total: Tally) -> Iterator[str]:
    """The kinds given as “fewer than 3” for which only one number is possible."""
    low, high = _bounds(total, least=0)
    bounds = {kind: _bounds(count, least=1) for kind, count in kinds.items()}
    for kind, (least, most) in bounds.items():
        others = [bound for other, bound in bounds.items() if other != kind]
        lowest = max(least, low - sum(most for _, most in others))
        highest = min(most, high - sum(least for least, _ in others))
        if kinds[kind].few and lowest == highest:
            yield kind


def _bounds(count: Tally, least: int) -> tuple[float, float]:
    """The least and the most that a count can be; a kind that is listed has at least one."""
    if count.few:
        return least, FEW - 1
    return count.least, count.least if count.exact else inf


def _less_exact(engagement: Engagement) -> str:
    if engagement.responses.few:
        return "leave out the kinds: about fewer than three responses, nothing more can be published"
    least = sum(_bounds(count, least=1)[0] for count in engagement.respondents.values())
    total = f"give the total under responses as {max(int(least), FEW)} or more"
    return f"{total}; or one of the other kinds as {FEW} or more, if that is enough"
