"""The attacker with two publications: what pairs of figures tell that each alone does not.

Every pair that may be published is looked at together with all pairs of tables, the later one with the respondents of the
earlier one and some more, of which it would be the figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.differencing import telling_differences
from sitegen.model.responses import ANOTHER, Figures, ObjectiveFigure, figures
from sitegen.model.tallies import read_mean, read_tally

Kinds = tuple[int, ...]
NAMES = ("A", "B", ANOTHER)


def public(found: Figures) -> str:
    """Everything that a reader sees."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in found.respondents.items())
    marks = ", ".join(f"{one.answered} of {one.average}" for one in found.objectives.values())
    return f"{found.responses}: {kinds}; {marks}"


def of(kinds: Kinds, marks: list[int] | None = None, *, merged: bool = False) -> Figures:
    return figures(dict(zip(NAMES, kinds, strict=True)), {"a": marks or []}, merged=merged)


class Attacker:
    """What may have come between two publications, for every pair that is allowed."""

    def __init__(self) -> None:
        self._may: dict[tuple[str, str], bool] = {}
        self.possible: defaultdict[tuple[str, str], set[Kinds]] = defaultdict(set)

    def sees(self, old: Figures, new: Figures, secret: Kinds) -> None:
        pair = public(old), public(new)
        if pair not in self._may:
            self._may[pair] = not list(telling_differences(old, new))
        if self._may[pair]:
            self.possible[pair].add(secret)

    def learns_of(self, place: int) -> Iterator[tuple[str, str]]:
        """The pairs that show that somebody came, where it may have been only one or two."""
        for pair, secrets in self.possible.items():
            late = {secret[place] for secret in secrets}
            if 0 not in late and min(late) < 3:
                yield pair


def larger(kinds: Kinds, top: int) -> Iterator[Kinds]:
    return product(*(range(count, top) for count in kinds))


@pytest.mark.parametrize(("first", "then"), list(product((False, True), repeat=2)))
def test_who_came_late_cannot_be_told_from_the_kinds(first: bool, then: bool) -> None:  # noqa: FBT001 - a table of cases
    attacker, top = Attacker(), 7
    before = {kinds: of(kinds, merged=first) for kinds in product(range(top), repeat=3)}
    after = {kinds: of(kinds, merged=then) for kinds in before}
    for kinds, old in before.items():
        for more in larger(kinds, top):
            late = tuple(new - count for count, new in zip(kinds, more, strict=True))
            attacker.sees(old, after[more], (sum(late), *late))
    assert len(attacker.possible) > 20
    assert [*attacker.learns_of(0), *attacker.learns_of(1), *attacker.learns_of(2)] == []


@pytest.mark.parametrize("merged", [False, True])
def test_who_answered_late_cannot_be_told(merged: bool) -> None:  # noqa: FBT001 - a table of cases
    attacker, top = Attacker(), 5
    tables = {
        (kinds, answers): of(kinds, [2] * answers, merged=merged)
        for kinds in product(range(top), repeat=3)
        for answers in range(sum(kinds) + 1)
    }
    for (kinds, answers), old in tables.items():
        for more in larger(kinds, top):
            for late in range(sum(more) - sum(kinds) + 1):
                attacker.sees(old, tables[more, answers + late], (sum(more) - sum(kinds), late))
    assert len(attacker.possible) > 20
    assert [*attacker.learns_of(0), *attacker.learns_of(1)] == []


def test_no_mark_of_one_respondent_can_be_told_from_two_averages() -> None:
    """The early and the late marks as (how many, their sum): a mark follows where a sum allows only one set of marks."""
    possible: defaultdict[tuple[str, str], set[tuple[int, int, int, int]]] = defaultdict(set)
    published = {
        (answers, total): of((answers, 0, 0), spread(total, answers))
        for answers in range(5, 15)
        for total in range(5 * answers + 1)
    }
    for (early, said), old in published.items():
        for late in range(15 - early):
            for said_late in range(5 * late + 1):
                new = published[early + late, said + said_late]
                possible[public(old), public(new)].add((early, said, late, said_late))
    allowed = 0
    for secrets in possible.values():
        early, said, late, said_late = min(secrets)
        if not list(telling_differences(published[early, said], published[early + late, said + said_late])):
            allowed += 1
            assert not all(tells_marks(count, total) for _, _, count, total in secrets), min(secrets)
            assert not all(tells_marks(count, total) for count, total, _, _ in secrets), min(secrets)
    assert allowed > 50


def tells_marks(count: int, total: int) -> bool:
    """Whether so many marks can add up to this sum in one way only."""
    return count == 1 or (count > 0 and total in (0, 5 * count))


def spread(total: int, answers: int) -> list[int]:
    whole, rest = divmod(total, answers)
    return [whole + 1] * rest + [whole] * (answers - rest)


def test_every_mark_of_a_small_table_stays_possible_beside_the_figures() -> None:
    """Brute force over all marks: any one respondent may have given one mark or another, and nobody knows how many did."""
    marks_of: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for answers in range(1, 7):
        for marks in combinations_with_replacement(range(6), answers):
            marks_of[public(of((answers, 0, 3), list(marks)))].add(marks)
    for shown, tables in marks_of.items():
        assert len({mark for marks in tables for mark in marks}) > 1, shown
        assert len({marks.count(max(marks)) for marks in tables}) > 1, shown


TABLES = st.lists(st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(0, 5))), max_size=20)


@given(
    TABLES, st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), min_size=1, max_size=2), st.booleans()
)
def test_one_or_two_that_come_late_never_change_a_figure_that_may_be_published(
    table: list[tuple[int, int | None]],
    late: list[tuple[int, int]],
    merged: bool,  # noqa: FBT001 - drawn
) -> None:
    old, new = (published_of(rows, merged=merged) for rows in (table, [*table, *late]))
    if public(old) != public(new):
        assert list(telling_differences(old, new))


def published_of(rows: list[tuple[int, int | None]], *, merged: bool) -> Figures:
    kinds = tuple(sum(kind == place for kind, _ in rows) for place in range(3))
    return of(kinds, [mark for _, mark in rows if mark is not None], merged=merged)


def written(responses: str, kinds: Mapping[str, str], answered: str = "", average: str = "") -> Figures:
    figure = (
        ObjectiveFigure(read_tally(answered), read_mean(average) if average else None) if answered else None
    )
    return Figures(
        read_tally(responses),
        {kind: read_tally(count) for kind, count in kinds.items()},
        {"a": figure} if figure else {},
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (written("6", {}, "6", "2"), written("7", {}, "7", "3"), ["responses", "a answered"]),
        (written("14", {}), written("14", {}), []),
        (written("14", {}), written("12 or more", {}), []),
        (written("12 or more", {}), written("14", {}), ["responses"]),
        (written("12 or more", {}), written("13 or more", {}), ["responses"]),
        (written("12 or more", {}), written("15 or more", {}), []),
        (written("14", {"X": "14"}), written("14", {}), []),
        (written("14", {}), written("17", {"X": "17"}, "17", "3"), []),
        (written("fewer than 3", {}), written("4", {"X": "4"}), ["responses", "X"]),
        (written("9", {}, "9", "3"), written("9", {}, "9", "3.5"), ["a average"]),
        (written("9", {}, "9", "3"), written("9", {}, "8 or more", "3.5"), ["a average"]),
        (written("5", {}, "5", "0.5 or less"), written("10", {}, "10", "3"), ["a average"]),
        (written("9", {}, "9", "3"), written("12", {}, "12", "3.5"), ["a average"]),
        (written("9", {}, "9", "3"), written("14", {}, "14", "3.5"), []),
    ],
)
def test_a_difference_is_found_where_it_is(old: Figures, new: Figures, found: list[str]) -> None:
    told = [" ".join(map(str, loc)) for loc in telling_differences(old, new)]
    assert [one.removeprefix("respondents ").removeprefix("figures ") for one in told] == found
