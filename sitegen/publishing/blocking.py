"""Findings and the files changed since the last publication → the findings that block this one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Gate, Severity, stops
from sitegen.reports.text import summary


def blocking_findings(
    findings: Iterable[Diagnostic], is_changed: Callable[[str], bool], *, allow_warnings: bool
) -> list[Diagnostic]:
    """Every error, and, unless allowed, every warning in a file that the publication makes public or changes.

    A finding with the gate PUBLICATION, such as a starter's stock words, is an error in such a file. Findings that the
    calendar brings, those in drafts, and warnings in unchanged files do not block.
    """
    judged = (
        _as_public(found) if is_changed(found.path) else found
        for found in findings
        if stops(found, strict=True)
    )
    return [
        found
        for found in judged
        if stops(found) or (stops(found, strict=True) and not allow_warnings and is_changed(found.path))
    ]


def blocking_reason(blocking: Sequence[Diagnostic], others: int) -> str:
    """The last lines of the report: why nothing was published, and what to do. `others` counts findings that do not block."""
    counted = summary(blocking)
    rest = (
        f" {others:,} more {'finding stops' if others == 1 else 'findings stop'} nothing: sitegen check shows all."
        if others
        else ""
    )
    if any(found.severity is Severity.ERROR for found in blocking):
        return f"{counted}. Nothing was published.{rest}"
    way = "Put them right" if len(blocking) > 1 else "Put it right"
    return f"{counted} in what would become public or change. {way}, or add --allow-warnings. Nothing was published.{rest}"


def _as_public(found: Diagnostic) -> Diagnostic:
    return replace(found, severity=Severity.ERROR) if found.gate is Gate.PUBLICATION else found
