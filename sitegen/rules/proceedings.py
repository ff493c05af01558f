"""Does a decision say truly who took it, when, and whether it still waits for scrutiny?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.rules.rule import rule

_NEEDED: Final = {
    "body": (),
    "joint": ("bodies",),
    "officer": ("post", "delegation"),
    "urgent": ("regulation", "consent"),
}
"""The fields of each kind of decision-maker."""
_LINES: Final = {
    "bodies": "a line that begins with bodies:, and below it a line with a hyphen for each body",
    "post": "a line that begins with post: and has the officer's post",
    "delegation": "a line that begins with delegation: and says where the officer was given the power",
    "regulation": "a line that begins with regulation: and has the provision that allows an urgent decision",
    "consent": "a line that begins with consent: and says who agreed that it could not wait",
}
"""What to add for each field that is missing."""

_WHEN: Final = "add a line with decided:, and below it an indented line with date: and the day"


@rule(Severity.ERROR, reach="record")
def unclear_decision_maker(content: Content) -> Iterator[Diagnostic]:
    """A decision does not say enough about who took it, or more than fits.

    Why: An officer decides with a power that somebody gave, and an urgent decision needs a provision and a consent.
    Without these, nobody can check that the decision was lawful.

    Wrong:
        taken_by:
          kind: officer
          post: Director of Place

    Right:
        taken_by:
          kind: officer
          post: Director of Place
          delegation: Scheme of delegation, paragraph 3.2
    """
    for entry in content.of(Decision):
        taken_by = entry.record.taken_by
        if taken_by is None:
            continue
        needed = _NEEDED[taken_by.kind]
        for name, line in _LINES.items():
            given = bool(getattr(taken_by, name))
            if name in needed and not given:
                message = f"This was taken by “{taken_by.kind}”, but “{name}” is missing"
                yield entry.find(("taken_by", "kind"), message, f"add {line}")
            if given and name not in needed:
                message = f"“{name}” does not belong to a decision that was taken by “{taken_by.kind}”"
                kinds = [kind for kind, names in _NEEDED.items() if name in names]
                hint = f"take it out, or write “kind: {kinds[0]}”"
                yield entry.find(("taken_by", name), message, hint)


@rule(Severity.WARNING, reach="record")
def decided_against_status(content: Content) -> Iterator[Diagnostic]:
    """A decision has been taken, but its status is “proposed”; or it has a status, votes or minutes, but nothing says when it was decided.

    The status of a draft is not checked, for it may still be unknown; a status without a day is advice.

    Why: Readers see the status first. “Proposed” above a decision that was taken hides it, and “Approved” without a day
    leaves nobody able to find the minute.

    Wrong:
        status: approved

    Right:
        status: approved
        decided:
          date: 2026-09-08
    """
    for entry in content.of(Decision):
        decided, status = entry.record.decided, entry.record.status
        if decided and status == "proposed" and not entry.record.draft:
            message = "This has been decided, but the status is “proposed”"
            hint = "add a line that begins with status: and has approved, approved-with-changes, deferred or rejected"
            yield entry.find(("decided", "date"), message, hint)
        elif not decided and status != "proposed":
            message = f"This is “{status}”, but nothing says when that was decided"
            yield replace(entry.find(("status",), message, _WHEN), severity=Severity.ADVICE)
        for name in ("votes", "minutes", "call_in_waived"):
            if getattr(entry.record, name) and not decided:
                message = (
                    f"“{name}” is filled, but nothing says when this was decided, so readers do not see it"
                )
                yield entry.find((name,), message, _WHEN)


@rule(Severity.ERROR, reach="record")
def impossible_call_in(content: Content) -> Iterator[Diagnostic]:
    """A decision was called in before it was taken, or although it could not be called in.

    Why: Scrutiny looks at what has been decided. An account that cannot be true puts every other date in doubt.

    Law: call-in

    Wrong:
        decided: {date: 2026-09-08}
        called_in: {date: 2026-09-01, by: Scrutiny Committee}

    Right:
        decided: {date: 2026-09-08}
        called_in: {date: 2026-09-14, by: Scrutiny Committee}
    """
    for entry in content.of(Decision):
        decided, called_in = entry.record.decided, entry.record.called_in
        if not called_in:
            continue
        if not decided:
            message = "This was called in, but nothing says when it was decided"
            yield entry.find(("called_in", "date"), message, _WHEN)
        elif called_in.date < decided.date:
            message = "This was called in before it was decided"
            hint = f"check both days; call-in begins on {decided.date:%Y-%m-%d} at the earliest"
            yield entry.find(("called_in", "date"), message, hint, (("decided", "date"), "decided here"))
        if entry.record.call_in_waived:
            message = "This was called in, but “call_in_waived” says that it could not be"
            hint = "take one of the two out"
            yield entry.find(("call_in_waived",), message, hint, (("called_in", "date"), "called in here"))


@rule(Severity.WARNING, reach="record")
def late_call_in(content: Content) -> Iterator[Diagnostic]:
    """A decision was called in after the last day on which it could be.

    Why: A decision can be called in up to the last day and no later. Either one of the days is a slip, or the call-in has no effect.

    Law: call-in

    Wrong:
        decided: {date: 2026-09-08, call_in_ends: 2026-09-16}
        called_in: {date: 2026-09-17, by: Scrutiny Committee}

    Right:
        decided: {date: 2026-09-08, call_in_ends: 2026-09-16}
        called_in: {date: 2026-09-16, by: Scrutiny Committee}
    """
    for entry in content.of(Decision):
        decided, called_in = entry.record.decided, entry.record.called_in
        if called_in and decided and decided.call_in_ends and called_in.date > decided.call_in_ends:
            message = "This was called in after the last day for it"
            hint = f"check both days; the last day is {decided.call_in_ends:%Y-%m-%d}"
            label = (("decided", "call_in_ends"), "call-in ends here")
            yield entry.find(("called_in", "date"), message, hint, label)
