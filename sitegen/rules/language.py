"""Are dates, titles, sentences and paragraphs easy to read?"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import chain

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.sentences import Stretch, paragraphs, sentences
from sitegen.rules.texts import Passage, texts, written

LONG_SENTENCE, LONG_PARAGRAPH = 40, 150
"""Words; more are hard to follow."""

_DATE = re.compile(
    r"(?<![\w/.£$€-])(\d{1,2})(?:/(\d{1,2})/(\d{4}|\d\d)|([.-])(\d{1,2})\4(\d{4}))(?![\w/%-]|\.\d)"
)
_SHORTEST_DATE = re.compile(r"[0-9][/.-][0-9][0-9]?[/.-][0-9][0-9]")
_YEARS_AHEAD = 2000


@rule(Severity.WARNING, reach="record")
def ambiguous_date(content: Content) -> Iterator[Diagnostic]:
    """A date in figures can be read as two different days.

    Why: Where the day comes first depends on where the reader learned to write dates, and software guesses too. A
    supplier who reads a closing date wrongly is shut out.

    Wrong:
        Responses are due on 01/02/2027.

    Right:
        Responses are due on 1 February 2027.
    """
    for passage in texts(content, _SHORTEST_DATE.search):
        for found in _DATE.finditer(passage.words):
            if days := _readings(found):
                message = f"“{found[0]}” can be read as two different days"
                first, second = (f"{day.day} {day:%B %Y}" for day in days)
                yield passage.find(*found.span(), message, f"write the month as a word: {first}, or {second}")


def _readings(found: re.Match[str]) -> tuple[date, date] | None:
    """The two days that figures may mean; None if they cannot mean two."""
    first, second = int(found[1]), int(found[2] or found[5])
    year = int(found[3] or found[6])
    year += 0 if year > 99 else _YEARS_AHEAD  # noqa: PLR2004 - two figures
    if first != second:
        with suppress(ValueError):
            return date(year, second, first), date(year, first, second)
    return None


@rule(Severity.WARNING, reach="record")
def title_in_capitals(content: Content) -> Iterator[Diagnostic]:
    """A title is written wholly in capitals.

    Why: Capitals all have the same height, which makes words harder to tell apart, above all for people with dyslexia.
    Some screen readers spell them letter by letter.

    Wrong:
        title: GROUNDS MAINTENANCE FROM APRIL 2028

    Right:
        title: Grounds maintenance from April 2028
    """
    for passage in chain.from_iterable(record.passages for record in written(content)):
        if passage.loc[-1] == "title" and passage.source.isupper() and _is_shouted(passage.source):
            hint = "write it as in a sentence, with capitals for names alone"
            yield passage.find(0, len(passage.source), "This title is written in capitals", hint)


def _is_shouted(title: str) -> bool:
    """Whether a title in capitals is more than an abbreviation."""
    words = re.findall(r"[^\W\d_]{2,}", title)
    return len(words) > 2 or any(len(word) > 6 for word in words)  # noqa: PLR2004 - “NHS IT” is a name, and so is “UNICEF”


@rule(Severity.ADVICE, reach="record")
def long_sentence(content: Content) -> Iterator[Diagnostic]:
    """A sentence has more than 40 words.

    Why: Readers lose the thread of a long sentence, most of all those who read in a second language or in a hurry. The
    style guide of GOV.UK asks writers to look again at every sentence of more than 25 words.

    Wrong:
        The council, which has looked after its parks under one contract since 2019, a contract that ends in March 2028,
        would like to hear from anyone who has an idea of how the work should be divided after that, whether or not they
        have ever worked for a council before.

    Right:
        One contract has covered our parks since 2019. It ends in March 2028. How should the work be divided after that?
        We would like to hear from anyone with an idea, whether or not they have worked for a council.
    """
    for passage in texts(content, lambda text: text.count(" ") >= LONG_SENTENCE):
        if _may_have(passage, LONG_SENTENCE, ". "):
            for sentence in _longer(sentences(passage.source), LONG_SENTENCE):
                message = f"This sentence has {sentence.words} words"
                hint = f"make two or three of it: more than {LONG_SENTENCE} words are hard to follow"
                yield passage.find(sentence.start, sentence.end, message, hint)


@rule(Severity.ADVICE, reach="record")
def long_paragraph(content: Content) -> Iterator[Diagnostic]:
    """A paragraph has more than 150 words.

    Why: A screen full of unbroken text is skipped. Most people read a notice on a small screen, or look through it for
    the part that concerns them.

    Wrong:
        (one paragraph on the work, the money and the timetable)

    Right:
        (a paragraph for each, with a heading where the subject changes)
    """
    for passage in texts(content, lambda text: text.count(" ") >= LONG_PARAGRAPH):
        if _may_have(passage, LONG_PARAGRAPH):
            for paragraph in _longer(paragraphs(passage.source), LONG_PARAGRAPH):
                message = f"This paragraph has {paragraph.words} words"
                hint = "divide it where the subject changes, or make a list of its parts"
                yield passage.find(paragraph.start, paragraph.end, message, hint)


def _may_have(passage: Passage, words: int, mark: str = "\n") -> bool:
    """Whether the text may have more words than this between two marks: a quick test, for which a paragraph is a line."""
    text = passage.prose.text if passage.prose else passage.source
    if mark != "\n":
        text = text.replace(".g. ", " ").replace(".e. ", " ").replace("? ", mark).replace("! ", mark)
    return any(stretch.count(" ") >= words for line in text.split("\n") for stretch in line.split(mark))


def _longer(stretches: Iterator[Stretch], words: int) -> Iterator[Stretch]:
    return (stretch for stretch in stretches if stretch.words > words)
