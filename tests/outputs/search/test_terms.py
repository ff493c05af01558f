"""Terms: numbers as text and back, documents in their best tier, and shards that stay where they are."""

from hashlib import sha256
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.search.terms import LEAST, MOST, Terms, coded, decoded
from tests.outputs.search.reader import numbers

WORDS = 20_000
"""Different words that may stand in a text, the later the more seldom."""


@given(st.sets(st.integers(0, 2**31)))
def test_numbers_can_be_read_again(some: set[int]) -> None:
    assert numbers(coded(sorted(some))) == sorted(some)


@pytest.mark.parametrize(
    ("some", "text"),
    [
        ([], ""),
        ([0], "h"),
        ([0, 1, 2], "hhh"),
        ([30], "_"),
        ([31], "Bg"),
        ([5, 1029], "mBAg"),
        ([31, 32], "Bgh"),
    ],
)
def test_numbers_are_written_as_the_script_reads_them(some: list[int], text: str) -> None:
    assert coded(some) == text


def lines_of(terms: Terms) -> dict[str, list[str]]:
    lines = b"".join(data for _, data in terms.shards()).decode().splitlines()
    return {term: fields for term, *fields in (line.split("\t") for line in lines)}


def test_a_document_is_in_the_best_tier_of_a_term_and_in_no_other() -> None:
    terms = Terms()
    terms.add(0, ["GM-1"], ("Grass GM-1", "grass hedges", "Grass, hedges; trees' (gm)"))
    terms.add(1, [], ("Trees", "", "GRASS"))
    assert lines_of(terms) == {
        "1": ["", "h"],
        "gm": ["", "h"],
        "gm1": ["h"],
        "grass": ["", "h", "", "i"],
        "hedges": ["", "", "h"],
        "trees": ["", "i", "", "h"],
    }


def test_references_that_squash_alike_are_both_found_and_their_parts_tell_them_apart() -> None:
    terms = Terms()
    terms.add(0, ["AB/12-3"], ("AB/12-3", "", ""))
    terms.add(1, ["AB/1-23"], ("AB/1-23", "", ""))
    assert lines_of(terms) == {
        "1": ["", "i"],
        "12": ["", "h"],
        "123": ["", "hh"],
        "23": ["", "i"],
        "3": ["", "h"],
        "ab": ["", "hh"],
        "ab123": ["hh"],
    }


def test_a_reference_of_one_number_is_also_a_word_of_other_documents() -> None:
    terms = Terms()
    terms.add(0, ["7", "—"], ("Title 7", "", ""))
    terms.add(1, [], ("Title", "", "7 lots"))
    assert lines_of(terms)["7"] == ["h", "", "", "i"]
    assert "" not in lines_of(terms)


@given(st.sets(st.integers(0, 100_000)).map(sorted))
def test_coded_numbers_can_be_read_again(numbers: list[int]) -> None:
    assert list(decoded(coded(numbers))) == numbers


def test_a_mark_cannot_be_a_word() -> None:
    terms = Terms()
    terms.add(0, ["@open"], ("@open", "@open", "@open @open"))
    terms.mark("@open", [3, 1])
    assert lines_of(terms) == {"@open": ["ii"], "open": ["h"]}


def text_of(random: Random, length: int) -> str:
    """Words whose ends JavaScript sorts in another order than Python does."""
    ends = ("\ufe73", "𐐨")
    return " ".join(f"{int(WORDS * random.random() ** 3):x}{random.choice(ends)}" for _ in range(length))


def terms_of(documents: int, *last: str) -> Terms:
    terms, random = Terms(), Random(1)  # noqa: S311 - texts, not secrets
    for number in range(documents):
        terms.add(number, [f"R-{number}"], (text_of(random, 5), text_of(random, 20), text_of(random, 200)))
    for number, text in enumerate(last, start=documents):
        terms.add(number, [], (text, "", ""))
    return terms


def test_shards_are_of_the_right_size_and_in_the_order_of_javascript() -> None:
    shards = list(terms_of(1000).shards())
    assert len(shards) > 20
    assert all(LEAST <= len(data) <= MOST for _, data in shards[:-1])
    assert all(data.decode().partition("\t")[0] == first for first, data in shards)
    terms = [line.partition("\t")[0] for _, data in shards for line in data.decode().splitlines()]
    units = [term.encode("utf-16-be") for term in terms]
    assert all(one < other for one, other in pairwise(units))


def test_a_line_that_is_longer_than_a_shard_may_be_is_one_by_itself() -> None:
    terms = terms_of(100)
    terms.mark("@all", range(MOST))
    shards = dict(terms.shards())
    assert len(shards["@all"]) == len("@all\t\n") + MOST


def test_a_document_of_a_few_words_changes_a_few_shards() -> None:
    before, after = (
        {first: sha256(data).digest() for first, data in terms_of(1000, *last).shards()}
        for last in ([], ["a quick brown fox"])
    )
    kept = [first for first, digest in before.items() if after.get(first) == digest]
    assert len(before) - 5 <= len(kept) < len(before)


def test_a_document_of_many_words_moves_few_of_the_places_where_shards_begin() -> None:
    before = {first for first, _ in terms_of(1000).shards()}
    long = text_of(Random(2), 1000)  # noqa: S311 - a text, not a secret
    after = {first for first, _ in terms_of(1000, long).shards()}
    assert len(before & after) > 0.9 * len(before)
