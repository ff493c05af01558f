"""A text → the numbers of responses, or of respondents of one kind, that it tells, in figures or in words."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_ONES: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS: Final = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: Final = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    **{
        f"{tens}{between}{one}": 10 * number + more
        for number, tens in enumerate(_TENS, start=2)
        for more, one in enumerate(_ONES, start=1)
        for between in "- "
    },
    "both": 2,
}
_NUMBER: Final = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_START: Final = r"(?<![\w.,£/-])"
_BETWEEN: Final = r"(?:\s+(?:of|the|our|these|different|other|separate|written))*\s+"
_NOUN: Final = (
    "responses?|repl(?:y|ies)|respondents?|organi[sz]ations?|firms?|compan(?:y|ies)|business(?:es)?|suppliers?"
    "|submissions?|answers|providers?"
)
_TOTAL: Final = re.compile(
    rf"{_START}(?:(?P<number>{_NUMBER}){_BETWEEN}(?:{_NOUN})\b|all\s+(?:of\s+the\s+)?(?P<all>{_NUMBER})(?![\w%£/-]))",
    re.IGNORECASE,
)
_AT_LEAST: Final = re.compile(r"\b(?:at least|no fewer than|not fewer than)\s+$", re.IGNORECASE)
_SOLE: Final = r"(?:the\s+)?(?:only|sole)"


class Told(NamedTuple):
    """A number that a text tells, and where; of the respondents of a kind, or of all if `kind` is empty."""

    start: int
    end: int
    number: int
    kind: str = ""
    at_least: bool = False


def told(text: str, kinds: Iterable[str]) -> Iterator[Told]:
    """The numbers of responses in a text, and those of respondents of these kinds."""
    for found in _TOTAL.finditer(text):
        # “All three” may be three parks: it counts only if it is more than the figures have.
        at_least = bool(found["all"] or _AT_LEAST.search(text[: found.start()]))
        yield Told(*found.span(), _value(found["number"] or found["all"]), at_least=at_least)
    for kind in kinds:
        counted = rf"{_START}(?:(?P<number>{_NUMBER}){_BETWEEN}|{_SOLE}\s+){_either_number(kind)}\b"
        for found in re.finditer(counted, text, re.IGNORECASE):
            yield Told(*found.span(), _value(found["number"] or "one"), kind)


def _value(written: str) -> int:
    return int(written) if written.isdecimal() else _WORDS[" ".join(written.casefold().split())]


def _either_number(kind: str) -> str:
    """A pattern for the name of a kind in the plural or in the singular."""
    words = r"\s+".join(map(re.escape, kind.split()))
    for plural, singular in (("ies", "(?:ies|y)"), ("s", "s?")):
        if words.endswith(plural):
            return words.removesuffix(plural) + singular
    return f"{words}s?"
