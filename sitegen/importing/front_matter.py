"""Fields and a text → a file of content, and lines of site.yaml, each value written as people write it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

_PLAIN: Final = re.compile(
    r"(?!(?:null|true|false|yes|no|on|off)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?|\d{1,15}(?:\.\d{1,9})?"
)
"""Texts that need no quotation marks: codes, days, times, amounts."""
_WIDE: Final = 100
"""The longest list on one line."""


def content_file(fields: Mapping[str, object], body: str) -> str:
    """The text of a record's file: front matter, and the body in Markdown."""
    lines = "\n".join(_fields(fields, ""))
    return f"---\n{lines}\n---\n\n{body}\n"


def items(values: Sequence[Mapping[str, object]], indent: str) -> str:
    """A list of groups in YAML, each line with this indent and a line feed."""
    return "".join(f"{line}\n" for line in _items(values, indent))


def _fields(fields: Mapping[str, object], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from _fields(value, f"{indent}  ")
        elif isinstance(value, list | tuple):
            yield from _list(name, value, indent)
        else:
            yield from _value(f"{indent}{name}: ", value, indent)


def _list(name: str, values: Sequence[object], indent: str) -> Iterator[str]:
    flow = None if any(isinstance(one, Mapping) for one in values) else f"[{', '.join(map(_scalar, values))}]"
    if flow and len(flow) <= _WIDE and "\n" not in flow:
        yield f"{indent}{name}: {flow}"
        return
    yield f"{indent}{name}:"
    yield from _items(values, f"{indent}  ")


def _items(values: Sequence[object], indent: str) -> Iterator[str]:
    for value in values:
        if not isinstance(value, Mapping):
            yield from _value(f"{indent}- ", value, f"{indent}  ")
            continue
        first, *others = _fields(value, f"{indent}  ")
        yield f"{indent}- {first.lstrip(' ')}"
        yield from others


def _value(begin: str, value: object, indent: str) -> Iterator[str]:
    """A value; a text of several lines as a block, in which nothing is escaped."""
    if isinstance(value, str) and "\n" in value:
        yield f"{begin}|-"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{begin}{_scalar(value)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
