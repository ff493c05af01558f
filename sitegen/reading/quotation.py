"""Quotation marks around a value: straight ones, which count in YAML, and curly ones, which do not."""

import re
from typing import Final

CURLY: Final = "Curly quotation marks count as part of the value"
_AROUND: Final = re.compile(
    "[\u2018\u2019\u201c-\u201f\u00ab\u2039](.*)[\u2018\u2019\u201c-\u201f\u00bb\u203a]", re.DOTALL
)


def quoted(text: str) -> str:
    """The text in straight quotation marks, of the kind that it does not contain."""
    if not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def without_curly(text: str) -> str:
    """The text without the curly quotation marks around it; "" if there are none around all of it."""
    found = _AROUND.fullmatch(text.strip())
    return found[1].strip() if found else ""
