"""Does a commitment say by when, and what became of it; and was it kept in time?"""

from collections.abc import Iterator
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.advert import Advert
from sitegen.model.commitments import Promise, promises
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.rules.rule import rule


@rule(Severity.WARNING, gate=Gate.NONE)
def overdue_commitment(content: Content) -> Iterator[Diagnostic]:
    """A commitment in a public decision or advert is still open after the day on which it was due.

    In the 30 days up to that day, the check says so as advice. It never stops a build or a publication, for it comes with
    the calendar. The page says from the next day on that the commitment was due.

    Why: A promise with a date is one that people hold a council to. A page that says nothing after the day looks as if it
    had been forgotten, even if it was kept.

    Wrong:
        commitment:
          owner: Parks Manager
          due: 2026-10-30

    Right:
        commitment:
          owner: Parks Manager
          due: 2026-10-30
          state: done
          done: 2026-10-27
          result: The report was published.
    """
    for entry, promise in _promises(content):
        due = promise.commitment.due
        is_open = promise.commitment.state == "open" and promise.stands(content.today)
        if not (due and is_open and content.is_soon(due) and content.is_due(entry.record)):
            continue
        is_late = promise.is_overdue(content.today)
        message = (
            f"This commitment was due on {due:%Y-%m-%d}, and is still open"
            if is_late
            else f"This commitment is due on {due:%Y-%m-%d}"
        )
        hint = "once it is done, add “state: done”, its day after “done:” and what came of it after “result:”"
        found = entry.find((*promise.loc, "due"), message, hint)
        yield found if is_late else replace(found, severity=Severity.ADVICE)


@rule(Severity.ERROR)
def unclear_commitment(content: Content) -> Iterator[Diagnostic]:
    """A commitment does not say by when or on what condition, or does not say clearly what became of it.

    It needs `due` or `condition`. `state: done` needs the day, in `done`, which cannot be in the future; `state: dropped` needs
    the reason, in `result`. A commitment of a next step needs the `next_step`, and `risk_commitment` needs `risk`.

    Why: Readers want to know who does what by when, and what came of it. A promise that does not say can be neither kept
    nor broken.

    Wrong:
        commitment:
          owner: Parks Manager
          state: done

    Right:
        commitment:
          owner: Parks Manager
          due: 2026-10-30
          state: done
          done: 2026-10-27
    """
    for entry, promise in _promises(content):
        it, loc = promise.commitment, promise.loc
        if not (it.due or it.condition):
            hint = "add a line that begins with due:, or with condition: if no day is fixed"
            yield entry.find((*loc, "owner"), "This commitment does not say by when", hint)
        if it.state == "done" and not it.done:
            hint = "add a line that begins with done: and has the day"
            yield entry.find((*loc, "state"), "This is done, but nothing says since when", hint)
        if it.state == "dropped" and not it.result:
            hint = "add a line that begins with result: and says why"
            yield entry.find((*loc, "state"), "This was dropped, but nothing says why", hint)
        if it.done and it.state == "open":
            hint = "write “state: done” or “state: dropped”, or take the day out"
            yield entry.find((*loc, "done"), "There is a day on which this was done, but it is open", hint)
        if it.done and it.done > content.today:
            hint = "check the year; leave the commitment open until it is done"
            yield entry.find((*loc, "done"), "This day is in the future", hint)
        if not promise.what:
            field = "risk" if loc == ("risk_commitment",) else "next_step"
            message = f"This commitment is for “{field}”, which is not there, so readers do not see it"
            yield entry.find(
                (*loc, "owner"), message, f"say what is promised in a line that begins with {field}:"
            )


def _promises(content: Content) -> Iterator[tuple[Entry[Decision] | Entry[Advert], Promise]]:
    for decision in content.of(Decision):
        yield from ((decision, promise) for promise in promises(decision.record))
    for advert in content.of(Advert):
        yield from ((advert, promise) for promise in promises(advert.record))
