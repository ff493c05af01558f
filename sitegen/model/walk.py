"""Every value of a record with the way to it: how references, files and prose are found wherever they stand."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel

from sitegen.model.entry import Loc

T = TypeVar("T")


def walk(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """The single values within a record, each with its way, in the order of the fields."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            if (inner := getattr(value, name)) is not None:
                yield from walk(inner, (*loc, info.alias or name))
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from walk(inner, (*loc, place))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from walk(inner, (*loc, key))
    else:
        yield loc, value


def find(record: BaseModel, kind: type[T]) -> Iterator[tuple[Loc, T]]:
    """The values of one class within a record, each with its way."""
    return ((loc, value) for loc, value in walk(record) if isinstance(value, kind))
