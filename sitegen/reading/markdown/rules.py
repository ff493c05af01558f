"""Our rules over the tokens of a Markdown text: headings, tables, boxes. Each does one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.model.html import typed_html
from sitegen.model.prose import Heading, Link, Slip, Table
from sitegen.model.slug import slug
from sitegen.reading.anchors import heading_anchors
from sitegen.reading.markdown.footnotes import FOOTNOTES
from sitegen.reading.markdown.tokens import make, make_line, make_words, plain_text, plain_words

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.reading.markdown.losses import Losses
    from sitegen.reading.markdown.terms import Terms

BOXES = {"container_note": "Note", "container_warning": "Warning"}
"""The boxes an author can draw, `::: note` and `::: warning`, and the word that heads each."""

DEEPEST = 6  # HTML has h1 to h6
_ALIGNED = {"text-align:right": "number", "text-align:center": "centre"}


@dataclass(slots=True)
class Text:
    """One text while it is read: what the caller asked for, and what the rules found."""

    level: int
    prefix: str
    folder: str
    lines: list[str]
    losses: Losses
    terms: Terms | None = None
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    words: str = ""
    anchor_for: dict[str, str] = field(default_factory=dict)  # what an author would write → the anchor it has


def rebase_headings(tokens: list[Token], text: Text) -> list[Token]:
    """The highest heading gets the text's level and deeper ones follow, none skipped; empty ones become lines."""
    above: list[str] = []
    for opening, line, closing in _headings(tokens):
        if not plain_words(line.children).strip():
            opening.type, opening.tag, closing.tag = "paragraph_open", "p", "p"
            opening.hidden = closing.hidden = not line.children
            continue
        while above and above[-1] >= opening.tag:
            above.pop()
        above.append(opening.tag)
        opening.tag = closing.tag = f"h{min(text.level + len(above) - 1, DEEPEST)}"
    return tokens


def anchor_headings(tokens: list[Token], text: Text) -> list[Token]:
    """Gives every heading an anchor, and records it in `text.headings`."""
    found = [(opening, plain_words(line.children).strip()) for opening, line, _ in _headings(tokens)]
    anchors = heading_anchors([words for _, words in found], text.prefix)
    for (opening, words), anchor in zip(found, anchors, strict=True):
        opening.attrs["id"] = anchor
        text.anchor_for.setdefault(slug(words), anchor)
        text.anchor_for.setdefault(anchor.removeprefix(text.prefix), anchor)
        line = opening.map[0] if opening.map else 0
        text.headings.append(Heading(int(opening.tag[1]), words, anchor, _written_level(opening), line))
    return tokens


def draw_boxes(tokens: list[Token], text: Text) -> list[Token]:
    """A box begins with its title in bold, or with the word for its kind: colour alone says nothing."""
    drawn = []
    for token in tokens:
        drawn.append(token)
        word = BOXES.get(token.type.removesuffix("_open"))
        if word:
            kind, _, title = token.info.strip().partition(" ")
            token.attrs = {"class": kind, "role": "note"}
            drawn += _bold_line(token, title.strip() or word)
            text.slips += _html_in(title, token.map[0] if token.map else 0, text)
    return drawn


def gather_words(tokens: list[Token], text: Text) -> list[Token]:
    """Keeps the author's words, before captions repeat some and footnotes are numbered."""
    text.words = plain_text(tokens)
    return tokens


def scope_cells(tokens: list[Token], _text: Text) -> list[Token]:
    """Header cells say what they head; below a blank corner the first column heads its rows."""
    in_head = heads_rows = first = False
    for index, token in enumerate(tokens):
        if token.type == "thead_open":
            in_head, heads_rows = True, False
        elif token.type == "thead_close":
            in_head = False
        elif token.type == "tr_open":
            first = True
        elif token.type in ("th_open", "td_open"):
            blank = not plain_words(tokens[index + 1].children).strip()
            heads_rows = heads_rows or (in_head and first and blank)
            scope = "col" if in_head else "row" if heads_rows and first else ""
            token.attrs = _cell_attrs(token, "" if blank else scope)
            token.tag = tokens[index + 2].tag = "th" if "scope" in token.attrs else "td"
            first = False
    return tokens


def frame_tables(tokens: list[Token], text: Text) -> list[Token]:
    """A table has a caption, and scrolls inside a section of the same name that the keyboard can reach."""
    framed: list[Token] = []
    headings = iter(text.headings)
    heading = ""
    names = {FOOTNOTES.casefold(): 1}
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = next(headings).text
        elif token.type == "table_open":
            written = _written_caption(framed)
            line = token.map[0] if token.map else 0
            text.tables.append(Table(line, _names_columns(tokens, index), written is not None))
            number = len(text.tables)
            caption = written or [make_words(token, heading or f"Table {number}")]
            name = _name_apart(caption, names)
            framed += _frame(token, caption, f"{text.prefix}table-{number}", name)
            continue
        framed.append(token)
        if token.type == "table_close":
            framed.append(make(token, "section_close", "section", -1))
    return framed


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token, Token]]:
    """Each heading: its beginning, its words, its end."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, tokens[index + 1], tokens[index + 2]


def _written_level(opening: Token) -> int:
    """The level that the author typed: the number of #; or 1 for a line of = below the heading, 2 for a line of -."""
    return 2 if opening.markup == "-" else len(opening.markup)


def _names_columns(tokens: Sequence[Token], start: int) -> bool:
    """Whether any cell at the head of the table that begins at `start` has words in it."""
    while tokens[start].type != "thead_close":
        if tokens[start].type == "inline" and plain_words(tokens[start].children).strip():
            return True
        start += 1
    return False


def _bold_line(token: Token, words: str) -> list[Token]:
    return [
        make(token, "paragraph_open", "p", 1),
        make_line(
            token,
            [
                make(token, "strong_open", "strong", 1),
                make_words(token, words),
                make(token, "strong_close", "strong", -1),
            ],
        ),
        make(token, "paragraph_close", "p", -1),
    ]


def _html_in(title: str, line: int, text: Text) -> list[Slip]:
    """The tags in the title of a box, which is plain words."""
    column = text.lines[line].rfind(title)
    return [
        Slip("html", line, column + typed.start, len(typed.written), typed.written)
        for typed in typed_html(title)
    ]


def _cell_attrs(token: Token, scope: str) -> dict[str, str | int | float]:
    attrs: dict[str, str | int | float] = {}
    if aligned := _ALIGNED.get(str(token.attrs.get("style"))):
        attrs["class"] = aligned
    if scope:
        attrs["scope"] = scope
    return attrs


def _written_caption(before: list[Token]) -> list[Token] | None:
    """The words of a paragraph `Table: words` that ends `before`, which it then leaves."""
    if len(before) < 3 or before[-1].type != "paragraph_close":  # noqa: PLR2004 - a paragraph is three tokens
        return None
    caption = before[-2].children or []
    if not caption or caption[0].type != "text" or not caption[0].content.startswith("Table:"):
        return None
    caption[0].content = caption[0].content.removeprefix("Table:").lstrip()
    if not plain_words(caption).strip():
        caption[0].content = "Table:"
        return None
    del before[-3:]
    return caption


def _name_apart(caption: list[Token], names: dict[str, int]) -> str:
    """The name of a table: its caption, with a number added to both if another section has that name.

    `names` holds the names in use, in lower case, each with the last number added to it.
    """
    words = name = " ".join(plain_words(caption).split())
    number = names.get(words.casefold(), 0) + 1
    if number > 1:
        while (name := f"{words} ({number})").casefold() in names:
            number += 1
        caption.append(make_words(caption[0], f" ({number})"))
        names.setdefault(name.casefold(), 1)
    names[words.casefold()] = number
    return name


def _frame(table: Token, caption: list[Token], anchor: str, name: str) -> list[Token]:
    # The name is written out: the Nu checker asks for a heading in a section that is labelled by its caption.
    section: dict[str, str | int | float] = {"class": "scroll", "tabindex": "0", "aria-label": name}
    return [
        make(table, "section_open", "section", 1, attrs=section),
        table,
        make(table, "caption_open", "caption", 1, attrs={"id": anchor}),
        make_line(table, caption),
        make(table, "caption_close", "caption", -1),
    ]
