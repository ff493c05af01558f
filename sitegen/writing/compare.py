"""A page as it was and as it is → the page as it is, with the words marked that went and that came.

What differs is found element by element, and within a line word by word, so that the page keeps its design.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from html import escape
from typing import Final

from sitegen.outputs.html.marked import deleted, inserted, merged
from sitegen.writing.elements import VOID, Element, Node, elements

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""What cannot be within a line."""
_LEFT_ALONE: Final = frozenset(("form", "nav", "script", "style", "svg"))
"""What is the page's own: links to sections, things to work with."""
_KEPT: Final = frozenset(("class", "colspan", "dir", "lang", "role", "rowspan", "scope"))
"""Attributes that stay on what went: an id would be there twice."""
_VALUED: Final = frozenset(("alt", "content", "href", "value"))
"""Attributes that are written with their value though it is empty."""


def marked_page(before: str, after: str) -> str:
    """The page `after`, with the differences within `main` marked, but for those in what says which version it shows."""
    start, end = after.index("<main"), after.index("</main>")
    old = elements(before[before.index("<main") : before.index("</main>") + len("</main>")])
    new = elements(after[start : end + len("</main>")])
    return after[:start] + _html(_merged(old, new)).rstrip() + after[end + len("</main>") :]


def _merged(old: Sequence[Node], new: Sequence[Node]) -> list[Node]:
    """The nodes within one element, as one."""
    if not any(isinstance(node, Element) and node.tag in _BLOCKS for node in (*old, *new)):
        return [_Raw(merged(_html(old), _html(new)))]
    was, now = [[node for node in nodes if not _is_blank(node)] for nodes in (old, new)]
    found: list[Node] = []
    for tag, a, b, c, d in _steps([_html([node]) for node in was], [_html([node]) for node in now]):
        found += now[c:d] if tag == "equal" else _replaced(was[a:b], now[c:d])
    return [one for node in found for one in (node, "\n")]


def _replaced(was: Sequence[Node], now: Sequence[Node]) -> Iterator[Node]:
    """What went and came in one place. Elements of one kind are the same one, changed, if their order allows it."""
    for tag, a, b, c, d in _steps([*map(_kind, was)], [*map(_kind, now)]):
        if tag == "equal":
            yield from map(_changed, was[a:b], now[c:d])
        else:
            yield from (_deleted(node) for node in was[a:b] if not _is_own(node))
            yield from map(_inserted, now[c:d])


def _changed(was: Node, now: Node) -> Node:
    if isinstance(was, Element) and isinstance(now, Element) and not _is_own(now):
        return replace(now, inner=_merged(was.inner, now.inner))
    return now if isinstance(now, Element) else _Raw(merged(_html([was]), _html([now])))


def _deleted(node: Node) -> Node:
    """What went, without what could be there twice or be worked with."""
    if isinstance(node, str) or node.tag not in _BLOCKS:
        return _Raw(deleted(_html([node])))
    kept = {name: value for name, value in node.attributes.items() if name in _KEPT}
    if any(isinstance(one, Element) and one.tag in _BLOCKS for one in node.inner):
        inner = [_deleted(one) for one in node.inner if not (_is_blank(one) or _is_own(one))]
    else:
        inner = [_Raw(deleted(_html(node.inner)))]
    return Element(node.tag, kept, inner)


def _inserted(node: Node) -> Node:
    if isinstance(node, str) or node.tag not in _BLOCKS:
        return _Raw(inserted(_html([node])))
    if _is_own(node):
        return node
    if any(isinstance(one, Element) and one.tag in _BLOCKS for one in node.inner):
        return replace(node, inner=[one if _is_blank(one) else _inserted(one) for one in node.inner])
    return replace(node, inner=[_Raw(inserted(_html(node.inner)))])


class _Raw(str):
    """HTML that is written as it is."""

    __slots__ = ()


def _steps(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _kind(node: Node) -> object:
    """What makes two elements the same one, changed. Sections of a page are known by their headings' ids."""
    if isinstance(node, str):
        return ""
    named = node.attributes.get("id") if node.tag.startswith("h") else None
    return (node.tag, node.attributes.get("class"), named)


def _is_blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _is_own(node: Node) -> bool:
    return isinstance(node, Element) and (
        node.tag in _LEFT_ALONE or "as-recorded" in node.attributes.get("class", "")
    )


def _html(nodes: Sequence[Node]) -> str:
    return "".join(map(_written, nodes))


def _written(node: Node) -> str:
    if isinstance(node, _Raw):
        return node
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(
        f' {name}="{escape(value)}"' if value or name in _VALUED else f" {name}"
        for name, value in node.attributes.items()
    )
    start = f"<{node.tag}{attributes}>"
    return start if node.tag in VOID else f"{start}{_html(node.inner)}</{node.tag}>"
