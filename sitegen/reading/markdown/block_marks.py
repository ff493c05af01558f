"""A paragraph → the marks of Markdown or word processors that begin its lines and show as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitegen.model.prose import Slip
    from sitegen.reading.markdown.lines import SourceText

ODD: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2060\u3000\ufeff"
"""Spaces that do not count in Markdown, which trims some at the start of a paragraph. Another rule reports zero-width spaces."""
_BULLETS: Final = "•∙●○◦▪▫■□‣⁃►▶➢➤❖\uf0b7\uf0a7\uf0d8\uf076"
_LETTERS: Final = "[a-z]|[ivx]{1,4}|[A-Z]|[IVX]{1,4}|\\d{1,2}(?=\\))"

_HEADING: Final = re.compile(
    rf"""
    ^(?:
      [ \t]*(?P<heading_joined>\#{{2,6}}(?=[^\s\#{ODD}])|\A\#(?=[A-Z][^\n\#.!,;]{{0,60}}$))
    | [ \t]*(?P<heading_odd>\#{{1,6}}[{ODD}]+|(?:[{ODD}]+[ \t]*|\A)\#{{1,6}}[ \t{ODD}]+)
    | [ \t]*(?P<heading_deep>\#{{7,}}(?=[ \t]))
    | [ \t]+(?P<heading_indented>\#{{1,6}}(?=[ \t]))
    )[ \t{ODD}]*(?P<words>[^\n]+)
    """,
    re.VERBOSE | re.MULTILINE,
)
_ITEM: Final = re.compile(
    rf"""
    ^[ \t]*(?:
      (?P<bullet>[{_BULLETS}][ \t{ODD}]*|[·o§üØqv]\t[ \t{ODD}]*|[·o][{ODD}][ \t{ODD}]*|·[ ]*)
    | (?P<item_odd>(?:[-*+]|\d{{1,3}}[.)])[{ODD}]+|(?:[{ODD}]+[ \t]*|\A)(?:[-*+]|\d{{1,3}}[.)])[ \t{ODD}]+)
    | (?P<item_indented>(?<=[ \t])(?:[-*+]|\d{{1,3}}[.)])[ \t]+)
    | (?P<dash>[–—−‐‑][ \t{ODD}]+)
    | (?P<circle>o[ ]+)
    | (?P<sign>[→⇒➔✓✔✗✘☐☑][ \t{ODD}]+)
    | (?P<item_joined>[-+](?=[^\W\d_])|\*(?=[^\W\d_][^*\n]*$))
    | (?P<number_joined>\d{{1,2}}[.)](?=[^\W\d_]{{2}}))
    | (?P<number_below>(?<=\n)(?:[2-9]|[1-9]\d)[.)][ \t]+)
    | (?P<letter>\(?(?:{_LETTERS})[.)][ \t{ODD}]+)
    )(?=[^\s])
    """,
    re.VERBOSE | re.MULTILINE,
)
_SHORT, _SEVERAL = 45, 3
"""The longest line, in characters, and the fewest lines that look meant to stay separate."""
_WEAK: Final = frozenset(("dash", "circle", "sign", "item_joined", "number_joined", "number_below"))
"""Marks that one line may have for another reason: it takes two such lines to look like a list."""
_MAY_LIST: Final = re.compile(rf"\n[ \t]*(?:[^\w\s\"'“‘\[<>|!:#]|[{ODD}]|\w{{1,4}}[.)]|[oüØqv]\s)")
"""A quick test for `_ITEM`: it goes line by line, where `_ITEM` goes character by character."""
_ROW: Final = re.compile(
    r"^[ \t]*(?P<row>\|[^\n]*(?<!\\)\||\+-[-+]+\+|[^|\n]*[^|\s\\][ \t]+\|(?!\|)[^\n]*)", re.MULTILINE
)
_WHOLE_ROW: Final = re.compile(r"^[ \t]*\|[^\n]*\S[^\n]*(?<!\\)\|[ \t]*$", re.MULTILINE)
_RULE: Final = re.compile(r"^(?=[^\n]*[|+])(?=[^\n]*[-=_–—])[-|+:=_–— \t]+$", re.MULTILINE)
_TABS: Final = re.compile(r"^[ \t]*(?P<tabs>\S[^\t\n]*?(?<!:)(?:\t|[ ]{3,})[^\n]*\S)", re.MULTILINE)
_WIDE: Final = re.compile(r"\S(?:\t|[ ]{3,})\S")
_SPAN_OF_CODE: Final = re.compile(r"`[^`\n]+`")
_BOX_SIGNS: Final = re.compile(r"::|!!!|\?\?\?|\[!")
_BOX: Final = re.compile(
    rf"""
    ^[ \t]*(?:
      (?P<box_unknown>:{{3,}}[ \t{ODD}]*[{{.\#]*(?P<name>[\w-]+))
    | (?P<box_closed>:{{3,}}[ \t{ODD}]*$)
    | (?P<box_short>::[ \t]*(?=(?:note|warning)\b))
    | (?P<box_foreign>(?:!!!|\?\?\?)\+?[ \t]*[a-z]+|\[![a-z]+\])
    )
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_LABELLED: Final = re.compile(r"[A-Z][\w ]{1,25}: \S")
_SERIES: Final = (("a", "b", "c"), ("i", "ii", "iii"), ("1", "2", "3"))


def marks_at_line_starts(text: SourceText, index: int) -> Iterator[Slip]:
    """Slips for the headings, list, table and boxes that a paragraph was meant to be or contain."""
    words = text.paragraph(index)
    if not words:
        return
    if "#" in words:
        yield from _headings(text, index, words)
    listed = tuple(_list(text, index, words)) if _MAY_LIST.search(f"\n{words}") else ()
    yield from listed
    if not listed:
        is_wide = ("\t" in words or "   " in words) and _WIDE.search(words)
        if "|" in words or is_wide:
            yield from _table(text, index, words)
        if "\n" in words and not is_wide:
            yield from _lines(text, index, words)
    if _BOX_SIGNS.search(words):
        yield from _boxes(text, index, words)


def _headings(text: SourceText, index: int, words: str) -> Iterator[Slip]:
    for found in _HEADING.finditer(words):
        kind = next(name for name in found.groupdict() if found[name])
        level = min(max(found[kind].count("#"), 2), 6)
        yield text.slip(kind, index, found.span(kind), f"{'#' * level} {found['words'].strip()}")


def _list(text: SourceText, index: int, words: str) -> Iterator[Slip]:
    found = _ITEM.search(words)
    if not found or found.lastgroup in _kinds(text.paragraph(index - 3)):
        return  # reported for the paragraph above
    kind = str(found.lastgroup)
    if kind in _WEAK and not _is_list(kind, text, index):
        return
    if kind == "letter" and not _is_series(text, index):
        return
    yield text.slip(kind, index, found.span(kind), found[kind].strip())


def _kinds(words: str) -> set[str | None]:
    return {found.lastgroup for found in _ITEM.finditer(words)}


def _is_list(kind: str, text: SourceText, index: int) -> bool:
    """Whether another line has the mark too, or a number is the first."""
    marks = [found[kind] for found in _ITEM.finditer(text.paragraph(index)) if found.lastgroup == kind]
    first = kind == "number_joined" and marks[0].startswith("1")
    in_list = kind.endswith("_joined") and text.tokens[index - 2].type == "list_item_open"
    return first or in_list or len(marks) > 1 or kind in _kinds(text.paragraph(index + 3))


def _is_series(text: SourceText, index: int) -> bool:
    """Whether these labels begin a, b or i, ii or 1, 2; they must go on to the third if they may be initials."""
    lines = f"{text.paragraph(index)}\n{text.paragraph(index + 3)}\n{text.paragraph(index + 6)}"
    found = [item["letter"].strip(f" \t{ODD}") for item in _ITEM.finditer(lines) if item["letter"]]
    labels = tuple(label.strip("().").lower() for label in found[:3])
    may_be_initials = found[0][:1].isupper() and labels[0] != "i"
    return labels in _SERIES if may_be_initials else labels[:2] in {series[:2] for series in _SERIES}


def _table(text: SourceText, index: int, words: str) -> Iterator[Slip]:
    """Rows with bars or tabs between their cells. One row is enough if it is nothing else."""
    above = text.paragraph(index - 3)
    bars = _SPAN_OF_CODE.sub(lambda found: re.sub(r"\S", "x", found[0]), words)
    rows = list(_ROW.finditer(bars)) if "|" in bars else []
    if len(rows) > 1 or _WHOLE_ROW.search(bars):
        if not _ROW.search(above):
            yield text.slip(_kind_of_table(text, index, words), index, rows[0].span("row"), _ruled(rows))
    elif not _TABS.search(above):
        tabs = [*_TABS.finditer(words), *_TABS.finditer(text.paragraph(index + 3))]
        if len(tabs) > 1 or (tabs and tabs[0]["tabs"].count("\t") > 1):
            yield text.slip("table_tabs", index, tabs[0].span("tabs"))


def _lines(text: SourceText, index: int, words: str) -> Iterator[Slip]:
    """Lines that were meant to stay separate, as in a postal address. Lines wrapped by an editor are longer."""
    lines = [line.strip() for line in words.split("\n")]
    if max(map(len, lines)) > _SHORT or any(
        child.type == "hardbreak" for child in text.tokens[index].children or ()
    ):
        return
    begun = all(line[:1].isupper() or line[:1].isdigit() for line in lines)
    open_ended = not any(line.endswith((".", ",", ":", ";", "!", "?", "-")) for line in lines[:-1])
    if (len(lines) >= _SEVERAL and begun and open_ended) or all(map(_LABELLED.match, lines)):
        yield text.slip("lines_joined", index, (0, len(lines[0])))


def _kind_of_table(text: SourceText, index: int, words: str) -> str:
    if index > 1 and text.tokens[index - 2].type == "table_close":
        return "table_parted"
    return "table_misruled" if _RULE.search(words) else "table_unruled"


def _ruled(rows: Sequence[re.Match[str]]) -> str:
    """The line that belongs below the first of these rows."""
    cells = [row["row"].strip("| \t").count("|") + 1 for row in rows if not _RULE.match(row["row"])]
    return "|" + "---|" * max(cells, default=1)


def _boxes(text: SourceText, index: int, words: str) -> Iterator[Slip]:
    for found in _BOX.finditer(words):
        kind = next(name for name in ("box_unknown", "box_closed", "box_short", "box_foreign") if found[name])
        slip = text.slip(kind, index, found.span(kind), found["name"] or "")
        if kind != "box_closed" or slip.line in text.unopened:
            yield slip
