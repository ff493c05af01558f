"""Findings → GitHub workflow commands, which show them on the lines of a pull request.

The format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Severity, Span

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}


def report(findings: Iterable[Diagnostic]) -> str:
    """One line for each finding."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Diagnostic) -> str:
    properties = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in _properties(finding))
    words = finding.message + (f"\nhelp: {finding.hint}" if finding.hint else "")
    # Errors in drafts must not fail the pull request.
    severity = max(finding.severity, Severity.WARNING) if finding.draft else finding.severity
    return f"::{_COMMANDS[severity]} {properties}::{_escaped(words, _IN_DATA)}"


def _properties(finding: Diagnostic) -> Iterator[tuple[str, str]]:
    if finding.path:
        yield "file", finding.path
        yield from _lines(finding.span)
    yield "title", finding.code


def _lines(span: Span | None) -> Iterator[tuple[str, str]]:
    """The position. GitHub accepts columns only within one line; the last one is inclusive."""
    if span:
        yield "line", str(span.line)
        yield "endLine", str(span.end_line)
        if span.line == span.end_line:
            yield "col", str(span.column)
            yield "endColumn", str(max(span.end_column - 1, span.column))


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
