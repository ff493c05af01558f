"""Quotation marks around a value: those that count in YAML, and those that a word processor makes of them."""

import re
from typing import Final

CURLY: Final = "Curly quotation marks are taken for a part of the value"
_AROUND: Final = re.compile(
    "[\u2018\u2019\u201c-\u201f\u00ab\u2039](.*)[\u2018\u2019\u201c-\u201f\u00bb\u203a]", re.DOTALL
)


def quoted(text: str) -> str:
    """The text in quotation marks that count, of the kind that it does not hold itself."""
    if not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def without_curly(text: str) -> str:
    """What stands between curly quotation marks; nothing, unless they stand around the whole of the text."""
    found = _AROUND.fullmatch(text.strip())
    return found[1].strip() if found else ""
