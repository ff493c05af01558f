"""Findings → the same findings, with those about drafts and scheduled records marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sitegen.diagnostics import Diagnostic, Gate, Severity, Span
from sitegen.model.content import Content
from sitegen.rules.rule import Rule

_KEEP_HIDDEN: Final = frozenset(("vanished-notice", "exempt-text", "draft-text"))
"""Rules that keep hidden things hidden and public things public: their findings count in drafts too."""
_Place = tuple[str, str, Span | None]


def mark_faults(content: Content, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings of reading. Those about hidden files are marked as drafts, with the day on which the file becomes public."""
    hidden = dict(content.hidden_files())
    return [_marked(found, hidden) for found in faults]


def mark_findings(
    content: Content, findings: Iterable[Diagnostic], rules: Sequence[Rule]
) -> list[Diagnostic]:
    """Findings of rules, marked in the same way.

    A finding in a public file that exists only because of hidden files (a notice names an outcome that is still a
    draft) becomes a warning that stops nothing, since it does not affect readers.
    """
    marked = mark_faults(content, findings)
    if not any(True for _ in content.hidden_files()):
        return marked
    doubtful = {rule.code: rule for rule in rules if rule.reach != "record" and rule.code not in _KEEP_HIDDEN}
    doubtful = {
        found.code: doubtful[found.code] for found in marked if _counts(found) and found.code in doubtful
    }
    public = content.without_hidden() if doubtful else content
    remaining = {_place(found) for rule in doubtful.values() for found in rule(public)}
    return [
        _let_through(found) if found.code in doubtful and _place(found) not in remaining else found
        for found in marked
    ]


def _let_through(found: Diagnostic) -> Diagnostic:
    if found.draft:
        return found
    return replace(found, severity=max(found.severity, Severity.WARNING), gate=Gate.NONE)


def _marked(found: Diagnostic, hidden: dict[str, date]) -> Diagnostic:
    if found.path not in hidden or found.code in _KEEP_HIDDEN:
        return found
    day = hidden[found.path]
    return replace(found, draft=True, public_from=None if day == date.max else day)


def _counts(found: Diagnostic) -> bool:
    return not found.draft and found.severity is not Severity.ADVICE


def _place(found: Diagnostic) -> _Place:
    return (found.code, found.path, found.span)
