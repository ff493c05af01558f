"""Is anything published that should stay private: hidden text, or what identifies one person?"""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.kinds import Known
from sitegen.model.parts import Contact
from sitegen.model.people import is_person, is_personal
from sitegen.model.record import Part, Record, key_of
from sitegen.model.scalars import Reference
from sitegen.model.walk import find
from sitegen.rules.named_files import published_files
from sitegen.rules.repetition import (
    NOTICE,
    RUN,
    Run,
    SharedPassage,
    is_exempt,
    long_texts,
    runs,
    shared_passages,
)
from sitegen.rules.rule import rule
from sitegen.rules.texts import text_span

_WIDESPREAD = 3
"""Words that this many public records share are a house phrase, and never secret."""
_ALIKE = 2
"""If a public record has one run in this many of a draft, the draft was copied from that record."""
_ROUTINE = frozenset(
    ("respond", "contact", "contacts", "documents", "timetable", "events", "statements", "also_published")
)
"""The fields of a draft that say nearly the same in every notice."""
_AGAIN = "then put the file into content/files/ again"
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_MOBILE = re.compile(r"(?<![\w+.-])(?:\+44[\s-]?(?:\(0\)[\s-]?)?|\(?0)7(?:[\s()-]{0,2}\d){9}(?![\w-])")


@rule(Severity.ERROR, reach="everything")
def exempt_text(content: Content) -> Iterator[Diagnostic]:
    """A public text repeats eight or more words of an exempt report.

    Why: What is exempt stays exempt wherever it is written. It gets out most easily by copying: a sentence of the closed
    report is used again in the notice that follows. Words that are in three public records, in the settings or in the
    report's own public notice are not reported.

    Law: exemption

    Wrong:
        # in a part 2 report
        Officers advise that the north plot can be had for under two million pounds.
        # in an advert
        The north plot can be had for under two million pounds.

    Right:
        # in the advert
        The council is looking at several plots.
    """
    closed: dict[Run, Entry[Decision]] = {}
    for report in content.of(Decision):
        if report.record.is_exempt:
            read = runs(text for loc, text in long_texts(report.record) if loc[0] in NOTICE)
            hidden = runs(text for loc, text in long_texts(report.record) if loc[0] not in NOTICE)
            closed |= dict.fromkeys(hidden - read, report)
    for entry, passages in shared_passages(content, closed, least=_WIDESPREAD):
        for passage in passages:
            path = closed[passage.words[:RUN]].path
            message = f"{_counted(passage)} of the exempt report {path} are repeated here"
            hint = "say it in words that give nothing away, or take it out"
            yield entry.find_at(passage.span(entry), message, hint)


@rule(Severity.WARNING, reach="everything")
def draft_text(content: Content) -> Iterator[Diagnostic]:
    """A public text repeats eight or more words of a draft, and no other public text does.

    Why: A draft is not public because something in it is not settled, or not to be known yet. A sentence copied from it
    announces the notice early, perhaps wrongly, and only to the readers who find it. Standard sentences, records that
    the draft names, and a record that it was copied from are not reported.

    Wrong:
        # in a draft
        Three depots would close when the new contract begins in April.
        # in a public advert
        We expect that three depots would close when the new contract begins.

    Right:
        # in the advert
        Nothing has been decided about depots.
    """
    unsettled: dict[Run, Entry[Known]] = {}
    for draft in content.entries.values():
        if draft.record.draft and not is_exempt(draft.record):
            hidden = runs(text for loc, text in long_texts(draft.record) if loc[0] not in _ROUTINE)
            unsettled |= dict.fromkeys(hidden, draft)
    sizes = Counter(draft.path for draft in unsettled.values())
    for entry, passages in shared_passages(content, unsettled, least=2):
        first: dict[str, SharedPassage] = {}
        copied: Counter[str] = Counter()
        for passage in passages:
            path = unsettled[passage.words[:RUN]].path
            first.setdefault(path, passage)
            copied[path] += passage.length - RUN + 1
        for path, passage in first.items():
            draft = unsettled[passage.words[:RUN]]
            if copied[path] * _ALIKE < sizes[path] and not _names(draft.record, entry.record):
                message = f"{_counted(passage)} of the draft {path} are repeated here"
                hint = "take them out until the draft is published, or say the same in other words"
                yield entry.find_at(passage.span(entry), message, hint)


def _names(record: Record, other: Record) -> bool:
    return any(key_of(name) == key_of(other) for _, name in find(record, Reference))


@rule(Severity.WARNING, reach="record")
def personal_contact(content: Content) -> Iterator[Diagnostic]:
    """A text gives one person's email address or mobile number, or a contact does so without the person's `name`.

    Why: People move on and the notice stays; answers then reach nobody. An address made of a name is personal data,
    to be published only when that is needed. A shared mailbox serves both.

    Law: personal-data

    Wrong:
        Questions go to jane.smith@example.org or 07700 900123.

    Right:
        Questions go to parks@example.org.
    """
    reported: set[tuple[str, str]] = set()
    for entry, loc, text in _read_texts(content):
        for start, found, what in _personal(text) if _may_be_personal(text) else ():
            # Reported once for each page: links repeat their address as words, and answers repeat those of the body.
            if (entry.path, found.lower()) in reported or found.lower() in _meant(entry.record):
                continue
            reported.add((entry.path, found.lower()))
            hint = "give a shared mailbox or number; or name the person in contact, if they agreed to that"
            place = text_span(entry, loc, text, start, len(found))
            yield entry.find_at(place, f"“{found}” looks like {what}", hint)


@rule(Severity.WARNING)
def personal_metadata(content: Content) -> Iterator[Diagnostic]:
    """A PDF or a photograph names a person as its author, or a photograph contains the place where it was taken.

    Why: Programs and telephones write this into files without asking, and everyone who downloads the file can read it.
    It is personal data that nobody needs; where a photograph was taken may be somebody's home.

    Law: personal-data

    Wrong:
        brief.pdf, whose properties name Jane Smith as author

    Right:
        brief.pdf, whose properties name Example Borough Council
    """
    reported: set[str] = set()
    for named in published_files(content):
        file = content.attachments.get(named.path)
        if not file or named.path in reported:
            continue
        reported.add(named.path)
        if file.author and is_person(file.author):
            message = f"The properties of “{named.path}” name a person: “{file.author}”"
            yield named.find(message, f"take the author out of its properties, {_AGAIN}")
        if file.has_place:
            message = f"The photograph “{named.path}” contains the place where it was taken"
            yield named.find(message, f"take the location out of its properties, {_AGAIN}")


@rule(Severity.ERROR, fixed=True)
def private_table(content: Content) -> Iterator[Diagnostic]:
    """A file below content/files/ is a table of responses, with the columns that `sitegen appraise` reads.

    Why: It says who said what. Firms answer in confidence; a file in the content is published, or at least shared with
    all who work on the site, and stays in its history.

    Wrong:
        content/files/responses.csv, whose first line is respondent,kind,objective,value,note

    Right:
        private/responses.csv, outside the folder and the repository of the site
    """
    for attachment in content.attachments.values():
        if attachment.holds_responses:
            message = "This is a table of responses: everyone could read who said what"
            hint = "move it into a folder that only you and your colleagues can open, and take it out of the history of git"
            yield Diagnostic("", Severity.ERROR, message, attachment.file.as_posix(), Span.at(1, 1), hint)


def _read_texts(content: Content) -> Iterator[tuple[Entry[Part], Loc, str]]:
    """The public texts that may have an address or a number in them, each with its entry and its place."""
    for text in content.texts:
        if not is_exempt(text.entry.record):
            yield text.entry, text.loc, text.value.source
    for entry in content.entries.values():
        for loc, words in () if is_exempt(entry.record) else _short_texts(entry.record):
            if words:
                yield entry, loc, words


def _short_texts(record: Record) -> Iterator[tuple[Loc, str | None]]:
    yield ("summary",), getattr(record, "summary", None)
    yield from (((*loc, "email"), contact.email) for loc, contact in _contacts(record))
    yield from (((*loc, "telephone"), contact.telephone) for loc, contact in _contacts(record))
    if isinstance(record, Advert):
        yield ("respond", "email"), record.respond.email if record.respond else None
        yield from (
            (("events", place, "booking"), event.booking) for place, event in enumerate(record.events)
        )
        yield from ((("documents", place, "note"), file.note) for place, file in enumerate(record.documents))


def _contacts(record: Part) -> Iterator[tuple[Loc, Contact]]:
    if contact := getattr(record, "contact", None):
        yield ("contact",), contact
    yield from ((("contacts", place), found) for place, found in enumerate(getattr(record, "contacts", ())))


def _meant(record: Part) -> set[str]:
    """The addresses and numbers of contacts that give a person's name: these are meant to be read."""
    named = (contact for _, contact in _contacts(record) if contact.name)
    return {text.lower() for contact in named for text in (contact.email, contact.telephone) if text}


def _may_be_personal(text: str) -> bool:
    return "@" in text or "07" in text or "+44" in text


def _personal(text: str) -> Iterator[tuple[int, str, str]]:
    """Where each personal address or number begins, the address or number, and what it is."""
    for found in _EMAIL.finditer(text):
        if is_personal(found[0]):
            yield found.start(), found[0], "one person's email address"
    for found in _MOBILE.finditer(text):
        yield found.start(), found[0], "one person's mobile number"


def _counted(passage: SharedPassage) -> str:
    return f"{passage.length} words in a row"
