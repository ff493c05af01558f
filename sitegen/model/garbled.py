"""Text read in the wrong encoding → where it is, and what it was: “Â£” was “£”, “â€™” was “’”."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# How the bytes of UTF-8 look to a program that takes them for Windows-1252: what begins a character of two, three and
# four bytes, and what goes on.
_ON: Final = "[" + re.escape(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")) + "]"
_RUN: Final = re.compile(f"(?:[Â-ß]{_ON}|[à-ï]{_ON}{{2}}|[ð-ô]{_ON}{{3}})+")
# A right quotation mark whose last byte has no character in Windows-1252, and a capital with accent within a word.
_REST: Final = re.compile(r"â€|(?<=[a-z])Ã |(?<=[a-z])Õ(?=[a-z])")
_RESTS: Final = {"â€": "”", "Ã ": "à", "Õ": "’"}
_COMMON: Final = "’‘“”–—…•£€½¼¾°©®™éèêëáàâäíìîïóòôöúùûüçñßŵŷÉÂÔ"
_OTHERS: Final = {
    sign.encode().decode(codec): sign for codec in ("mac_roman", "cp437", "cp850") for sign in _COMMON
}
"""How these look to a Mac of before 2001 and to a terminal of Windows."""
_OTHER: Final = re.compile("|".join(map(re.escape, sorted(_OTHERS, key=len, reverse=True))))
_LOST: Final = re.compile("[\ufffd\ufffc]")

_SIGNS: Final = "ÂÃÄÅâïðáÎÏÐÑØÙ×à√¬‚├┬┼ÔΓÕ≈\ufffd\ufffc"
_MAY_BE: Final = re.compile(f"[{_SIGNS}]")
_TWICE: Final = 4
"""The most times in a row that a text may have been decoded wrongly."""
_MANY: Final = 3
"""From this many characters of another alphabet in a row, the text really is in that alphabet."""


class Garbled(NamedTuple):
    """A run of garbled characters, its start in the text, and what it was; empty if that is lost."""

    start: int
    written: str
    was: str


def may_be_garbled(text: str) -> bool:
    """Whether a text may be garbled: a quick test that rules out most texts."""
    return not text.isascii() and bool(_MAY_BE.search(text))


def garbled(text: str) -> Iterator[Garbled]:
    """The garbled runs of a text, in order."""
    end = 0
    for run in sorted(_runs(text), key=lambda run: (run.start, -len(run.written))):
        if run.start >= end:  # what is within another run was found there
            yield run
            end = run.start + len(run.written)


def _runs(text: str) -> Iterator[Garbled]:
    for lost in _LOST.finditer(text):
        yield Garbled(lost.start(), lost[0], "")
    for pattern, meant in ((_OTHER, _OTHERS), (_REST, _RESTS)):
        yield from (Garbled(run.start(), run[0], meant[run[0]]) for run in pattern.finditer(text))
    for run in _RUN.finditer(text):
        was = _read_again(run[0])
        if was and not _is_natural(run, was):
            yield Garbled(run.start(), run[0], was)


def _read_again(run: str) -> str:
    """The run before it was decoded wrongly, once or several times; empty if it was not."""
    was = run
    for _ in range(_TWICE):
        try:
            was = was.encode("cp1252").decode("utf-8")
        except UnicodeError:
            break
    return _RESTS.get(was, was) if was != run else ""


def _is_natural(run: re.Match[str], was: str) -> bool:
    """Whether somebody may have typed these characters: a letter with an accent and a mark behind it."""
    if not (run[0][0] in "ÂÃÄÅâïðá" and all(map(_is_common, was))):
        return len(was) < _MANY
    before, after = run.string[: run.start()][-1:], run.string[run.end() : run.end() + 1]
    is_letter = before.isupper() or (run[0][0] in "ÄÅ" and not before.isalpha())
    is_end = run[0] == "Ã\u00a0" or (run[0][1] in "’“”…–—»›" and not after.isalpha())
    return is_letter and is_end and len(run[0]) == 2  # noqa: PLR2004 - a letter and a mark


def _is_common(sign: str) -> bool:
    """Whether a sign is a letter of a language written in Latin letters, a mark or a picture."""
    return sign <= "\u017f" or "\u1e00" <= sign <= "\u27bf" or sign == "\ufeff" or sign >= "\U0001f000"
