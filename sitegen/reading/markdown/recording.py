"""The parser's rules, wrapped so that each records what it reads that no page shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sitegen.model.html import Typed, entity_at, html_at, typed_html
from sitegen.reading.markdown.links import Destination
from sitegen.reading.markdown.losses import LOSSES, Cut, Definition, Loss, Losses, Note

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

BlockRule = Callable[["StateBlock", int, int, bool], bool]
InlineRule = Callable[["StateInline", bool], bool]

_CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^`]*(?<!`)\1(?!`)")
_BAR = re.compile(r"(?<!\\)\|")
_END_OF_NAME = re.compile(r"(?<!\\)\]")
_MARGIN = re.compile(r"\s*\n[ \t>]*")


def record_definitions(rule: BlockRule) -> BlockRule:
    """Records every link definition."""

    def reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        repeated = len(state.env.get("duplicate_refs", ()))
        if not rule(state, first, last, silent):
            return False
        is_repeated = len(state.env.get("duplicate_refs", ())) > repeated
        found: dict[str, Any] = (
            state.env["duplicate_refs"][-1]
            if is_repeated
            else state.env["references"][next(reversed(state.env["references"]))]
        )
        start, end = state.bMarks[first] + state.tShift[first], state.eMarks[state.line - 1]
        name = _MARGIN.sub(" ", _END_OF_NAME.split(state.src[start + 1 : end], maxsplit=1)[0])
        title = state.src.rfind(_first_line(found["title"]), start, end)
        kept = Definition(start, end, name, found["href"], found["title"], max(title, start), is_repeated)
        state.env[LOSSES].definitions.append(kept)
        return True

    return reference


def record_notes(rule: BlockRule) -> BlockRule:
    """Records every footnote."""

    def footnote(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, place = state.bMarks[first] + state.tShift[first], len(state.tokens)
        if not rule(state, first, last, silent):
            return False
        if not silent:
            end = state.eMarks[state.line - 1]
            state.env[LOSSES].notes.append(Note(start, end, state.tokens[place]))
        return True

    return footnote


def record_cells(rule: BlockRule) -> BlockRule:
    """Records cells beyond the last column, and code that a bar divides."""

    def table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        place = len(state.tokens)
        if not rule(state, first, last, silent):
            return False
        if not silent:
            columns = _columns(state.tokens, place)
            for line in (first, *range(first + 2, state.line)):
                start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
                if state.src.count("|", start, end) >= columns:
                    _record_row(state, start, end, columns)
        return True

    return table


def _columns(tokens: list[Token], place: int) -> int:
    columns = 0
    while tokens[place].type != "thead_close":
        columns += tokens[place].type == "th_open"
        place += 1
    return columns


def _record_row(state: StateBlock, start: int, end: int, columns: int) -> None:
    row = state.src[start:end].rstrip()
    bars = [found.start() for found in _BAR.finditer(row)]
    edges = [-1, *bars] if not row.startswith("|") else bars
    losses = state.env[LOSSES]
    beyond = edges[columns] + 1 if len(edges) > columns else len(row)
    lost = row[beyond:].strip(" \t|")
    if lost:
        losses.cuts.append(Cut(start + beyond, start + len(row)))
    if "`" in row and (code := _divided(row)):
        losses.losses.append(Loss("bar-in-code", start + code.start(), len(code[0]), code[0]))
    elif lost:
        at = row.index(lost, beyond)
        losses.losses.append(Loss("lost-cell", start + at, len(lost), lost))


def _divided(row: str) -> re.Match[str] | None:
    """The first code in a table row that contains a bar, or None."""
    return next((code for code in _CODE.finditer(row) if _BAR.search(code[0])), None)


def record_fences(rule: BlockRule) -> BlockRule:
    """Records the words after the marks that begin a block of code."""

    def fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if not rule(state, first, last, silent):
            return False
        if not silent and (words := state.tokens[-1].info.strip()):
            end = state.eMarks[first]
            start = end - len(state.tokens[-1].info)
            at = state.src.index(words, start)
            state.env[LOSSES].cuts.append(Cut(start, end))
            if words.casefold() not in _LANGUAGES:
                state.env[LOSSES].losses.append(Loss("lost-words-of-code", at, len(words), words))
        return True

    return fence


_LANGUAGES = frozenset(
    """
    bash c console cpp cs csharp css csv diff dockerfile go html http ini java javascript js json jsonl jsx kotlin latex
    log lua makefile markdown md mermaid none perl php plain plaintext powershell py python r rb ruby rust scss sh shell
    sql swift text toml ts tsv tsx txt typescript xml yaml yml
    """.split()  # noqa: SIM905 - a line for each name would hide the rest
)
"""Words allowed after the marks of a block of code: names of languages, which are not for readers."""


def record_links(rule: InlineRule, mark: str) -> InlineRule:
    """Records the titles of links or images, which begin with this mark, and the definitions they use."""

    def link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, place = state.pos, len(state.tokens)
        if state.src[start] != mark[0] or not rule(state, silent):
            return False
        if not silent:
            opening = next(token for token in state.tokens[place:] if token.type in ("link_open", "image"))
            _record_link(state, opening, start + len(mark) - 1)
        return True

    return link


def _record_link(state: StateInline, opening: Token, bracket: int) -> None:
    title = str(opening.attrs.pop("title", ""))
    href = opening.attrs.get("href", opening.attrs.get("src"))
    if not isinstance(href, Destination):
        return
    losses: Losses = state.env[LOSSES]
    is_inline = href.block is state.src
    if not is_inline:
        losses.used.add(id(href))
    if title or not is_inline:
        words = state.md.helpers.parseLinkLabel(state, bracket)
        losses.keep(state, "cuts", Cut(words + 1, state.pos, f"({href.as_written})"))
    if title and is_inline:
        start = state.src.rfind(_first_line(title), bracket, state.pos)
        losses.keep(
            state, "losses", Loss("title-not-shown", max(start, bracket), len(_first_line(title)), title)
        )


def _first_line(words: str) -> str:
    return words.partition("\n")[0]


def record_marks(rule: InlineRule) -> InlineRule:
    """Records the marks of footnotes, whose names readers see as numbers."""

    def mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start = state.pos
        if state.src[start] != "[" or not rule(state, silent):
            return False
        if not silent:
            number = state.tokens[-1].meta["id"] + 1
            state.env[LOSSES].keep(state, "marks", Cut(start, state.pos, f"[^{number}]"))
        return True

    return mark


def record_html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Records the tag or comment that begins at a `<`, which it never consumes."""
    if not silent and state.src[state.pos] == "<" and (typed := html_at(state.src, state.pos)):
        losses: Losses = state.env[LOSSES]
        before = losses.line.meta.get("losses", ()) if losses.line else ()
        if not before or before[-1].start + before[-1].length <= typed.start:  # not within a comment
            losses.keep(state, "losses", _html(typed))
    return False


def record_entities(rule: InlineRule) -> InlineRule:
    """Records malformed HTML entities, such as `&nbsp` without its semicolon."""

    def entity(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if not silent and state.src[state.pos] == "&" and (typed := entity_at(state.src, state.pos)):
            state.env[LOSSES].keep(state, "losses", _html(typed))
        return rule(state, silent)

    return entity


def record_code(rule: BlockRule) -> BlockRule:
    """Records HTML comments in indented code, where nobody shows one on purpose."""

    def code(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if not rule(state, first, last, silent):
            return False
        if "<!--" in state.tokens[-1].content:
            start, end = state.bMarks[first], state.eMarks[state.line - 1]
            comments = (one for one in typed_html(state.src[start:end]) if one.kind == "comment")
            found = (_html(one) for one in comments)
            state.env[LOSSES].losses += [loss._replace(start=start + loss.start) for loss in found]
        return True

    return code


def _html(typed: Typed) -> Loss:
    return Loss("html", typed.start, len(_first_line(typed.written)), typed.written)


def record_depth(tokenize: Callable[[StateBlock, int, int], None]) -> Callable[[StateBlock, int, int], None]:
    """Records where the parser stops because of nesting, and reads nothing more of the text."""

    def blocks(state: StateBlock, first: int, last: int) -> None:
        if state.level >= state.md.options.maxNesting:
            line = state.skipEmptyLines(first)
            if line < last and state.sCount[line] >= state.blkIndent:
                start = state.bMarks[line] + state.tShift[line]
                state.env[LOSSES].losses.append(Loss("nested-too-deeply", start, state.eMarks[line] - start))
        tokenize(state, first, last)

    return blocks
