"""The rule for links and images in Markdown: where each leads, what the page shows, where it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.model.prose import Link
from sitegen.reading.destinations import address, is_web, resolve
from sitegen.reading.markdown.places import Place, as_cell, lines_of
from sitegen.reading.markdown.tokens import make, make_words, plain_words

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.reading.markdown.rules import Text


class Destination(str):
    """A destination as the parser understood it, which remembers what was written and where.

    `written` begins at `start` in `block`, the lines of the paragraph, cell or link definition that holds it.
    `line` is the first of these lines in the text for a link definition, and None for other links.
    """

    __slots__ = ("block", "line", "start", "written")

    written: str
    block: str
    start: int
    line: int | None

    @classmethod
    def within(cls, value: str, written: str, block: str, start: int) -> Destination:
        """A destination of `value`, found in `block` at `start`, where it is spelt `written`."""
        made = cls(value)
        made.written, made.block, made.start, made.line = written, block, start, None
        return made

    @property
    def as_written(self) -> str:
        """What was written, with its angle brackets if it had any."""
        in_brackets = self.start and self.block[self.start - 1] == "<"
        return f"<{self.written}>" if in_brackets else self.written


def resolve_links(tokens: list[Token], text: Text) -> list[Token]:
    """Resolves each link, or makes it plain words if it may not be on a page; images from elsewhere become links or words."""
    for token, place in lines_of(tokens, text.lines, _has_links):
        token.children = list(_Line(text, place).resolved(token.children or []))
    return tokens


def _has_links(token: Token) -> bool:
    return any(child.type in ("link_open", "image") for child in token.children or ())


class _Line:
    """The links of one paragraph, heading or table cell, located at `place`."""

    def __init__(self, text: Text, place: Place) -> None:
        self.text = text
        self.place = place
        self.open: list[bool] = []  # for each link we are in: whether the page carries it

    def resolved(self, children: Sequence[Token]) -> Iterator[Token]:
        for index, token in enumerate(children):
            if token.type == "link_open":
                yield from self._opened(token, _words_of_link(children, index))
            elif token.type == "link_close":
                if self.open.pop():
                    yield token
            elif token.type == "image":
                yield from self._image(token)
            else:
                yield token

    def _opened(self, token: Token, words: str) -> Iterator[Token]:
        written = str(token.attrs["href"])
        target = resolve(written, self.text.folder)
        if target.startswith("#"):
            target = "#" + self.text.anchor_for.get(target[1:], target[1:])
        self._record(token.attrs["href"], target, words)
        self.open.append(bool(target) and not any(self.open))
        if self.open[-1]:
            token.attrs = _link_attrs(target)
            yield token
        if target and not words.strip():
            yield make_words(token, written)  # a link without words has no name in a screen reader

    def _image(self, token: Token) -> Iterator[Token]:
        words = plain_words(token.children)
        target = resolve(str(token.attrs["src"]), self.text.folder)
        ours = target.startswith("/files/")
        self._record(token.attrs["src"], target if ours or is_web(target) else "", words, image=True)
        if ours:
            # Attributes in one fixed order: the address, the words, and loading only when in view.
            token.attrs = {"src": address(target), "alt": words, "loading": "lazy"}
            yield token
        elif is_web(target) and not any(self.open):
            # An image from elsewhere would show its host who reads this page, so it becomes a link.
            yield make(token, "link_open", "a", 1, attrs=_link_attrs(target))
            yield make_words(token, words if words.strip() else target)
            yield make(token, "link_close", "a", -1)
        else:
            yield make_words(token, words)

    def _record(self, destination: object, target: str, words: str, *, image: bool = False) -> None:
        if not isinstance(destination, Destination):  # the parser makes no other
            return
        place = self.place
        if destination.line is not None:
            place = Place(self.text.lines, destination.block, destination.line)
        written = destination.written if place.cell is None else as_cell(destination.written)
        self.text.links.append(Link(written, target, words, *place(destination.start), image))


def _words_of_link(children: Sequence[Token], index: int) -> str:
    depth = 0
    for end in range(index, len(children)):
        depth += children[end].nesting if children[end].tag == "a" else 0
        if depth == 0:
            return plain_words(children[index:end])
    return ""


def _link_attrs(target: str) -> dict[str, str | int | float]:
    """The address, and a mark on links that leave the site."""
    kept: dict[str, str | int | float] = {"href": address(target)}
    if is_web(target):
        kept["rel"] = "external"
    return kept
