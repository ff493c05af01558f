"""Markdown → the author's own words, paragraph by paragraph and sentence by sentence, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NOT_WORDS = re.compile(
    r"""
      ^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?[ ]{0,3}(?P=fence)[ ]*$  # a block of code
    | (?P<ticks>(?<!`)`+(?!`))[^`\n](?:[^\n]|\n(?!\n))*?(?<!`)(?P=ticks)(?!`)   # code within a line
    | (?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\s*\)                  # where a link leads
    | (?<=\])\[[^\]\n]*\]                                                       # the name of a link's definition
    | ^[ ]{0,3}\[(?!\^)[^\]\n]+\]:.*$                                           # that definition
    | \[\^[^\]\s]+\]:?                                                          # a footnote's mark
    | \{[{%][^{}\n]*[%}]\}|\[_?TOC_?\]                                                 # a command of another program
    | <[^<>\s]+[:@][^<>\s]+>
    | \b(?:https?://|www\.)[^\s<>]+
    | [\w.+-]+@[\w-]+\.[\w.-]+
    """,
    re.VERBOSE | re.MULTILINE,
)
_HINTS_OF_THEM = re.compile(r"[`@<{]|TOC|\]\(|\]\[|\]:|\[\^|://|www\.|~~~")
_VISIBLE = re.compile(r"\S")

# What begins a new paragraph, besides a blank line: an item, a definition, a row, a heading, a box.
_BEGINS = re.compile(
    r"[ >]*(?:[-*+•–▪◦]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|:|\#{1,6}|\|)\s+|[ ]*:::|[ ]*[=-]+[ ]*$"
)
_ROW = re.compile(r"\s*\|")
_MARKS = re.compile(r"[ >]*(?:[-*+•–▪◦:]|\#{1,6})?\s+|>+\s*")

WORD = re.compile(r"[^\W_]+(?:[’'./,&:-][^\W_]+)*")
"""A word: a hyphen, an apostrophe or a point within it does not divide it."""
# A sentence ends with its mark, and what closes after it, before a space and what may begin another; or with a
# short line, which is a title rather than a part of the sentence below.
_END = re.compile(
    r"""[.!?…]+["'”’)\]*_]*\s+(?=["'“‘(\[*_]*[^\W_a-z])|^[^\n]{1,60}[^\s,;]\s*\n(?=[^\W_a-z])""",
    re.MULTILINE,
)
_LONGEST_SHORT = 8
_NO_END = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|approx|incl|nos|paras?|fig|tel|mrs?|ms|dr|prof|rev|st)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: where it begins and ends, counted in characters from 0, and how many words it has."""

    start: int
    end: int
    words: int


def own_words(markdown: str) -> str:
    """The text with spaces for code, addresses and footnote marks, so that every word keeps its offset."""
    return _NOT_WORDS.sub(_blank, markdown) if _HINTS_OF_THEM.search(markdown) else markdown


def paragraphs(markdown: str) -> Iterator[Stretch]:
    """The paragraphs, items, headings and cells of a text that have words."""
    text = own_words(markdown)
    for start, end in _blocks(text):
        if count := len(WORD.findall(text, start, end)):
            yield Stretch(*_trimmed(text, start, end), count)


def sentences(markdown: str) -> Iterator[Stretch]:
    """The sentences of a text that have words. Without a mark at its end, a sentence ends with its paragraph."""
    text = own_words(markdown)
    for start, end in _blocks(text):
        for first, last in _sentences(text, start, end):
            if count := len(WORD.findall(text, first, last)):
                yield Stretch(*_trimmed(text, first, last), count)


def _blank(found: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", found[0])


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends."""
    begun: int | None = None
    offset = 0
    for line in text.splitlines(keepends=True):
        is_row = _ROW.match(line)
        if begun is not None and (is_row or not line.strip() or _BEGINS.match(line)):
            yield begun, offset
            begun = None
        if is_row:
            yield from _cells(line, offset)
        elif begun is None and line.strip():
            marks = _MARKS.match(line)
            begun = offset + (marks.end() if marks else 0)
        offset += len(line)
    if begun is not None:
        yield begun, offset


def _cells(row: str, offset: int) -> Iterator[tuple[int, int]]:
    for cell in re.finditer(r"[^|]+", row):
        yield offset + cell.start(), offset + cell.end()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for mark in _END.finditer(text, start, end):
        before = text[max(mark.start() - _LONGEST_SHORT, start) : mark.start()]
        if not (mark[0].startswith(".") and _NO_END.search(before)):
            yield first, mark.end()
            first = mark.end()
    if first < end:
        yield first, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without the space around it."""
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
