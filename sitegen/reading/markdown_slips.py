"""The tokens of a Markdown text, as the parser left them → the slips of its writer that Markdown does not report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.reading.markdown_leftovers import marks_left_over
from sitegen.reading.markdown_lines import Page
from sitegen.reading.markdown_marks import marks_at_beginnings

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.model.prose import Slip

LOOKS: Mapping[str, tuple[Callable[[Page, int], Iterator[Slip]], ...]] = {
    "inline": (marks_at_beginnings, marks_left_over),
}
"""What is looked at, and for which slips, by the type of the token. Each token is looked at once."""


def find_slips(tokens: Sequence[Token], lines: Sequence[str], notes: Sequence[str]) -> Iterator[Slip]:
    """The slips in a text of these `lines`, in the order of its tokens.

    `notes` are the names of its footnotes.
    """
    page = Page(tokens, lines, notes)
    for index, token in enumerate(tokens):
        for look in LOOKS.get(token.type, ()):
            yield from look(page, index)
