"""A line of Markdown tokens to where its words stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model.prose import Slip

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Page:
    """A text while slips are sought in it: its tokens, its lines, and the names of its footnotes."""

    tokens: Sequence[Token]
    lines: Sequence[str]
    notes: Sequence[str] = ()

    def paragraph(self, index: int) -> str:
        """The words, marks and all, of the paragraph whose inline token is at `index`; "" where there is none."""
        if 0 < index < len(self.tokens) and self.tokens[index - 1].type == "paragraph_open":
            return self.tokens[index].content
        return ""

    def slip(self, kind: str, index: int, span: tuple[int, int], words: str = "") -> Slip:
        """A slip at these characters of the inline token at `index`, as far as the end of the first line."""
        token = self.tokens[index]
        start, end = span
        begins = token.content.rfind("\n", 0, start) + 1
        content = token.content[begins:].partition("\n")[0]
        inner = content.strip(" \t")
        line = (token.map[0] if token.map else 0) + token.content.count("\n", 0, start)
        # Marks of quotes and lists stand before a line's own words, so the last match is the words; of equal cells, any.
        outer = max(self.lines[line].rfind(inner), 0) - (len(content) - len(content.lstrip(" \t")))
        return Slip(kind, line, outer + start - begins, min(end, begins + len(content)) - start, words)
