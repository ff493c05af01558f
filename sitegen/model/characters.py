"""Invisible characters and those that look like a space: which they are, their names, and texts without them."""

import re
import unicodedata
from typing import Final

_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that change the direction of the text around them."""
# Unicode's format characters without those of Arabic, Syriac and Kaithi that show, the other code points that
# “Default_Ignorable_Code_Point” lists, the empty pattern of Braille, and what each program shows as it likes.
_FORMAT: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U0010fffd"

UNSEEN: Final = re.compile(f"[{_FORMAT}{_PRIVATE}]+")
"""Characters that are invisible or that programs show differently. No name and no address contains one."""
LIKE_A_SPACE: Final = re.compile(f"[{_SPACES}]")
"""Characters that look like a space but are not one to a program."""

_NAMES: Final = {
    "\u00a0": "no-break space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\ufeff": "zero-width no-break space",
    "\ufe0f": "variation selector",
}
"""Names that people use instead of the Unicode name."""
_KINDS: Final = {"Cc": "control character", "Co": "private-use character", "Cf": "tag"}
_DASH: Final = "Pd"
_TAGS: Final = range(0xE0000, 0xE1000)


def called(character: str) -> str:
    """The name of a character with its article: “a zero-width space”, “a private-use character (U+E000)”."""
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    if name and ord(character) not in _TAGS:
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    kind = _KINDS.get(unicodedata.category(character), "character without a name")
    return f"a {kind} (U+{ord(character):04X})"


def seen(text: str) -> str:
    """The text without invisible characters."""
    return UNSEEN.sub("", text)


def look(text: str) -> str:
    """A key that is equal for texts that look the same: without case, with one form of each letter, hyphen and space."""
    if text.isascii():
        return text.casefold()
    one = unicodedata.normalize("NFKC", seen(unicodedata.normalize("NFKC", text))).casefold()
    dashed = ("-" if unicodedata.category(sign) == _DASH else sign for sign in one)
    return " ".join("".join(dashed).split())
