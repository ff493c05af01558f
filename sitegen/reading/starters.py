"""The files that `init` and `new` start from → the examples in them that authors should replace.

An example is every value of more than one word, every address and every number with letters, in use or behind a #; but
nothing below a note that says “You may keep”. So a new starter's values are examples unless a note says otherwise.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sitegen.model.starters import Examples, paragraphs

_NOTE = re.compile(r"( *)# ?(?! |- |[a-z_]+:(?: |$))")
_FIELD = re.compile(r"(?P<indent>[ -]*)(?:(?P<name>[a-z_]+):(?: |$))?(?P<value>.*)")
_BLOCK = re.compile(r"[|>]-?")
_KEEP = "You may keep"
_KEEP_TEXT = "You may keep the text"
_ASKS = "Say here"
_EXAMPLE = re.compile(r".*\S+ \S+.*|.*@.*|.*://.*|(?=.*\d)(?=.*[A-Za-z])[\w/-]{8,}")
_NONE = re.compile(r"[\w -]+: (?:\d+|off)|[#\[{].*|.*\{[{%].*", re.DOTALL)
"""A count below a name, a switch, a note, a list or a group on one line, and what differs from file to file."""


@lru_cache(maxsize=4)
def read_examples(templates: Path) -> Examples:
    """The examples of all starters below `templates`; empty if there are none."""
    paths = (path for path in sorted(templates.glob("starters/*")) if path.suffix in (".md", ".yaml"))
    found = [pair for path in paths for pair in _examples(path.read_text("utf-8"))]
    names = frozenset(value for name, value in found if name == "name")
    return Examples(frozenset(value for _, value in found), names)


def _examples(text: str) -> Iterator[tuple[str, str]]:
    """The examples of one starter, each with the name of its field; a paragraph below the fields has none."""
    _, fields, body = text.split("---\n", 2) if text.startswith("---\n") else ("", text, "")
    yield from (
        pair for pair in _values(fields.split("\n")) if _EXAMPLE.fullmatch(pair[1]) and _is_fixed(pair[1])
    )
    if _KEEP_TEXT not in fields:
        yield from (("", part) for _, part in paragraphs(body) if _is_fixed(part))


def _values(lines: list[str]) -> Iterator[tuple[str, str]]:
    """(field, value) for every value that no note lets an author keep; a text over several lines is one value."""
    kept, name, block, depth, was_note = _NOWHERE, "", list[str](), -1, False
    for line in (*lines, "end:"):
        if note := _NOTE.match(line):
            kept = _kept(line, len(note[1]), kept, was_note=was_note)
            was_note = True
            continue
        was_note = False
        found = _FIELD.fullmatch(re.sub(r"^( *)# ?", r"\1", line))
        assert found  # noqa: S101 - it matches everything
        if depth >= 0 and len(found["indent"]) > depth:
            block.append(found[0].strip())
            continue
        if block and kept == _NOWHERE:
            yield name, " ".join(block)
        name, block, depth = found["name"] or name, [], -1
        if _BLOCK.fullmatch(found["value"]):
            depth = len(found["indent"])
        elif kept == _NOWHERE:
            yield name, found["value"].strip("\"'")


_NOWHERE = 1000


def _kept(note: str, indent: int, kept: int, *, was_note: bool) -> int:
    """The indent from which values may be kept after a note, which covers the lines below it that are indented further."""
    if _KEEP in note:
        return indent
    return kept if was_note or indent > kept else _NOWHERE


def _is_fixed(value: str) -> bool:
    """Whether the value is the same in every file, and asks for no text: the check unfinished-text finds those."""
    return not (_NONE.fullmatch(value) or value.startswith(_ASKS))
