"""What GitHub reads: one command a line, with nothing in it that could end it early."""

import pytest

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.reports.github import report


def test_each_severity_has_its_command_and_each_place_its_lines(findings: list[Diagnostic]) -> None:
    assert report(findings).splitlines() == [
        (
            "::error file=content/adverts/a.md,line=4,endLine=4,col=9,endColumn=24,title=closes-before-published"
            "::The closing time is not after the publication date%0Ahelp: choose a day after 2026-05-02"
        ),
        "::warning file=content/adverts/a.md,line=7,endLine=8,title=split::Two “lines”",
        "::notice file=content/pages/caf\u00e9 & co.md,title=tidy::Tidy it",
        "::error title=output-failed::The disk is full",
    ]


def test_no_finding_is_no_line() -> None:
    assert report([]) == ""


@pytest.mark.parametrize(
    ("written", "in_message", "in_path"),
    [
        ("50%", "50%25", "50%25"),
        ("a\nb\r\nc", "a%0Ab%0D%0Ac", "a%0Ab%0D%0Ac"),
        ("at 10:30, then", "at 10:30, then", "at 10%3A30%2C then"),
        ("%0A::error::x", "%250A::error::x", "%250A%3A%3Aerror%3A%3Ax"),
    ],
)
def test_signs_that_commands_are_made_of_are_escaped(written: str, in_message: str, in_path: str) -> None:
    told = report([error("c", written, written)])
    assert told == f"::error file={in_path},title=c::{in_message}\n"


def test_a_place_without_width_ends_where_it_begins() -> None:
    assert "col=5,endColumn=5," in report([error("c", "M", "a.md", Span(1, 5, 1, 5))])
