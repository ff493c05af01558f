"""Telephone numbers → what is wrong with a link to one, and the digits to dial."""

import re
from typing import Final

from sitegen.model.web import Wrong

_DIALLED: Final = re.compile(r"\+?[0-9().-]*(?:;[a-z-]+=[0-9A-Za-z.+-]+)*", re.ASCII)
"""What a telephone understands after `tel:` (RFC 3966, section 3)."""
_FEWEST: Final = 3


def wrong_telephone_link(target: str) -> Wrong | None:
    """What is wrong with a link that begins with `tel:`; None if it can work."""
    number = target.removeprefix("tel:")
    digits = re.sub(r"[^0-9+]", "", number)
    if _DIALLED.fullmatch(number) and len(digits) >= _FEWEST:
        return None
    hint = (
        f"write the digits alone: tel:{digits}"
        if len(digits) >= _FEWEST
        else "write a number: tel:+441632960111"
    )
    return Wrong(f"“{target}” is not a number that a telephone can dial", hint)


def dialled(number: str) -> str:
    """The digits to dial, with a plus before a country code, without “(0)” and without an extension."""
    number = re.split(
        r"\b(?:ext|x|extension|option)\b",
        number.replace("(0)", "") if "+" in number else number,
        flags=re.IGNORECASE,
    )[0]
    plus = "+" if re.match(r"[^\d]*\+", number) else ""
    return plus + re.sub(r"\D", "", number)
