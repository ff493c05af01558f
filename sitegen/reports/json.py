"""Findings → JSON for programs. The shape is described in docs/checking.md, and stays while `version` is 1."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:  # the program starts without loading the model
    from sitegen.model.changes import Due

VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come without it."""


def report(findings: Sequence[Diagnostic]) -> str:
    """One object with all findings and how many there are of each severity."""
    # Escaped to ASCII: no console or pipe can spoil it, whatever its encoding.
    return json.dumps({"version": VERSION, **finding_fields(findings)}, indent=2) + "\n"


def finding_fields(findings: Sequence[Diagnostic]) -> dict[str, Any]:
    """The findings and how many there are of each severity, for any object that tells of them."""
    counts = {
        name: sum(finding.severity is severity for finding in findings)
        for name, severity in (
            ("errors", Severity.ERROR),
            ("warnings", Severity.WARNING),
            ("advice", Severity.ADVICE),
        )
    }
    return {"findings": [_finding(finding) for finding in findings], "summary": counts}


def next_change_json(due: "Due | None", findings: Sequence[Diagnostic]) -> str:
    """One object that says when a site next changes with time, or what keeps that from being known."""
    return (
        json.dumps({"version": VERSION, "next_change": due_fields(due), **finding_fields(findings)}, indent=2)
        + "\n"
    )


def due_fields(due: "Due | None") -> dict[str, Any] | None:
    """When a site next changes with time, and what changes then; none where nothing does."""
    if due is None:
        return None
    changes = [{"what": change.what, "where": change.where} for change in due.changes]
    return {"at": due.at.isoformat(), "changes": changes}


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
