"""Two versions of a text → both as HTML, with the words marked that are in one of them only."""

import re
from difflib import SequenceMatcher

from sitegen.model.prose import Prose

_PIECE = re.compile(r"(<[^>]*>|\s+)")
"""What stands between two words: a tag, or white space."""
_DELETED = ("del", "taken out")
_INSERTED = ("ins", "put in")


def marked(before: Prose, after: Prose) -> tuple[Prose, Prose]:
    """The text before, with `del` round the words that went, and the text after, with `ins` round those that came.

    Programs that read pages aloud say little of these elements (WCAG technique G115 asks for more than a look), so each
    run of words begins with what became of it, in words that only they read.
    """
    old, new = _PIECE.split(before.html), _PIECE.split(after.html)
    was, now = _words(old), _words(new)
    matcher = SequenceMatcher(None, [old[at] for at in was], [new[at] for at in now], autojunk=False)
    gone, come = set[int](), set[int]()
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag != "equal":
            gone.update(was[from_old:to_old])
            come.update(now[from_new:to_new])
    return _joined(old, gone, *_DELETED), _joined(new, come, *_INSERTED)


def _words(pieces: list[str]) -> list[int]:
    """The places of the words among the pieces: every other one, for `_PIECE` is what parts them."""
    return [at for at in range(0, len(pieces), 2) if pieces[at]]


def _joined(pieces: list[str], chosen: set[int], element: str, said: str) -> Prose:
    """The pieces as a text for a page. Chosen words with only white space between them are one run."""
    found: list[str] = []
    is_open = False
    for at, piece in enumerate(pieces):
        if at in chosen and not is_open:
            found.append(f'<{element}><span class="spoken">{said}: </span>')
            is_open = True
        elif (
            is_open and at not in chosen and piece and not (piece.isspace() and _goes_on(pieces, at, chosen))
        ):
            found.append(f"</{element}>")
            is_open = False
        found.append(piece)
    return Prose.of("", "".join(found) + (f"</{element}>" if is_open else ""), "")


def _goes_on(pieces: list[str], at: int, chosen: set[int]) -> bool:
    """Whether the next piece with anything in it is a chosen word."""
    following = next((other for other in range(at + 1, len(pieces)) if pieces[other]), None)
    return following in chosen
