"""A text in HTML, of our own templates and prose → the blocks that a word processor knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from sitegen.writing.elements import Element, Node, elements
from sitegen.writing.text import (
    Answer,
    Block,
    Cell,
    Heading,
    Items,
    Paragraph,
    Run,
    Runs,
    Style,
    Table,
    Text,
)

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|textarea|ul"
)
_UNSEEN = frozenset(("head", "script", "style", "template"))
_STYLES: Mapping[str, Callable[[Style], Style]] = {
    "strong": lambda style: replace(style, bold=True),
    "b": lambda style: replace(style, bold=True),
    "em": lambda style: replace(style, italic=True),
    "i": lambda style: replace(style, italic=True),
    "code": lambda style: replace(style, code=True),
    "s": lambda style: replace(style, struck=True),
    "sup": lambda style: replace(style, raised=True),
}
_LOOKS = {"aside": "Box", "blockquote": "Quote", "dt": "Term", "dd": "Meaning"}
_SPACE = re.compile(r"[ \t\n\r\f]+")


def read_blocks(html: str, base_url: str, page: str) -> Text:
    """The blocks of a text. Any text gives some; nothing is raised.

    Args:
        html: the text. A tag that is not known gives what is in it.
        base_url: what an address that begins with `/` comes after.
        page: the full address of the page that fragments belong to.
    """
    reader = _Reader(base_url, page)
    blocks = tuple(reader.blocks(elements(html), "Text"))
    return Text(blocks, tuple(reader.styles), tuple(reader.links), tuple(reader.lists), tuple(reader.widths))


class _Reader:
    """What reading a text gathers on the way: the level it is at, and what has come up, each once."""

    def __init__(self, base_url: str, page: str) -> None:
        self.base_url = base_url
        self.page = page
        self.level = 0
        self.numbered = 0
        self.lists: list[Items] = []
        self.widths: dict[int, None] = {}
        self.styles: dict[Style, None] = {}
        self.links: dict[str, None] = {}

    def blocks(self, nodes: Iterable[Node], look: str) -> Iterator[Block]:
        """The blocks that these make; words between them are paragraphs of their own."""
        for is_block, group in groupby(nodes, _is_block):
            if is_block:
                for node in group:
                    if isinstance(node, Element):
                        yield from self._block(node, look)
            elif runs := self._runs(group):
                yield Paragraph(look, runs, _runs_right_to_left(runs))

    def _block(self, element: Element, look: str) -> Iterator[Block]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield from self._heading(element)
            case "ul" | "ol":
                yield from self._items(element, look)
            case "table":
                yield from self._table(element)
            case "textarea":
                yield Answer(element.attributes.get("title", ""), self._runs(element.inner))
            case "pre":
                yield from self._code(element)
            case tag:
                is_note = element.attributes.get("role") == "note"
                yield from self.blocks(element.inner, "Box" if is_note else _LOOKS.get(tag, look))

    def _heading(self, element: Element) -> Iterator[Heading]:
        if runs := self._runs(element.inner):
            self.level = min(int(element.tag[1]), self.level + 1)
            yield Heading(self.level, runs, _runs_right_to_left(runs))

    def _items(self, element: Element, look: str) -> Iterator[Items]:
        number = None
        if element.tag == "ol":
            self.numbered += 1
            number = self.numbered
        inner = (tuple(self.blocks(item.inner, look)) for item in element.each("li"))
        if items := tuple(blocks for blocks in inner if blocks):
            start = element.attributes.get("start", "")
            found = Items(items, number, int(start) if start.isdecimal() else 1)
            if number:
                self.lists.append(found)
            yield found

    def _table(self, element: Element) -> Iterator[Table]:
        caption = next((self._runs(found.inner) for found in element.each("caption")), ())
        head = [self._row(row) for part in element.each("thead") for row in part.each("tr")]
        parts = [element, *element.each("tbody"), *element.each("tfoot")]
        rows = [self._row(row) for part in parts for row in part.each("tr")]
        if width := max((len(row) for row in (*head, *rows)), default=0):
            lacking = Cell((), is_header=False, is_number=False)
            filled = [(*row, *[lacking] * (width - len(row))) for row in (*head, *rows)]
            has_row_headers = any(row[0].is_header for row in filled[len(head) :])
            self.widths[width] = None
            yield Table(
                caption, tuple(filled[: len(head)]), tuple(filled[len(head) :]), width, has_row_headers
            )

    def _row(self, element: Element) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                tuple(self.blocks(cell.inner, "Text")),
                is_header=cell.tag == "th",
                is_number=cell.attributes.get("class") == "number",
            )
            for cell in element.each("th", "td")
        )

    def _code(self, element: Element) -> Iterator[Paragraph]:
        # A word processor would draw spaces together, at the start of lines for one.
        words = element.words().strip("\n").replace(" ", "\u00a0")
        style = Style(code=True)
        self.styles[style] = None
        if words:
            yield Paragraph("Code", (Run(words, style),), is_right_to_left=False)

    def _runs(self, nodes: Iterable[Node]) -> Runs:
        runs = _joined(self._inline(nodes, Run("")))
        self.styles |= dict.fromkeys(run.style for run in runs)
        self.links |= dict.fromkeys(run.link for run in runs if run.link)
        return runs

    def _inline(self, nodes: Iterable[Node], like: Run) -> Iterator[Run]:
        for node in nodes:
            if isinstance(node, str):
                yield replace(like, text=_SPACE.sub(" ", node))
            elif node.tag == "br":
                yield replace(like, text="\n")
            elif node.tag == "img":
                yield replace(like, text=f"[Picture: {node.attributes.get('alt', '')}]")
            elif node.tag not in _UNSEEN:
                yield from self._inline(node.inner, self._styled(node, like))

    def _styled(self, element: Element, like: Run) -> Run:
        styled = _STYLES.get(element.tag)
        style = styled(like.style) if styled else like.style
        if language := element.attributes.get("lang"):
            style = replace(style, language=language)
        link = like.link or self._address(element)
        return replace(like, style=style, link=link)

    def _address(self, element: Element) -> str | None:
        """The whole address of a link; None for a use of a term, which is no link on paper."""
        href = element.attributes.get("href", "")
        if element.tag != "a" or not href or element.attributes.get("class") == "term":
            return None
        if href.startswith("/") and not href.startswith("//"):
            return self.base_url + href
        return self.page + href if href.startswith("#") else href


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and (
        _BLOCKS.fullmatch(node.tag) is not None or any(map(_is_block, node.inner))
    )


def _joined(runs: Iterable[Run]) -> Runs:
    """Runs without spaces at either end or twice in a row; neighbours that look alike become one."""
    joined: list[Run] = []
    for run in runs:
        text = run.text.lstrip(" ") if not joined or joined[-1].text[-1] in " \n" else run.text
        if text and joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + text)
        elif text:
            joined.append(replace(run, text=text))
    while joined and not joined[-1].text.rstrip(" \n"):
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" \n"))
    return tuple(joined)


def _runs_right_to_left(runs: Runs) -> bool:
    """Whether the first letter that has a direction is of a script written from right to left."""
    kinds = (unicodedata.bidirectional(sign) for run in runs for sign in run.text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
