"""Was a decision announced in time, was it taken after what it rests on, and does it wait until it can no longer be called in?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.rules.rule import rule


@rule(Severity.WARNING, reach="record")
def short_notice_of_key_decision(content: Content) -> Iterator[Diagnostic]:
    """The public had fewer clear days' notice of a key decision than the law asks for.

    Why: The notice must be published at least 28 clear days before the decision is made, counting neither of the two
    days. Where the law allowed less because of urgency, ignore this check in the record and say so. The law binds
    councils with an executive: a site whose jurisdiction has no such law, or whose publisher has no executive, is not
    checked.

    Law: key-decisions

    Wrong:
        meeting: {body: Cabinet, date: 2026-09-08}
        key_decision: {reason: Two wards or more are affected., notice_published: 2026-08-21}

    Right:
        meeting: {body: Cabinet, date: 2026-09-08}
        key_decision: {reason: Two wards or more are affected., notice_published: 2026-08-10}
    """
    if not (law := content.config.law.key_decisions) or not content.config.publisher.executive:
        return
    for decision in content.of(Decision):
        key, decided = decision.record.key_decision, decision.record.decided
        made, where = (
            (decided.date, ("decided", "date"))
            if decided
            else (decision.record.meeting.date, ("meeting", "date"))
        )
        if not (key and key.notice_published) or made < law.since or decision.record.status == "deferred":
            continue
        clear = (made - key.notice_published).days - 1
        if clear < law.clear_days:
            counted = "1 clear day's" if clear == 1 else f"{clear} clear days'"
            message = (
                f"The public had {counted} notice of this key decision, not {law.clear_days}"
                if clear >= 0
                else "The notice of this key decision came no earlier than the decision"
            )
            hint = (
                f"check both days; the notice must be out {law.clear_days} whole days "
                "between its own day and the decision's"
            )
            loc = ("key_decision", "notice_published")
            yield decision.find(loc, message, hint, (where, "the day of the decision"))


@rule(Severity.WARNING, reach="record")
def effective_before_call_in_ends(content: Content) -> Iterator[Diagnostic]:
    """A decision takes effect while it can still be called in.

    Why: Until call-in ends, members may ask for the decision to be looked at again. An advert that is published on
    its strength before then may have to be withdrawn.

    Law: call-in

    Wrong:
        decided:
          date: 2026-09-08
          call_in_ends: 2026-09-16
          effective_from: 2026-09-09

    Right:
        decided:
          date: 2026-09-08
          call_in_ends: 2026-09-16
          effective_from: 2026-09-17
    """
    for decision in content.of(Decision):
        decided = decision.record.decided
        if not (decided and decided.effective_from and decided.call_in_ends):
            continue
        if decided.effective_from <= decided.call_in_ends:
            message = "This decision takes effect on a day on which it can still be called in"
            hint = f"write a day after {decided.call_in_ends:%Y-%m-%d}"
            label = (("decided", "call_in_ends"), "call-in ends here")
            yield decision.find(("decided", "effective_from"), message, hint, label)


@rule(Severity.WARNING, reach="record")
def decided_before_meeting(content: Content) -> Iterator[Diagnostic]:
    """A decision was taken before the meeting that it went to.

    Why: A body decides at its meeting. An earlier day is a slip, or the decision was taken by somebody else: then say so
    in “taken_by”. Decisions of an officer, and urgent ones, are not checked.

    Wrong:
        meeting: {body: Cabinet, date: 2026-09-08}
        decided: {date: 2026-08-09}

    Right:
        meeting: {body: Cabinet, date: 2026-09-08}
        decided: {date: 2026-09-08}
    """
    for entry in content.of(Decision):
        decided, taken_by, met = entry.record.decided, entry.record.taken_by, entry.record.meeting.date
        if decided and decided.date < met and not (taken_by and taken_by.kind in {"officer", "urgent"}):
            message = "This was decided before the meeting"
            hint = f"write {met:%Y-%m-%d} or later; or say in “taken_by” that an officer decided, or that it was urgent"
            yield entry.find(("decided", "date"), message, hint, (("meeting", "date"), "the meeting"))


@rule(Severity.WARNING, reach="record")
def effective_before_decided(content: Content) -> Iterator[Diagnostic]:
    """A decision takes effect before it was taken.

    Why: Nobody can act on a decision that does not exist yet. One of the days is a slip.

    Wrong:
        decided: {date: 2026-09-08, effective_from: 2026-08-09}

    Right:
        decided: {date: 2026-09-08, effective_from: 2026-09-08}
    """
    for entry in content.of(Decision):
        decided = entry.record.decided
        if decided and decided.effective_from and decided.effective_from < decided.date:
            message = "This takes effect before it was decided"
            hint = f"write {decided.date:%Y-%m-%d} or later"
            label = (("decided", "date"), "decided here")
            yield entry.find(("decided", "effective_from"), message, hint, label)


@rule(Severity.WARNING)
def rests_on_a_later_decision(content: Content) -> Iterator[Diagnostic]:
    """A decision follows or supersedes one whose meeting came after its own.

    Why: The two pages show the order in which things were decided. Turned round, the older decision seems to hold.

    Wrong:
        meeting: {body: Cabinet, date: 2026-09-08}
        supersedes: [depot-2027]       # Cabinet met on 9 February 2027

    Right:
        meeting: {body: Cabinet, date: 2027-02-09}
        supersedes: [depot-2026]       # Cabinet met on 8 September 2026
    """
    for entry in content.of(Decision):
        for loc, name in entry.record.earlier():
            other = content.record(Decision, name)
            if other and other.meeting.date > entry.record.meeting.date:
                message = f"“{name}” was decided after this, on {other.meeting.date:%Y-%m-%d}"
                hint = (
                    f"add this one to “{loc[0]}” in that file instead, or check the days of the two meetings"
                )
                yield entry.find(loc, message, hint, (("meeting", "date"), "this meeting"))
