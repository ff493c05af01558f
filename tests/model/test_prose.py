"""A text comes out of its packing as it went in, in this process and in another."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.memo.packing import pack, unpack
from sitegen.model.prose import Heading, Link, Prose, Slip, Table

ANY = st.text(st.characters(exclude_categories=()))
"""Lone surrogates too: a file may hold what no page can."""


@given(st.tuples(ANY, ANY, ANY), st.sampled_from((1, 50)))
def test_texts_come_out_as_they_went_in(texts: tuple[str, str, str], times: int) -> None:
    source, html, text = (text * times for text in texts)
    prose = Prose.of(source, html, text)
    assert (prose.source, prose.html, prose.text) == (source, html, text)


def test_a_long_text_takes_less_room_than_its_words() -> None:
    words = "Suppliers may ask until the closing date. " * 100
    assert len(pack(Prose.of(words, f"<p>{words}</p>", words))) < len(words)


@pytest.mark.parametrize("length", [1, 1000])
def test_a_text_is_equal_to_one_that_came_from_another_process(length: int) -> None:
    found = (
        (Heading(2, "A", "a"),),
        (Link("x", "/x/", "X", 0, 0),),
        (Table(3, has_header=True, has_caption=False),),
        (Slip("unused-footnote", 1, 2, 3, "a"),),
    )
    prose = Prose.of("a " * length, "<p>a</p>", "a", *found, shown="a")
    (other,) = unpack(pack(prose)) or (None,)
    assert other == prose
    assert hash(other) == hash(prose)
    assert isinstance(other, Prose)
    assert (other.headings, other.links, other.tables, other.slips) == found
    assert (other.source, other.shown) == ("a " * length, "a")


@pytest.mark.parametrize("change", [lambda text: Prose.of(text, "", ""), lambda text: Prose.of("", text, "")])
def test_texts_that_differ_are_not_equal(change: Callable[[str], Prose]) -> None:
    assert change("a") != change("b")


def test_what_is_shown_is_what_was_written_unless_it_is_said() -> None:
    assert Prose.of("a", "", "").shown == "a"
    assert not Prose.of("a", "", "", shown="").shown
    assert Prose.of("a", "", "", shown="b") != Prose.of("a", "", "")


def test_a_text_that_shows_nothing_counts_as_none() -> None:
    assert not Prose.of("[//]: # (a)", "", "", shown="")


@pytest.mark.parametrize("source", ["", " \n\t"])
def test_a_text_of_spaces_counts_as_none(source: str) -> None:
    assert not Prose.of(source, "<p></p>", "")
    assert Prose.of(f"{source}a", "", "")
