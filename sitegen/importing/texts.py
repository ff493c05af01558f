"""Texts of other systems, plain or HTML → lines and Markdown that read the same."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

from sitegen.model.characters import UNSEEN
from sitegen.model.garbled import garbled, may_be_garbled
from sitegen.model.html import typed_html
from sitegen.model.mail import wrong_mail_address
from sitegen.model.web import wrong_web_address

SUMMARY: Final = 200
"""Characters of a description that make a summary."""
_NAME: Final = 60
"""Characters of a name that is made from words."""
_PARAGRAPH: Final = 15_000
"""Characters of a paragraph; a longer line is divided."""
_RUN: Final = re.compile(r"\S{2001,}")
"""More characters without a space than a text may have: a file that was pasted, not words."""

_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_LOST_BREAKS: Final = re.compile(r"(?:rn[ \t]*){2,}|(?<![a-zA-Z])rn {2,}|(?<=[.:;?!)])rn(?=[A-Z0-9•*-]|$)")
"""What is left of line breaks where a system took the strokes out of `\\r\\n`. No English word looks like this."""
_ADDRESS: Final = re.compile(
    r"(?:https?://|mailto:)[^\s“”\"]+|(?<![\w.+'-])[\w.+'-]{1,100}@+[A-Za-z][\w-]*[.@][\w.@-]*\w",
    re.IGNORECASE,
)
_AFTER: Final = ".,;:!?)]*_'’>"
"""Marks of the sentence that may follow an address."""
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BULLET: Final = re.compile(r"(?:[-*•·–▪●]\s+|[•▪●])(?=\S)")

_MARKS: Final = re.compile(
    r"""
      [`\[*]                                      # code, links, stress
    | \\(?=[!-/:-@\[-`{-~])
    | (?<![A-Za-z0-9])_ | _(?![A-Za-z0-9])        # within a word it is no mark
    | <(?=[A-Za-z/!?])
    | &(?=[A-Za-z#][A-Za-z0-9]*;)
    | ~(?=~)
    """,
    re.VERBOSE,
)
_FIRST: Final = re.compile(r"(?:\#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-(?=-{2})|=(?==*$)|:(?=:|\s)|~(?=\s))")
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
"""What begins a heading, a quotation, a list, a line across or a box at the start of a line."""


def is_cut(value: object) -> bool:
    """Whether `cleaned` leaves something out of a value that people would miss: signs without a form, or what is no words."""
    return isinstance(value, str) and bool(_UNFIT.search(value) or _RUN.search(value))


def cleaned(text: str) -> str:
    """The text without characters that no page can show, its line breaks and garbled letters put right."""
    text = _BREAKS.sub("\n", text)
    if not text.isascii():
        text = UNSEEN.sub("", text).replace("\ufffd", "?")  # the sign of a letter that a program has lost
        if may_be_garbled(text):
            text = _put_right(text)
    text = _UNFIT.sub("", text)
    return _RUN.sub(" ", _LOST_BREAKS.sub("\n", text))


def line(value: object) -> str | None:
    """A text or a number on one line, without HTML; None if nothing is left of it."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(_blocks(str(value))) or None


def shortened(words: str, most: int = SUMMARY) -> str:
    """The words, or as many as fit, with an ellipsis."""
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0] or words[:most]} …"


def short(name: str) -> str:
    """The name of a file or a part, cut at the end of a word if it is very long."""
    return name if len(name) <= _NAME else name[: _NAME + 1].rpartition("-")[0] or name[:_NAME]


def markdown(value: object) -> str | None:
    """A text in Markdown that reads the same: a paragraph for each line, lists as lists; None if nothing is left of it."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    blocks = [block for one in _blocks(str(value)) for block in _divided(one) if block]
    found = "\n\n".join(_block(block) for block in blocks)
    return re.sub(r"(?m)(^- .*)\n(?=\n- )", r"\1", found) or None


def _block(words: str) -> str:
    bullet = _BULLET.match(words)
    return f"- {escaped(words[bullet.end() :])}" if bullet else escaped(words)


def escaped(words: str) -> str:
    """The words with a stroke before each sign that Markdown would take for a mark."""
    found = _MARKS.sub(r"\\\g<0>", words)
    found = _NUMBER.sub(r"\1\\\2", found, count=1) if _NUMBER.match(found) else found
    return f"\\{found}" if _FIRST.match(found) else found


def _put_right(text: str) -> str:
    """The text with garbled letters as they were; those that are lost stay as they are."""
    found, end = [], 0
    for run in garbled(text):
        found += [text[end : run.start], run.was or run.written]
        end = run.start + len(run.written)
    return "".join((*found, text[end:]))


@lru_cache(
    maxsize=20_000
)  # codes and names, which come many times, and descriptions, which are asked for thrice
def _blocks(text: str) -> tuple[str, ...]:
    """The lines of a text, or the paragraphs of HTML, each without spaces around it."""
    text = cleaned(text)
    if "&" in text and not _has_tags(text):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = _UNFIT.sub("", text)
    lines: Iterable[str] = text.split("\n")
    if "<" in text and _has_tags(text):
        reader = _Html()
        reader.feed(text)
        reader.close()
        lines = _UNFIT.sub("", "".join(reader.found)).split("\n")
    if "@" in text or "://" in text:
        lines = [_ADDRESS.sub(_as_words, one) for one in lines]
    found = tuple(words for one in lines if (words := " ".join(one.split())))
    if "-" not in found:
        return found
    return tuple(
        "\n".join(found).replace("\n-\n", "\n- ").split("\n")
    )  # an item whose words are in a paragraph


def _as_words(found: re.Match[str]) -> str:
    """An address that works as it is; one that cannot, as words, which no page takes for an address."""
    written = found[0].removeprefix("mailto:")
    address = written.rstrip(_AFTER)
    if "://" in address:
        return written.partition("://")[2] if wrong_web_address(address) else written
    return written.replace("@", " @ ") if wrong_mail_address(address) else written


def _has_tags(text: str) -> bool:
    return any(one.kind in ("tag", "comment") for one in typed_html(text))


def _divided(words: str) -> list[str]:
    """A line in parts that are short enough to be paragraphs."""
    found = []
    while len(words) > _PARAGRAPH:
        end = words.rfind(" ", 0, _PARAGRAPH)
        found.append(words[:end] if end > 0 else words[:_PARAGRAPH])
        words = words[len(found[-1]) :].strip()
    return [*found, words]


class _Html(HTMLParser):
    """HTML → its words with line breaks, items of lists with a bullet, and the addresses behind links."""

    _BLOCKS: Final = frozenset(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
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
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "ul",
        ]
    )
    _UNSEEN: Final = frozenset(("script", "style", "title"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0
        self._link = ""
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._UNSEEN:
            self._hidden += 1
        elif tag == "li":
            self.found.append("\n- ")
        elif tag in ("td", "th"):
            self.found.append(" ")
        elif tag in self._BLOCKS:
            self.found.append("\n")
        elif tag == "a":
            address = (dict(attrs).get("href") or "").strip()
            self._link = "" if wrong_web_address(address) else address
            self._since = len(self.found)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNSEEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "a" and self._link:
            if self._link not in "".join(self.found[self._since :]):
                self.found.append(f" ({self._link})")
            self._link = ""
        elif tag in self._BLOCKS or tag == "li":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(" ".join(data.split("\n")) if not data.isspace() else " ")
