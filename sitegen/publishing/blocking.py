"""What was found, and which files are not as they are live → what stops this publication."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Gate, Severity, stops
from sitegen.reports.text import summary


def blocking_findings(
    findings: Iterable[Diagnostic], is_changed: Callable[[str], bool], *, allow_warnings: bool
) -> list[Diagnostic]:
    """The findings that stop a publication: every error, and a warning in a file that it makes public or changes.

    What may be so while a text is written only, such as a starter's stock words, is an error in such a file. What the
    calendar brings, and what is wrong in a draft, stops nothing; nor does a warning in what is live as it is.
    """
    judged = (
        _as_public(found) if is_changed(found.path) else found for found in findings if _may_block(found)
    )
    return [
        found
        for found in judged
        if stops(found) or (stops(found, strict=True) and not allow_warnings and is_changed(found.path))
    ]


def blocking_reason(told: Sequence[Diagnostic], others: int) -> str:
    """Why nothing was published, and the way through, below the findings themselves."""
    counted = summary(told)
    rest = (
        f" {others:,} more {'finding stops' if others == 1 else 'findings stop'} nothing: sitegen check shows all."
        if others
        else ""
    )
    if any(found.severity is Severity.ERROR for found in told):
        return f"{counted}. Nothing was published.{rest}"
    way = "Put them right" if len(told) > 1 else "Put it right"
    return f"{counted} in what would become public or change. {way}, or add --allow-warnings. Nothing was published.{rest}"


def _may_block(found: Diagnostic) -> bool:
    return stops(found, strict=True)


def _as_public(found: Diagnostic) -> Diagnostic:
    return replace(found, severity=Severity.ERROR) if found.gate is Gate.PUBLICATION else found
