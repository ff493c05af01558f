"""What a record's class says of its fields: the names at any depth, and what each is for."""

import ast
import inspect
import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from sitegen.model.entry import Loc
from sitegen.model.prose import Prose
from sitegen.model.record import Part
from sitegen.model.words import is_words

BY_LOADER = frozenset({"id", "body"})
"""Fields of a record that come from the file's name and its text, not from a line an author writes."""


def names(model: type[Part]) -> tuple[str, ...]:
    """The names an author may write in a group of this class."""
    from_file = BY_LOADER if hasattr(model, "collection") else frozenset()
    return tuple(info.alias or name for name, info in model.model_fields.items() if name not in from_file)


def part_at(model: type[Part], loc: Loc) -> type[Part] | None:
    """The class of the group at `loc` within a `model`; None if there is no group."""
    current = _unwrap(_annotation(model, loc))
    return current if isinstance(current, type) and issubclass(current, Part) else None


def is_free_text(model: type[Part], loc: Loc) -> bool:
    """Whether the value at `loc` is text in the author's own words, not a date, a number or a name."""
    annotation = _unwrap(_annotation(model, loc))
    marks = getattr(annotation, "__metadata__", ())
    found = field(group, str(loc[-1])) if loc and (group := part_at(model, loc[:-1])) else None
    marks = (*marks, *(found.metadata if found else ()))
    return _bare(annotation) in (str, Prose) and not any(isinstance(mark, AfterValidator) for mark in marks)


def _annotation(model: type[Part], loc: Loc) -> Any:  # noqa: ANN401 - annotations have no type of their own
    current: Any = model
    for step in loc:
        current = _unwrap(current)
        if isinstance(current, type) and issubclass(current, Part):
            info = field(current, str(step))
            current = info.annotation if info else None
        else:
            current = next(_inner(current), None)
    return current


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no type of their own
    """The class in an annotation, without `| None` and `Annotated`."""
    annotation = _unwrap(annotation)
    return _unwrap(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else annotation


def parts_of(model: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    """The groups that a class holds, or holds lists of, each with the field's name."""
    for name in names(model):
        for loc in ((name,), (name, 0)):
            if part := part_at(model, loc):
                yield name, part


def listed(words: "tuple[str, ...] | list[str]", last: str) -> str:
    """The words in a sentence: “a, b and c”."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def purpose(model: type[Part], name: str) -> str:
    """What the field is for: its docstring in the class, which the docs also show; "" if it has none."""
    for cls in model.__mro__:
        if issubclass(cls, Part) and (said := _docstrings(cls).get(name)):
            return said
    return ""


def holds_words(model: type[Part], loc: Loc) -> bool:
    """Whether the value at `loc` within a `model` is words for readers; True if there is no such field."""
    for length in range(len(loc), 0, -1):
        step, group = loc[length - 1], part_at(model, loc[: length - 1])
        if group and isinstance(step, str):
            info = field(group, step)
            return not info or (
                _leaf(info.annotation) in (str, Prose) and (is_words((step,)) or step == "address")
            )
    return True


def _leaf(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no type of their own
    """The class of a field, of each item of a list, or of each value of a mapping."""
    annotation = _unwrap(annotation)
    while inner := next(_inner(annotation), None):
        annotation = _unwrap(inner)
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def field(model: type[Part], name: str) -> FieldInfo | None:
    """The field that an author writes as `name`, or None."""
    return next((info for field, info in model.model_fields.items() if name in (field, info.alias)), None)


def _unwrap(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no type of their own
    """The annotation without `| None` and `Annotated`."""
    while get_origin(annotation) in (Union, types.UnionType):
        annotation = next((arm for arm in get_args(annotation) if arm is not type(None)), None)
    return annotation


def _inner(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations have no type of their own
    """What a list or a mapping holds."""
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        yield arguments[0]
    elif get_origin(annotation) is dict:
        yield arguments[1]


@cache
def _docstrings(cls: type) -> dict[str, str]:
    body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - getsource gives the class
    pairs = zip(body.body, body.body[1:], strict=False)
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
