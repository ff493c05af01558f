"""A record → its single values, each with its path: references, files, prose."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeVar, cast

from pydantic import BaseModel

Loc = tuple[str | int, ...]
"""The path of a value within a record: `("events", 0, "starts")`."""

T = TypeVar("T")
_GROUPS = (BaseModel, tuple, dict)


def walk(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """The single values of a record with their paths, in the order of the fields, without None."""
    if not isinstance(value, _GROUPS):
        yield loc, value
        return
    for step, inner in _inside(value):
        if isinstance(inner, _GROUPS):
            yield from walk(inner, (*loc, step))
        elif inner is not None:
            yield (*loc, step), inner


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        names = _written_names(type(value))
        return ((names.get(name, name), inner) for name, inner in value.__dict__.items())
    return value.items() if isinstance(value, dict) else enumerate(cast("tuple[object, ...]", value))


@cache
def _written_names(model: type[BaseModel]) -> dict[str, str]:
    """The names that authors write where these are not the fields' own."""
    return {name: info.alias for name, info in model.model_fields.items() if info.alias}


def find(record: BaseModel, kind: type[T]) -> Iterator[tuple[Loc, T]]:
    """The values of one class within a record, with their paths."""
    return ((loc, value) for loc, value in walk(record) if isinstance(value, kind))
