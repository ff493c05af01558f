"""Values ↔ bytes, by pickle; but bytes that somebody else wrote can start nothing."""

import copyreg
import pickle
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from io import BytesIO
from operator import attrgetter
from typing import Any, Final
from zlib import compress, decompress
from zoneinfo import ZoneInfo

_OURS = ("sitegen.model.", "sitegen.diagnostics")
_PLAIN = frozenset((date, datetime, timedelta, timezone, Decimal, Fraction, ZoneInfo))
"""With the classes of these modules, all that packed values may be made of."""
_MODULES = tuple({kind.__module__ for kind in _PLAIN})
_ADMITTED: Final[set[tuple[str, str]]] = set()
_NOT_GIVEN: Final[set[str]] = set()
_PICKLE: Final = b"\x80"
"""The first byte of a pickle, and never that of compressed bytes."""
Reduce = Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]


def admit(*kinds: type) -> None:
    """Lets packed values be made of these classes too. Making one must do nothing but hold what it is given."""
    _ADMITTED.update((kind.__module__, kind.__qualname__) for kind in kinds)


def pack(value: object) -> bytes:
    """The bytes of a value made of the model's classes, plain ones and containers."""
    file = BytesIO()
    pickler = pickle.Pickler(file, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump((value,))
    return file.getvalue()


def pack_tightly(value: object) -> bytes:
    """The same in fewer bytes, for what is large and not often looked at: rows of data take a seventh."""
    data = pack(value)
    tight = compress(data, level=1)
    return tight if len(tight) < len(data) else data


def unpack(data: bytes | None) -> tuple[Any] | None:
    """The value that was packed, in a tuple of its own; None when the bytes are not what `pack` gives."""
    try:
        plain = data if data and data.startswith(_PICKLE) else decompress(data or b"")
        found = _Unpickler(BytesIO(plain)).load()
    except Exception:  # noqa: BLE001 - foreign bytes may fail in any way
        return None
    return found if isinstance(found, tuple) and len(found) == 1 else None


class _Reducers(dict[type, Reduce]):
    """How the values of a class are taken apart, worked out when the first of them comes.

    Large sites pack very many records: their values alone take half the time and room of Pydantic's own way, which
    writes the names of the fields in each and which of them were given; for dataclasses it is a tenth of the time.
    """

    def __missing__(self, kind: type) -> Reduce:
        if of_record := vars(kind).get("__pydantic_fields__"):
            names = tuple(of_record)
            self[kind] = lambda one: (fill, (kind, tuple(map(one.__dict__.__getitem__, names))))
        elif of_dataclass := vars(kind).get("__dataclass_fields__"):
            self[kind] = _by_position(kind, tuple(of_dataclass))
        else:
            raise KeyError(kind)
        return self[kind]


def _by_position(kind: type, names: Sequence[str]) -> Reduce:
    values = attrgetter(*names)
    return (lambda one: (kind, values(one))) if len(names) > 1 else (lambda one: (kind, (values(one),)))


_REDUCERS: Final = _Reducers(
    copyreg.dispatch_table
    # A zone goes by its name. Its own way needs `getattr`, which would let an entry reach anything.
    | {ZoneInfo: lambda zone: (ZoneInfo, (zone.key,))}
)


def fill(kind: Any, values: tuple[object, ...]) -> object:  # noqa: ANN401 - a class of Pydantic, which takes long to import
    """A record from its values, which were validated before they were packed."""
    one = kind.__new__(kind)
    set_one = object.__setattr__
    set_one(one, "__dict__", dict(zip(kind.__pydantic_fields__, values, strict=True)))
    set_one(one, "__pydantic_fields_set__", _NOT_GIVEN)
    set_one(one, "__pydantic_extra__", None)
    set_one(one, "__pydantic_private__", None)
    return one


class _Unpickler(pickle.Unpickler):
    """Reads what is made of our own records and of plain values, and refuses all else."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's signature
        return _found(module, name)


@cache
def _found(module: str, name: str) -> Callable[..., Any]:
    if (module, name) == (fill.__module__, fill.__name__):
        return fill
    may_be = (module, name) in _ADMITTED or module.startswith((*_OURS, *_MODULES))
    found = getattr(import_module(module), name) if may_be else None
    if not isinstance(found, type):
        raise pickle.UnpicklingError(name)
    if (
        (found.__module__, found.__qualname__) in _ADMITTED
        or found in _PLAIN
        or found.__module__.startswith(_OURS)
    ):
        return found
    raise pickle.UnpicklingError(name)
