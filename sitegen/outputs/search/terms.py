"""Documents and the terms they hold → lines of a text, in shards that a browser loads one at a time.

A line is a term and, for each tier, the numbers of the documents whose best tier for the term that is.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import sub
from zlib import crc32

from sitegen.outputs.search.words import squash, whole_words, words

TIERS = 3
"""Titles, summaries, everything else. Above them stand whole references."""
MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
LAST = "ghijklmnopqrstuvwxyz0123456789-_"
"""The 32 digits of a coded number: one of MORE when another follows, one of LAST when none does."""
LEAST, MOST = 12_000, 36_000
"""Between these many bytes a shard ends, unless a single line is longer."""
_BETWEEN = 8_000
"""Bytes after which, on average, a shard of more than LEAST ends."""
_Numbers = defaultdict[str, "array[int]"]


class Terms:
    """Which documents hold a term, by tier."""

    def __init__(self) -> None:
        self._marks: dict[str, list[int]] = {}
        self._references: _Numbers = defaultdict(_numbers)
        self._tokens: tuple[_Numbers, ...] = tuple(defaultdict(_numbers) for _ in range(TIERS))
        """By what stands between two spaces, as it is written: it comes again and again, and is folded once."""

    def add(self, number: int, references: Iterable[str], texts: Sequence[str]) -> None:
        """A document, whose number must be above all before it: its references, and its texts from the best tier down."""
        for reference in {*map(squash, references)} - {""}:
            self._references[reference].append(number)
        for tokens, text in zip(self._tokens, texts, strict=True):
            for token in set(text.split()):
                tokens[token].append(number)

    def mark(self, term: str, numbers: Iterable[int]) -> None:
        """A term that is no word, with the numbers of its documents."""
        self._marks[term] = sorted(numbers)

    def shards(self) -> Iterator[tuple[str, bytes]]:
        """The lines in shards, each with its first term.

        A shard ends after a term that a checksum picks, a long line more readily than a short one. So where it
        ends depends on what is near, and a new document moves few of the places where shards end.
        """
        first, size = "", 0
        lines: list[bytes] = []
        for term, line in self._lines():
            if lines and size + len(line) > MOST:
                yield first, b"".join(lines)
                lines, size = [], 0
            first = first if lines else term
            lines.append(line)
            size += len(line)
            if size >= LEAST and crc32(term.encode()) * _BETWEEN < len(line) << 32:
                yield first, b"".join(lines)
                lines, size = [], 0
        if lines:
            yield first, b"".join(lines)

    def _lines(self) -> Iterator[tuple[str, bytes]]:
        """A line for each term, in the order in which JavaScript sorts."""
        references = {reference: [numbers] for reference, numbers in self._references.items()}
        tiers = [references, *map(_by_word, self._tokens)]
        for term in sorted(set().union(self._marks, *tiers), key=_utf_16):
            fields = [coded(self._marks[term])] if term in self._marks else _fields(term, tiers)
            yield term, "\t".join((term, *fields)).rstrip("\t").encode() + b"\n"


def _by_word(tokens: _Numbers) -> dict[str, list["array[int]"]]:
    """Words with the numbers of each token that holds them."""
    found: defaultdict[str, list[array[int]]] = defaultdict(list)
    for token, numbers in tokens.items():
        for word in (*words(token), *whole_words(token)):
            found[word].append(numbers)
    return dict(found)


def _fields(term: str, tiers: Iterable[Mapping[str, Iterable["array[int]"]]]) -> Iterator[str]:
    """Each tier's documents but for those of better tiers."""
    seen: set[int] = set()
    for tier in tiers:
        fresh = set().union(*tier.get(term, ())) - seen
        seen |= fresh
        yield coded(sorted(fresh))


def coded(numbers: Sequence[int]) -> str:
    """Ascending numbers as text: each as its distance from the one before, the first from -1."""
    return "".join(map(digits, map(sub, numbers, chain([-1], numbers))))


def decoded(gaps: str) -> Iterator[int]:
    """The numbers that `coded` made this text from."""
    number, gap = -1, 0
    for digit in gaps:
        if (more := MORE.find(digit)) >= 0:
            gap = (gap + more) * 32
            continue
        number += gap + LAST.index(digit)
        gap = 0
        yield number


def still_said(old: Iterable[bytes], new: Iterable[bytes]) -> bool:
    """Whether the new shards list, for each word in the old ones, every document that those list.

    Marks, which are facets, do not count: lists show them too, and they change with the clock.
    """
    there = {line for shard in new for line in shard.splitlines()}
    changed = {line for shard in old for line in shard.splitlines()} - there
    words = {_term(line) for line in changed if not line.startswith(b"@")}
    documents = dict(_documents(line) for line in there if _term(line) in words)
    return all(
        found <= documents.get(term, frozenset()) for term, found in map(_documents, changed) if term in words
    )


def _term(line: bytes) -> bytes:
    return line.partition(b"\t")[0]


def _documents(line: bytes) -> tuple[bytes, frozenset[int]]:
    """A term, and the documents that have it, in any tier."""
    term, *tiers = line.split(b"\t")
    return term, frozenset(number for tier in tiers for number in decoded(tier.decode()))


@cache
def digits(number: int) -> str:
    """A number in digits of base 32, the most significant first, the last one from another alphabet."""
    text, rest = LAST[number % 32], number // 32
    while rest:
        text, rest = MORE[rest % 32] + text, rest // 32
    return text


def _numbers() -> "array[int]":
    return array("I")


def _utf_16(term: str) -> bytes:
    return term.encode("utf-16-be")
