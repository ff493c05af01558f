"""A text falls into paragraphs and sentences, and every word keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.rules.sentences import own_words, paragraphs, sentences


def sentences_of(text: str) -> list[str]:
    return [" ".join(text[part.start : part.end].split()) for part in sentences(text)]


def paragraphs_of(text: str) -> list[str]:
    return [" ".join(text[part.start : part.end].split()) for part in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It costs 2.5 million. It is new.", ["It costs 2.5 million.", "It is new."]),
        ("Mowers, e.g. Big ones. See Dr. Smith.", ["Mowers, e.g. Big ones.", "See Dr. Smith."]),
        ("He said “Yes.” Then he left.", ["He said “Yes.”", "Then he left."]),
        ("It is **new.** That is all.", ["It is **new.**", "That is all."]),
        ("The first line\nand the second. End.", ["The first line and the second.", "End."]),
        ("What we need\nTell us of your plans.", ["What we need", "Tell us of your plans."]),
        ("The answer is no. Ask again.", ["The answer is no.", "Ask again."]),
        ("It is approx. five. it goes on", ["It is approx. five. it goes on"]),
    ],
)
def test_a_sentence_ends_at_its_mark_before_another_begins(text: str, found: list[str]) -> None:
    assert sentences_of(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one\ntwo\n\nthree", ["one two", "three"]),
        ("## Title\nwords", ["Title words"]),
        ("- one\n- two\n  more\n* three", ["one", "two more", "three"]),
        ("1. one\n2. two", ["1. one", "2. two"]),
        ("Term\n:   What it means", ["Term", "What it means"]),
        ("| a | b |\n|---|---|\n| c d | |", ["a", "b", "c d"]),
        ("::: note\nwords\n:::", ["::: note words"]),
        ("> quoted\n> words", ["quoted > words"]),
        ("before\n\n```\ncode here\n```\n\nafter", ["before", "after"]),
    ],
)
def test_a_paragraph_is_what_stands_apart(text: str, found: list[str]) -> None:
    assert paragraphs_of(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't well-known 2.5 24/7", 4),
        ("a – b & c", 3),
        ("see [the plan](https://example.org/a/b) now", 4),
        ("ask a@example.org or https://example.org/x", 2),
        ("`some code` is not counted[^note]", 3),
    ],
)
def test_words_are_counted_as_a_reader_would(text: str, words: int) -> None:
    assert [part.words for part in paragraphs(text)] == [words]


@pytest.mark.parametrize(
    "unseen",
    [
        "`b`",
        "``b ` b``",
        "<https://b.org>",
        "<b@b.org>",
        "https://b.org/b?b=b",
        "www.b.org",
        "b.b@b.org",
        "[^b]",
    ],
)
def test_what_is_no_word_of_the_author_becomes_space(unseen: str) -> None:
    assert own_words(f"a {unseen} c") == f"a {' ' * len(unseen)} c"


def test_the_words_of_a_link_stay_and_its_destination_goes() -> None:
    assert own_words('[a](/b(c)/d "e") [f][g]\n\n[g]: /h') == "[a]" + " " * 13 + " [f]   " + "\n\n" + " " * 7


@given(st.text(alphabet="aB.!? \n|`[]()<>@:/-*#1~^", max_size=60))
def test_every_part_is_within_the_text_in_order_and_has_words(text: str) -> None:
    for split in (sentences, paragraphs):
        parts = list(split(text))
        ends = [0, *(place for part in parts for place in (part.start, part.end))]
        assert ends == sorted(ends)
        assert all(part.words > 0 and part.end <= len(text) for part in parts)
    assert len(own_words(text)) == len(text)
    assert own_words(text).count("\n") == text.count("\n")
