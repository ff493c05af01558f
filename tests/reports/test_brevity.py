"""A report is no longer than somebody would read, however much there is to tell of one file."""

from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.reports.brevity import brief, few
from sitegen.reports.formats import render
from sitegen.reports.text import report, summary


def finding(line: int, code: str = "html-shown", path: str = "a.md") -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, "HTML does not work here", path, Span.at(line, 1))


def test_of_very_many_alike_in_one_file_the_last_that_is_shown_counts_the_rest() -> None:
    found = [finding(line) for line in range(1, 1235)]
    shown = list(few(found))
    assert [one.span and one.span.line for one in shown] == [*range(1, 21)]
    assert shown[-1].message == "HTML does not work here, and 1,214 more like this"
    assert {one.message for one in shown[:-1]} == {"HTML does not work here"}


def test_other_kinds_and_other_files_are_counted_for_themselves() -> None:
    found = [finding(line, code, path) for code in ("a", "b") for path in ("c", "d") for line in range(20)]
    assert list(few(found)) == found


def test_a_long_value_that_is_quoted_loses_its_middle_and_the_words_around_it_stay() -> None:
    value = f"{'a' * 500}{'b' * 500}"
    short = brief(replace(finding(1), message=f"“{value}” is no date: write 2026-11-23"))
    assert short.message == f"“{'a' * 80} … {'b' * 40}” is no date: write 2026-11-23"


def test_words_without_a_quoted_value_are_whole_unless_they_are_very_many() -> None:
    whole = replace(finding(1), message="a" * 2_000)
    assert brief(whole) is whole
    assert brief(replace(whole, message="a" * 9_000)).message == f"{'a' * 2_000} …"


def test_reports_for_people_and_for_programs_are_bounded_and_the_sum_counts_all() -> None:
    found = [finding(line) for line in range(1, 50_001)]
    assert len(report(found, lambda _path: ("words",) * 50_000)) < 5_000
    for name in ("json", "github", "sarif", "junit"):
        assert len(render(name, found, ["a.md"], (), strict=False)) < 20_000
    assert summary(found) == "50000 warnings"
