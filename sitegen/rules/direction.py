"""Do words contain invisible characters that reverse or divide them?"""

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.characters import called
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.texts import texts

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_TURNS = re.compile(f"[{_TURNING}]+")
_OVERRIDES = re.compile("[\u202d\u202e]")
_DIVIDING = "\u200e\u200f\u061c\u200b"
_MARKS = re.compile(f"[{_DIVIDING}]+")
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of Hebrew, Arabic and the other scripts that run from right to left."""
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3040-\u9fff]"
)
"""Letters of scripts that put no space between words, in which an invisible one says where a line may end."""


def _turns(text: str) -> bool:
    return any(map(text.__contains__, _TURNING))  # ten times as fast as a pattern


def _divides(text: str) -> bool:
    return any(map(text.__contains__, _DIVIDING))


@rule(Severity.ERROR, reach="record")
def turned_text(content: Content) -> Iterator[Diagnostic]:
    """Words contain an invisible character that changes their direction.

    Hebrew, Arabic and similar texts may contain such characters, except the two that show letters backwards.

    Why: Readers see the words and digits in another order than the one that is read aloud, copied and searched. Some
    people use this to deceive. Most often it was copied from an address book or a file's properties.

    Wrong:
        Call (U+202D)01632 960111(U+202C) before noon.

    Right:
        Call 01632 960111 before noon.
    """
    for passage in texts(content, _turns):
        fitting = _FROM_THE_RIGHT.search(passage.source)
        for found in _TURNS.finditer(passage.source):
            if not fitting or _OVERRIDES.search(found[0]):
                message = f"An invisible character here reverses the order of words: {called(found[0][0])}"
                yield passage.find(
                    *found.span(), message, "delete it; there may be another behind the next words"
                )


@rule(Severity.WARNING, reach="record")
def zero_width_space(content: Content) -> Iterator[Diagnostic]:
    """Words contain a zero-width space, or a mark of direction in a text that runs from left to right.

    Joiners in emoji and in the scripts that use them are not reported, nor are zero-width spaces in Thai, Khmer and
    similar scripts.

    Why: Search does not find a word with such a character in it, and some screen readers say it as two words.

    Wrong:
        New park ben(U+200B)ches.

    Right:
        New park benches.
    """
    for passage in texts(content, _divides):
        if _FROM_THE_RIGHT.search(passage.source):
            continue
        for found in _MARKS.finditer(passage.source):
            around = passage.source[max(found.start() - 1, 0) : found.end() + 1]
            if not _WITHOUT_SPACES.search(around):
                message = f"There is a character here that cannot be seen: {called(found[0][0])}"
                yield passage.find(
                    *found.span(), message, "delete it; it came along with words from a web page or a chat"
                )
