"""Markdown → tokens: CommonMark, and what we add to it; only importer of markdown_it."""

from types import ModuleType, SimpleNamespace
from typing import Any, cast

from markdown_it import MarkdownIt, helpers, rules_block, rules_inline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from sitegen.model.html import html_at
from sitegen.model.prose import Slip
from sitegen.reading.markdown.links import Destination
from sitegen.reading.markdown.losses import LOSSES, Losses
from sitegen.reading.markdown.recording import (
    BlockRule,
    record_cells,
    record_code,
    record_definitions,
    record_depth,
    record_entities,
    record_fences,
    record_html,
    record_links,
    record_marks,
    record_notes,
)
from sitegen.reading.markdown.rules import BOXES
from sitegen.reading.markdown.slips import find_slips


def parse(lines: str, *, seek: bool) -> tuple[list[Token], list[Slip], Losses]:
    """The tokens of a text that ends with a line feed, its slips (none unless `seek`), and what no page shows of it."""
    losses = Losses()
    found: dict[str, Any] = {LOSSES: losses, "seek": seek, "slips": []}
    tokens = _PARSER.parse(lines, found)
    for reference in found.get("references", {}).values():
        reference["href"].line = reference["map"][0]
    return tokens, found["slips"], losses


class _Parser(MarkdownIt):
    """The parser, which leaves destinations as written: `resolve_links` decides where they lead."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - the library's name
        return True


def _parse_destination(block: str, start: int, end: int) -> Any:  # noqa: ANN401 - the library keeps the type private
    """The library's parser of destinations, with the place of each."""
    result = helpers.parseLinkDestination(block, start, end)
    if result.ok:
        bracket = block.startswith("<", start)
        written = block[start + bracket : result.pos - bracket]
        result.str = Destination.within(result.str, written, block, start + bracket)
    return result


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """The library's rule for `<https://…>`, with the place of each destination."""
    start = state.pos + 1
    # A tag of a word processor such as <st1:place> looks like an address.
    if state.src.startswith("<st", state.pos) and html_at(state.src, state.pos):
        return False
    if not autolink(state, silent):
        return False
    if not silent:
        link = state.tokens[-3]  # it has added a beginning, words and an end
        written = state.src[start : state.pos - 1]
        link.attrs["href"] = Destination.within(str(link.attrs["href"]), written, state.src, start)
    return True


def _parse_lines(state: StateCore) -> None:
    """The library's parser of paragraphs, headings and cells, with a shortcut for words without any sign of Markdown."""
    parser = state.md.inline
    for token in state.tokens:
        if token.type == "inline":
            is_plain = token.content and not parser.terminator_re.search(token.content)
            words = [Token("text", "", 0, content=token.content)] if is_plain else []
            state.env[LOSSES].line = token
            token.children = words or parser.parse(token.content, state.md, state.env, [])


def _note_slips(state: StateCore) -> None:
    """Finds slips, before the library turns escaped characters into words and moves the notes."""
    if not state.env["seek"]:
        return
    notes = tuple(label[1:] for label in state.env.get("footnotes", {}).get("refs", ()))
    state.env["slips"] = list(find_slips(state.tokens, state.src.split("\n"), notes))


def _lift_notes(state: StateCore) -> None:
    """Moves nested footnotes out of each other: the library's next rule expects them side by side."""
    losses: Losses = state.env[LOSSES]
    if not losses.notes:
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
    named = {note["label"]: number for number, note in state.env["footnotes"]["list"].items()}
    losses.numbers = {name: number + 1 for name, number in named.items()}
    notes = (token for token in state.tokens if token.type == "footnote_reference_open")
    losses.shown = {str(note.meta["label"]): note for note in notes if note.meta["label"] in named}


def _make_parser() -> _Parser:
    parser = _Parser("commonmark", {"html": False})
    parser.enable(["table", "strikethrough"])
    parser.disable("html_block")  # saves a check of every line; HTML is off anyway
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False)  # a note is written apart from its sentence
    parser.core.ruler.after("inline", "lift_notes", _lift_notes)
    parser.core.ruler.after("inline", "note_slips", _note_slips)
    parser.core.ruler.at("inline", _parse_lines)
    for box in BOXES:
        container_plugin(parser, box.removeprefix("container_"))
    parser.inline.ruler.at("autolink", _autolink)
    _record_losses(parser)
    # Each is looked up at every mark or line, and a missing option costs an exception every time.
    for option in ("alerts", "inline_definitions", "store_labels", "strikethrough_single_tilde", "tasklists"):
        parser.options[option] = False
    ours = SimpleNamespace(**vars(helpers) | {"parseLinkDestination": _parse_destination})
    parser.helpers = cast("ModuleType", ours)  # the library looks its helpers up here
    return parser


def _record_losses(parser: _Parser) -> None:
    """Replaces the library's rules by versions that record what they drop."""
    kept: tuple[tuple[str, BlockRule, list[str]], ...] = (
        ("code", record_code(rules_block.code), []),
        ("table", record_cells(rules_block.table), ["paragraph", "reference"]),
        ("fence", record_fences(rules_block.fence), ["paragraph", "reference", "blockquote", "list"]),
        ("reference", record_definitions(rules_block.reference), []),
        ("footnote_def", record_notes(footnote_def), ["paragraph", "reference"]),
    )
    tokenize = record_depth(parser.block.tokenize)
    parser.block.tokenize = tokenize  # type: ignore[method-assign, assignment] # no rule of the parser sees where it gives up
    for name, rule, ends in kept:  # and which others it ends, as in the library
        parser.block.ruler.at(name, rule, {"alt": ends})
    parser.inline.ruler.at("link", record_links(rules_inline.link, "["))
    parser.inline.ruler.at("image", record_links(rules_inline.image, "!["))
    parser.inline.ruler.at("html_inline", record_html)
    parser.inline.ruler.at("entity", record_entities(rules_inline.entity))
    parser.inline.ruler.at("footnote_ref", record_marks(footnote_ref))


_PARSER = _make_parser()
