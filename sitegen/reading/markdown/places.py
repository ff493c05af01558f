"""The characters of a paragraph, heading or cell → their position in the source text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


class Place:
    """Where `content` is in a text: it begins on `line` of `lines`, and a table cell begins in column `cell`."""

    def __init__(self, lines: Sequence[str], content: str, line: int, cell: int | None = None) -> None:
        self.lines = lines
        self.content = content
        self.line = line
        self.cell = cell
        self._marks: list[int] | None = None
        self._columns: dict[int, int] = {}

    def __call__(self, offset: int) -> tuple[int, int]:
        """The line and the column, from 0, of the character at `offset` of the content."""
        if self._marks is None:
            mark = "\n" if self.cell is None else r"\|"
            self._marks = [found.start() for found in re.finditer(mark, self.content)]
        if self.cell is not None:  # a bar within a cell has a backslash
            return self.line, self.cell + offset + bisect_left(self._marks, offset)
        above = bisect_left(self._marks, offset)
        begins = self._marks[above - 1] + 1 if above else 0
        return self.line + above, max(self._column(above, begins) + offset - begins, 0)

    def _column(self, above: int, begins: int) -> int:
        """The column in the text at which a line of the content would begin, with the space before its words."""
        if above not in self._columns:
            end = self.content.find("\n", begins)
            written = self.content[begins : end if end >= 0 else len(self.content)]
            inner = written.lstrip(" \t")
            # Marks of quotes and lists come before a line's own words, so the last match is the words.
            outer = self.lines[self.line + above].rfind(inner)
            self._columns[above] = max(outer, 0) - (len(written) - len(inner))
        return self._columns[above]


def lines_of(
    tokens: Sequence[Token], lines: Sequence[str], is_sought: Callable[[Token], bool]
) -> Iterator[tuple[Token, Place]]:
    """Each inline token that `is_sought`, in order, with its place."""
    cell = 0
    before = ""
    for token in tokens:
        if token.type == "tr_open":
            cell = 0
        elif token.type == "inline" and token.children:
            line = token.map[0] if token.map else 0
            if before in ("th_open", "td_open"):
                cell = max(lines[line].find(as_cell(token.content), cell), cell)
                if is_sought(token):
                    yield token, Place(lines, token.content, line, cell)
                cell += len(as_cell(token.content))
            elif is_sought(token):
                yield token, Place(lines, token.content, line)
        before = token.type


def as_cell(content: str) -> str:
    """A cell as written in the text, where a bar has a backslash."""
    return content.replace("|", "\\|")


def starts_of(lines: Sequence[str]) -> list[int]:
    """The offset at which each line begins."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def line_and_column(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """(line, column), from 0, of the character at `offset`."""
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]
