"""Does a decision say what was agreed, and does that fit its status?"""

from collections.abc import Iterator
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.recommendations import NOT_AGREED
from sitegen.rules.rule import rule

_FITTING: Final = {
    "proposed": (),
    "approved": ("as-recommended",),
    "deferred": ("deferred", "withdrawn"),
    "rejected": ("lost", "withdrawn"),
}
"""What may become of a recommendation under a status; under `approved-with-changes`, anything."""


@rule(Severity.WARNING, reach="record")
def changes_without_account(content: Content) -> Iterator[Diagnostic]:
    """A decision was approved with changes, but no recommendation says what was changed.

    Why: The page shows what the body was asked to agree. Without an account of the changes, readers take that for what
    was agreed, and officers act on words that nobody voted for.

    Wrong:
        status: approved-with-changes
        recommendations:
          - text: Raise the weight of the first objective to 25 per cent.

    Right:
        status: approved-with-changes
        recommendations:
          - text: Raise the weight of the first objective to 25 per cent.
            resolved: amended
            agreed: Raise the weight of the first objective to 30 per cent.
    """
    for entry in content.of(Decision):
        if entry.record.status == "approved-with-changes" and not entry.record.accounts_for_changes:
            message = "This was approved with changes, but nothing below says what was changed"
            hint = (
                "below each recommendation that was changed, write “resolved: amended” and the words that were agreed"
                " after “agreed:”; or “resolved: lost”, “withdrawn” or “deferred”"
            )
            yield entry.find(("status",), message, hint)


@rule(Severity.ERROR, reach="record")
def half_a_resolution(content: Content) -> Iterator[Diagnostic]:
    """A recommendation was amended, but the agreed words are missing; or there are agreed words, but it was not amended.

    Why: Readers see what was asked beside what was agreed, with the differences marked. With one of the two missing,
    nobody can tell what was decided.

    Wrong:
        - text: Raise the weight to 25 per cent.
          resolved: amended

    Right:
        - text: Raise the weight to 25 per cent.
          resolved: amended
          agreed: Raise the weight to 30 per cent.
    """
    for entry in content.of(Decision):
        for loc, one in ((found.loc, found.recommendation) for found in entry.record.numbered()):
            if one.resolved == "amended" and not one.agreed:
                hint = "add a line below it that begins with agreed: and has the words that were agreed"
                yield entry.find(
                    (*loc, "resolved"), "This was amended, but the words that were agreed are missing", hint
                )
            if one.agreed and one.resolved != "amended":
                found = f"it is “{one.resolved}”" if one.resolved else "nothing says that it was amended"
                hint = "write “resolved: amended” if these words were agreed instead; otherwise take them out"
                yield entry.find((*loc, "agreed"), f"These words were agreed, but {found}", hint)


@rule(Severity.ERROR, reach="record")
def contradicting_resolutions(content: Content) -> Iterator[Diagnostic]:
    """A part of a recommendation was agreed, although the recommendation itself was not.

    Why: Two answers to one question leave readers to guess which of them holds.

    Wrong:
        - text: "Publish two notices:"
          resolved: lost
          parts:
            - text: One about the depot.
              resolved: as-recommended

    Right:
        - text: "Publish two notices:"
          parts:
            - text: One about the depot.
            - text: One about the chargers.
              resolved: lost
    """
    for entry in content.of(Decision):
        for whole in entry.record.numbered():
            above = whole.recommendation.resolved
            for found in entry.record.numbered() if above in NOT_AGREED else ():
                part = found.recommendation.resolved
                is_part = found.loc != whole.loc and found.loc[: len(whole.loc)] == whole.loc
                if is_part and part and part not in NOT_AGREED:
                    message = f"This part is “{part}”, but the whole recommendation is “{above}”"
                    hint = "say of each part what became of it, and take the line out of the whole; or the other way round"
                    label = ((*whole.loc, "resolved"), "the whole")
                    yield entry.find((*found.loc, "resolved"), message, hint, label)


@rule(Severity.WARNING, reach="record")
def resolution_against_status(content: Content) -> Iterator[Diagnostic]:
    """What became of a recommendation does not fit what became of the decision.

    Why: The status is what readers see first, in lists and at the top of the page. “Approved” above a recommendation
    that was lost says two things at once.

    Wrong:
        status: approved
        recommendations:
          - text: Test the market for street lighting.
            resolved: lost

    Right:
        status: approved-with-changes
        recommendations:
          - text: Test the market for street lighting.
            resolved: lost
    """
    for entry in content.of(Decision):
        status = entry.record.status
        fitting = _FITTING.get(status)
        for loc, one in ((found.loc, found.recommendation) for found in entry.record.numbered()):
            if fitting is not None and one.resolved and one.resolved not in fitting:
                message = f"This recommendation is “{one.resolved}”, but the decision is “{status}”"
                hint = "write “status: approved-with-changes” if part of it was agreed, and part was changed or not agreed"
                yield entry.find((*loc, "resolved"), message, hint, (("status",), "the decision"))
