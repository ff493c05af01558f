"""The terms of all documents → lines of text, in shards that a browser loads one at a time.

A line has a term and, for each tier, the numbers of the documents for which that is the best tier of the term.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import sub
from typing import NamedTuple
from zlib import crc32

from sitegen.outputs.search.tiers import TIERS, Tiers

MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
LAST = "ghijklmnopqrstuvwxyz0123456789-_"
"""The 32 digits of a coded number: from LAST for its last digit, from MORE for any other."""
LEAST, MOST = 12_000, 36_000
"""The least and the most bytes of a shard; a longer line has a shard of its own."""
_BETWEEN = 8_000
"""The average number of bytes of a shard beyond LEAST."""
_VALUES = bytes((MORE + LAST).find(chr(code)) & 0xFF for code in range(256))
"""The value of each digit; 32 more for one of LAST, and 255 for what is no digit."""
_BASE = 32
Lines = Mapping[str, str]
"""What the line of each term has after it: the coded numbers of each tier, with a tab between two."""


class Change(NamedTuple):
    """The terms of a document, before and after; `before` is empty for one that is new."""

    number: int
    before: Tiers
    after: Tiers


def lines_of(documents: Iterable[Tiers]) -> Lines:
    """The lines of all documents, which are numbered from 0."""
    tiers: list[defaultdict[str, array[int]]] = [defaultdict(_numbers) for _ in range(TIERS)]
    for number, document in enumerate(documents):
        for found, terms in zip(tiers, document, strict=True):
            for term in terms.split():
                found[term].append(number)
    return {
        term: _fields(coded(found[term]) if term in found else "" for found in tiers)
        for term in dict.fromkeys(chain.from_iterable(tiers))
    }


def edited(lines: Lines, changes: Iterable[Change]) -> Lines:
    """The lines after some documents have changed or been added: what `lines_of` gives for all of them.

    Raises ValueError if the lines are not those of the documents before.
    """
    fields: dict[str, list[str]] = {}
    for (term, tier), (gone, come) in _moved(changes).items():
        own = fields.get(term) or lines.get(term, "").split("\t")
        fields[term] = own = own + [""] * (TIERS - len(own))
        numbers = set(decoded(own[tier]))
        if not gone <= numbers or not come.isdisjoint(numbers):
            raise ValueError(term)
        own[tier] = coded(sorted(numbers - gone | come))
    found = {**lines, **{term: _fields(own) for term, own in fields.items()}}
    return {term: found[term] for term in found if found[term]}


def _moved(changes: Iterable[Change]) -> Mapping[tuple[str, int], tuple[set[int], set[int]]]:
    """The numbers that leave each tier of a term, and those that come to it."""
    moved: defaultdict[tuple[str, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for number, before, after in changes:
        old, new = (
            {(term, tier) for tier, terms in enumerate(one) for term in terms.split()}
            for one in (before, after)
        )
        for place in old - new:
            moved[place][0].add(number)
        for place in new - old:
            moved[place][1].add(number)
    return moved


def shards(lines: Lines, marks: Mapping[str, Iterable[int]]) -> Iterator[tuple[str, bytes]]:
    """The shards, each with its first term. `marks` are terms that are no words, with the numbers of their documents.

    A shard ends at a term chosen by checksum, more likely after a long line. So boundaries depend on the terms near
    them only, and a new document moves few of them.
    """
    first, size = "", 0
    some: list[bytes] = []
    for term, line in _in_order({**lines, **{mark: coded(sorted(found)) for mark, found in marks.items()}}):
        if some and size + len(line) > MOST:
            yield first, b"".join(some)
            some, size = [], 0
        first = first if some else term
        some.append(line)
        size += len(line)
        if size >= LEAST and crc32(term.encode()) * _BETWEEN < len(line) << 32:
            yield first, b"".join(some)
            some, size = [], 0
    if some:
        yield first, b"".join(some)


def _in_order(lines: Lines) -> Iterator[tuple[str, bytes]]:
    """The lines in the sort order of JavaScript."""
    for term in sorted(lines, key=_utf_16):
        yield term, f"{term}\t{lines[term]}".rstrip("\t").encode() + b"\n"


def _fields(coded: Iterable[str]) -> str:
    return "\t".join(coded).rstrip("\t")


def coded(numbers: Sequence[int]) -> str:
    """Ascending numbers as text: each as its difference from the one before, the first from -1."""
    return "".join(map(digits, map(sub, numbers, chain([-1], numbers))))


def decoded(gaps: str) -> Iterator[int]:
    """The inverse of `coded`. Raises ValueError for other text."""
    number, gap = -1, 0
    for value in gaps.encode().translate(_VALUES):
        if value < _BASE:
            gap = (gap + value) * _BASE
            continue
        if value >= 2 * _BASE:
            raise ValueError(gaps)
        number += gap + value - _BASE
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
