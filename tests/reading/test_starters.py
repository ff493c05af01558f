"""The examples of starters: each is found by itself, so that a new starter is covered once it is there."""

from pathlib import Path

import pytest

from sitegen.reading.starters import read_examples

STARTER = """\
---
# A note to its author.
title: {{ title }}
# What it is. You may keep the words.
summary: These may stay.
# Somebody's post.
role: Name of somebody
# number: AB-1234-CD
# address: |
#   Long Street 1,
#   Anytown
# items:
#   - The first thing
#   - title: "The second thing"
#     # Of what use it is.
#     use: To nobody
# A group. You may keep the words.
# group:
#   # A note further in.
#   name: Kept Name
# Another group.
# other:
#   name: Alex Nobody
kind: soft-market-test
accent: "#0b4f5c"
day: 2027-01-01
count: 12
scores: {a: 1, b: 2}
asked: Say here what it is.
---

## A heading of it

The first
paragraph.

Say here what you think.
"""


def test_every_example_of_a_starter_is_found(tmp_path: Path) -> None:
    (tmp_path / "starters").mkdir()
    (tmp_path / "starters" / "thing.md").write_text(STARTER, "utf-8")
    (tmp_path / "starters" / "gitignore").write_text("not a starter of content\n", "utf-8")
    examples = read_examples(tmp_path)
    assert examples.values == {
        "Name of somebody",
        "AB-1234-CD",
        "Long Street 1, Anytown",
        "The first thing",
        "The second thing",
        "To nobody",
        "Alex Nobody",
        "The first paragraph.",
    }
    assert examples.names == {"Alex Nobody"}


@pytest.mark.parametrize(
    "value",
    [
        "Name of the post",
        "Anytown Council",
        "Anytown Council market tests",
        "How would you do this work?",
        "What could we stop doing?",
        "https://www.example.org/market-tests",
        "ocds-abc123",
        "01632 960000",
    ],
)
def test_what_nobody_should_publish_is_an_example_of_ours(repository: Path, value: str) -> None:
    assert value in read_examples(repository / "templates").values


@pytest.mark.parametrize(
    "value",
    [
        "Whole borough",
        "Cabinet",
        "Find a Tender",
        "soft-market-test",
        "Schedule 12A, Local Government Act 1972",
    ],
)
def test_what_may_well_be_true_is_none(repository: Path, value: str) -> None:
    assert value not in read_examples(repository / "templates").values
