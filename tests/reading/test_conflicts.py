"""Marks that git leaves where it could not join two changes: one finding for a file, and none for what only looks alike."""

import pytest

from sitegen.diagnostics import Span
from sitegen.reading.conflicts import conflict

BOTH = "<<<<<<< HEAD\nOurs\n=======\nTheirs\n>>>>>>> branch\n"


@pytest.mark.parametrize(
    ("text", "line", "length"),
    [
        (BOTH, 1, 12),
        (f"a\n{BOTH}\nb\n{BOTH}", 2, 12),
        ("a\n||||||| 1f2e3d4\nb\n", 2, 15),
        ("a\n>>>>>>> branch\n", 2, 14),
        ("a\n\n=======\nb\n", 3, 7),
        ("<<<<<<<<< Temporary merge branch 1\na\n", 1, 34),
        ("<<<<<<< .mine\na\n=======\n>>>>>>> .r12\n", 1, 13),
        ("<<<<<<<\na\n", 1, 7),
    ],
)
def test_a_conflict_is_told_once_at_its_first_mark(text: str, line: int, length: int) -> None:
    found = conflict(text, "a.md")
    assert found
    assert found.span == Span.at(line, 1, length)


def test_the_other_marks_of_the_first_conflict_are_shown() -> None:
    found = conflict(f"{BOTH}a\n{BOTH}", "a.md")
    assert found
    assert [label.span.line for label in found.labels] == [3, 5, 7]


@pytest.mark.parametrize(
    "text",
    [
        "A heading\n=======\n",
        "| a | b |\n|||||||\n",
        "> > > a quotation\n>>>>>> b\n",
        "a <<<<<<< b\n",
        "a ======= b\n\n========\n",
    ],
)
def test_what_only_looks_alike_is_none(text: str) -> None:
    assert conflict(text, "a.md") is None
