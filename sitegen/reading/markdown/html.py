"""Markdown tokens, after our rules → HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_VERBATIM = {
    "code_inline": ("<code>", "</code>"),
    "code_block": ("<pre><code>", "</code></pre>\n"),
    "fence": ("<pre><code>", "</code></pre>\n"),
}


def write_html(tokens: Sequence[Token]) -> str:
    """The HTML of a text. A quotation mark in words is written `&quot;`: `href="` occurs in attributes alone."""
    parts: list[str] = []
    after_hidden = False
    for index, token in enumerate(tokens):
        if token.type == "inline":
            _write_line(token.children or (), parts)
        elif token.type in _VERBATIM:
            parts.append(_verbatim(token))
        elif not token.hidden:
            if after_hidden and token.block and token.nesting != -1:
                parts.append("\n")
            parts.append(_tag(token))
            if token.block and not _hugs_next(token, tokens[index + 1 : index + 2]):
                parts.append("\n")
        after_hidden = token.hidden and token.type != "heading_close"
    return "".join(parts)


def _write_line(children: Sequence[Token], parts: list[str]) -> None:
    for token in children:
        if token.type == "text":
            parts.append(_escaped(token.content))
        elif token.type == "softbreak":
            parts.append("\n")
        elif token.type in _VERBATIM:
            parts.append(_verbatim(token))
        else:
            parts.append(_tag(token))
            if token.type == "hardbreak":
                parts.append("\n")


def _verbatim(token: Token) -> str:
    before, after = _VERBATIM[token.type]
    return before + _escaped(token.content) + after


def _tag(token: Token) -> str:
    if token.nesting == -1:
        return f"</{token.tag}>"
    if not token.attrs:
        return f"<{token.tag}>"
    attrs = "".join(f' {name}="{_escaped(str(value))}"' for name, value in token.attrs.items())
    return f"<{token.tag}{attrs}>"


def _escaped(text: str) -> str:
    # Four replacements in a row are much quicker than one pass with a table on texts that need none.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _hugs_next(token: Token, following: Sequence[Token]) -> bool:
    """Whether no line break goes between a tag and what follows: its words, or its own end."""
    if token.nesting != 1 or not following:
        return False
    after = following[0]
    return after.type == "inline" or after.hidden or (after.nesting == -1 and after.tag == token.tag)
