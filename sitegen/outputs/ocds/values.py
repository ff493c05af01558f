"""Values that may be missing → a JSON object without the missing ones; parts of an advert → their ids."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

from sitegen.model.naming import stable_names

Part = TypeVar("Part")
_LONG = 60
"""The most characters of words in an id."""

Object = dict[str, object]
"""A JSON object without null and without empty lists."""


def known(values: Mapping[str, object]) -> Object:
    """The values without None and empty texts, lists and objects; False and 0 are kept."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def with_ids(kind: str, parts: Sequence[Part], words: Callable[[Part], str]) -> Iterator[tuple[str, Part]]:
    """Each part with an id made from its words, which does not change when others are inserted before it."""
    names = stable_names(_short(words(part)) for part in parts)
    return ((f"{kind}-{name}", part) for name, part in zip(names, parts, strict=True))


def _short(words: str) -> str:
    """The words, or their beginning and a digest if they are long."""
    return words if len(words) <= _LONG else f"{words[:_LONG]} {sha256(words.encode()).hexdigest()[:8]}"
