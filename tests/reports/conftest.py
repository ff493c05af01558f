"""Findings that the tests of all formats share: one with everything, one with next to nothing."""

import pytest

from sitegen.diagnostics import Diagnostic, Label, Severity, Span, error, warning


@pytest.fixture
def findings() -> list[Diagnostic]:
    """An error with a label, a warning over two lines, a piece of advice about a whole file, an error of no file."""
    return [
        error(
            "closes-before-published",
            "The closing time is not after the publication date",
            "content/adverts/a.md",
            Span.at(4, 9, 16),
            "choose a day after 2026-05-02",
            Label(Span.at(3, 12, 10), "published here"),
        ),
        warning("split", "Two “lines”", "content/adverts/a.md", Span(7, 3, 8, 5)),
        Diagnostic("tidy", Severity.ADVICE, "Tidy it", "content/pages/caf\u00e9 & co.md"),
        error("output-failed", "The disk is full"),
    ]
