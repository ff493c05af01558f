"""Markdown, as an author wrote it → Prose: HTML for a page, plain words, headings and links."""

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from sitegen.model.prose import Prose
from sitegen.reading.markdown.footnotes import mark_footnotes
from sitegen.reading.markdown.html import write_html
from sitegen.reading.markdown.links import resolve_links
from sitegen.reading.markdown.parser import parse
from sitegen.reading.markdown.rules import (
    Text,
    anchor_headings,
    draw_boxes,
    frame_tables,
    gather_words,
    rebase_headings,
    scope_cells,
)
from sitegen.reading.markdown.shown import place_losses, shown, with_numbers
from sitegen.reading.markdown.slips import without_consequences
from sitegen.reading.markdown.terms import Terms, mark_terms

if TYPE_CHECKING:
    from markdown_it.token import Token

RULES: "tuple[Callable[[list[Token], Text], list[Token]], ...]" = (
    rebase_headings,
    anchor_headings,  # needs the levels
    place_losses,  # needs cells as the parser left them
    resolve_links,  # needs the anchors, and cells as the parser left them
    draw_boxes,
    gather_words,  # after the titles of boxes, before words that are not the author's
    scope_cells,
    frame_tables,  # needs the headings
    mark_terms,  # after the links and the author's words are known, and captions are separate
    mark_footnotes,  # last: until now a mark has no words, so it adds none to captions and anchors
)
"""What happens to a text between parsing and writing, in this order."""

# Not allowed in HTML: control characters, surrogates and noncharacters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLACEHOLDER = "\ufffd"
_LAYOUT = re.compile(r"</?p>|\s+")
"""What may differ after a cut: a list item with one paragraph may or may not have tags for it."""
_FORM_FEED = re.compile("&#(?:0*12|[xX]0*[cC]);")
"""The one reference to a control character that the parser accepts. It is not allowed in feeds."""


def render(
    text: str, *, level: int = 3, anchors: str = "", folder: str = "", terms: Terms | None = None
) -> Prose:
    """The Prose of a text. Never raises.

    Args:
        text: Markdown: CommonMark with tables, footnotes, definition lists, strikethrough, and boxes. HTML in it shows as typed.
        level: the level, 2 to 6, of the highest heading of the text.
        anchors: the prefix of every id, so that several texts can share a page; "" for its main text.
        folder: the folder inside content/ that holds the text, which relative links start from.
        terms: the glossary terms to link to their entries; None for no links.
    """
    if not text.strip():
        return Prose.of(source=text, html="", text="")
    lines = _UNFIT.sub(_PLACEHOLDER, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "&#" in lines:
        lines = _FORM_FEED.sub(_no_character, lines)
    read = partial(_read, level=level, prefix=anchors, folder=folder, terms=terms)
    html, state = read(lines)
    found = (
        tuple(state.headings),
        tuple(state.links),
        tuple(state.tables),
        without_consequences(state.slips),
    )
    return Prose.of(text, html, state.words, *found, shown=_shown(html, state, read))


def _read(lines: str, *, is_again: bool = False, **asked: Any) -> tuple[str, Text]:  # noqa: ANN401 - what a Text is asked for
    # The text ends with a line feed because some block rules look one character past a line.
    tokens, slips, losses = parse(lines + "\n", seek=not is_again)
    state = Text(lines=lines.split("\n"), losses=losses, slips=slips, **asked)
    for rule in RULES:
        tokens = rule(tokens, state)
    return write_html(tokens), state


def _shown(html: str, state: Text, read: Callable[..., tuple[str, Text]]) -> str | None:
    """The source without what no page shows, or its words if no cut gives the same page; None if pages show all of it."""
    if numbered := with_numbers(state):
        return numbered
    for left in shown(state):
        again, other = read(left, is_again=True)
        if _LAYOUT.sub("", again) == _LAYOUT.sub("", html) and not any(shown(other)):
            return left
    return None if state.losses.is_certain and not any(shown(state)) else state.words


def _no_character(found: re.Match[str]) -> str:
    """A reference to U+0000, which the parser shows as unknown, of the same length as the one found."""
    return f"&#{'0' * (len(found[0]) - 3)};"
