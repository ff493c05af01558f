"""Figures of responses: what they say, and that nobody can be found in them, also by those who know how they are made."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.responses import (
    ANOTHER,
    OTHERS,
    RESPONDENT_KINDS,
    Answer,
    Figures,
    average,
    counted,
    figures,
)
from sitegen.model.tallies import FEWER_THAN_3, Mean, Tally, or_more

Published = tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
Secret = tuple[tuple[int, ...], int, int]
"""Respondents of each kind, the answers on one objective, and the sum of their marks."""


def published(found: Figures) -> Published:
    """Everything that a reader sees."""
    return (
        str(found.responses),
        tuple((kind, str(count)) for kind, count in found.respondents.items()),
        tuple((str(told.answered), str(told.average)) for told in found.objectives.values()),
    )


def marks_with(total: int, answers: int) -> list[int]:
    """So many marks from 0 to 5 with that sum."""
    whole, rest = divmod(total, answers) if answers else (0, 0)
    return [whole + 1] * rest + [whole] * (answers - rest)


def all_small_tables() -> Iterator[tuple[Published, Secret]]:
    for kinds in product(range(4), range(4), range(8)):
        counts = dict(zip(("A", "B", ANOTHER), kinds, strict=True))
        for answers, merged in product(range(sum(kinds) + 1), (False, True)):
            for total in range(5 * answers + 1):
                found = figures(counts, {"a": marks_with(total, answers)}, merged=merged)
                yield published(found), (kinds, answers, total)


@pytest.fixture(scope="module")
def candidates() -> dict[Published, list[Secret]]:
    """For each thing that can be published of a small table, all tables of which it would be."""
    found: defaultdict[Published, list[Secret]] = defaultdict(list)
    for told, secret in all_small_tables():
        found[told].append(secret)
    return found


def several(secrets: list[Secret], what: Callable[[Secret], int]) -> bool:
    return len({what(secret) for secret in secrets}) > 1


def test_a_withheld_count_of_a_kind_cannot_be_worked_out(candidates: dict[Published, list[Secret]]) -> None:
    for told, secrets in candidates.items():
        for kind, count in told[1]:
            if count == "fewer than 3":
                names, listed = ("A", "B", ANOTHER), dict(told[1])
                for place in [
                    names.index(name)
                    for name in names
                    if name == kind or (kind == OTHERS and name not in listed)
                ]:
                    possible = {secret[0][place] for secret in secrets}
                    assert len(possible) > 1, told
                    assert 0 in possible, told


def test_a_withheld_whole_number_cannot_be_worked_out(candidates: dict[Published, list[Secret]]) -> None:
    for told, secrets in candidates.items():
        if not told[0].isdigit():
            assert several(secrets, lambda secret: sum(secret[0])), told


def test_a_withheld_number_of_answers_cannot_be_worked_out(candidates: dict[Published, list[Secret]]) -> None:
    for told, secrets in candidates.items():
        for answered, _ in told[2]:
            if not answered.isdigit():
                assert several(secrets, lambda secret: secret[1]), told


def test_no_count_of_one_or_two_is_told(candidates: dict[Published, list[Secret]]) -> None:
    for whole, kinds, objectives in candidates:
        shown = (whole, *(count for _, count in kinds), *(answered for answered, _ in objectives))
        assert not {"1", "2"} & set(shown)


def test_a_kind_that_is_not_listed_by_itself_may_have_had_nobody(
    candidates: dict[Published, list[Secret]],
) -> None:
    for told, secrets in candidates.items():
        listed = dict(told[1])
        if listed.get(OTHERS, "")[-1:] in tuple("89") or len(listed.get(OTHERS, "")) == 2:
            continue  # the tables have no more than seven of another kind
        for place, kind in enumerate(("A", "B")):
            if kind not in listed:
                assert 0 in {secret[0][place] for secret in secrets}, told


def test_an_average_tells_no_ones_mark() -> None:
    possible: defaultdict[tuple[int, str], list[set[int]]] = defaultdict(list)
    for answers in range(5, 8):
        for marks in combinations_with_replacement(range(6), answers):
            told = figures({"A": answers}, {"a": marks}).objectives["a"]
            possible[answers, str(told.average)].append(set(marks))
    for told_average, sets in possible.items():
        assert len(sets) > 1, told_average
        assert any(len(said) > 1 for said in sets), told_average


@pytest.mark.parametrize(
    ("answers", "told"),
    [(0, FEWER_THAN_3), (1, FEWER_THAN_3), (2, FEWER_THAN_3), (3, Tally(3)), (4, Tally(4))],
)
def test_there_is_no_average_of_fewer_than_five(answers: int, told: Tally) -> None:
    found = figures({"A": 9}, {"a": [2] * answers}).objectives["a"]
    assert (found.answered, found.average) == (told, None)


def test_an_average_does_not_give_away_that_there_were_five() -> None:
    found = figures({"A": 4, "B": 1, ANOTHER: 0}, {"a": [2] * 5}).objectives["a"]
    assert (found.answered, found.average) == (or_more(4), None)


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ([5, 5, 5], Mean(Decimal("4.5"), "or more")),
        ([5, 5, 4], Mean(Decimal("4.5"), "or more")),
        ([0, 0, 0], Mean(Decimal("0.5"), "or less")),
        ([1, 2, 3], Mean(Decimal(2))),
        ([3, 3, 3, 4], Mean(Decimal("3.5"))),  # 3.25, in the middle between two halves
        ([3, 3, 4], Mean(Decimal("3.5"))),
        ([2, 2, 2, 2, 3], Mean(Decimal(2))),
    ],
)
def test_an_average_is_told_to_the_nearest_half(marks: list[int], told: Mean) -> None:
    assert average(marks) == told


def test_when_every_kind_has_three_everything_is_told() -> None:
    found = figures({"Charities": 3, "Large firms": 4}, {"a": [1, 2, 3, 4, 5, 3, 3], "b": [1, 1, 1]})
    assert published(found) == (
        "7",
        (("Charities", "3"), ("Large firms", "4")),
        (("7", "3"), ("3", "None")),
    )


def test_a_kind_under_three_takes_the_whole_number_with_it() -> None:
    found = figures({"Charities": 5, "Large firms": 1, ANOTHER: 2}, {"a": [3] * 8, "b": [3] * 4})
    assert found.responses == or_more(5)
    assert dict(found.respondents) == {
        "Charities": Tally(5),
        "Large firms": FEWER_THAN_3,
        ANOTHER: FEWER_THAN_3,
    }
    assert [told.answered for told in found.objectives.values()] == [or_more(5), Tally(4)]


@pytest.mark.parametrize(
    ("kinds", "told", "total"),
    [
        (
            {"Charities": 5, "Large firms": 1, "Trade unions": 0, ANOTHER: 2},
            {"Charities": "5", OTHERS: "3"},
            "8",
        ),
        (
            {"Charities": 5, "Large firms": 1, "Trade unions": 0, ANOTHER: 0},
            {"Charities": "5", OTHERS: "fewer than 3"},
            "5 or more",
        ),
        ({"Charities": 2, "Large firms": 2, ANOTHER: 4}, {OTHERS: "8"}, "8"),
    ],
)
def test_small_kinds_may_be_counted_together(kinds: dict[str, int], told: dict[str, str], total: str) -> None:
    found = figures(kinds, {}, merged=True)
    assert {kind: str(count) for kind, count in found.respondents.items()} == told
    assert str(found.responses) == total


def test_of_fewer_than_three_responses_nothing_else_is_told() -> None:
    assert figures({"Charities": 2}, {"a": [5, 5]}) == Figures(FEWER_THAN_3)
    assert figures({"Charities": 1, "Large firms": 1}, {"a": []}) == Figures(FEWER_THAN_3)


def test_a_respondent_counts_once_and_a_kind_in_the_words_that_are_known() -> None:
    answers = [
        Answer(name, kind, letter, value)
        for name, kind in (("A", "charities"), ("a ", "Charities"), ("B", "CHARITIES"), ("C", " charities"))
        for letter, value in (("a", 2), ("b", None))
    ]
    found = counted(answers, RESPONDENT_KINDS, ["a", "b"])
    assert found.responses == or_more(3)
    assert found.respondents["Charities"] == Tally(3)
    assert {kind for kind, count in found.respondents.items() if count.few} == {
        *RESPONDENT_KINDS,
        ANOTHER,
    } - {"Charities"}
    assert found.objectives["b"].answered == FEWER_THAN_3


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=12))
def test_the_kinds_that_are_listed_are_always_those_that_are_known(rows: list[tuple[str, str]]) -> None:
    found = counted([Answer(name, kind, "a", 3) for name, kind in rows], RESPONDENT_KINDS, ["a"])
    assert not found.respondents or set(found.respondents) == {*RESPONDENT_KINDS, ANOTHER}
