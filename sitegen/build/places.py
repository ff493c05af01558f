"""The places of the values in a file ↔ the same in a sixtieth of the memory.

There are a hundred places in a file, and few are ever asked for.
"""

import marshal
from collections.abc import Mapping
from functools import lru_cache
from zlib import compress, decompress

from sitegen.diagnostics import Span
from sitegen.memo.packing import admit
from sitegen.model.entry import Loc, Origin, Places


class PackedPlaces(Places):
    """Places that are unpacked when one of them is asked for."""

    __slots__ = ("_data",)
    _data: bytes

    def __init__(self, data: bytes) -> None:
        object.__setattr__(self, "_data", data)

    def __reduce__(self) -> tuple[type["PackedPlaces"], tuple[bytes]]:
        return (PackedPlaces, (self._data,))

    @property
    def start(self) -> Span:  # noqa: D102 - as in Places
        return _unpacked(self._data).start

    @property
    def keys(self) -> Mapping[Loc, Span]:  # noqa: D102 - as in Places
        return _unpacked(self._data).keys

    @property
    def values(self) -> Mapping[Loc, Span]:  # noqa: D102 - as in Places
        return _unpacked(self._data).values

    @property
    def texts(self) -> Mapping[Loc, Origin]:  # noqa: D102 - as in Places
        return _unpacked(self._data).texts


admit(PackedPlaces)


def packed(places: Places) -> PackedPlaces:
    """The same places, packed."""
    spans = ({loc: _numbers(span) for loc, span in found.items()} for found in (places.keys, places.values))
    texts = {loc: (origin.line, origin.column, origin.indent) for loc, origin in places.texts.items()}
    return PackedPlaces(compress(marshal.dumps((_numbers(places.start), *spans, texts)), level=1))


@lru_cache(maxsize=50)  # who finds one thing in a file often finds another
def _unpacked(data: bytes) -> Places:
    start, keys, values, texts = marshal.loads(decompress(data))  # noqa: S302 - our own bytes, and marshal runs nothing
    return Places(
        Span(*start),
        {loc: Span(*span) for loc, span in keys.items()},
        {loc: Span(*span) for loc, span in values.items()},
        {loc: Origin(*origin) for loc, origin in texts.items()},
    )


def _numbers(span: Span) -> tuple[int, int, int, int]:
    return (span.line, span.column, span.end_line, span.end_column)
