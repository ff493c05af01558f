"""Pure functions over values → their results: those of the last run, or made now by all processors."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from sitegen.memo.packing import pack, pack_tightly, unpack
from sitegen.memo.processes import each
from sitegen.memo.store import Store

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 500
"""Results that are read from the store, or written to it, together."""


class Memo:
    """What a build remembers and shares goes through this. Without a folder it remembers nothing.

    A key is a digest of all that a result is made from, the program included: nothing is ever declared out of date, and
    forgetting everything changes no result.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._store = Store(folder)

    def each(  # noqa: PLR0913 - what is remembered, and how the rest is shared
        self,
        function: Callable[[T], R],
        values: Sequence[T],
        keys: Sequence[bytes],
        *,
        holds: Callable[[R], bool] = lambda _: True,
        keeps: Callable[[R], bool] = lambda _: True,
        slow: Callable[[T], bool] = lambda _: False,
        share: bool = True,
    ) -> Iterator[R]:
        """What the pure `function` gives for each value, in their order; `keys` has the key of each.

        A remembered result is used if it `holds`; a new one is remembered if `keeps` says so. New values are shared among
        the processors if there are many, or some of them are `slow`: these come first.
        """
        kept = {key: result for key, result in self.recall_all(keys) if holds(result)}
        new = [value for value, key in zip(values, keys, strict=True) if key not in kept]
        first = sum(map(slow, new))
        work = (len(values) if first else len(new)) if share else 0
        made = each(partial(_Result.of, function), new, first=first, work=work)
        order = iter(keys)
        while some := list(islice(order, _AT_ONCE)):
            fresh: list[tuple[bytes, bytes]] = []
            for key in some:
                if key in kept:
                    yield kept[key]
                    continue
                result = next(made)
                if self._store.is_open and keeps(result.value):
                    fresh.append((key, result.data))
                yield result.value
            self._store.keep(fresh)

    def share(self, function: Callable[[T], R], values: Sequence[T], work: int) -> Iterator[R]:
        """The same for a few slow values, remembering nothing. `work` says how many ordinary values they are worth."""
        return each(function, values, first=len(values), work=work)

    def recall(self, key: bytes) -> Any:  # noqa: ANN401 - whatever was kept under this key
        """What was kept under this key; None when there is nothing, or it is damaged."""
        return next((result for _, result in self.recall_all([key])), None)

    def recall_all(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Any]]:
        """What was kept under each of these keys, as far as it is there and undamaged."""
        wanted = iter(keys)
        while some := list(islice(wanted, _AT_ONCE)):  # the bytes of a few at a time
            for key, data in self._store.recall(some).items():
                if result := unpack(data):
                    yield key, result[0]

    def keep(self, key: bytes, result: object) -> None:
        """Keeps a result for the next run, in little room: it may be large."""
        if self._store.is_open:
            self._store.keep([(key, pack_tightly(result))])

    def use(self, key: bytes) -> None:
        """Says that the result under this key is still needed, though nobody looked at it."""
        self._store.use(key)

    def tidy(self) -> None:
        """Drops what this run did not use, once the store has outgrown its room."""
        self._store.tidy()


class _Result(Generic[R]):
    """A result and its bytes. Another process sends it as its bytes alone."""

    def __init__(self, value: R) -> None:
        self.value = value

    @property
    def data(self) -> bytes:
        return pack(self.value)

    @staticmethod
    def of(function: Callable[[T], R], value: T) -> "_Result[R]":
        return _Result(function(value))

    def __reduce__(self) -> tuple[Callable[[bytes], "_Sent[R]"], tuple[bytes]]:
        return (_Sent, (self.data,))


class _Sent(_Result[R]):
    """The same as it arrives from another process: its bytes need not be made again."""

    def __init__(self, data: bytes) -> None:
        found = unpack(data)
        if found is None:
            raise TypeError  # a class that packing does not know: a mistake of ours
        super().__init__(found[0])
        self._data = data

    @property
    def data(self) -> bytes:
        return self._data
