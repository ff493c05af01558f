"""The model → JSON Schemas (draft-07), with which editors complete and explain the fields of content files."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from sitegen.model.config import Config
from sitegen.model.kinds import KINDS
from sitegen.model.record import Part
from sitegen.reading.schema import names, purpose

MODELS: Final[Mapping[str, type[Part]]] = {
    "site": Config,
    **{kind.name: kind.cls for kind in KINDS},
}
"""The models with a schema: site.yaml, and each kind of record."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT = {"type": ["string", "number", "boolean"]}
"""Any single value, because we read it as text even if YAML has a number."""
_MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$",
}
"""The standard's “date-time” requires seconds and an offset."""
_SCALARS: Mapping[str, dict[str, Any]] = {
    "string": _TEXT,
    "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "date-time": _MOMENT,
    "number": {"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"},
    "integer": {"type": ["integer", "string"], "pattern": r"^\d+$"},
    "tally": {"type": ["integer", "string"], "pattern": r"^(\d+( or more)?|fewer than 3)$"},
    "mean": {"type": ["number", "string"], "pattern": r"^[0-5](\.\d+)?( or (more|less))?$"},
    "boolean": {
        "type": ["boolean", "string"],
        "pattern": "^([Yy]es|YES|[Nn]o|NO|[Tt]rue|TRUE|[Ff]alse|FALSE)$",
    },
}
"""Schemas of values by their format, or else their type. A pattern applies only to text, such as “yes”."""


def schemas() -> dict[str, str]:
    """The text of every schema, by the name of its file."""
    return {f"{name}.json": schema(name) for name in MODELS}


def schema(name: str) -> str:
    """The schema of one of `MODELS`. It accepts all that sitegen accepts, and more."""
    model = MODELS[name]
    made = model.model_json_schema(by_alias=True, mode="validation", ref_template="#/definitions/{model}")
    groups = {cls.__name__: cls for cls in _groups(model, set())}
    described = made.pop("$defs", {})
    top = {"$schema": _DRAFT, **_group(made, model)}
    definitions = {key: _group(group, groups[key]) for key, group in described.items() if key in groups}
    # A class that contains itself is also among the definitions, where nothing refers to it.
    definitions.pop(model.__name__, None)
    whole = {**top, "definitions": definitions} if definitions else top
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _groups(annotation: Any, seen: set[type[Part]]) -> Iterator[type[Part]]:  # noqa: ANN401 - annotations have no type of their own
    """The classes of all groups within an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Part) and annotation not in seen:
        seen.add(annotation)
        yield annotation
        for info in annotation.model_fields.values():
            yield from _groups(info.annotation, seen)
    for argument in get_args(annotation):
        yield from _groups(argument, seen)


def _group(made: Mapping[str, Any], model: type[Part]) -> dict[str, Any]:
    """The schema of a group of fields, with descriptions, without fields that come from the file itself."""
    written = names(model)
    fields = {info.alias or name: name for name, info in model.model_fields.items()}
    properties = {
        name: _described(_value(inner), purpose(model, fields[name]))
        for name, inner in made["properties"].items()
        if name in written
    }
    required = [name for name in made.get("required", ()) if name in written]
    return {
        "type": "object",
        "description": " ".join((model.__doc__ or "").split("\n")[0].split()),
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _described(value: dict[str, Any], words: str) -> dict[str, Any]:
    """The value with its description. Draft-07 ignores keys beside `$ref`, so that is wrapped."""
    return {"description": words, **({"allOf": [value]} if "$ref" in value else value)}


def _value(made: Mapping[str, Any]) -> dict[str, Any]:
    """Pydantic's schema of a value, changed to what an author may type."""
    if "anyOf" in made:  # a field that may be left out, or may be written in several ways
        arms = [_value(arm) for arm in made["anyOf"] if arm.get("type") != "null"]
        return arms[0] if len(arms) == 1 else {"anyOf": arms}
    if "$ref" in made:
        return {"$ref": made["$ref"]}
    if choices := made.get("enum") or ([made["const"]] if "const" in made else None):
        numbers = [int(choice) for choice in choices if re.fullmatch(r"\d+", choice)]
        return {"enum": [*choices, *numbers]}
    if made.get("type") == "array":
        return {"type": "array", "items": _value(made["items"])}
    if made.get("type") == "object":
        return {"type": "object", "additionalProperties": _value(made["additionalProperties"])}
    typed = dict(_SCALARS[made.get("format") or made["type"]])
    return {**typed, "examples": made["examples"]} if "examples" in made else typed
