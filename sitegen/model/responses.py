"""Private responses → counts and averages that can be published without identifying anyone.

They do not depend on names or notes and contain no words of the responses; kinds are those known beforehand. Withheld
values cannot be worked out, even by a reader who knows this method (docs/decisions/0043).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sitegen.model.tallies import AVERAGED, FEW, FEWER_THAN_3, Mean, Tally, or_more

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
OTHERS = "Other kinds"
"""All kinds that are not listed: those with fewer than three respondents, and `ANOTHER`."""
HIGHEST = 5
"""The highest mark for the real value that a response adds to an objective; the lowest is 0."""
_HALVES = Decimal(2)
_ENDS_OF_FIRMS = ("ltd", "limited", "plc", "llp", "cic", "gmbh")
_LEGAL_FORMS = frozenset(("the", "co", "company", "inc", "lp", "cio", "uk", *_ENDS_OF_FIRMS))


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


def firm(name: str) -> str:
    """A name without what firms are spelt with or without: case, punctuation, accents, “The”, “Ltd”, “Limited” and the like."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    words = re.findall(r"\w+", re.sub(r"['’.\u0300-\u036f]", "", plain))
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or " ".join(words)


def is_firm(name: str) -> bool:
    """Whether a name ends as only those of firms do: Ltd, Limited, plc."""
    return re.sub(r"\W", "", name.casefold()[-8:]).endswith(_ENDS_OF_FIRMS)


def public_kind(kind: str, known: Iterable[str]) -> str:
    """The known kind that equals `kind`, as it is written there, or `ANOTHER`."""
    return {folded(name): name for name in known}.get(folded(kind), ANOTHER)


def counted(
    answers: Iterable[Answer], known: Iterable[str], objectives: Iterable[str], *, merged: bool = False
) -> Figures:
    """The figures that may be published about the answers on these objectives, for every known kind.

    `merged` counts the kinds with fewer than three respondents together.
    """
    listed = {folded(kind): kind for kind in (*known, ANOTHER) if kind != OTHERS}
    kinds: dict[str, str] = {}
    values: defaultdict[str, list[int]] = defaultdict(list)
    for answer in answers:
        kinds[folded(answer.respondent)] = listed.get(folded(answer.kind), ANOTHER)
        if answer.value is not None:
            values[answer.objective].append(answer.value)
    counts = Counter(kinds.values())
    return figures(
        {kind: counts[kind] for kind in listed.values()},
        {letter: values[letter] for letter in objectives},
        merged=merged,
    )


def figures(
    kinds: Mapping[str, int], values: Mapping[str, Sequence[int]], *, merged: bool = False
) -> Figures:
    """The figures that may be published about respondents by kind, and about the marks for each objective.

    `kinds` has every known kind, also those of no respondent: so a kind that is listed tells nothing. Fewer than three
    responses have no other figures. If a count is withheld, so is the total: its least is the sum of the published counts.
    """
    if sum(kinds.values()) < FEW:
        return Figures(FEWER_THAN_3)
    respondents = _respondents(kinds, merged=merged)
    total = _total(respondents.values())
    return Figures(
        total, respondents, {letter: _objective_figure(marks, total) for letter, marks in values.items()}
    )


def _respondents(kinds: Mapping[str, int], *, merged: bool) -> dict[str, Tally]:
    order = sorted(kinds, key=lambda kind: (kind == ANOTHER, kind))
    small = [kind for kind in order if kinds[kind] < FEW]
    if len(small) == len(kinds) < FEW:
        return {}  # one or two small kinds with three respondents between them would each have some
    if not merged:
        return {kind: _count(kinds[kind]) for kind in order}
    # The unknown kinds are always among the others: then nobody knows how many of them are of a small kind.
    others = _count(sum(kinds[kind] for kind in order if kind in small or kind == ANOTHER))
    return {kind: Tally(kinds[kind]) for kind in order if kind not in (*small, ANOTHER)} | {OTHERS: others}


def _count(number: int) -> Tally:
    return Tally(number) if number >= FEW else FEWER_THAN_3


def _total(counts: Iterable[Tally]) -> Tally:
    """The sum, exact if every count is; three at least."""
    counts = tuple(counts)
    least = sum(count.least for count in counts)
    exact = bool(counts) and all(count.exact for count in counts)
    return Tally(least) if exact else or_more(max(least, FEW))


def _objective_figure(marks: Sequence[int], total: Tally) -> ObjectiveFigure:
    if len(marks) < FEW:
        return ObjectiveFigure(FEWER_THAN_3, None)
    # A higher count than the published minimum of the total would reveal more about the total, and so would an average
    # beside a minimum under `AVERAGED`.
    answered = Tally(len(marks)) if total.exact or len(marks) < total.least else total
    return ObjectiveFigure(answered, average(marks) if answered.least >= AVERAGED else None)


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
