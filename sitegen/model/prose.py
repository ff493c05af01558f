"""Prose: a Markdown text once rendered, with what the rest of the program asks of it."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Self, final
from zlib import compress, decompress

_LONG = 500
"""Bytes beyond which packing saves more than it costs."""
_BETWEEN, _PLAIN = b"\xff", b"\xfe"
"""Bytes that no text in UTF-8 holds, and no packed one begins with."""

# Each says itself how it is packed for another process or for the cache: there are very many of them, and the way that
# dataclasses have takes ten times as long.


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image in a text.

    `written` is the destination as the author wrote it; `target` is what the page will carry: a path from
    the site's root (`/decisions/x/#recommendation-ii`), a fragment (`#x`), or an absolute address. It is
    empty when the destination is not allowed on a page (`javascript:` and the like). `line` and `column` say
    where `written` starts in the text, both counted from 0.
    """

    written: str
    target: str
    text: str
    line: int
    column: int
    image: bool = False

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return (Link, (self.written, self.target, self.text, self.line, self.column, self.image))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a text: the level it has on the page (2–6), its words, and the anchor that links to it.

    `written` is the level the author gave it (1–6), and `line` its line in the text, counted from 0. Two
    headings that look the same to a reader are equal, wherever they were written.
    """

    level: int
    text: str
    anchor: str
    written: int = field(default=0, compare=False)
    line: int = field(default=0, compare=False)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return (Heading, (self.level, self.text, self.anchor, self.written, self.line))


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: its first line in the text, from 0, and whether the author named its columns and the table itself."""

    line: int
    has_header: bool
    has_caption: bool

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return (Table, (self.line, self.has_header, self.has_caption))


@final
class Prose:
    """A Markdown text: as written, as HTML for a page, and as plain words. It never changes.

    `html` writes links within the site from its root (`href="/decisions/x/"`); rendering a page turns
    them into addresses that work from wherever the page is served.
    """

    __slots__ = ("_packed", "headings", "links", "tables")

    def __init__(
        self,
        packed: bytes,
        headings: tuple[Heading, ...] = (),
        links: tuple[Link, ...] = (),
        tables: tuple[Table, ...] = (),
    ) -> None:
        self._packed = packed
        self.headings: Final = headings
        self.links: Final = links
        self.tables: Final = tables

    @classmethod
    def of(
        cls,
        source: str,
        html: str,
        text: str,
        headings: tuple[Heading, ...] = (),
        links: tuple[Link, ...] = (),
        tables: tuple[Table, ...] = (),
    ) -> Self:
        """The prose of these three texts."""
        return cls(_pack(source, html, text), headings, links, tables)

    @property
    def source(self) -> str:
        """The text as its author wrote it."""
        return _unpack(self._packed)[0]

    @property
    def html(self) -> str:
        """The text for a page."""
        return _unpack(self._packed)[1]

    @property
    def text(self) -> str:
        """The words alone."""
        return _unpack(self._packed)[2]

    def __html__(self) -> str:
        """The HTML: templates put prose in a page as `{{ advert.body }}` (the MarkupSafe protocol)."""
        return self.html

    def __bool__(self) -> bool:
        return bool(self.source.strip())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prose) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    def __repr__(self) -> str:
        return f"Prose.of{(self.source, self.html, self.text, self.headings, self.links, self.tables)!r}"

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return (Prose, (self._packed, self.headings, self.links, self.tables))

    @property
    def _parts(self) -> tuple[object, ...]:
        return (*_unpack(self._packed), self.headings, self.links, self.tables)


# Very many are held, and few are looked at at a time: packed, the texts of a notice take a quarter of the room.


def _pack(*texts: str) -> bytes:
    data = _BETWEEN.join(text.encode("utf-8", "surrogatepass") for text in texts)
    return compress(data, level=1) if len(data) > _LONG else _PLAIN + data


@lru_cache(maxsize=200)  # rules, pages and data ask for the same text one after the other
def _unpack(packed: bytes) -> tuple[str, str, str]:
    data = packed[1:] if packed.startswith(_PLAIN) else decompress(packed)
    source, html, text = (part.decode("utf-8", "surrogatepass") for part in data.split(_BETWEEN))
    return source, html, text
