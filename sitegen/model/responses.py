"""Private responses → counts and averages that can be published without identifying anyone.

They do not depend on names or notes and contain no words of the responses; kinds are those known beforehand. Withheld
values cannot be worked out, even by a reader who knows this method (docs/decisions/0020).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sitegen.model.tallies import FEW, FEWER_THAN_3, Mean, Tally, or_more

RESPONDENT_KINDS = (
    "Small and medium-sized firms",
    "Large firms",
    "Charities",
    "Social enterprises",
    "Voluntary and community groups",
    "Public bodies",
    "Universities and colleges",
    "Trade bodies",
    "Trade unions",
    "Individuals",
)
"""The kinds of respondent of every site. Its published outcomes and its author may add others."""
ANOTHER = "Another kind"
"""The word for an unknown kind, which may have been the respondent's name."""
HIGHEST = 5
"""The highest mark for the real value that a response adds to an objective; the lowest is 0."""
_HALVES = Decimal(2)


@dataclass(frozen=True, slots=True)
class Answer:
    """The mark of one respondent for one objective; `value` is None if they said nothing about it."""

    respondent: str
    kind: str
    objective: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ObjectiveFigure:
    """The published figures of one objective: how many answered, and their average mark, or None."""

    answered: Tally
    average: Mean | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The published figures of all responses: how many, by kind of respondent, and by objective."""

    responses: Tally
    respondents: Mapping[str, Tally] = field(default_factory=dict)
    objectives: Mapping[str, ObjectiveFigure] = field(default_factory=dict)


def folded(text: str) -> str:
    """A name or a kind without case and extra spaces, for comparison."""
    return " ".join(text.split()).casefold()


def public_kind(kind: str, known: Iterable[str]) -> str:
    """The known kind that equals `kind`, as it is written there, or `ANOTHER`."""
    return {folded(name): name for name in known}.get(folded(kind), ANOTHER)


def counted(answers: Iterable[Answer], known: Iterable[str], objectives: Iterable[str]) -> Figures:
    """The figures that may be published about the answers on these objectives, by known kind."""
    known, kinds = tuple(known), {}
    values: defaultdict[str, list[int]] = defaultdict(list)
    for answer in answers:
        kinds[folded(answer.respondent)] = public_kind(answer.kind, known)
        if answer.value is not None:
            values[answer.objective].append(answer.value)
    return figures(Counter(kinds.values()), {letter: values[letter] for letter in objectives})


def figures(kinds: Mapping[str, int], values: Mapping[str, Sequence[int]]) -> Figures:
    """The figures that may be published about respondents by kind, and about the marks for each objective.

    Fewer than three responses have no other figures. If the count of a kind is withheld, so is the total: its lowest
    possible value is given, which does not depend on the withheld count.
    """
    if sum(kinds.values()) < FEW:
        return Figures(FEWER_THAN_3)
    respondents = {
        kind: _count(kinds[kind]) for kind in sorted(kinds, key=lambda kind: (kind == ANOTHER, kind))
    }
    total = _total(respondents.values())
    return Figures(
        total, respondents, {letter: _objective_figure(marks, total) for letter, marks in values.items()}
    )


def _count(number: int) -> Tally:
    return Tally(number) if number >= FEW else FEWER_THAN_3


def _total(counts: Iterable[Tally]) -> Tally:
    """The sum, exact if every count is; a withheld count is at least one."""
    counts = tuple(counts)
    least = sum(1 if count.few else count.least for count in counts)
    return Tally(least) if all(count.exact for count in counts) else or_more(max(least, FEW))


def _objective_figure(marks: Sequence[int], total: Tally) -> ObjectiveFigure:
    if len(marks) < FEW:
        return ObjectiveFigure(FEWER_THAN_3, None)
    # A higher count than the published minimum of the total would reveal more about the total.
    answered = Tally(len(marks)) if total.exact or len(marks) < total.least else total
    return ObjectiveFigure(answered, average(marks))


def average(marks: Sequence[int]) -> Mean:
    """The average to the nearest half, up from the middle between two; the ends of the scale only as a bound.

    Halves are possible with any number of answers, so they do not reveal the number. An average of 0 or 5 would reveal
    what everyone answered.
    """
    halves = (4 * sum(marks) + len(marks)) // (2 * len(marks))
    if halves <= 1:
        return Mean(1 / _HALVES, "or less")
    if halves >= 2 * HIGHEST - 1:
        return Mean((2 * HIGHEST - 1) / _HALVES, "or more")
    return Mean(Decimal(halves) / _HALVES)
