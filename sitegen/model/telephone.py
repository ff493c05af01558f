"""The address of a link to a telephone number → what is wrong with it, or nothing where a telephone can dial it."""

import re
from typing import Final

from sitegen.model.web import Wrong

_DIALLED: Final = re.compile(r"\+?[0-9().-]*(?:;[a-z-]+=[0-9A-Za-z.+-]+)*", re.ASCII)
"""What a telephone understands after `tel:` (RFC 3966, section 3)."""
_FEWEST: Final = 3


def wrong_telephone_link(target: str) -> Wrong | None:
    """What is wrong with a link that begins with `tel:`; none when it is a number."""
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
