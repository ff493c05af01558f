"""Findings → JSON for programs. The shape is described in docs/checking.md, and stays while `version` is 1."""

import json
from collections.abc import Sequence
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity, Span

VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come without it."""


def report(findings: Sequence[Diagnostic]) -> str:
    """One object with all findings and how many there are of each severity."""
    counts = {
        name: sum(finding.severity is severity for finding in findings)
        for name, severity in (
            ("errors", Severity.ERROR),
            ("warnings", Severity.WARNING),
            ("advice", Severity.ADVICE),
        )
    }
    told = {"version": VERSION, "findings": [_finding(finding) for finding in findings], "summary": counts}
    # Escaped to ASCII: no console or pipe can spoil it, whatever its encoding.
    return json.dumps(told, indent=2) + "\n"


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "message": finding.message,
        "hint": finding.hint or None,
        "path": finding.path or None,
        **_place(finding.span),
        "draft": finding.draft,
        "public_from": finding.public_from.isoformat() if finding.public_from else None,
        "labels": [{"text": label.text, **_place(label.span)} for label in finding.labels],
    }


def _place(span: Span | None) -> dict[str, int | None]:
    names = ("line", "column", "end_line", "end_column")
    return {name: getattr(span, name) if span else None for name in names}
