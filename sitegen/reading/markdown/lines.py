"""A line of Markdown tokens → the position of its words in the source text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.model.prose import Slip

if TYPE_CHECKING:
    from markdown_it.token import Token

_BOX_EDGE = re.compile(r"[ >\t]*:{3,}[ \t]*(\S?)")
_NOTED = re.compile(r"[^*`]*[\w)]\*(?:[\s.,;|)][^*`]*)?")


@dataclass(frozen=True)
class SourceText:
    """A text that is searched for slips: its tokens, its lines, and the names of its footnotes."""

    tokens: Sequence[Token]
    lines: Sequence[str]
    notes: Sequence[str] = ()

    def paragraph(self, index: int) -> str:
        """The words, with marks, of the paragraph whose inline token is at `index`; "" if it is not a paragraph."""
        if 0 < index < len(self.tokens) and self.tokens[index - 1].type == "paragraph_open":
            return self.tokens[index].content
        return ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of list items, as typed."""
        return frozenset(token.info for token in self.tokens if token.type == "list_item_open")

    @cached_property
    def unopened(self) -> frozenset[int]:
        """The numbers of lines that end a box although none was begun, not even under a wrong name."""
        found, depth = set(), 0
        for place, line in enumerate(self.lines):
            if edge := _BOX_EDGE.match(line):
                if not edge[1] and not depth:
                    found.add(place)
                depth = max(depth + (1 if edge[1] else -1), 0)
        return frozenset(found)

    @cached_property
    def has_noted_word(self) -> bool:
        """Whether a word is followed by a star, so that a line beginning with a star may be its note."""
        return any(_NOTED.fullmatch(line) for line in self.lines)

    def slip(self, kind: str, index: int, span: tuple[int, int], words: str = "") -> Slip:
        """A slip at these characters of the inline token at `index`, as far as the end of the first line."""
        token = self.tokens[index]
        start, end = span
        begins = token.content.rfind("\n", 0, start) + 1
        content = token.content[begins:].partition("\n")[0]
        inner = content.strip(" \t")
        line = (token.map[0] if token.map else 0) + token.content.count("\n", 0, start)
        # Marks of quotes and lists come before a line's own words, so the last match is the words; of equal cells, any.
        outer = max(self.lines[line].rfind(inner), 0) - (len(content) - len(content.lstrip(" \t")))
        return Slip(kind, line, outer + start - begins, min(end, begins + len(content)) - start, words)

    def at_line(self, kind: str, line: int, words: str = "") -> Slip:
        """A slip that is a whole line, without the space around it."""
        written = self.lines[line]
        length = len(written.strip())
        return Slip(kind, line, len(written) - len(written.lstrip()), length, words)
