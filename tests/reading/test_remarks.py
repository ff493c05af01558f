"""What stands after # behind a text would be lost without a word; behind a date or a choice it is a note."""

from zoneinfo import ZoneInfo

import pytest

from sitegen.reading.load import load
from sitegen.reading.source import Source

ADVERT = """---
title: Benches
summary: Six parks need benches.
reference: SMT-1
kind: soft-market-test
published: 2026-11-02
closes: 2026-12-11T12:00
respond: {{how: Write to us., email: benches@example.org}}
contact: {{role: Parks Manager}}
{}
---
Text.
"""


def told(lines: str) -> list[tuple[str, str, int, int]]:
    entry, faults = load(
        Source("a.md", "adverts", "adverts", "a", ADVERT.format(lines)), ZoneInfo("Europe/London")
    )
    assert entry
    return [
        (fault.severity.word, fault.code, fault.span.column, fault.span.end_column)
        for fault in faults
        if fault.span
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "authorised_by: i # phase two",
        "places:\n  - Mill # phase two",
        "questions:\n  - Why? # phase two",
        "value:\n  note: Yes # phase two",
        "statements:\n  workforce: Ok # phase two",
    ],
)
def test_words_after_a_text_are_told(lines: str) -> None:
    start = len(lines.rsplit("\n", maxsplit=1)[-1]) - len("# phase two") + 1
    assert told(lines) == [("warning", "unread-words", start, start + len("# phase two"))]


@pytest.mark.parametrize(
    "lines",
    [
        "draft: true # until Cabinet has met",
        "questions_close: 2026-12-01T12:00 # a Tuesday",
        "purposes: [a] # and perhaps d",
        "cpv:\n  - 79000000-4 # services",
        "ocid: ocds-a1b2c3-0042 # of 2025",
        "authorised_by: 'i # phase two'",
        "# a note to colleagues\nauthorised_by: i",
        "authorised_by: i #",
    ],
)
def test_a_note_is_left_in_peace(lines: str) -> None:
    assert told(lines) == []
