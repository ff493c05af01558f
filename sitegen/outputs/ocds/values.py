"""Values that may be missing → an object of JSON with those that are there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

from sitegen.model.naming import stable_names

Part = TypeVar("Part")
_LONG = 60
"""So many letters an id is made of at most."""

Object = dict[str, object]
"""An object of JSON. What is not known is left out: there is neither a null nor an empty list."""


def known(values: Mapping[str, object]) -> Object:
    """The values without those that are not known: none, and empty texts, lists and objects. False and 0 stay."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def with_ids(kind: str, parts: Sequence[Part], words: Callable[[Part], str]) -> Iterator[tuple[str, Part]]:
    """Each part with its id, made of the words that tell it: it stays when others are put before it."""
    names = stable_names(_short(words(part)) for part in parts)
    return ((f"{kind}-{name}", part) for name, part in zip(names, parts, strict=True))


def _short(words: str) -> str:
    """The words, or what they begin with and a digest of all."""
    return words if len(words) <= _LONG else f"{words[:_LONG]} {sha256(words.encode()).hexdigest()[:8]}"
