"""Terms and the documents that contain them → lines of text, in shards that a browser loads one at a time.

A line has a term and, for each tier, the numbers of the documents for which that is the best tier of the term.
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
"""Titles, summaries, everything else. Whole references are a tier above them."""
MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
LAST = "ghijklmnopqrstuvwxyz0123456789-_"
"""The 32 digits of a coded number: from LAST for its last digit, from MORE for any other."""
LEAST, MOST = 12_000, 36_000
"""The least and the most bytes of a shard; a longer line has a shard of its own."""
_BETWEEN = 8_000
"""The average number of bytes of a shard beyond LEAST."""
_Numbers = defaultdict[str, "array[int]"]


class Terms:
    """The documents that contain each term, by tier."""

    def __init__(self) -> None:
        self._marks: dict[str, list[int]] = {}
        self._references: _Numbers = defaultdict(_numbers)
        self._tokens: tuple[_Numbers, ...] = tuple(defaultdict(_numbers) for _ in range(TIERS))
        """By words as written, between spaces, so that each is folded only once."""

    def add(self, number: int, references: Iterable[str], texts: Sequence[str]) -> None:
        """Adds a document, whose number must be higher than all before it, with its references and its texts, best tier first."""
        for reference in {*map(squash, references)} - {""}:
            self._references[reference].append(number)
        for tokens, text in zip(self._tokens, texts, strict=True):
            for token in set(text.split()):
                tokens[token].append(number)

    def mark(self, term: str, numbers: Iterable[int]) -> None:
        """Adds a term that is not a word, with the numbers of its documents."""
        self._marks[term] = sorted(numbers)

    def shards(self) -> Iterator[tuple[str, bytes]]:
        """The shards, each with its first term.

        A shard ends at a term chosen by checksum, more likely after a long line. So boundaries depend on the terms near
        them only, and a new document moves few of them.
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
        """A line for each term, in the sort order of JavaScript."""
        references = {reference: [numbers] for reference, numbers in self._references.items()}
        tiers = [references, *map(_by_word, self._tokens)]
        for term in sorted(set().union(self._marks, *tiers), key=_utf_16):
            fields = [coded(self._marks[term])] if term in self._marks else _fields(term, tiers)
            yield term, "\t".join((term, *fields)).rstrip("\t").encode() + b"\n"


def _by_word(tokens: _Numbers) -> dict[str, list["array[int]"]]:
    """The numbers of each token by the words in it."""
    found: defaultdict[str, list[array[int]]] = defaultdict(list)
    for token, numbers in tokens.items():
        for word in (*words(token), *whole_words(token)):
            found[word].append(numbers)
    return dict(found)


def _fields(term: str, tiers: Iterable[Mapping[str, Iterable["array[int]"]]]) -> Iterator[str]:
    """The documents of each tier without those of better tiers."""
    seen: set[int] = set()
    for tier in tiers:
        fresh = set().union(*tier.get(term, ())) - seen
        seen |= fresh
        yield coded(sorted(fresh))


def coded(numbers: Sequence[int]) -> str:
    """Ascending numbers as text: each as its difference from the one before, the first from -1."""
    return "".join(map(digits, map(sub, numbers, chain([-1], numbers))))


def decoded(gaps: str) -> Iterator[int]:
    """The inverse of `coded`."""
    number, gap = -1, 0
    for digit in gaps:
        if (more := MORE.find(digit)) >= 0:
            gap = (gap + more) * 32
            continue
        number += gap + LAST.index(digit)
        gap = 0
        yield number


def still_said(old: Iterable[bytes], new: Iterable[bytes]) -> bool:
    """Whether the new shards list, for each word of the old ones, at least the same documents.

    Terms that begin with @ are ignored: they are facets, which change with the clock.
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
    """A term, and its documents in any tier."""
    term, *tiers = line.split(b"\t")
    return term, frozenset(number for tier in tiers for number in decoded(tier.decode()))


@cache
def digits(number: int) -> str:
    """A number in base 32, most significant digit first; the last digit has its own alphabet."""
    text, rest = LAST[number % 32], number // 32
    while rest:
        text, rest = MORE[rest % 32] + text, rest // 32
    return text


def _numbers() -> "array[int]":
    return array("I")


def _utf_16(term: str) -> bytes:
    return term.encode("utf-16-be")
