"""The rule for terms of the glossary in Markdown: each use in running text leads to what the term means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model.glossary import GlossaryTerm, entries_of
from sitegen.reading.markdown.tokens import make, make_words, plain_words

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.reading.markdown.rules import Text

_NAMES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"))
"""Elements that name other text, in which terms are not linked."""
_OPENING = " \n\"'“‘(["
_ENDING = ".?!:…"


class Use(NamedTuple):
    """A term in a line: where it begins and ends, and the address of its entry."""

    start: int
    end: int
    address: str


class Terms:
    """Finds terms in a line: whole words, the longest first, as written or with a capital where a sentence begins."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.entries = entries
        forms = "|".join(map(_pattern, sorted(entries, key=len, reverse=True)))
        self.pattern = re.compile(rf"(?<![\w/@-])(?:{forms})(?![\w/@-])")
        ends = {form[1:] for form in entries}  # what a capital does not change
        self.signs = tuple(end for end in sorted(ends) if not any(sign in end for sign in ends - {end}))

    def may_be_in(self, written: str) -> bool:
        """Whether a text may contain a term: a quick test, which most texts and lines fail."""
        words = written.replace("\n", " ")
        return any(sign in words for sign in self.signs)

    def uses(self, line: str) -> Iterator[Use]:
        """The terms in a line of plain words, in order."""
        for found in self.pattern.finditer(line):
            form = found[0]
            if form not in self.entries and _begins_sentence(line[: found.start()]):
                form = form[0].lower() + form[1:]
            if form in self.entries:
                yield Use(*found.span(), self.entries[form])


def terms_of(glossary: Sequence[GlossaryTerm]) -> Terms | None:
    """The `Terms` of a glossary; None if it is empty."""
    return Terms(entries_of(glossary)) if glossary else None


def mark_terms(tokens: list[Token], text: Text) -> list[Token]:
    """Terms of the glossary lead to their entries. Rendering a page keeps the first link to each."""
    if text.terms is None or not text.terms.may_be_in("\n".join(text.lines)):
        return tokens
    before = ""
    for token in tokens:
        # Only a line that the author wrote has content: captions and the titles of boxes were made by our rules.
        if token.type == "inline" and before not in _NAMES and text.terms.may_be_in(token.content):
            children = token.children or []
            token.children = list(_marked(children, text.terms.uses(plain_words(children))))
        before = token.tag
    return tokens


def _pattern(form: str) -> str:
    first = f"[{form[0].upper()}{form[0]}]" if form[0].islower() else re.escape(form[0])
    return first + re.escape(form[1:])


def _begins_sentence(before: str) -> bool:
    words = before.rstrip(_OPENING)
    return not words or words[-1] in _ENDING


def _marked(children: Sequence[Token], uses: Iterable[Use]) -> Iterator[Token]:
    """A line in which these uses are links, except those within a link or code, or with markup inside."""
    found = tuple(uses)
    depth = start = 0
    for token in _joined(children):
        depth += token.nesting if token.tag == "a" else 0
        end = start + len(plain_words((token,)))
        if depth or token.type != "text":
            yield token
        else:
            yield from _linked(token, start, [use for use in found if start <= use.start and use.end <= end])
        start = end


def _joined(children: Iterable[Token]) -> Iterator[Token]:
    """The same line with text across line breaks joined, since a term may continue on the next line."""
    for are_words, run in groupby(children, lambda token: token.type in ("text", "softbreak")):
        parts = tuple(run)
        if are_words:
            words = ("\n" if token.type == "softbreak" else token.content for token in parts)
            yield make_words(parts[0], "".join(words))
        else:
            yield from parts


def _linked(token: Token, start: int, uses: Iterable[Use]) -> Iterator[Token]:
    """The words of a token that begins at `start` of its line, with a link round each use."""
    done = start
    for use in uses:
        yield make_words(token, token.content[done - start : use.start - start])
        yield make(token, "link_open", "a", 1, {"class": "term", "href": use.address})
        yield make_words(token, token.content[use.start - start : use.end - start])
        yield make(token, "link_close", "a", -1)
        done = use.end
    yield make_words(token, token.content[done - start :])
