"""Are the dates of a notice in a possible order: answers, changes, what starts and ends?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.entry import Loc
from sitegen.model.parts import Term
from sitegen.rules.rule import rule


@rule(Severity.ERROR, reach="record")
def half_an_answer(content: Content) -> Iterator[Diagnostic]:
    """A supplier's question has an answer without a date, or the date of an answer without the answer.

    Why: Suppliers and auditors read who knew what, and when. An answer without a date might have come after the closing
    time. A date without an answer says that there was an answer, but not which.

    Wrong:
        clarifications:
          - id: wood
            asked: 2026-11-10
            question: Must the benches be made of wood?
            answer: No. Any material may be offered.

    Right:
        clarifications:
          - id: wood
            asked: 2026-11-10
            question: Must the benches be made of wood?
            answered: 2026-11-12
            answer: No. Any material may be offered.
    """
    for advert in content.of(Advert):
        for place, asked in enumerate(advert.record.clarifications):
            loc = ("clarifications", place)
            if asked.answer and not asked.answered:
                hint = (
                    f"add a line below it that begins with answered: and has its day, {asked.asked} or later"
                )
                yield advert.find((*loc, "answer"), "This answer has no date", hint)
            if asked.answered and not asked.answer:
                hint = (
                    "add a line below it that begins with answer:, or take this line out until there is one"
                )
                yield advert.find((*loc, "answered"), "There is a date for the answer, but no answer", hint)


@rule(Severity.WARNING)
def answered_in_the_future(content: Content) -> Iterator[Diagnostic]:
    """An answer in a public advert is dated in the future.

    Why: The date is a slip, most often in the year. Readers who see it doubt the other dates too.

    Wrong:
        answered: 2027-11-12

    Right:
        answered: 2026-11-12
    """
    for advert in content.of(Advert):
        for place, asked in enumerate(advert.record.clarifications):
            if asked.answered and asked.answered > content.today and content.is_due(advert.record):
                hint = f"write the day of the answer, {content.today} or before"
                message = "This answer has a date in the future"
                yield advert.find(("clarifications", place, "answered"), message, hint)


@rule(Severity.ERROR, reach="record")
def amendment_before_publication(content: Content) -> Iterator[Diagnostic]:
    """A change to a notice is dated before the notice was published.

    Why: A notice cannot change before it is public. One of the two dates is a slip, and the history that suppliers rely
    on would begin before the notice.

    Wrong:
        published: 2026-11-02
        amendments:
          - date: 2026-10-16
            change: The closing time moved from 4 to 11 December 2026.

    Right:
        published: 2026-11-02
        amendments:
          - date: 2026-11-16
            change: The closing time moved from 4 to 11 December 2026.
    """
    for advert in content.of(Advert):
        for place, amendment in enumerate(advert.record.amendments):
            if amendment.date < advert.record.published:
                message = "This change is dated before the notice was published"
                hint = f"write the day of the change, {advert.record.published} or later"
                label = (("published",), "published here")
                yield advert.find(("amendments", place, "date"), message, hint, label)


@rule(Severity.WARNING)
def amendment_in_the_future(content: Content) -> Iterator[Diagnostic]:
    """A change to a public notice is dated in the future.

    Why: Readers see what a notice says now. A change that is announced for later leaves them with two versions, and most
    often the date is a slip.

    Wrong:
        amendments:
          - date: 2027-11-16
            change: The closing time moved from 4 to 11 December 2026.

    Right:
        amendments:
          - date: 2026-11-16
            change: The closing time moved from 4 to 11 December 2026.
    """
    for advert in content.of(Advert):
        for place, amendment in enumerate(advert.record.amendments):
            if amendment.date > content.today and content.is_due(advert.record):
                message = "This change has a date in the future"
                hint = f"write the day of the change, {content.today} or before"
                yield advert.find(("amendments", place, "date"), message, hint)


@rule(Severity.ERROR, reach="record")
def ends_before_it_starts(content: Content) -> Iterator[Diagnostic]:
    """A term, or an event, ends before it starts.

    Why: One of the two is a slip, and calendars and open data would carry it on.

    Wrong:
        term:
          starts: 2028-04-01
          ends: 2027-03-31

    Right:
        term:
          starts: 2028-04-01
          ends: 2031-03-31
    """
    for advert in content.of(Advert):
        for loc, term in _terms(advert.record):
            if term.starts and term.ends and term.ends < term.starts:
                hint = f"write the last day, {term.starts} or later, or correct the first"
                label = ((*loc, "starts"), "starts here")
                yield advert.find((*loc, "ends"), "This term ends before it starts", hint, label)
        for place, event in enumerate(advert.record.events):
            if event.ends and event.ends.timestamp() < event.starts.timestamp():
                hint = f"write a time after {event.starts:%Y-%m-%dT%H:%M}, or correct the beginning"
                label = (("events", place, "starts"), "starts here")
                yield advert.find(("events", place, "ends"), "This event ends before it starts", hint, label)


def _terms(advert: Advert) -> Iterator[tuple[Loc, Term]]:
    """The term of an advert and those of its lots, each with its place."""
    if advert.term:
        yield ("term",), advert.term
    for place, lot in enumerate(advert.lots):
        if lot.term:
            yield ("lots", place, "term"), lot.term


@rule(Severity.ERROR, reach="record")
def questions_close_early(content: Content) -> Iterator[Diagnostic]:
    """The time for questions is over before the advert is published.

    Why: Nobody could ask. The date is nearly always a slip.

    Wrong:
        published: 2026-11-02
        questions_close: 2026-10-30T17:00

    Right:
        published: 2026-11-02
        questions_close: 2026-11-30T17:00
    """
    for advert in content.of(Advert):
        last = advert.record.questions_close
        if last and last.date() < advert.record.published:
            message = "The time for questions is over before the notice is published"
            hint = f"choose a day after {advert.record.published}"
            yield advert.find(("questions_close",), message, hint, (("published",), "published here"))


@rule(Severity.ERROR, reach="record")
def withdrawn_before_published(content: Content) -> Iterator[Diagnostic]:
    """An advert is withdrawn before the day on which it is published.

    Why: One of the two dates is a slip; a notice that should never appear is a draft.

    Wrong:
        published: 2026-11-02
        withdrawn:
          date: 2026-10-20
          reason: The budget was cut.

    Right:
        published: 2026-11-02
        withdrawn:
          date: 2026-11-20
          reason: The budget was cut.
    """
    for advert in content.of(Advert):
        gone = advert.record.withdrawn
        if gone and gone.date < advert.record.published:
            message = "This notice is withdrawn before it is published"
            hint = f"write the day on which it was withdrawn, {advert.record.published} or later"
            yield advert.find(("withdrawn", "date"), message, hint, (("published",), "published here"))
