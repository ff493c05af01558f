"""The report that people read: exact text for exact findings."""

from sitegen.diagnostics import Diagnostic, Label, Severity, Span, error, warning
from sitegen.reports.text import report, summary

LINES = [
    "---",
    "title: Grounds",
    "published: 2026-05-02",
    "closes: 2026-05-01T12:00",
    "\tétude: 漢字 x",
    "---",
]


def lines(path: str) -> list[str]:
    return LINES if path == "a.md" else []


def test_a_finding_shows_its_line_and_the_line_that_helps_to_understand_it() -> None:
    finding = error(
        "closes-before-published",
        "The closing time is before the publication date",
        "a.md",
        Span.at(4, 9, 16),
        "choose a day after 2026-05-02",
        Label(Span.at(3, 12, 10), "published here"),
    )
    assert report([finding], lines) == (
        "error[closes-before-published]: The closing time is before the publication date\n"
        "  --> a.md:4:9\n"
        "  |\n"
        "3 | published: 2026-05-02\n"
        "  |            ---------- published here\n"
        "4 | closes: 2026-05-01T12:00\n"
        "  |         ^^^^^^^^^^^^^^^^\n"
        "help: choose a day after 2026-05-02\n"
        "\n"
    )


def test_the_mark_stands_below_the_value_with_tabs_and_wide_characters_before_it() -> None:
    text = report(
        [error("c", "M", "a.md", Span.at(5, 9, 2)), error("c", "M", "a.md", Span.at(5, 2, 5))], lines
    )
    assert "5 | \tétude: 漢字 x\n  | \t       ^^^^\n" in text
    assert "5 | \tétude: 漢字 x\n  | \t^^^^^\n" in text


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert "2 | title: Grounds\n  |        ^^^^^^^\n" in report(
        [error("c", "M", "a.md", Span(2, 8, 4, 3))], lines
    )


def test_a_finding_without_a_place_or_without_a_file_that_can_be_shown_is_told_all_the_same() -> None:
    assert report([error("c", "Message", hint="do this")], lines) == "error[c]: Message\nhelp: do this\n\n"
    assert (
        report([error("c", "Message", "b.md", Span.at(9, 1))], lines)
        == "error[c]: Message\n  --> b.md:9:1\n\n"
    )
    assert (
        report([error("c", "Message", "a.md", Span.at(99, 1))], lines)
        == "error[c]: Message\n  --> a.md:99:1\n\n"
    )


def test_the_summary_counts_each_severity_with_the_right_noun() -> None:
    advice = Diagnostic("a", Severity.ADVICE, "M")
    assert summary([]) == ""
    assert summary([error("c", "M")]) == "1 error"
    assert (
        summary([error("c", "M"), error("c", "M"), warning("w", "M"), advice])
        == "2 errors, 1 warning, 1 piece of advice"
    )
    assert summary([advice, advice, warning("w", "M"), warning("w", "M")]) == "2 warnings, 2 pieces of advice"
