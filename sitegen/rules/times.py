"""Do the times of a notice leave suppliers a fair chance?"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.rules.rule import rule

MIDNIGHT: Final = time(0)
WEEKEND: Final = {5: "Saturday", 6: "Sunday"}
"""The days by their number within the week."""


@rule(Severity.ERROR, fixed=True, reach="record")
def closes_before_published(content: Content) -> Iterator[Diagnostic]:
    """An advert closes on the day it is published, or before.

    Why: Nobody could respond. The date is nearly always a slip, such as last year's number in January.

    Wrong:
        published: 2026-05-02
        closes: 2026-05-01T12:00

    Right:
        published: 2026-05-02
        closes: 2026-06-05T12:00
    """
    for advert, closes in _closing(content):
        if closes.date() <= advert.record.published:
            message = "The closing time is not after the publication date"
            hint = f"suppliers need time to respond: choose a day after {advert.record.published:%Y-%m-%d}"
            yield advert.find(("closes",), message, hint, (("published",), "published here"))


@rule(Severity.WARNING, reach="record")
def short_response(content: Content) -> Iterator[Diagnostic]:
    """Suppliers have fewer days to respond than the site promises in `minimum_response_days`.

    Why: Small firms and voluntary bodies need time to find a notice and to answer it beside their daily work. A
    buyer must consider the barriers that they face.

    Law: small-firms

    Wrong:
        published: 2026-05-05
        closes: 2026-05-12T12:00

    Right:
        published: 2026-05-05
        closes: 2026-06-02T12:00
    """
    least = content.config.minimum_response_days
    for advert, closes in _closing(content):
        days = (closes.date() - advert.record.published).days
        if 0 < days < least:
            earliest = advert.record.published + timedelta(days=least)
            counted = f"{days} {'day' if days == 1 else 'days'}"
            message = f"Suppliers have {counted} to respond; this site gives them {least}"
            yield advert.find(("closes",), message, f"close on {earliest:%Y-%m-%d} or later")


@rule(Severity.WARNING, reach="record")
def closes_on_day_off(content: Content) -> Iterator[Diagnostic]:
    """An advert closes at a weekend, or on a bank holiday of the site's jurisdiction.

    Why: If a form or a file fails in the last hours, nobody is there to help, and small firms lose a weekend. Days that
    a royal proclamation adds or moves are known from the release of sitegen that has them.

    Law: bank-holidays

    Wrong:
        closes: 2026-12-25T12:00

    Right:
        closes: 2026-12-18T12:00
    """
    law = content.config.law
    for advert, closes in _in_order(content):
        if closes.time() == MIDNIGHT:
            continue  # closes_at_midnight reports it: first it must be clear which day is meant
        if closes.weekday() in WEEKEND:
            day_off = f"on a {WEEKEND[closes.weekday()]}"
        elif law.is_bank_holiday(closes.date()):
            day_off = f"on a bank holiday in {law.name}"
        else:
            continue
        later = law.first_working_day(closes.date())
        hint = f"choose a day on which people are at work, such as {later:%Y-%m-%d}"
        yield advert.find(("closes",), f"This advert closes {day_off}", hint)


@rule(Severity.WARNING, reach="record")
def closes_at_midnight(content: Content) -> Iterator[Diagnostic]:
    """An advert closes at 00:00, which many people read as the end of that day.

    Why: 00:00 is the first moment of a day. A supplier who believes that the whole day is left is 24 hours too late.
    All suppliers must be treated the same, and here luck decides.

    Law: equal-treatment

    Wrong:
        closes: 2026-12-11T00:00

    Right:
        closes: 2026-12-11T12:00
    """
    for advert, closes in _closing(content):
        if closes.time() == MIDNIGHT:
            first = content.config.law.first_working_day(closes.date())
            message = "This advert closes at midnight, and readers may not know which end of the day is meant"
            hint = f"choose an hour at which people are at work: {first:%Y-%m-%d}T12:00 is 12 noon"
            yield advert.find(("closes",), message, hint)


@rule(Severity.ERROR, reach="record")
def questions_close_late(content: Content) -> Iterator[Diagnostic]:
    """Suppliers may ask questions until after the advert has closed.

    Why: An answer that comes after the closing time is of no use to anyone. One of the two times is wrong.

    Wrong:
        questions_close: 2026-12-18T17:00
        closes: 2026-12-11T12:00

    Right:
        questions_close: 2026-12-04T17:00
        closes: 2026-12-11T12:00
    """
    for advert, closes in _in_order(content):
        last = advert.record.questions_close
        if last and last.timestamp() > closes.timestamp():
            message = "Questions may be asked until after the advert has closed"
            hint = "choose a time that leaves you some days to answer before the closing time"
            yield advert.find(("questions_close",), message, hint, (("closes",), "closes here"))


@rule(Severity.WARNING, reach="record")
def event_after_closing(content: Content) -> Iterator[Diagnostic]:
    """A meeting for suppliers begins after the advert has closed.

    Why: Suppliers go to such meetings to write a better response. What comes after closing is a step of the
    timetable, not an event to respond to; more often one of the dates is a slip.

    Wrong:
        closes: 2026-12-11T12:00
        events:
          - title: Open day
            starts: 2026-12-16T10:00

    Right:
        closes: 2026-12-11T12:00
        events:
          - title: Open day
            starts: 2026-11-25T10:00
    """
    for advert, closes in _in_order(content):
        for place, event in enumerate(advert.record.events):
            if event.starts.timestamp() > closes.timestamp():
                message = "This event begins after the advert has closed"
                hint = "check both dates; what happens after closing belongs under timetable"
                yield advert.find(("events", place, "starts"), message, hint, (("closes",), "closes here"))


def _closing(content: Content) -> Iterator[tuple[Entry[Advert], datetime]]:
    """The adverts that close, each with its closing time."""
    return ((one, closes) for one in content.of(Advert) if (closes := one.record.deadline))


def _in_order(content: Content) -> Iterator[tuple[Entry[Advert], datetime]]:
    """Those that close after they are published. Another rule reports the others."""
    return ((one, closes) for one, closes in _closing(content) if closes.date() > one.record.published)
