"""Is a notice kept up to date: questions answered, changes explained, steps in the future, an outcome in the end?"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.moments import status
from sitegen.model.status import Status
from sitegen.model.times import last_day_of
from sitegen.rules.rule import rule

DAYS_TO_ANSWER: Final = 5
"""Working days."""
OVERDUE: Final = timedelta(days=30)
"""How long after the day on which it was expected a tender notice may come without a word."""
_ALIVE: Final = (Status.OPEN, Status.CLOSING_SOON, Status.PLANNED)
"""The statuses of notices that suppliers still act on."""
SILENCE: Final = timedelta(days=90)
"""How long after closing suppliers may hear nothing."""


@rule(Severity.WARNING, gate=Gate.NONE)
def unanswered_question(content: Content) -> Iterator[Diagnostic]:
    """A supplier's question has no answer after five working days, or when the advert has closed.

    Until then the check names the day by which an answer is due, as advice.

    Why: Everyone who reads the notice waits for the same answer, while their time to respond runs out. A buyer should
    share information so that suppliers understand what is wanted.

    Law: sharing-information

    Wrong:
        clarifications:
          - id: wood
            asked: 2026-11-02
            question: Must the benches be made of wood?

    Right:
        clarifications:
          - id: wood
            asked: 2026-11-02
            question: Must the benches be made of wood?
            answered: 2026-11-05
            answer: No. Any material may be offered.
    """
    for advert, current in _published(content, _has_open_question):
        is_open, deadline = current in _ALIVE, advert.record.deadline
        for place, asked in enumerate(advert.record.clarifications):
            if asked.answer or asked.asked > content.today:
                continue
            due = content.config.law.working_days_after(asked.asked, DAYS_TO_ANSWER)
            hint = "add lines that begin with answered: and answer:, even if only to say when you will know"
            if not is_open:
                message = "This question was not answered before the advert closed"
                hint = "add lines that begin with answered: and answer:, so that everyone can read the answer"
            elif content.today > due:
                message = "This question has had no answer for more than five working days"
            else:
                due = min(due, deadline.date()) if deadline else due
                message = f"This question needs an answer by {due:%Y-%m-%d}"
            found = advert.find(("clarifications", place, "asked"), message, hint)
            yield replace(found, severity=Severity.ADVICE) if is_open and content.today <= due else found


@rule(Severity.ERROR, reach="record")
def answer_before_question(content: Content) -> Iterator[Diagnostic]:
    """An answer is dated before the question that it answers.

    Why: One of the two dates is a slip. Suppliers and auditors read them to see who knew what, and when.

    Wrong:
        asked: 2026-11-10
        answered: 2026-10-12

    Right:
        asked: 2026-11-10
        answered: 2026-11-12
    """
    for advert in content.of(Advert):
        for place, asked in enumerate(advert.record.clarifications):
            if asked.answered and asked.answered < asked.asked:
                loc = ("clarifications", place)
                message = "This answer is dated before its question"
                hint = f"write the day of the answer, {asked.asked:%Y-%m-%d} or later"
                yield advert.find((*loc, "answered"), message, hint, ((*loc, "asked"), "asked here"))


@rule(Severity.ERROR, reach="record")
def amendment_without_reason(content: Content) -> Iterator[Diagnostic]:
    """A change to a published notice does not say why it was made.

    Why: A change without a reason looks like a favour to somebody. A buyer must act with integrity, and be seen to.

    Law: integrity

    Wrong:
        amendments:
          - date: 2026-11-16
            change: The closing time moved from 4 to 11 December 2026.

    Right:
        amendments:
          - date: 2026-11-16
            change: The closing time moved from 4 to 11 December 2026.
            reason: The briefing was held two days late.
    """
    for advert in content.of(Advert):
        for place, amendment in enumerate(advert.record.amendments):
            if not amendment.reason:
                message = "This change does not say why it was made"
                hint = "add a line below it that begins with reason:"
                yield advert.find(("amendments", place, "change"), message, hint)


@rule(Severity.ADVICE, gate=Gate.NONE)
def past_step(content: Content) -> Iterator[Diagnostic]:
    """The timetable of an open advert, or of a plan, has a step in the past.

    Why: The timetable tells suppliers what happens next. A date in the past suggests that nobody looks after the
    notice, or hides that a step was put off.

    Wrong:
        timetable:
          - date: 2025-12-11
            title: Responses due

    Right:
        timetable:
          - date: 2026-12-11
            title: Responses due
    """

    def may_be_late(advert: Advert) -> bool:
        return any(step.date < content.today for step in advert.timetable)

    for advert, current in _published(content, may_be_late):
        for place, step in enumerate(advert.record.timetable if current in _ALIVE else ()):
            if step.date < content.today:
                still = "open" if current.takes_responses else "a plan"
                message = f"This step of the timetable is in the past, while the advert is still {still}"
                hint = "if it was put off, write the new day; if it is done, take it out"
                yield advert.find(("timetable", place, "date"), message, hint)


@rule(Severity.WARNING, gate=Gate.NONE)
def no_next_step(content: Content) -> Iterator[Diagnostic]:
    """An advert closed more than 90 days ago, but says neither what was learned nor what comes next.

    In the 30 days before that, the check says so as advice.

    Why: People gave their time to answer. Suppliers who never hear what became of it do not answer again. An outcome,
    a step of the timetable after the closing date, or a later notice of the procurement is enough; so is withdrawing the
    advert.

    Wrong:
        closes: 2026-03-06T12:00

    Right:
        closes: 2026-03-06T12:00
        timetable:
          - date: 2026-05-29
            title: Summary of answers published
    """
    reported = {
        decision.record.engagement.advert for decision in content.of(Decision) if decision.record.engagement
    }

    followed = {advert.record.follows for advert in content.of(Advert)}

    def is_silent(advert: Advert) -> bool:
        closed = advert.deadline.date() if advert.deadline else None
        return (
            closed is not None
            and content.is_soon(closed + SILENCE)
            and advert.id not in reported | followed
            and not advert.became
            and not any(step.date > closed for step in advert.timetable)
        )

    for advert, current in _published(content, is_silent):
        closed = advert.record.deadline.date() if advert.record.deadline else content.today
        if current is Status.CLOSED:
            message = f"This advert closed {(content.today - closed).days} days ago, and nothing says what came of it"
            hint = "name its outcome, or add a step under timetable that says what happens next"
            found = advert.find(("closes",), message, hint)
            late = content.today - closed > SILENCE
            yield found if late else replace(found, severity=Severity.ADVICE)


@rule(Severity.ADVICE, gate=Gate.NONE)
def overdue_tender_notice(content: Content) -> Iterator[Diagnostic]:
    """The tender notice of a plan was expected more than 30 days ago, and nothing says what came of it.

    Why: Suppliers keep staff and money free for what you announced. A new date, or a word that it stopped, lets them go.
    A later notice of the procurement, or a line under “became”, is enough.

    Wrong:
        tender_expected: 2026-03

    Right:
        tender_expected: 2026-03
        became:
          - kind: tender
            date: 2026-03-16
            title: Park benches
    """
    followed = {advert.record.follows for advert in content.of(Advert)}

    def may_be_late(advert: Advert) -> bool:
        expected = advert.tender_expected
        return (
            expected is not None
            and last_day_of(expected) + OVERDUE < content.today
            and advert.id not in followed
        )

    for advert, current in _published(content, may_be_late):
        if current is Status.PLANNED:
            message = "The tender notice was expected more than 30 days ago, and nothing says what came of it"
            hint = "write when it is expected now, with an amendment; or add lines under became: that say what came of it"
            yield advert.find(("tender_expected",), message, hint)


def _has_open_question(advert: Advert) -> bool:
    return any(not asked.answer for asked in advert.clarifications)


def _published(
    content: Content, may_be: Callable[[Advert], object]
) -> Iterator[tuple[Entry[Advert], Status]]:
    """The public adverts that are not withdrawn, each with its status; those that `may_be` at fault, for a status takes long."""
    for advert in content.of(Advert):
        if may_be(advert.record) and content.is_due(advert.record):
            current = status(advert.record, content.now, content.config.closing_soon_days)
            if current is not Status.WITHDRAWN:
                yield advert, current
