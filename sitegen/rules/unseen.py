"""What was found → the same, with a mark on what the public does not meet: faults of drafts, and of what comes later."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sitegen.diagnostics import Diagnostic, Gate, Severity, Span
from sitegen.model.content import Content
from sitegen.rules.rule import Rule

_KEEP_HIDDEN: Final = frozenset(("vanished-notice", "exempt-text", "draft-text"))
"""Rules that see to it that what is hidden stays so, and that what was public does: what they find counts, wherever it is."""
_Place = tuple[str, str, Span | None]


def of_files(content: Content, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What was found in reading, marked as a draft's where the public does not see the file, with the day on which it will."""
    hidden = dict(content.hidden_files())
    return [_of_file(found, hidden) for found in faults]


def of_rules(content: Content, findings: Iterable[Diagnostic], rules: Sequence[Rule]) -> list[Diagnostic]:
    """What rules found, marked likewise.

    What would not be wrong in a public file if there were no hidden ones, such as that the outcome a notice names is
    not finished, becomes a warning that stops nothing: readers do not meet it.
    """
    told = of_files(content, findings)
    if not any(True for _ in content.hidden_files()):
        return told
    doubtful = {rule.code: rule for rule in rules if not rule.alone and rule.code not in _KEEP_HIDDEN}
    doubtful = {
        found.code: doubtful[found.code] for found in told if _counts(found) and found.code in doubtful
    }
    public = content.without_hidden() if doubtful else content
    remaining = {_place(found) for rule in doubtful.values() for found in rule(public)}
    return [
        _let_through(found) if found.code in doubtful and _place(found) not in remaining else found
        for found in told
    ]


def _let_through(found: Diagnostic) -> Diagnostic:
    if found.draft:
        return found
    return replace(found, severity=max(found.severity, Severity.WARNING), gate=Gate.NONE)


def _of_file(found: Diagnostic, hidden: dict[str, date]) -> Diagnostic:
    if found.path not in hidden or found.code in _KEEP_HIDDEN:
        return found
    day = hidden[found.path]
    return replace(found, draft=True, public_from=None if day == date.max else day)


def _counts(found: Diagnostic) -> bool:
    return not found.draft and found.severity is not Severity.ADVICE


def _place(found: Diagnostic) -> _Place:
    return (found.code, found.path, found.span)
