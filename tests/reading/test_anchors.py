"""Anchors: short names for headings that nothing else on a page has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.slug import slug
from sitegen.reading.anchors import PAGE_ANCHORS, heading_anchors


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("Lots & prices", "lots-prices"),
        ("Café — Größe", "cafe-grosse"),
        ("The council's / council’s", "the-councils-councils"),
        ("§ 16(1)", "16-1"),
        ("", "section"),
        ("Что?", "section"),
    ],
)
def test_words_become_a_short_anchor(words: str, anchor: str) -> None:
    assert slug(words) == anchor


@pytest.mark.parametrize(
    ("headings", "anchors"),
    [
        (["a", "a", "a"], ["a", "a-2", "a-3"]),
        (["a", "a", "a 2"], ["a", "a-3", "a-2"]),
        (["a 2", "a 2", "a", "a"], ["a-2", "a-2-2", "a", "a-3"]),
        (["Table", "Table", "Text table"], ["text-table", "text-table-2", "text-table-3"]),
    ],
)
def test_equal_headings_are_told_apart(headings: list[str], anchors: list[str]) -> None:
    assert heading_anchors(headings) == anchors


@pytest.mark.parametrize(
    "words",
    [*sorted(PAGE_ANCHORS), "Question 4", "Recommendation ii a", "Lot 1", "Became 1", "Fnref 1", "2026"],
)
def test_what_the_page_needs_is_left_to_it(words: str) -> None:
    assert heading_anchors([words]) == [f"text-{slug(words)}"]


def test_a_text_with_a_prefix_need_not_fear_the_page() -> None:
    assert heading_anchors(["Main", "Question 4", "Table 1"], "n3-") == [
        "n3-main",
        "n3-question-4",
        "n3-text-table-1",
    ]


@given(
    st.lists(st.text("at 2-é", max_size=5) | st.sampled_from(["table", "text table", "fn 1"])),
    st.sampled_from(["", "n-"]),
)
def test_anchors_are_all_different(headings: list[str], prefix: str) -> None:
    anchors = heading_anchors(headings, prefix)
    assert len(set(anchors)) == len(headings)
    assert all(anchor.startswith(prefix) for anchor in anchors)
