"""HTML → a tree of its elements and words, from the standard library's parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
"""Elements that have nothing in them, and no end."""


@dataclass(slots=True)
class Element:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inner: list[Node] = field(default_factory=list)

    def each(self, *tags: str) -> Iterator[Element]:
        """The elements of these kinds right within it."""
        return (node for node in self.inner if isinstance(node, Element) and node.tag in tags)

    def words(self) -> str:
        """The words in it, as they stand."""
        return "".join(node if isinstance(node, str) else node.words() for node in self.inner)


Node = Element | str


def elements(html: str) -> list[Node]:
    """The elements and words of a text. Any text gives some; nothing is raised."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.open[0].inner


class _Parser(HTMLParser):
    """Keeps the elements that are open, the innermost last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)
