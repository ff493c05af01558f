"""The tokens of a Markdown text → its author's slips, which Markdown itself does not report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.reading.markdown.block_marks import marks_at_line_starts
from sitegen.reading.markdown.inline_marks import unrecognised_marks
from sitegen.reading.markdown.lines import SourceText
from sitegen.reading.markdown.misread import (
    box_without_end,
    fence_without_end,
    line_joined_above,
    numbers_of_a_list,
    sentence_above_a_line,
    sentence_in_table,
    sign_as_mark,
    words_in_code,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.model.prose import Slip

CHECKS: Mapping[str, tuple[Callable[[SourceText, int], Iterator[Slip]], ...]] = {
    "inline": (marks_at_line_starts, unrecognised_marks),
    "heading_open": (sentence_above_a_line,),
    "code_block": (words_in_code,),
    "fence": (fence_without_end,),
    "container_note_open": (box_without_end,),
    "container_warning_open": (box_without_end,),
    "ordered_list_open": (numbers_of_a_list,),
    "bullet_list_open": (sign_as_mark,),
    "blockquote_open": (sign_as_mark,),
    "dd_open": (sign_as_mark,),
    "list_item_close": (line_joined_above,),
    "blockquote_close": (line_joined_above,),
    "dd_close": (line_joined_above,),
    "footnote_reference_close": (line_joined_above,),
    "tr_open": (sentence_in_table,),
}
"""The checks for each type of token."""


def find_slips(tokens: Sequence[Token], lines: Sequence[str], notes: Sequence[str]) -> Iterator[Slip]:
    """The slips in a text of these `lines`, in the order of its tokens.

    `notes` are the names of its footnotes.
    """
    text = SourceText(tokens, lines, notes)
    for index, token in enumerate(tokens):
        for check in CHECKS.get(token.type, ()):
            yield from check(text, index)


def without_consequences(slips: Iterable[Slip]) -> tuple[Slip, ...]:
    """The slips without those that another slip causes, so that each mistake has one message."""
    found = tuple(slips)
    renamed = {slip.words for slip in found if slip.kind == "note_renamed"}
    unmarked = {slip.words for slip in found if slip.kind == "note_unmarked"}
    joined = {slip.line for slip in found if slip.kind in {"item_joined", "number_joined"}}
    torn = {slip.line for slip in found if slip.kind == "bar-in-code"}
    return tuple(
        slip
        for slip in found
        if not (slip.kind == "unused-footnote" and slip.words in renamed)
        and not (slip.kind == "note_missing" and slip.words in unmarked)
        and not (
            slip.kind in {"joined_list", "renumbered"} and not joined.isdisjoint((slip.line, slip.line - 1))
        )
        and not (slip.kind == "tick" and slip.line in torn)
    )
