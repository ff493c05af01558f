"""Findings → JSON for programs. docs/checking.md describes the fields, which stay while `version` is 1."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:  # the program starts without loading the model
    from sitegen.model.changes import Due

VERSION = 1
"""Rises when a field changes its meaning or is removed, not when one is added."""


def report(findings: Sequence[Diagnostic]) -> str:
    """One object with all findings and the number of each severity."""
    # ASCII survives a console or pipe in any encoding.
    return json.dumps({"version": VERSION, **finding_fields(findings)}, indent=2) + "\n"


def finding_fields(findings: Sequence[Diagnostic]) -> dict[str, Any]:
    """The fields `findings` and `summary`, for any object with findings."""
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
    """One object with the time at which a site next changes, or the errors that hide it."""
    fields = {"version": VERSION, "next_change": due_fields(due), **finding_fields(findings)}
    return json.dumps(fields, indent=2) + "\n"


def due_fields(due: "Due | None") -> dict[str, Any] | None:
    """The time of the next change and what changes then; None if nothing does."""
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
