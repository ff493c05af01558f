"""Blank values in a file → an error if the value decides what the public sees, otherwise advice."""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity, error
from sitegen.model.entry import Loc
from sitegen.model.record import Part
from sitegen.model.scalars import Decides
from sitegen.reading.frontmatter import Data, Parsed
from sitegen.reading.schema import field, names, part_at


def remove_blanks(parsed: Parsed, model: type[Part], path: str) -> Iterator[Diagnostic]:
    """A finding for each blank value of a file; blank fields are removed from `parsed.fields`.

    A required field is only removed, and later reported as missing. An unknown field stays, and is reported as unknown.
    """
    for loc in parsed.blanks:
        name, group = loc[-1], part_at(model, loc[:-1])
        holder = _holder(parsed.fields, loc)
        if isinstance(name, int):
            yield _item(parsed, loc, path)
        elif group and name not in names(group) and isinstance(holder, dict):
            holder.setdefault(name, "")
        else:
            if isinstance(holder, dict):
                holder.pop(name, None)
            yield from _field(parsed, loc, group, path)


def _holder(fields: Data, loc: Loc) -> Data:
    """The group or list that holds the value at `loc`."""
    for step in loc[:-1]:
        fields = fields[step]  # type: ignore[index] # the places are those of the data
    return fields


def _item(parsed: Parsed, loc: Loc, path: str) -> Diagnostic:
    message = "This item of the list is empty"
    return error(
        "empty-item", message, path, parsed.places.value(loc), "write the item, or take the line out"
    )


def _field(parsed: Parsed, loc: Loc, group: type[Part] | None, path: str) -> Iterator[Diagnostic]:
    name, place = str(loc[-1]), parsed.places.key(loc)
    info = field(group, name) if group else None
    decides = next((mark for mark in info.metadata if isinstance(mark, Decides)), None) if info else None
    if decides and info and not info.is_required():
        message = f"“{name}” has no value, and {decides.why}"
        yield error("undecided", message, path, place, decides.hint)
    elif not info or not info.is_required():
        instead = f"“{info.default}” is taken" if info and _is_plain(info.default) else "it is left out"
        hint = "write a value after the colon, or take the line out"
        message = f"“{name}” has no value, so {instead}"
        yield Diagnostic("left-blank", Severity.ADVICE, message, path, place, hint)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
