"""Lines that two branches added to one register → one chain again; what was live keeps its hashes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sitegen.model.register import FIRST, Line, digest

_MARKS: Final = (b"<<<<<<< ", b"||||||| ", b">>>>>>> ")
_BETWEEN: Final = b"======="
"""What git writes between the two sides of a conflict, and around them."""


def is_mark(raw: bytes) -> bool:
    """Whether a line of a file is one that git writes where two branches disagree."""
    return raw.startswith(_MARKS) or raw.rstrip() == _BETWEEN


def forks(lines: Iterable[Line]) -> bool:
    """Whether every line follows from another or is the first, and two follow from the same one: two branches were merged."""
    followers = _followers(lines)
    known = {digest(line.data) for found in followers.values() for line in found} | {FIRST}
    return followers.keys() <= known and any(len(found) > 1 for found in followers.values())


def merged(first: Sequence[Line], lines: Iterable[Line]) -> list[tuple[Line, Line]]:
    """All lines in one chain, each as it is now and as it was.

    `first` come first, as they are: they are live. Then what follows from them without a fork, and the earliest branch; the
    lines of others are tied to the end anew, with their versions numbered on. A version that another branch recorded with the
    same words is not repeated.
    """
    followers = _followers([*first, *lines])
    kept = [*first]
    kept += _branch(followers, digest(first[-1].data) if first else FIRST)
    chain = [(line, line) for line in kept]
    for line in _others(followers, kept):
        if (new := _tied([now for now, _ in chain], line)) is not None:
            chain.append((new, line))
    return chain


def _followers(lines: Iterable[Line]) -> Mapping[str, Sequence[Line]]:
    """The lines that follow from each hash, the earliest first."""
    found: defaultdict[str, set[Line]] = defaultdict(set)
    for line in lines:
        found[line.previous].add(line)
    return {previous: sorted(some, key=_age) for previous, some in found.items()}


def _branch(followers: Mapping[str, Sequence[Line]], head: str) -> Iterator[Line]:
    """What follows from a line, by the earliest branch at each fork."""
    while found := followers.get(head):
        yield found[0]
        head = digest(found[0].data)


def _others(followers: Mapping[str, Sequence[Line]], kept: Sequence[Line]) -> Iterator[Line]:
    """The lines that are not kept, branch by branch, the earliest branch first."""
    known = set(kept)
    heads = (FIRST, *(digest(line.data) for line in kept))
    waiting = sorted((line for head in heads for line in followers.get(head, ())), key=_age)
    for line in waiting:  # grows, as a branch may have branches
        if line not in known:
            branch = [line, *_branch(followers, digest(line.data))]
            yield from branch
            waiting += [other for one in branch for other in followers.get(digest(one.data), ())[1:]]


def _tied(chain: Sequence[Line], line: Line) -> Line | None:
    """The line at the end of the chain; None if the last version of its notice has the same words."""
    last = next((found for found in reversed(chain) if found.key == line.key), None)
    if last and last.hash == line.hash:
        return None
    time = max(line.time, chain[-1].time) if chain else line.time
    previous = digest(chain[-1].data) if chain else FIRST
    return replace(line, version=last.version + 1 if last else 1, time=time, previous=previous)


def _age(line: Line) -> tuple[str, bytes]:
    return line.time, line.data
