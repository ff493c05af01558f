"""The report that people read: exact text for exact findings."""

import re

import pytest

from sitegen.diagnostics import Diagnostic, Label, Severity, Span, error, warning
from sitegen.reports.formats import render
from sitegen.reports.text import explanations, report, summary
from sitegen.rules.times import closes_before_published, short_response

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


def test_in_colour_the_words_are_the_same_and_the_severity_is_seen() -> None:
    finding = warning("c", "M", "a.md", Span.at(4, 9, 16), "do this", Label(Span.at(3, 12, 10), "here"))
    told = report([finding], lines, colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", told) == report([finding], lines)
    assert told == (
        "\x1b[1;33mwarning[c]\x1b[0m\x1b[1m: M\x1b[0m\n"
        "  \x1b[1;34m-->\x1b[0m a.md:4:9\n"
        "  \x1b[1;34m|\x1b[0m\n"
        "\x1b[1;34m3 |\x1b[0m published: 2026-05-02\n"
        "  \x1b[1;34m|\x1b[0m            \x1b[1;34m---------- here\x1b[0m\n"
        "\x1b[1;34m4 |\x1b[0m closes: 2026-05-01T12:00\n"
        "  \x1b[1;34m|\x1b[0m         \x1b[1;33m^^^^^^^^^^^^^^^^\x1b[0m\n"
        "\x1b[1mhelp:\x1b[0m do this\n"
        "\n"
    )


def test_a_terminal_is_shown_control_characters_and_does_not_obey_them() -> None:
    told = report(
        [error("c", "Bad \x1b[2J", "a\x07.md", Span.at(1, 5, 1), "no \x7f")],
        lambda _: ["bell\x07\tx\x1b]0;y"],
    )
    assert told == ("error[c]: Bad ␛[2J\n  --> a␇.md:1:5\n  |\n1 | bell␇\tx␛]0;y\n  |     ^\nhelp: no ␡\n\n")


def test_lines_of_a_hint_that_are_to_be_pasted_stand_as_lines_of_their_own() -> None:
    told = report([error("c", "M", hint="add this\namendments:\n  - date: \x1b[2J")], lambda _: [])
    assert told == "error[c]: M\nhelp: add this\namendments:\n  - date: ␛[2J\n\n"


def test_why_is_told_once_for_each_rule_in_the_order_of_the_findings() -> None:
    rules = [closes_before_published, short_response]
    found = [warning("short-response", "M"), error("bad-date", "M"), warning("short-response", "N")]
    told = explanations(found, rules)
    assert " ".join(told.split()) == f"why[short-response]: {' '.join(short_response.why.split())}"
    assert told.endswith(").\n\n")
    assert max(map(len, told.splitlines())) <= 80
    both = explanations([*found, error("closes-before-published", "M")], rules)
    assert both.startswith(told + "why[closes-before-published]: Nobody could respond.")
    assert explanations([error("bad-date", "M")], rules) == ""


def test_why_is_in_colour_where_the_findings_are() -> None:
    told = explanations([warning("short-response", "M")], [short_response], colour=True)
    assert told.startswith("\x1b[1mwhy[short-response]\x1b[0m: Small firms")


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    line = "a" * 5_000 + "WRONG" + "b" * 5_000
    shown = report([error("c", "M", "a.md", Span.at(1, 5_001, 5))], lambda _: [line])
    assert f"1 | …{'a' * 40}WRONG{'b' * 75}…\n  |  {' ' * 40}^^^^^\n" in shown


@pytest.mark.parametrize(
    ("column", "length", "mark"),
    [
        (1, 5, "1 | " + "x" * 120 + "…\n  | ^^^^^\n"),
        (1, 10_000, "1 | " + "x" * 120 + "…\n  | " + "^" * 120 + "\n"),
        (9_996, 5, "1 | …" + "x" * 120 + "\n  |  " + " " * 115 + "^^^^^\n"),
        (10_001, 1, "1 | …" + "x" * 120 + "\n  |  " + " " * 120 + "^\n"),
    ],
)
def test_at_either_end_of_a_long_line_as_much_is_shown(column: int, length: int, mark: str) -> None:
    assert mark in report([error("c", "M", "a.md", Span.at(1, column, length))], lambda _: ["x" * 10_000])


def test_a_report_grows_with_the_findings_and_not_with_what_they_quote() -> None:
    value = "word " * 3_000
    findings = [
        error("c", f"“{value}” is wrong", "a.md", Span.at(1, n + 1, 5), f"write “{value}” so")
        for n in range(700)
    ]
    for form in ("json", "github", "sarif", "junit"):
        assert len(render(form, findings, ["a.md"], [], strict=False)) < 1_000_000
    assert len(shown := report(findings, lambda _: [value])) < 700_000
    assert shown.startswith("error[c]: “word word ")
    assert re.search(r" … [word ]{40}” is wrong\n", shown)


def test_a_value_of_an_ordinary_length_is_quoted_whole() -> None:
    address = f"https://www.example.org/{'a' * 130}"
    assert f"write “{address}”" in report([error("c", "M", hint=f"write “{address}”")], lines)
