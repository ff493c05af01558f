"""A text → its words as search compares them: lower case, without accents and punctuation.

find.js does the same to a query. `tests/outputs/search/words.json` has cases for both.
"""

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ς": "σ",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)
"""Letters that Unicode does not decompose, as people without them on their keyboard write them."""
_LATIN_WORD = re.compile(r"[a-z0-9]{1,40}")
_WORD = re.compile(r"[^\W_]{1,40}")
_APOSTROPHES = ("'", "’")


_PARTED = re.compile(
    r"[^\W_]+(?:[-\u2010][^\W_]+)+"
    r"|(?<![^\W_])(?<!,)[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
    r"|(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
)
"""What some people write as one word: words with hyphens, amounts with commas between thousands, letters with dots."""
_PARTING = re.compile(r"[-\u2010,.]")
_MAY_BE_WHOLE = re.compile(r"[-,]|\.[^\W\d_]")
_LONGEST = 40


def words(text: str) -> list[str]:
    """The words of a text, in order. A word of more than forty characters is split."""
    folded = _folded(text)
    return _LATIN_WORD.findall(folded) if folded.isascii() else _WORD.findall(folded)


def whole_words(text: str) -> list[str]:
    """What hyphens, commas and dots part, joined: `co-operative` is `cooperative`, `S.E.N.D.` is `send`, and `10,000` is `10000`."""
    if text.isascii() and not _MAY_BE_WHOLE.search(text):
        return []
    found = (_PARTING.sub("", parted) for parted in _PARTED.findall(_folded(text)))
    return [word for word in found if len(word) <= _LONGEST]


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower().replace("'", "")
    folded = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in folded if not _is_dropped(letter)).translate(LETTERS)


def squash(reference: str) -> str:
    """A reference without case and punctuation: `SMT-2003/01` is `smt200301`. May be empty."""
    return "".join(words(reference))


def loose(reference: str) -> str:
    """The same without zeros at the beginning of its numbers, which people leave out: `smt20031`."""
    return "".join(word.lstrip("0") for word in words(reference))


def _is_dropped(letter: str) -> bool:
    """Whether it is an accent, an invisible character or an apostrophe, which do not separate words."""
    return letter in _APOSTROPHES or unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")
