"""Markdown, as an author wrote it → Prose: HTML for a page, plain words, headings and links."""

import re
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any, cast

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.model.prose import Prose
from sitegen.reading.markdown_html import write_html
from sitegen.reading.markdown_links import Destination, resolve_links
from sitegen.reading.markdown_rules import (
    BOXES,
    Text,
    anchor_headings,
    draw_boxes,
    frame_tables,
    gather_words,
    mark_footnotes,
    rebase_headings,
    scope_cells,
)
from sitegen.reading.markdown_terms import Terms, mark_terms

RULES: tuple[Callable[[list[Token], Text], list[Token]], ...] = (
    rebase_headings,
    anchor_headings,  # needs the levels
    resolve_links,  # needs the anchors, and cells as the parser left them
    draw_boxes,
    gather_words,  # after the titles of boxes, before words that are not the author's
    scope_cells,
    frame_tables,  # needs the headings
    mark_terms,  # after the links and words that are the author's, and when captions stand apart
    mark_footnotes,  # last: until now a mark has no words, so none in captions and anchors
)
"""What happens to a text between parsing and writing, in this order."""

# What HTML cannot carry: control characters, halves of characters, code points that are no characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLACEHOLDER = "\ufffd"
_FORM_FEED = re.compile("&#(?:0*12|[xX]0*[cC]);")
"""The one reference to a control character that the parser lets through; no feed could hold it."""


def render(
    text: str, *, level: int = 3, anchors: str = "", folder: str = "", terms: Terms | None = None
) -> Prose:
    """A text as it goes on a page. Any text gives a Prose; nothing is raised.

    Args:
        text: Markdown: CommonMark with tables, footnotes, definition lists, strikethrough, and boxes. HTML in it is shown, not obeyed.
        level: the level of heading, 2 to 6, that the highest heading of the text becomes.
        anchors: what every id begins with, so that several texts can share a page; "" for its main text.
        folder: the folder inside content/ that holds the text, which relative links start from.
        terms: the terms of the glossary that are linked to their entries; none where none are.
    """
    if not text.strip():
        return Prose.of(source=text, html="", text="")
    lines = _UNFIT.sub(_PLACEHOLDER, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "&#" in lines:
        lines = _FORM_FEED.sub(_no_character, lines)
    state = Text(level=level, prefix=anchors, folder=folder, lines=lines.split("\n"), terms=terms)
    # The last line ends: some block rules look one character past a line.
    tokens = _parse(lines + "\n")
    for rule in RULES:
        tokens = rule(tokens, state)
    found = (tuple(state.headings), tuple(state.links), tuple(state.tables))
    return Prose.of(text, write_html(tokens), state.words, *found)


def _no_character(found: re.Match[str]) -> str:
    """A reference to no character, which the parser shows as unknown, as long as the one found."""
    return f"&#{'0' * (len(found[0]) - 3)};"


def _parse(lines: str) -> list[Token]:
    found: dict[str, Any] = {}
    tokens = _PARSER.parse(lines, found)
    for reference in found.get("references", {}).values():
        reference["href"].line = reference["map"][0]
    return tokens


class _Parser(MarkdownIt):
    """The parser, with destinations left as they were written: our rule decides where they lead."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - the library's name
        return True


def _parse_destination(block: str, start: int, end: int) -> Any:  # noqa: ANN401 - the library keeps the type private
    """The library's reading of a destination, which remembers where it stands."""
    result = helpers.parseLinkDestination(block, start, end)
    if result.ok:
        bracket = block.startswith("<", start)
        written = block[start + bracket : result.pos - bracket]
        result.str = Destination.within(result.str, written, block, start + bracket)
    return result


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """The library's rule for `<https://…>`, whose destinations remember where they stand."""
    start = state.pos + 1
    if not autolink(state, silent):
        return False
    if not silent:
        link = state.tokens[-3]  # it has added a beginning, words and an end
        written = state.src[start : state.pos - 1]
        link.attrs["href"] = Destination.within(str(link.attrs["href"]), written, state.src, start)
    return True


def _parse_lines(state: StateCore) -> None:
    """The library's parsing of paragraphs, headings and cells, with a short way for words without any sign of Markdown."""
    parser = state.md.inline
    for token in state.tokens:
        if token.type == "inline":
            is_plain = token.content and not parser.terminator_re.search(token.content)
            words = [Token("text", "", 0, content=token.content)] if is_plain else []
            token.children = words or parser.parse(token.content, state.md, state.env, [])


def _lift_notes(state: StateCore) -> None:
    """Take footnotes written inside another out of it: the library's next rule expects them side by side."""
    if "footnotes" not in state.env:
        return
    nested: list[list[Token]] = [[]]
    lifted: list[Token] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            nested.append([])
        nested[-1].append(token)
        if token.type == "footnote_reference_close":
            note = nested.pop()
            (lifted if len(nested) > 1 else nested[0]).extend(note)
    state.tokens = nested[0] + lifted


def _make_parser() -> _Parser:
    parser = _Parser("commonmark", {"html": False})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline"])  # saves a look at every line; HTML is off anyway
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False)  # a note stands apart from the sentence it belongs to
    parser.core.ruler.after("inline", "lift_notes", _lift_notes)
    parser.core.ruler.at("inline", _parse_lines)
    for box in BOXES:
        container_plugin(parser, box.removeprefix("container_"))
    parser.inline.ruler.at("autolink", _autolink)
    # Each is asked for at every mark or line; an option that is not there costs an exception every time.
    for option in ("alerts", "inline_definitions", "store_labels", "strikethrough_single_tilde", "tasklists"):
        parser.options[option] = False
    ours = SimpleNamespace(**vars(helpers) | {"parseLinkDestination": _parse_destination})
    parser.helpers = cast("ModuleType", ours)  # the library looks its helpers up here
    return parser


_PARSER = _make_parser()
