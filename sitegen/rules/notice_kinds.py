"""Does an advert have what its kind must have, and nothing that another kind has?"""

from collections.abc import Iterator
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.scalars import GENERATE
from sitegen.model.times import last_day_of
from sitegen.rules.rule import rule

_OF_OPEN_ENGAGEMENT: Final = ("closes", "questions_close", "respond")


@rule(Severity.ERROR, fixed=True, reach="record")
def incomplete_engagement(content: Content) -> Iterator[Diagnostic]:
    """A soft market test, or early engagement, has no closing time or does not say how to respond.

    Why: Suppliers must know until when they can take part, and how (for a notice of preliminary market engagement:
    Procurement Regulations 2024, regulation 17). If the engagement was over before the notice, “engagement” says so instead.

    Wrong:
        kind: early-engagement
        published: 2026-11-02

    Right:
        kind: early-engagement
        published: 2026-11-02
        closes: 2026-12-11T12:00
        respond:
          how: Send an email.
          email: streets@example.org
    """
    for advert in content.of(Advert):
        record = advert.record
        if not record.is_engagement or record.engagement:
            continue
        name = record.kind.replace("-", " ")
        if not record.closes:
            message = f"A notice of kind {name} needs a closing time"
            hint = "add a line such as closes: 2027-02-12T12:00; if the engagement was over before the notice, add engagement: with closed and how"
            yield advert.find(("kind",), message, hint)
        if not record.respond:
            message = f"A notice of kind {name} must say how to respond"
            hint = "add a line respond:, and below it indented lines with how, and email, url or address"
            yield advert.find(("kind",), message, hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def closed_but_open(content: Content) -> Iterator[Diagnostic]:
    """An advert says that its engagement was over before the notice, and also how or until when to take part.

    Why: One of the two is a slip. Suppliers would answer what nobody reads. A plan has no engagement of its own: a notice of
    the engagement comes before it, and the plan names that in “follows”.

    Wrong:
        kind: early-engagement
        engagement:
          closed: 2026-10-16
          how: We met eleven suppliers.
        closes: 2026-12-11T12:00

    Right:
        kind: early-engagement
        engagement:
          closed: 2026-10-16
          how: We met eleven suppliers.
    """
    for advert in content.of(Advert):
        record = advert.record
        if not record.engagement:
            continue
        if not record.is_engagement:
            message = "A plan has no engagement of its own"
            hint = "take these lines out, and name the notice of the engagement in a line that begins with follows:"
            yield advert.find(("engagement",), message, hint)
            continue
        for field in _OF_OPEN_ENGAGEMENT:
            if getattr(record, field):
                message = "The engagement was over before the notice, so nobody can take part any more"
                label = (("engagement", "closed"), "closed here")
                yield advert.find((field,), message, "take this out, or the lines of engagement:", label)


@rule(Severity.ERROR, fixed=True, reach="record")
def engagement_not_over(content: Content) -> Iterator[Diagnostic]:
    """Engagement that should be over before its notice closes after the day of publication.

    Why: The page says that nobody can take part any more. While they can, the notice has a closing time.

    Wrong:
        published: 2026-11-02
        engagement:
          closed: 2026-11-16
          how: We met eleven suppliers.

    Right:
        published: 2026-11-02
        engagement:
          closed: 2026-10-16
          how: We met eleven suppliers.
    """
    for advert in content.of(Advert):
        over = advert.record.engagement
        if over and over.closed > advert.record.published:
            message = "This engagement is not over when the notice is published"
            hint = "correct one of the two days; or write closes: and respond: in place of engagement:"
            label = (("published",), "published here")
            yield advert.find(("engagement", "closed"), message, hint, label)


@rule(Severity.WARNING, reach="record")
def plan_that_closes(content: Content) -> Iterator[Diagnostic]:
    """A planned procurement, or a pipeline, has a closing time, or asks for a response form.

    Why: A plan is never open, so it does not close: nobody can make an offer yet. No page and no calendar shows the time, and
    no form is made.

    Wrong:
        kind: planned-procurement
        closes: 2027-01-15T17:00

    Right:
        kind: planned-procurement
        tender_expected: 2027-03
    """
    for advert in content.of(Advert):
        record = advert.record
        if record.is_engagement:
            continue
        if record.closes:
            message = "A plan does not close, so this time is not shown"
            hint = "take the line out; until when suppliers may tell you something, say under respond: or timetable:"
            yield advert.find(("closes",), message, hint)
        if record.respond and record.respond.form == GENERATE:
            message = "No response form is made for a plan: there is nothing to answer yet"
            yield advert.find(("respond", "form"), message, "take the line out")


@rule(Severity.ADVICE, reach="record")
def no_tender_date(content: Content) -> Iterator[Diagnostic]:
    """A planned procurement, or a pipeline, does not say when its tender notice is expected.

    Why: It is what suppliers look for in a plan: whether to keep people and money free, and for when. A month is enough.

    Wrong:
        kind: planned-procurement

    Right:
        kind: planned-procurement
        tender_expected: 2027-03
    """
    for advert in content.of(Advert):
        record = advert.record
        if not (record.is_engagement or record.tender_expected or record.became or record.withdrawn):
            message = "This plan does not say when the tender notice is expected"
            yield advert.find(("kind",), message, "add a line such as tender_expected: 2027-03")


@rule(Severity.ERROR, reach="record")
def tender_before_publication(content: Content) -> Iterator[Diagnostic]:
    """The tender notice is expected before the advert is published.

    Why: The advert comes before the tender notice. One of the two dates is a slip, most often in the year.

    Wrong:
        published: 2026-11-16
        tender_expected: 2026-03

    Right:
        published: 2026-11-16
        tender_expected: 2027-03
    """
    for advert in content.of(Advert):
        expected = advert.record.tender_expected
        if expected and last_day_of(expected) < advert.record.published:
            message = "The tender notice is expected before this notice is published"
            label = (("published",), "published here")
            yield advert.find(("tender_expected",), message, "correct one of the two dates", label)
