"""pydantic's errors → findings in an author's words, without a library's wording or names of types."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.entry import Loc, Places
from sitegen.model.record import Part
from sitegen.reading.frontmatter import Data, Parsed
from sitegen.reading.quotation import CURLY, quoted, without_curly
from sitegen.reading.schema import field as field_of
from sitegen.reading.schema import listed, names, part_at, purpose
from sitegen.reading.unknown_fields import advice, meant, unknown_groups

KEY = "[key]"
"""The step by which pydantic marks a fault in a mapping's key rather than its value."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of pydantic at `loc` of a file of class `model`, and the value there."""

    loc: Loc
    model: type[Part]
    places: Places
    context: Mapping[str, Any]
    value: Data


def explain_all(
    faults: Sequence[ErrorDetails],
    model: type[Part],
    parsed: Parsed,
    path: str,
    reported: Collection[Loc] = (),
) -> list[Diagnostic]:
    """A finding for each error of pydantic in the fields of a file, except at places already `reported`.

    A misspelt field is one finding: the right name is not reported as missing too. A group of only unknown fields is
    also one finding.
    """
    places = parsed.places
    unknown = {fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"}
    missing = {fault["loc"] for fault in faults if fault["type"] == "missing"}
    groups = unknown_groups(unknown, missing, places)
    implied = {(*loc[:-1], name) for loc in unknown if (name := meant(loc, model, places))}
    found = [_unknown_group(group, model, parsed, path) for group in sorted(groups, key=str)]
    return found + [
        explain(fault, model, places, path, parsed.fields)
        for fault in faults
        if not any(fault["loc"][: len(loc)] == loc for loc in reported)
        and not (fault["type"] == "missing" and fault["loc"] in implied)
        and not (fault["type"] in ("missing", "extra_forbidden") and fault["loc"][:-1] in groups)
    ]


def _unknown_group(group: Loc, model: type[Part], parsed: Parsed, path: str) -> Diagnostic:
    """The finding about a group of which no field is known."""
    part = part_at(model, group) or model
    first, *_ = given = [loc for loc in parsed.places.keys if loc[:-1] == group]
    renamed = [f"“{field}” for “{loc[-1]}”" for loc in given if (field := meant(loc, model, parsed.places))]
    needed = [name for name in names(part) if (info := field_of(part, name)) and info.is_required()]
    hint = (
        f"write {listed(renamed, 'and')}; {listed(needed, 'and')} must be there"
        if renamed
        else (f"its fields are {listed(names(part), 'and')}")
    )
    message = "These lines hold no field that belongs here"
    return error("unknown-field", message, path, parsed.places.key(first), hint)


def explain(
    fault: ErrorDetails, model: type[Part], places: Places, path: str, fields: Data = ""
) -> Diagnostic:
    """A finding for one error of pydantic in the fields of a file."""
    loc, context = fault["loc"], fault.get("ctx", {})
    value = _value(fields, loc)
    if (
        isinstance(value, str)
        and fault["type"] in ("sitegen", "literal_error")
        and (bare := without_curly(value))
    ):
        return error("curly-quotes", CURLY, path, places.value(loc), f"take them away: {bare}")
    if fault["type"] == "sitegen" and context["code"] != "wrong-shape":
        span = places.key(loc[:-1]) if loc and loc[-1] == KEY else places.value(loc)
        return error(context["code"], context["message"], path, span, context["hint"])
    explained = _WORDS.get(fault["type"], _not_understood)
    code, message, hint, span = explained(Fault(loc, model, places, context, value))
    return error(code, message, path, span, hint)


def _value(fields: Data, loc: Loc) -> Data:
    for step in loc:
        if isinstance(fields, dict) and step in fields:
            fields = fields[str(step)]
        elif isinstance(fields, list) and isinstance(step, int) and step < len(fields):
            fields = fields[step]
        else:
            return ""
    return fields


Wording = tuple[str, str, str, Span]


def _missing(fault: Fault) -> Wording:
    loc, places, name = fault.loc, fault.places, str(fault.loc[-1])
    group = part_at(fault.model, loc[:-1])
    meaning = purpose(group, name) if group else ""
    if name == "body":
        return (
            "missing-text",
            "There is no text below the second ---",
            "write what readers need to know there",
            places.start,
        )
    if loc in places.keys:
        return (
            "missing-value",
            f"“{name}” is empty, and must say something",
            f"write it after the colon{_example(group, name)}. {meaning}".strip(),
            places.keys[loc],
        )
    where = places.key(loc[:-1]) if loc[:-1] else places.start
    hint = f"add a line that begins with “{name}:”. {meaning}".strip()
    return "missing-field", f"“{name}” is missing", hint, where


def _example(group: type[Part] | None, name: str) -> str:
    """How a date or a time is written, if the field is one; otherwise ""."""
    info = field_of(group, name) if group else None
    return _EXAMPLES.get(info.annotation, "") if info else ""


_EXAMPLES: Mapping[Any, str] = {date: ", as 2026-11-23", datetime: ", as 2026-11-23T12:00"}


def _unknown(fault: Fault) -> Wording:
    message = f"“{fault.loc[-1]}” is not a field that belongs here"
    hint = advice(fault.loc, fault.model, fault.places)
    return "unknown-field", message, hint, fault.places.key(fault.loc)


def _not_a_choice(fault: Fault) -> Wording:
    choices = [word.strip(" '") for word in fault.context["expected"].replace(" or ", ", ").split(",")]
    said = fault.value if isinstance(fault.value, str) else ""
    plain = re.sub(r"[\W_]+", "-", said.casefold()).strip("-")
    name = next(step for step in reversed(fault.loc) if isinstance(step, str))
    message = f"{f'“{said}”' if said else 'This'} is not a choice for “{name}”"
    if plain == "draft" and fault.loc == ("status",):
        hint = f"write “draft: true” on a line of its own; here write {listed(choices, 'or')}"
    elif close := get_close_matches(plain, choices, n=1, cutoff=0.6):
        others = [choice for choice in choices if choice != close[0]]
        hint = f"did you mean “{close[0]}”? Otherwise write {listed(others, 'or')}"
    else:
        hint = f"write {listed(choices, 'or')}"
    return "not-a-choice", message, hint, fault.places.value(fault.loc)


def _not_a_list(fault: Fault) -> Wording:
    fields = names(part) if (part := part_at(fault.model, (*fault.loc, 0))) else ()
    name, value = fault.loc[-1], fault.value
    if isinstance(value, dict) and value:
        first = next(iter(value))
        hint = f"put a hyphen and a space before “{first}”, and two more spaces before the other fields of the item"
    elif fields:
        lines = _shown([f"- {fields[0]}: …", *(f"  {field}: …" for field in fields[1:3])])
        hint = f"leave “{name}:” alone on its line, and write each item on lines below it: {lines}"
    else:
        item = value if isinstance(value, str) and value else "…"
        hint = f"leave “{name}:” alone on its line, and write each item on a line below it: “  - {item}”"
    return "wrong-shape", "This should be a list", hint, fault.places.value(fault.loc)


def _not_a_group(fault: Fault) -> Wording:
    part, name = part_at(fault.model, fault.loc), fault.loc[-1]
    fields = (
        [field for field in names(part) if (info := field_of(part, field)) and info.is_required()]
        if part
        else []
    )
    fields = fields or list(names(part) if part else ())[:3]
    if isinstance(fault.value, list) and fault.value and isinstance(fault.value[0], dict) and part:
        hint = "take the hyphen away: there is one of these, not a list"
    elif not isinstance(name, int) and fields:
        lines = _shown([f"  {field}: …" for field in fields])
        hint = f"leave “{name}:” alone on its line, and write its fields on lines below it: {lines}"
    elif fields:
        hint = f"write the fields of the item: {_shown([f'{field}: …' for field in fields])}"
    else:
        hint = "write a name, a colon and a value on indented lines of their own below it"
    return "wrong-shape", "This should be a group of fields", hint, fault.places.value(fault.loc)


def _shown(lines: Sequence[str]) -> str:
    return listed([f"“{line}”" for line in lines], "and")


def _not_a_text(fault: Fault) -> Wording:
    """A group or a list where a text belongs; most often a text with a colon in it, which looks like a field."""
    value, span = fault.value, fault.places.value(fault.loc)
    if isinstance(value, dict) and len(value) <= 1:
        key = next((loc for loc in fault.places.keys if loc[:-1] == fault.loc), None)
        inner = value.get(str(key[-1]), "") if key else ""
        if key and isinstance(inner, str):
            text = f"{key[-1]}: {inner}".rstrip()
            message = "There is a colon inside this text, so it looks like a field"
            return (
                "wrong-shape",
                message,
                f"put the whole of it in quotes: {quoted(text)}",
                fault.places.key(key),
            )
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        hint = f"write it after the colon, without hyphen or brackets: {_fit(value[0])}"
        return "wrong-shape", "This should be a single piece of text", hint, span
    return fault.context["code"], fault.context["message"], fault.context["hint"], span


def _fit(text: str) -> str:
    return quoted(text) if text[:1] in "[{'\"#&*!|>%@`" or ": " in text else text


def _not_understood(fault: Fault) -> Wording:
    return (
        "bad-value",
        "This value cannot be understood",
        "compare it with an example in the list of fields",
        fault.places.value(fault.loc),
    )


_WORDS: dict[str, Callable[[Fault], Wording]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_a_choice,
    "tuple_type": _not_a_list,
    "dict_type": _not_a_group,
    "model_type": _not_a_group,
    "sitegen": _not_a_text,
}
