"""The words at fault are marked from the first to the last, wherever an author wrote them."""

from datetime import datetime
from pathlib import Path

import pytest

from sitegen.diagnostics import Span
from sitegen.reading.content import read
from sitegen.rules.authenticity import speaks_of_a_tender

NOW = datetime.fromisoformat("2026-11-23T09:00")
SITE = Path(__file__).parent.parent / "cases" / "base" / "site.yaml"
ADVERT = """\
---
title: Lamps
summary: {summary}
reference: A1
kind: soft-market-test
published: 2026-11-02
closes: 2026-12-11T12:00
respond: {{how: Write to us., email: a@example.org}}
contact: {{role: Head of Streets}}
---

{body}
"""


def spans(folder: Path, summary: str = "Which lamps last?", body: str = "Lamps.") -> list[Span | None]:
    (folder / "adverts").mkdir()
    (folder / "site.yaml").write_bytes(SITE.read_bytes())
    (folder / "adverts" / "lamps.md").write_text(ADVERT.format(summary=summary, body=body), "utf-8")
    reading = read(folder, NOW, drafts=False)
    assert reading.content
    return [found.span for found in speaks_of_a_tender(reading.content)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Please submit your bid.", Span(12, 8, 12, 23)),
        ("Please submit\nyour bid.", Span(12, 8, 13, 9)),
        ("A line.\n\n- Please submit your\n  bid now.", Span(14, 10, 15, 6)),
        ("# Invitation to *tender*", Span(12, 3, 12, 24)),
    ],
)
def test_words_may_run_over_the_end_of_a_line(tmp_path: Path, body: str, expected: Span) -> None:
    assert spans(tmp_path, body=body) == [expected]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The lowest price wins.", Span(3, 14, 3, 31)),
        ("'The lowest price wins.'", Span(3, 15, 3, 32)),
    ],
)
def test_a_field_may_be_written_in_any_way(tmp_path: Path, summary: str, expected: Span) -> None:
    assert spans(tmp_path, summary=summary) == [expected]


@pytest.mark.parametrize("style", [">-", "|", "|-"])
def test_a_field_drawn_into_one_line_is_marked_as_a_whole(tmp_path: Path, style: str) -> None:
    (found,) = spans(tmp_path, summary=f"{style}\n  The lowest\n  price wins.")
    assert found
    assert (found.line, found.column) == (3, 10)


def test_a_sentence_is_told_once_and_each_sentence_for_itself(tmp_path: Path) -> None:
    body = "Submit your bid: bids must be short, and the lowest price wins. Submit your bid!"
    assert [span.column for span in spans(tmp_path, body=body) if span] == [1, 65]
