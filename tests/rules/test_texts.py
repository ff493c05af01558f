"""The texts of a site are found with the places of their words."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.diagnostics import Span
from sitegen.model.content import Content
from sitegen.reading.content import read
from sitegen.rules.texts import Passage, prose, texts

SETTINGS = """\
title: Market tests
base_url: https://example.org/
publisher:
  name: Example Borough Council
accessibility:
  owner: Head of Communications
  email: a@example.org
  prepared: 2026-09-14
  reviewed: 2026-09-21
"""
PAGE = """\
---
title: "Parks"
summary: >-
  Words that are
  folded.
---

First line.
  See *the* [plan of work][plan] and [an
answer](/adverts/x/).

[plan]: /pages/other/
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    (tmp_path / "pages").mkdir()
    (tmp_path / "site.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "pages" / "parks.md").write_text(PAGE, "utf-8")
    found = read(tmp_path, datetime(2026, 11, 23, 9), drafts=False).content  # noqa: DTZ001 - the site has a zone
    assert found
    return found


@pytest.fixture
def passage(content: Content) -> Callable[[str], Passage]:
    """Finds the text that holds a word."""
    return lambda word: next(found for found in texts(content, lambda text: word in text))


def test_names_numbers_and_addresses_are_no_texts(content: Content) -> None:
    found = [passage.loc for passage in texts(content, bool)]
    assert found == [
        ("title",),
        ("publisher", "name"),
        ("licence", "title"),
        ("accessibility", "owner"),
        ("title",),
        ("summary",),
        ("body",),
    ]


def test_only_markdown_has_prose(content: Content) -> None:
    assert [(passage.loc, text.source[:5]) for passage, text in prose(content)] == [(("body",), "First")]


@pytest.mark.parametrize(
    ("word", "span"),
    [
        ("arks", Span(2, 10, 2, 14)),
        ("folded", Span(3, 10, 3, 11)),
        ("First", Span(8, 1, 8, 6)),
        ("answer", Span(10, 1, 10, 7)),
        ("line.\n  See", Span(8, 7, 8, 12)),
    ],
)
def test_words_have_a_place_in_the_file(passage: Callable[[str], Passage], word: str, span: Span) -> None:
    found = passage(word)
    start = found.source.index(word)
    assert found.span(start, start + len(word)) == span


def test_the_words_of_a_link_are_found_before_its_destination_or_where_it_is_named(content: Content) -> None:
    (((body, text),)) = tuple(prose(content))
    words = [body.source[slice(*body.words_of(link))] for link in text.links]
    assert words == ["plan of work", "an\nanswer"]
