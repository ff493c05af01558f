"""Content → the texts that its authors wrote for readers, each with its place in the file."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Label, Span
from sitegen.model.content import Content
from sitegen.model.entry import Entry, Loc
from sitegen.model.prose import Link, Prose, Slip
from sitegen.model.record import Part
from sitegen.model.walk import walk
from sitegen.model.words import is_words
from sitegen.rules.sentences import own_words


def shortened(words: str, most: int) -> str:
    """The words, or their first `most` characters and “…”."""
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def text_span(entry: Entry[Part], loc: Loc, text: str, start: int, length: int) -> Span:
    """The span of `length` characters from `start` of the text at `loc`, all on one line."""
    column = start - (text.rfind("\n", 0, start) + 1)
    return entry.places.within(loc, text.count("\n", 0, start), column, length)


def link_span(entry: Entry[Part], loc: Loc, link: Link) -> Span:
    """The span of the destination of a link in the text at `loc`."""
    return entry.places.within(loc, link.line, link.column, len(link.written))


class Passage(NamedTuple):  # quicker to make than a dataclass, and a large site has half a million
    """One text of a record: Markdown if it has `prose`, otherwise the plain words of a field."""

    entry: Entry[Part]
    loc: Loc
    source: str
    prose: Prose | None = None

    @property
    def words(self) -> str:
        """`source` with spaces for code, addresses and the like, so that every word keeps its offset."""
        return own_words(self.source)

    def span(self, start: int, end: int) -> Span:
        """The span in the file of the characters from `start` to `end`, as far as the end of their first line."""
        stop = self.source.find("\n", start, end)
        return text_span(self.entry, self.loc, self.source, start, (end if stop < 0 else stop) - start)

    def find(self, start: int, end: int, message: str, hint: str, *labels: Label) -> Diagnostic:
        """A finding about the characters from `start` to `end`."""
        return self.entry.find_at(self.span(start, end), message, hint, *labels)

    def at(self, slip: Slip, message: str, hint: str) -> Diagnostic:
        """A finding about a slip."""
        span = self.entry.places.within(self.loc, slip.line, slip.column, slip.length)
        return self.entry.find_at(span, message, hint)

    def offset(self, line: int, column: int = 0) -> int:
        """The offset of `column` of `line`, both from 0."""
        start = 0
        for _ in range(line):
            start = self.source.find("\n", start) + 1
        return start + column

    def words_of(self, link: Link) -> tuple[int, int]:
        """Start and end of the words of a link or image, in the brackets before its destination or its definition's name."""
        destination = self.offset(link.line, link.column)
        before = self.source[:destination].rstrip(" \n<")
        if before.endswith("]("):
            return _opening(before, len(before) - 2), len(before) - 2
        words = r"\s+".join(map(re.escape, link.text.split()))
        if words and (found := re.search(rf"\[\W*?({words})\W*?\](?!:)", self.source)):
            return found.span(1)
        return destination, destination + len(link.written)


def _opening(source: str, end: int) -> int:
    """The start of the words that the square bracket at `end` closes."""
    depth = 0
    for place in range(end, -1, -1):
        depth += (source[place] == "]") - (source[place] == "[")
        if depth == 0:
            return place + 1
    return end


class _ByIdentity:
    """A content that is equal only to itself: comparing its records would take longer than reading them."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __hash__(self) -> int:
        return id(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.content is self.content


class RecordText(NamedTuple):
    """All that one record says to its readers."""

    passages: tuple[Passage, ...]
    """Its texts, Markdown and plain."""
    prose: tuple[tuple[Passage, Prose], ...]
    """Those in Markdown."""
    slips: tuple[tuple[Passage, Slip], ...]
    """The slips in these."""
    names: tuple[Passage, ...]
    """Its numbers, addresses and the like, which are not words."""
    all: str
    """The passages and then the names, in one text to search in."""
    words: int
    """The length of the passages in `all`."""

    @property
    def whole(self) -> str:
        """All its words, without the names."""
        return self.all[: self.words]  # not kept: a large site has much of it


def written(content: Content) -> tuple[RecordText, ...]:
    """The texts of the settings, then those of each record in turn."""
    return _written(_ByIdentity(content))


def clear_cache() -> None:
    """Frees the texts, which take much memory, once all rules have run."""
    _written.cache_clear()


def texts(content: Content, test: Callable[[str], object]) -> Iterator[Passage]:
    """The texts that pass a quick test. Whole records are tested first, since most fail."""
    for record in written(content):
        if test(record.all):
            yield from (passage for passage in record.passages if test(passage.source))


def everything(content: Content, test: Callable[[str], object]) -> Iterator[list[Passage]]:
    """The texts, numbers and addresses that pass a quick test, in a list for each record. Whole records are tested first."""
    for record in written(content):
        if test(record.all):
            yield [passage for passage in record.passages + record.names if test(passage.source)]


def prose(content: Content) -> Iterator[tuple[Passage, Prose]]:
    """Every Markdown text of the site."""
    return (text for record in written(content) for text in record.prose)


def slips(content: Content, *kinds: str) -> Iterator[tuple[Passage, Slip]]:
    """Every slip of these kinds in the Markdown texts of the site."""
    for record in written(content):
        if record.slips:
            yield from ((passage, slip) for passage, slip in record.slips if slip.kind in kinds)


@lru_cache(
    maxsize=1
)  # a dozen rules need it one after the other, and the walk takes longer than most of them
def _written(identity: _ByIdentity) -> tuple[RecordText, ...]:
    content = identity.content
    return tuple(map(_of, (content.settings, *content.entries.values())))


def _of(entry: Entry[Part]) -> RecordText:
    names: list[Passage] = []
    found = tuple(_passages(entry, names))
    markdown = tuple((passage, passage.prose) for passage in found if passage.prose is not None)
    slips = tuple((passage, slip) for passage, prose in markdown for slip in prose.slips)
    whole = "\n".join([passage.source for passage in found])
    everything = "\n".join([whole, *(passage.source for passage in names)])
    return RecordText(found, markdown, slips, tuple(names), everything, len(whole))


def _passages(entry: Entry[Part], names: list[Passage]) -> Iterator[Passage]:
    for loc, value in walk(entry.record):
        if isinstance(value, Prose):
            yield Passage(entry, loc, value.source, value)
        elif type(value) is str:  # names of records and files are classes of their own
            if is_words(loc):
                yield Passage(entry, loc, value)
            else:
                names.append(Passage(entry, loc, value))
