"""Private responses → what may be told of them in public: counts and averages that point to nobody.

Nothing told depends on a name or a note, and no word of it comes from the responses: kinds are those known beforehand.
What is withheld cannot be worked out, also by a reader who knows this method (docs/decisions/0020).
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
"""Kinds of respondent that every site knows. The rest are those of its published outcomes, and what its author names."""
ANOTHER = "Another kind"
"""What a kind that is not known is called: it may have been the respondent's name."""
HIGHEST = 5
"""The most real value that a response can add to an objective; the least is 0."""
_HALVES = Decimal(2)


@dataclass(frozen=True, slots=True)
class Answer:
    """The mark that one respondent has for one objective; none when they said nothing on it."""

    respondent: str
    kind: str
    objective: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ObjectiveFigure:
    """What may be told of one objective: how many answered, and the average of their marks."""

    answered: Tally
    average: Mean | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be told of all responses: how many there were, of which kinds, and what they hold for each objective."""

    responses: Tally
    respondents: Mapping[str, Tally] = field(default_factory=dict)
    objectives: Mapping[str, ObjectiveFigure] = field(default_factory=dict)


def folded(text: str) -> str:
    """A name or a kind without regard to case and spaces, to tell whether two are the same."""
    return " ".join(text.split()).casefold()


def public_kind(kind: str, known: Iterable[str]) -> str:
    """The kind in the words of those that are known, or the word for another."""
    return {folded(name): name for name in known}.get(folded(kind), ANOTHER)


def counted(answers: Iterable[Answer], known: Iterable[str], objectives: Iterable[str]) -> Figures:
    """What may be told of the answers on these objectives, by the kinds that are known."""
    known, kinds = tuple(known), {}
    values: defaultdict[str, list[int]] = defaultdict(list)
    for answer in answers:
        kinds[folded(answer.respondent)] = public_kind(answer.kind, known)
        if answer.value is not None:
            values[answer.objective].append(answer.value)
    return figures(Counter(kinds.values()), {letter: values[letter] for letter in objectives})


def figures(kinds: Mapping[str, int], values: Mapping[str, Sequence[int]]) -> Figures:
    """What may be told of respondents by kind, and of the marks for each objective.

    Of fewer than three responses nothing but that is told. Where a kind is withheld, so is the whole number of
    responses: told is the least that it can be, which is so whatever the kind has.
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
    """The sum, exact when every count is; a kind that is told of but withheld has at least one."""
    counts = tuple(counts)
    least = sum(1 if count.few else count.least for count in counts)
    return Tally(least) if all(count.exact for count in counts) else or_more(max(least, FEW))


def _objective_figure(marks: Sequence[int], total: Tally) -> ObjectiveFigure:
    if len(marks) < FEW:
        return ObjectiveFigure(FEWER_THAN_3, None)
    # More answers than the least that the total can be would tell more of the total.
    answered = Tally(len(marks)) if total.exact or len(marks) < total.least else total
    return ObjectiveFigure(answered, average(marks))


def average(marks: Sequence[int]) -> Mean:
    """The average to the nearest half, up from the middle between two; the ends of the scale only as a bound.

    A half is coarse enough for each figure to be possible with any number of answers, so that it does not tell how
    many there were. All 0 or all 5 would tell what each had said.
    """
    halves = (4 * sum(marks) + len(marks)) // (2 * len(marks))
    if halves <= 1:
        return Mean(1 / _HALVES, "or less")
    if halves >= 2 * HIGHEST - 1:
        return Mean((2 * HIGHEST - 1) / _HALVES, "or more")
    return Mean(Decimal(halves) / _HALVES)
