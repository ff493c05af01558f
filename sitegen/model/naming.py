"""Things in a list → a name for each that stays when another is put before it, as ids in data and calendars have to."""

from collections.abc import Iterable
from hashlib import sha256

from sitegen.model.slug import slug


def stable_names(words: Iterable[str]) -> tuple[str, ...]:
    """A name for each of these words, made of them alone. What has the same words is counted, in its order: `briefing-2`."""
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
