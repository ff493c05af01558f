"""Two versions of a text → both as HTML, or one of both, with the words marked that are in one of them only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sitegen.model.prose import Prose

_PIECE = re.compile(r"(<[^>]*>|\s+)")
"""What is between two words: a tag, or white space."""
_ALIKE = 0.4
"""The share of their words that two texts need in common for the differences to be readable word by word."""
_NOTHING: Mapping[int, str] = {}


class _Mark(NamedTuple):
    """An element, and what programs that read aloud say of it."""

    element: str
    said: str

    @property
    def start(self) -> str:
        return f'<{self.element}><span class="spoken">{self.said}: </span>'

    @property
    def end(self) -> str:
        return f"</{self.element}>"

    def around(self, html: str) -> str:
        return f"{self.start}{html}{self.end}"


_DELETED = _Mark("del", "taken out")
_INSERTED = _Mark("ins", "put in")


def marked(before: Prose, after: Prose) -> tuple[Prose, Prose]:
    """The text before, with `del` round the words that went, and the text after, with `ins` round those that came.

    Programs that read pages aloud say little of these elements (WCAG technique G115 asks for more than a look), so each
    run of words begins with what became of it, in words that only they read.
    """
    old, new = _PIECE.split(before.html), _PIECE.split(after.html)
    gone, come = set[int](), set[int]()
    for was, now, _ in _differences(old, new):
        gone.update(was)
        come.update(now)
    return Prose.of("", _joined(old, gone, _DELETED), ""), Prose.of("", _joined(new, come, _INSERTED), "")


def merged(before: str, after: str) -> str:
    """The text after, with `ins` round the words that came and, before these, in `del`, the words that they replace.

    Both texts are what one line may have: words, links and the like. If they have little in common, each is one run.
    """
    old, new = _PIECE.split(before), _PIECE.split(after)
    was, now = ([text[at] for at in _words(text)] for text in (old, new))
    if SequenceMatcher(None, was, now, autojunk=False).ratio() < _ALIKE:
        return " ".join(filter(None, (deleted(before), inserted(after))))
    gone, come = dict[int, str](), set[int]()
    for went, came, place in _differences(old, new):
        come.update(came)
        if went:
            gone[place] = _DELETED.around(" ".join(old[at] for at in went))
    return _joined(new, come, _INSERTED, gone)


def deleted(html: str) -> str:
    """The words of a text as a run of words that went; empty without a word."""
    words = " ".join(_PIECE.sub(" ", html).split())
    return _DELETED.around(words) if words else ""


def inserted(html: str) -> str:
    """A text as a run of words that came; empty without a word."""
    return _INSERTED.around(html.strip()) if _PIECE.sub("", html) else ""


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[int], list[int], int]]:
    """Where words differ: the places of those that went and of those that came, and the place in `new` at which that is."""
    was, now = _words(old), _words(new)
    matcher = SequenceMatcher(None, [old[at] for at in was], [new[at] for at in now], autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag != "equal":
            place = now[from_new] if from_new < len(now) else len(new)
            yield was[from_old:to_old], now[from_new:to_new], place


def _words(pieces: Sequence[str]) -> list[int]:
    """The places of the words among the pieces: every other one, for `_PIECE` is what parts them."""
    return [at for at in range(0, len(pieces), 2) if pieces[at]]


def _joined(pieces: Sequence[str], chosen: set[int], mark: _Mark, put: Mapping[int, str] = _NOTHING) -> str:
    """The pieces as a text for a page. Chosen words with only white space between them are one run.

    `put` has texts that come before a piece, or at the end.
    """
    found: list[str] = []
    is_open = False
    for at, piece in enumerate(pieces):
        is_apart = piece and not (piece.isspace() and _goes_on(pieces, at, chosen))
        if is_open and (at in put or (at not in chosen and is_apart)):
            found.append(mark.end)
            is_open = False
        found += (put[at], " ") if at in put else ()
        if at in chosen and not is_open:
            found.append(mark.start)
            is_open = True
        found.append(piece)
    found += (mark.end,) if is_open else ()
    return "".join(found) + (f" {put[len(pieces)]}" if len(pieces) in put else "")


def _goes_on(pieces: Sequence[str], at: int, chosen: set[int]) -> bool:
    """Whether the next piece with anything in it is a chosen word."""
    following = next((other for other in range(at + 1, len(pieces)) if pieces[other]), None)
    return following in chosen
