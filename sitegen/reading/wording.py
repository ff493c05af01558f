"""What pydantic says is wrong → what an author needs to hear. No library's words and no type's name pass."""

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.entry import Loc, Places
from sitegen.model.record import Part
from sitegen.reading.schema import names, part_at, purpose

KEY = "[key]"
"""How pydantic marks a fault in a mapping's key rather than its value."""


def explain_all(
    faults: Sequence[ErrorDetails], model: type[Part], places: Places, path: str, told: Collection[Loc] = ()
) -> list[Diagnostic]:
    """A finding for each fault that pydantic reports of the fields of a file, but for values that were `told` of already.

    A misspelt field is one fault to its author, not two: that the right name is missing goes without saying.
    """
    meant = {
        (*fault["loc"][:-1], name)
        for fault in faults
        if fault["type"] == "extra_forbidden" and (name := _meant(fault["loc"], model))
    }
    return [
        explain(fault, model, places, path)
        for fault in faults
        if not any(fault["loc"][: len(loc)] == loc for loc in told)
        and (fault["type"] != "missing" or fault["loc"] not in meant)
    ]


def _meant(loc: Loc, model: type[Part]) -> str:
    """The field that a misspelt one was meant to be; empty when none is near."""
    close = get_close_matches(str(loc[-1]), names(part_at(model, loc[:-1]) or model), n=1, cutoff=0.6)
    return close[0] if close else ""


def explain(fault: ErrorDetails, model: type[Part], places: Places, path: str) -> Diagnostic:
    """A finding for one fault that pydantic reports of the fields of a file."""
    loc, context = fault["loc"], fault.get("ctx", {})
    if fault["type"] == "sitegen":
        span = places.key(loc[:-1]) if loc and loc[-1] == KEY else places.value(loc)
        return error(context["code"], context["message"], path, span, context["hint"])
    worded = _WORDS.get(fault["type"], _not_understood)
    code, message, hint, span = worded(loc, model, places, context)
    return error(code, message, path, span, hint)


Worded = tuple[str, str, str, Span]


def _missing(loc: Loc, model: type[Part], places: Places, _context: Mapping[str, Any]) -> Worded:
    name = str(loc[-1])
    group = part_at(model, loc[:-1])
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
            f"“{name}” has no value",
            f"write it after the colon. {meaning}".strip(),
            places.keys[loc],
        )
    where = places.key(loc[:-1]) if loc[:-1] else places.start
    hint = f"add a line that begins with “{name}:”. {meaning}".strip()
    return "missing-field", f"“{name}” is missing", hint, where


def _unknown(loc: Loc, model: type[Part], places: Places, _context: Mapping[str, Any]) -> Worded:
    name = str(loc[-1])
    group = part_at(model, loc[:-1]) or model
    meant = _meant(loc, model)
    hint = f"did you mean “{meant}”?" if meant else f"the fields here are {_listed(names(group), 'and')}"
    return "unknown-field", f"“{name}” is not a field that belongs here", hint, places.key(loc)


def _not_a_choice(loc: Loc, _model: type[Part], places: Places, context: Mapping[str, Any]) -> Worded:
    choices = [word.strip(" '") for word in context["expected"].replace(" or ", ", ").split(",")]
    return (
        "not-a-choice",
        "This is not one of the words that can stand here",
        f"write {_listed(choices, 'or')}",
        places.value(loc),
    )


def _not_a_list(loc: Loc, _model: type[Part], places: Places, _context: Mapping[str, Any]) -> Worded:
    return (
        "wrong-shape",
        "This should be a list",
        "put each item on a line of its own, beginning with a hyphen and a space",
        places.value(loc),
    )


def _not_a_group(loc: Loc, model: type[Part], places: Places, _context: Mapping[str, Any]) -> Worded:
    group = part_at(model, loc)
    fields = f": {_listed(names(group), 'and')}" if group else ""
    return (
        "wrong-shape",
        "This should be a group of fields",
        f"put them on indented lines of their own below{fields}",
        places.value(loc),
    )


def _not_understood(loc: Loc, _model: type[Part], places: Places, _context: Mapping[str, Any]) -> Worded:
    return (
        "bad-value",
        "This value cannot be understood",
        "compare it with an example in the list of fields",
        places.value(loc),
    )


def _listed(words: "tuple[str, ...] | list[str]", last: str) -> str:
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


_WORDS: dict[str, Callable[[Loc, type[Part], Places, Mapping[str, Any]], Worded]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_a_choice,
    "tuple_type": _not_a_list,
    "dict_type": _not_a_group,
    "model_type": _not_a_group,
}
