"""Items of a list → ids for data and calendars that do not change when another item is inserted before them."""

from collections.abc import Iterable
from hashlib import sha256

from sitegen.model.slug import slug


def stable_names(words: Iterable[str]) -> tuple[str, ...]:
    """A name for each text, made from the text alone; repeated texts are numbered: `briefing-2`."""
    taken: set[str] = set()
    return tuple(
        _unique(slug(text, otherwise=sha256(text.encode()).hexdigest()[:8]), taken) for text in words
    )


def _unique(name: str, taken: set[str]) -> str:
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    taken.add(found)
    return found
