"""Terms: numbers as text and back, documents in their best tier, and shards that stay where they are."""

from hashlib import sha256
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.search.terms import LEAST, MOST, Change, Lines, coded, decoded, edited, lines_of, shards
from sitegen.outputs.search.tiers import TIERS, Tiers, by_tier
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


def fields_of(*documents: Tiers, **marks: list[int]) -> dict[str, list[str]]:
    """The lines of some documents by their terms, as they are in the shards."""
    marked = {f"@{mark}": found for mark, found in marks.items()}
    lines = b"".join(data for _, data in shards(lines_of(documents), marked)).decode().splitlines()
    return {term: fields for term, *fields in (line.split("\t") for line in lines)}


def test_a_document_is_in_the_best_tier_of_a_term_and_in_no_other() -> None:
    first = by_tier(["GM-1"], ("Grass GM-1", "grass hedges", "Grass, hedges; trees' (gm)"))
    assert first == ("gm1", "1 gm grass", "hedges", "trees", "")
    assert fields_of(first, by_tier([], ("Trees", "", "GRASS"))) == {
        "1": ["", "h"],
        "gm": ["", "h"],
        "gm1": ["h"],
        "grass": ["", "h", "", "i"],
        "hedges": ["", "", "h"],
        "trees": ["", "i", "", "h"],
    }


def test_references_that_squash_alike_are_both_found_and_their_parts_tell_them_apart() -> None:
    found = (by_tier([one], (one, "", "")) for one in ("AB/12-3", "AB/1-23"))
    assert fields_of(*found) == {
        "1": ["", "i"],
        "12": ["", "h"],
        "123": ["", "hh"],
        "23": ["", "i"],
        "3": ["", "h"],
        "ab": ["", "hh"],
        "ab123": ["hh"],
    }


def test_a_reference_of_one_number_is_also_a_word_of_other_documents() -> None:
    found = fields_of(by_tier(["7", "—"], ("Title 7", "", "")), by_tier([], ("Title", "", "7 lots")))
    assert found["7"] == ["h", "", "", "i"]
    assert "" not in found


@given(st.sets(st.integers(0, 100_000)).map(sorted))
def test_coded_numbers_can_be_read_again(numbers: list[int]) -> None:
    assert list(decoded(coded(numbers))) == numbers


def test_a_mark_cannot_be_a_word() -> None:
    found = by_tier(["@open"], ("@open", "@open", "@open @open"))
    assert fields_of(found, open=[3, 1]) == {"@open": ["ii"], "open": ["h"]}


def text_of(random: Random, length: int) -> str:
    """Words whose ends JavaScript sorts in another order than Python does."""
    ends = ("\ufe73", "𐐨")
    return " ".join(f"{int(WORDS * random.random() ** 3):x}{random.choice(ends)}" for _ in range(length))


def terms_of(documents: int, *last: str) -> Lines:
    random = Random(1)  # noqa: S311 - texts, not secrets
    lengths = (5, 20, 200)
    found = [
        by_tier([f"R-{number}"], [text_of(random, length) for length in lengths])
        for number in range(documents)
    ]
    return lines_of([*found, *(by_tier([], (text, "", "")) for text in last)])


def test_shards_are_of_the_right_size_and_in_the_order_of_javascript() -> None:
    found = list(shards(terms_of(1000), {}))
    assert len(found) > 20
    assert all(LEAST <= len(data) <= MOST for _, data in found[:-1])
    assert all(data.decode().partition("\t")[0] == first for first, data in found)
    terms = [line.partition("\t")[0] for _, data in found for line in data.decode().splitlines()]
    units = [term.encode("utf-16-be") for term in terms]
    assert all(one < other for one, other in pairwise(units))


def test_a_line_that_is_longer_than_a_shard_may_be_is_one_by_itself() -> None:
    found = dict(shards(terms_of(100), {"@all": range(MOST)}))
    assert len(found["@all"]) == len("@all\t\n") + MOST


def test_a_document_of_a_few_words_changes_a_few_shards() -> None:
    before, after = (
        {first: sha256(data).digest() for first, data in shards(terms_of(1000, *last), {})}
        for last in ([], ["a quick brown fox"])
    )
    kept = [first for first, digest in before.items() if after.get(first) == digest]
    assert len(before) - 5 <= len(kept) < len(before)


def test_a_document_of_many_words_moves_few_of_the_places_where_shards_begin() -> None:
    before = {first for first, _ in shards(terms_of(1000), {})}
    long = text_of(Random(2), 1000)  # noqa: S311 - a text, not a secret
    after = {first for first, _ in shards(terms_of(1000, long), {})}
    assert len(before & after) > 0.9 * len(before)


# Lines that are edited

WORDS_OF_FEW = st.lists(st.sampled_from(("a", "b", "c", "Ω", "𐐨", "R-1", "10,000", "co-op")), max_size=5).map(
    " ".join
)
SOME_TIERS = st.builds(
    lambda reference, *texts: by_tier([reference], texts, (("a", "b c"),)),
    st.sampled_from(("", "R-1", "a")),
    *[WORDS_OF_FEW] * 3,
)


@given(st.lists(SOME_TIERS, max_size=40), st.data())
def test_lines_that_are_edited_are_those_of_the_documents_as_they_are_now(
    before: list[Tiers], data: st.DataObject
) -> None:
    after = [data.draw(SOME_TIERS) if data.draw(st.booleans()) else one for one in before]
    after += data.draw(st.lists(SOME_TIERS, max_size=3))
    old = [*before, *[("",) * TIERS] * (len(after) - len(before))]
    changes = [Change(*one) for one in zip(range(len(after)), old, after, strict=True) if one[1] != one[2]]
    found = edited(lines_of(before), changes)
    assert found == lines_of(after)
    assert list(shards(found, {})) == list(shards(lines_of(after), {}))


@pytest.mark.parametrize(
    "lines",
    [{}, {"grass": "i"}, {"grass": "h"}, {"grass": "\t\t\th", "trees": "\t\t\th"}, {"grass": "\t\t\té"}],
)
def test_lines_of_other_documents_are_not_edited(lines: Lines) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the term is all that it says
        edited(lines, [Change(0, ("", "", "", "grass", ""), ("", "", "", "trees", ""))])


@pytest.mark.parametrize("text", ["h h", "é", "\n", "\xff"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        list(decoded(text))
