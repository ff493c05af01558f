"""The text of site.yaml and new buyers → the same text with them in its list; everything else stays as it was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sitegen.diagnostics import has_errors
from sitegen.importing.front_matter import items
from sitegen.importing.releases import CannotImport
from sitegen.reading.frontmatter import parse_yaml
from sitegen.reading.load import load_settings
from sitegen.reading.source import Source

_FIELD: Final = "buyers"
_EMPTY: Final = re.compile(r"(?m)^buyers:[ \t]*(?:\[\s*\])?[ \t]*(?=#|$)")
_DASH: Final = re.compile(r" *(?=-(?: |$))")


def with_buyers(source: Source, buyers: Sequence[Mapping[str, object]]) -> str:
    """The settings with these buyers after those that they have. Raises CannotImport if their list is written so that none fits in."""
    before, _ = load_settings(source)
    text = _spliced(source.text, buyers)
    after, faults = load_settings(replace(source, text=text))
    kept = len(before.record.buyers) if before else 0
    if not before or not after or has_errors(faults) or after.record.buyers[:kept] != before.record.buyers:
        message = (
            f"The buyers cannot be added to {source.path}: its list of buyers is written in an unusual way. Add these lines below "
            f"buyers: yourself, then repeat the command.\n\n{items(buyers, '  ')}"
        )
        raise CannotImport(message)
    return text


def _spliced(text: str, buyers: Sequence[Mapping[str, object]]) -> str:
    places = parse_yaml(text, "").places
    lines = text.rstrip("\n").split("\n")
    if (_FIELD,) not in places.keys:
        return "\n".join([*lines, f"{_FIELD}:", items(buyers, "  ")])
    if (_FIELD, 0) not in places.values:
        return _EMPTY.sub(
            lambda found: f"{found[0].split('[')[0].rstrip()}\n{items(buyers, '  ')}".rstrip("\n"),
            text,
            count=1,
        )
    start = places.keys[_FIELD,].line
    later = [span.line for loc, span in places.keys.items() if len(loc) == 1 and span.line > start]
    end = min(later, default=len(lines) + 1) - 1
    while end > start and re.fullmatch(r"\s*|#.*", lines[end - 1]):
        end -= 1
    dash = _DASH.match(lines[places.values[_FIELD, 0].line - 1])
    new = items(buyers, dash[0] if dash else "  ").rstrip("\n")
    return "\n".join([*lines[:end], new, *lines[end:], ""])
