"""A line of Markdown → plain text, for lists of changes."""

import re
from typing import Final

_NO_WORDS: Final = re.compile(r"[|:\s*_-]*")
"""A line without words: below a table's head, between parts of a text, at the end of a box."""
_CELLS: Final = re.compile(r"\s*(?<!\\)\|\s*")
_MARKS: Final = (
    (re.compile(r"#{1,6}\s+(.*?)\s*#*"), r"Heading: \1"),
    (re.compile(r">\s*(.*)"), r"Quotation: \1"),
    (re.compile(r":{3,}\s*(.*)"), r"Box: \1"),
    (re.compile(r"(?:[*+-]|:)\s+(.*)"), r"\1"),
)
"""Marks at the start of a line: of a heading, a quotation, a box, an item of a list or a definition."""
_LINK: Final = re.compile(r"!?\[([^\]]+)\]\(<?([^()\s>]+)>?[^()]*\)")
_STRESS: Final = re.compile(r"(?<![\w*`])(\*{1,3}|`+|__)(?=\S)([^*`]+?)(?<=\S)\1(?![\w*`])")


def plain_text(line: str) -> str:
    """The words without Markdown; empty for a line without words."""
    if _NO_WORDS.fullmatch(line):
        return ""
    if line.startswith("|"):
        return f"Row: {_words('; '.join(filter(None, _CELLS.split(line))))}"
    for mark, said in _MARKS:
        if found := mark.fullmatch(line):
            return _words(found.expand(said))
    return _words(line)


def _words(text: str) -> str:
    return _STRESS.sub(r"\2", _LINK.sub(r"\1 (\2)", text))
