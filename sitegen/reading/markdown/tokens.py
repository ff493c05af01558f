"""Words of Markdown tokens, and new tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain_words(children: Iterable[Token] | None) -> str:
    """The words of a line: no markup, an image as its alternative text, a line break as a space."""
    parts = []
    for token in children or ():
        if token.type == "image":
            parts.append(plain_words(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


def plain_text(tokens: Sequence[Token]) -> str:
    """The words of a whole text, one paragraph, heading, cell or code block a line."""
    lines = (
        plain_words(token.children) if token.type == "inline" else token.content.strip("\n")
        for token in tokens
        if token.content or token.children
    )
    return "\n".join(line for line in lines if line.strip())


def make(
    origin: Token,
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    attrs: Mapping[str, str | int | float] | None = None,
) -> Token:
    """A new token of the same class as `origin`, a block if that is one, with this tag and these attributes."""
    return type(origin)(kind, tag, nesting, dict(attrs or {}), block=origin.block)


def make_words(origin: Token, words: str) -> Token:
    """Words within a line."""
    return type(origin)("text", "", 0, content=words)


def make_line(origin: Token, children: list[Token]) -> Token:
    """A line of words and their markup."""
    return type(origin)("inline", "", 0, children=children)
