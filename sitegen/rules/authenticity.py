"""Is an advert what it says it is: authorised, a test of the market and no tender, and open to an answer?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.recommendations import NOT_AGREED
from sitegen.rules.rule import rule
from sitegen.rules.tendering import tender_words
from sitegen.rules.texts import text_span

_TESTS: Final = {"soft-market-test": "soft market testing", "early-engagement": "early engagement"}
"""The kinds of advert that award nothing, and their names in messages."""
_LINK: Final = re.compile(r"!?\[[^\]]*\]\([^)]*\)|<?(?:https?://|www\.)[^\s>]+>?|\[[^\]]*\]\[[^\]]*\]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FEW_WORDS: Final = 8
"""“Please see the full description at this address” has no more, and says nothing of the work."""
_LONGEST_LINK: Final = 600
"""Characters of a text that may still be no more than a link."""
_PROCESS: Final = tuple(
    " ".join(words.split())
    for words in """
    ?, tell us, let us know, like to hear, like to know, like to learn, want to hear, want to know, want to learn,
    your views, your thoughts, your ideas, views on, views of, feedback, questionnaire, survey, process, next step,
    happens next, timetable, timeline, timescale, we will, council will, authority will, cabinet will, board will,
    trust will, officers will, report back, reported to, will be invited, will be contacted, will be published,
    will be reported, will be used, will be read, will be considered, will be reviewed, will be held, will be summ,
    will then be
    """.split(",")  # noqa: SIM905 - a line for each would hide the rest
)
"""Words that ask something of suppliers, or say what becomes of their answers."""


@rule(Severity.ERROR)
def published_before_authority(content: Content) -> Iterator[Diagnostic]:
    """An advert is published before the meeting that authorised it.

    Why: Officers act with the power that members gave them, and from the day on which they gave it. A date before
    that is a slip, or a reason to ask for legal advice.

    Law: delegation

    Wrong:
        decision: greener-streets-2026      # Cabinet meets on 8 September 2026
        published: 2026-09-01

    Right:
        decision: greener-streets-2026      # Cabinet meets on 8 September 2026
        published: 2026-09-21
    """
    for advert, decision in _authorised(content):
        met = decision.meeting.date
        its_own_outcome = decision.engagement and decision.engagement.advert == advert.record.id
        if advert.record.published < met and not its_own_outcome:  # that is a circular reference
            message = f"This is published before the meeting that authorised it, on {met:%Y-%m-%d}"
            hint = f"publish on {met:%Y-%m-%d} or later, or name the decision that was taken first"
            yield advert.find(("published",), message, hint, (("decision",), "authorised by this decision"))


@rule(Severity.ERROR)
def unapproved_authority(content: Content) -> Iterator[Diagnostic]:
    """A public advert rests on a decision, or on a recommendation, that was not approved.

    Why: A report that is only proposed, put off or rejected gives nobody the power to go to the market, and readers who
    follow the link to it see that. Drafts and withdrawn adverts are not checked, and a scheduled advert only from 30
    days before it becomes public. While the meeting is still to come, the finding is advice.

    Wrong:
        decision: street-lighting-2026      # status: deferred
        published: 2026-09-21

    Right:
        decision: greener-streets-2026      # status: approved
        published: 2026-09-21
    """
    for advert, decision in _authorised(content):
        day = content.day_of(advert.record)
        if not day or not content.is_soon(day):
            continue
        public = "is public" if day == content.today else f"is to be public on {day:%Y-%m-%d}"
        named = decision.authorising(advert.record.authorised_by)
        one = next((one for one in named if one.resolved in NOT_AGREED), None)
        if not decision.is_approved:
            message = f"This advert {public}, but the decision that should authorise it is “{decision.state}”"
            hint = "write “draft: true” until it is approved; if it has been, write “status: approved” in the decision"
            found = advert.find(("decision",), message, hint)
        elif one:
            message = f"This advert {public}, but recommendation {one.label}, which should authorise it, is “{one.resolved}”"
            hint = "name the recommendation that was agreed, or write “draft: true” until there is one"
            found = advert.find(("authorised_by",), message, hint)
        else:
            continue
        is_to_come = decision.status == "proposed" and decision.meeting.date >= content.today
        yield replace(found, severity=Severity.ADVICE) if day > content.today and is_to_come else found


@rule(Severity.ERROR, reach="record")
def speaks_of_a_tender(content: Content) -> Iterator[Diagnostic]:
    """A soft market test, or early engagement, calls for tenders or promises a contract in its author's words.

    Why: No reader may mistake a test of the market for a tender (recommendation (vi) of the report of 5 March 2003). A
    supplier who does would write the wrong answer, or think that a chance was missed. Sentences that deny it, that ask,
    or that say what may follow later are not reported.

    Wrong:
        kind: soft-market-test
        respond:
          how: Submit your tender by noon. The contract will be awarded to the lowest bidder.

    Right:
        kind: soft-market-test
        respond:
          how: Send us your ideas by noon. If a tender follows, it will be advertised.
    """
    for advert in content.of(Advert):
        if kind := _TESTS.get(advert.record.kind):
            for loc, text in _own_words(advert.record):
                for phrase in tender_words(text):
                    message = f"“{phrase.words}” speaks of a tender, but this is {kind}"
                    hint = (
                        "say what you ask of suppliers now, such as “send us your ideas”;"
                        " of a tender that may follow, say “if” or “later”"
                    )
                    yield advert.find_at(_span(advert, loc, text, phrase.start, phrase.end), message, hint)


@rule(Severity.WARNING, reach="record")
def no_contact(content: Content) -> Iterator[Diagnostic]:
    """An advert names a post to ask, but neither its email address nor its telephone number.

    Why: A supplier who is new to the council has nobody else to ask. Those who know somebody there would be at an
    advantage, and a buyer must treat suppliers alike.

    Law: equal-treatment

    Wrong:
        contact:
          role: Category Manager, Environment

    Right:
        contact:
          role: Category Manager, Environment
          email: environment@example.org
    """
    for advert in content.of(Advert):
        contact = advert.record.contact
        if not (contact.email or contact.telephone):
            message = "There is no email address or telephone number here, so suppliers cannot ask anything"
            hint = "add a line here that begins with email: or telephone:"
            yield advert.find(("contact", "role"), message, hint)


@rule(Severity.WARNING, reach="record")
def nothing_asked(content: Content) -> Iterator[Diagnostic]:
    """A test of the market asks no questions and does not say what happens next.

    Why: A supplier who does not know what is asked, or what becomes of an answer, does not answer. Many real early
    notices say neither.

    Wrong:
        kind: soft-market-test
        # neither questions: nor timetable:, and a text that only describes the service

    Right:
        kind: soft-market-test
        questions:
          - What would you do differently, and why?
        timetable:
          - date: 2027-02-26
            title: Summary of replies published
    """
    for advert in content.of(Advert):
        record = advert.record
        if (
            record.kind not in _TESTS
            or record.questions
            or record.timetable
            or record.events
            or record.engagement
            or record.withdrawn
        ):
            continue
        how = record.respond.how.text if record.respond else ""
        texts = f"{record.summary} {how} {record.body.text}".lower()
        if not any(words in texts for words in _PROCESS):
            message = "This asks suppliers nothing, and does not say what happens next"
            hint = "add lines under questions:, under timetable:, or a few sentences on what becomes of the replies"
            yield advert.find(("title",), message, hint)


@rule(Severity.WARNING, reach="record")
def only_a_link(content: Content) -> Iterator[Diagnostic]:
    """The description of an advert is no more than a link.

    Why: Nobody can tell from an address whether the work is for them, the page behind it may ask for a log-in, and
    one day it will be gone. Real notices go out like this.

    Wrong:
        ---
        Please see https://www.example.org/portal/notice?id=4711

    Right:
        ---
        Six parks need about forty benches. The ones that stand there now are rotten.
        The [full brief](https://www.example.org/brief) has drawings.
    """
    for advert in content.of(Advert):
        source = advert.record.body.source
        if len(source) < _LONGEST_LINK and ("://" in source or "](" in source or "www." in source):
            found = _LINK.search(source)
            if found and len(_WORD.findall(_LINK.sub(" ", source))) <= _FEW_WORDS:
                message = "The description is only a link"
                hint = "say in a few sentences what the work is, and keep the link for the details"
                yield advert.find_at(
                    _span(advert, ("body",), source, found.start(), found.end()), message, hint
                )


@rule(Severity.ADVICE, reach="record")
def summary_repeats_title(content: Content) -> Iterator[Diagnostic]:
    """The summary of an advert only repeats its title.

    Why: Lists and search results show the two together. A summary that adds nothing costs a reader a line, and the
    site a reader.

    Wrong:
        title: New benches for six parks
        summary: New benches for six parks

    Right:
        title: New benches for six parks
        summary: We want to know what benches could last twenty years.
    """
    for advert in content.of(Advert):
        if _bare(advert.record.summary) == _bare(advert.record.title):
            message = "The summary only repeats the title"
            hint = "say what you want to learn, and for whom the work may be"
            yield advert.find(("summary",), message, hint)


def _authorised(content: Content) -> Iterator[tuple[Entry[Advert], Decision]]:
    """The adverts that are not withdrawn, each with the decision that should authorise it."""
    for advert in content.of(Advert):
        decision = content.record(Decision, advert.record.decision)
        withdrawn = advert.record.withdrawn
        if decision and not (withdrawn and withdrawn.date <= content.today):
            yield advert, decision


def _own_words(advert: Advert) -> Iterator[tuple[Loc, str]]:
    """The texts in which an author says what suppliers should do now. Later steps of the timetable may be a tender."""
    yield ("title",), advert.title
    yield ("summary",), advert.summary
    yield from ((("questions", place), text.source) for place, text in enumerate(advert.questions))
    if respond := advert.respond:
        yield ("respond", "how"), respond.how.source
        yield from ((("respond", "include", place), text) for place, text in enumerate(respond.include))
    until = advert.deadline.date() if advert.deadline else advert.published
    for place, step in enumerate(advert.timetable):
        if step.date <= until:
            yield ("timetable", place, "title"), step.title
            yield ("timetable", place, "note"), step.note or ""
    yield from ((("statements", name), text.source) for name, text in advert.statements.items())
    yield ("body",), advert.body.source


def _span(entry: Entry[Advert], loc: Loc, text: str, start: int, end: int) -> Span:
    """The span of a stretch of text in its file, which may cover several lines."""
    whole, origin = entry.places.value(loc), entry.places.texts.get(loc)
    if "\n" not in text and origin and origin.line != whole.line:
        return whole  # YAML joined the lines of a plain field
    begins, ends = (text_span(entry, loc, text, place, 1) for place in (start, end - 1))
    return Span(begins.line, begins.column, ends.end_line, ends.end_column)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")
