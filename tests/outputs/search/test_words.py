"""Words as search compares them: the same whether a reader typed them or an author wrote them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.search.words import loose, squash, whole_words, words

CASES = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
"""Texts with their words. The script in the browser is tested with the same."""


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_has_these_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_the_words_of_a_text_are_those_of_its_pieces_between_spaces(text: str) -> None:
    assert words(text) == [word for piece in text.split() for word in words(piece)]


@given(st.text())
def test_words_are_their_own_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@pytest.mark.parametrize(
    "written",
    ["SMT-2003-01", "smt 2003 01", "SMT/2003/01", "Smt200301", " smt–2003‑01. ", "ＳＭＴ２００３０１"],
)
def test_a_reference_is_the_same_however_it_is_written(written: str) -> None:
    assert squash(written) == "smt200301"


@pytest.mark.parametrize("written", ["SMT-2003-01", "smt 2003 1", "SMT/2003/001", "Smt2003.1"])
def test_zeros_that_people_leave_out_of_a_reference_make_no_difference(written: str) -> None:
    assert loose(written) == "smt20031"


@pytest.mark.parametrize(("reference", "squashed"), [("7", "7"), ("Ж", "ж"), ("招標/１", "招標1"), ("—", "")])
def test_a_reference_may_be_one_character_or_in_any_script(reference: str, squashed: str) -> None:
    assert squash(reference) == squashed


def test_long_references_that_end_differently_are_not_the_same() -> None:
    assert squash("A" * 60 + "-1") != squash("A" * 60 + "-2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co-operatives", ["cooperatives"]),
        ("E\u2011procurement and on-line", ["eprocurement", "online"]),
        ("10,000 and £1,250,000.50", ["10000", "1250000"]),
        ("state-of-the-art", ["stateoftheart"]),
        ("1,2,3 10,00 100,0000", []),
        ("S.E.N.D. and E.V, U.K", ["send", "ev", "uk"]),
        ("v1.2, end.Start 3.5 www.example.org", []),
        ("plain words, with commas; a - dash, -x", []),
        ("x" * 30 + "-" + "y" * 30, []),
    ],
)
def test_what_hyphens_commas_and_dots_part_is_one_word_too(text: str, expected: list[str]) -> None:
    assert whole_words(text) == expected
