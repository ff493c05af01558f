"""Footnotes in the tokens of a Markdown text: marks that lead to their notes, and notes that lead back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sitegen.reading.markdown.tokens import make, make_line, make_words

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.reading.markdown.rules import Text

FOOTNOTES = "Footnotes"
"""The name of the section of notes."""


def mark_footnotes(tokens: list[Token], text: Text) -> list[Token]:
    """A mark leads to its note and a note back to its marks; both have names that can be read out."""
    if not any(token.type == "footnote_block_open" for token in tokens):
        return tokens
    shown = set()
    for token in tokens:
        if token.type == "inline" and token.children:
            marks = [child for child in token.children if child.type == "footnote_ref"]
            shown |= {(mark.meta["id"], mark.meta["subId"]) for mark in marks}
            if marks:
                token.children = [part for child in token.children for part in _mark(child, text.prefix)]
    return [part for token in tokens for part in _note(token, text.prefix, shown)]


def _mark(child: Token, prefix: str) -> list[Token]:
    """The small raised number in the words; any other part of a line unchanged."""
    if child.type != "footnote_ref":
        return [child]
    number, place = _numbers(child)
    link = {
        "href": f"#{prefix}fn-{number}",
        "id": f"{prefix}fnref-{place}",
        "aria-label": f"Footnote {number}",
    }
    return [
        make(child, "sup_open", "sup", 1),
        *_linked(child, link, f"[{number}]"),
        make(child, "sup_close", "sup", -1),
    ]


def _note(token: Token, prefix: str, shown: set[tuple[int, int]]) -> list[Token]:
    """The section of notes, a note, or its link back; any other token unchanged."""
    match token.type:
        case "footnote_block_open":
            name: dict[str, str | int | float] = {"class": "footnotes", "aria-label": FOOTNOTES}
            return [_block(token, "section", 1, name), _block(token, "ol", 1, {})]
        case "footnote_block_close":
            return [_block(token, "ol", -1, {}), _block(token, "section", -1, {})]
        case "footnote_open" | "footnote_close":
            anchor = {"id": f"{prefix}fn-{token.meta['id'] + 1}"} if token.meta else {}
            return [_block(token, "li", token.nesting, dict(anchor))]
        case "footnote_anchor":
            _, place = _numbers(token)
            if (token.meta["id"], token.meta["subId"]) not in shown:
                return []
            link = {"href": f"#{prefix}fnref-{place}", "aria-label": f"Back to reference {place}"}
            return [make_line(token, [make_words(token, " "), *_linked(token, link, "↩")])]
        case _:
            return [token]


def _numbers(token: Token) -> tuple[int, str]:
    """The number of a note, and the number of one of its marks: 2 and `2`, or 2 and `2-2` for its second mark."""
    number, again = token.meta["id"] + 1, token.meta["subId"]
    return number, f"{number}-{again + 1}" if again else f"{number}"


def _linked(token: Token, attrs: dict[str, str], words: str) -> list[Token]:
    return [
        make(token, "link_open", "a", 1, attrs=dict(attrs)),
        make_words(token, words),
        make(token, "link_close", "a", -1),
    ]


def _block(token: Token, tag: str, nesting: Literal[-1, 0, 1], attrs: dict[str, str | int | float]) -> Token:
    made = make(token, tag, tag, nesting, attrs=attrs)
    made.block = True
    return made
