"""Prose: a Markdown text once rendered, with what the rest of the program asks of it."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self, final
from zlib import compress, decompress

_LONG = 500
"""Bytes beyond which packing saves more than it costs."""
_TEXTS = 3
"""How many texts are packed; one more where what is shown is not what was written."""
_BETWEEN, _PLAIN = b"\xff", b"\xfe"
"""Bytes that no text in UTF-8 holds, and no packed one begins with."""


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


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: its first line in the text, from 0, and whether the author named its columns and the table itself."""

    line: int
    has_header: bool
    has_caption: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A place in a text where readers do not get what its author wrote.

    `kind` is the code of the rule that reports it, or a narrower name. `line` and `column` say where the `length` characters at fault begin,
    counted from 0; they are all in one line. `words` are what the message quotes.
    """

    kind: str
    line: int
    column: int
    length: int
    words: str = ""


@final
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Prose:
    """A Markdown text: as written, as HTML for a page, and as plain words. It never changes.

    `html` writes links within the site from its root (`href="/decisions/x/"`); rendering a page turns
    them into addresses that work from wherever the page is served. `slips` are in no particular order.
    """

    _packed: bytes
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    slips: tuple[Slip, ...] = ()

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - the texts, and all that was found in them
        cls,
        source: str,
        html: str,
        text: str,
        headings: tuple[Heading, ...] = (),
        links: tuple[Link, ...] = (),
        tables: tuple[Table, ...] = (),
        slips: tuple[Slip, ...] = (),
        *,
        shown: str | None = None,
    ) -> Self:
        """The prose of these three texts; `shown` where it is not the source."""
        texts = (source, html, text) if shown in (None, source) else (source, html, text, shown or "")
        return cls(_pack(*texts), headings, links, tables, slips)

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

    @property
    def shown(self) -> str:
        """The source without what no page shows: notes without a mark, names of links and the like. Renders to the same HTML."""
        texts = _unpack(self._packed)
        return texts[-1] if len(texts) > _TEXTS else texts[0]

    @property
    def line(self) -> "Prose | None":
        """The words within its one paragraph, for a heading; None if it is more or other than that, or has links."""
        inner = self.html.strip().removeprefix("<p>").removesuffix("</p>")
        if len(inner) + 7 != len(self.html.strip()) or "<p" in inner or "<a " in inner:
            return None
        return Prose.of(self.source, inner, self.text)

    def __html__(self) -> str:
        """The HTML: templates put prose in a page as `{{ advert.body }}` (the MarkupSafe protocol)."""
        return self.html

    def __bool__(self) -> bool:
        return bool(self.shown.strip())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prose) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    def __repr__(self) -> str:
        found = (self.source, self.html, self.text, self.headings, self.links, self.tables, self.slips)
        return f"Prose.of{found!r}"

    @property
    def _parts(self) -> tuple[object, ...]:
        return (*_unpack(self._packed), self.headings, self.links, self.tables, self.slips)


# Very many are held, and few are looked at at a time: packed, the texts of a notice take a quarter of the room.


def _pack(*texts: str) -> bytes:
    data = _BETWEEN.join(text.encode("utf-8", "surrogatepass") for text in texts)
    return compress(data, level=1) if len(data) > _LONG else _PLAIN + data


@lru_cache(maxsize=200)  # rules, pages and data ask for the same text one after the other
def _unpack(packed: bytes) -> tuple[str, ...]:
    data = packed[1:] if packed.startswith(_PLAIN) else decompress(packed)
    return tuple(part.decode("utf-8", "surrogatepass") for part in data.split(_BETWEEN))
