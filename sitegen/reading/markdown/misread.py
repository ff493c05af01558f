"""Blocks of Markdown → slips in those that are not what their author meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.model.prose import Slip
    from sitegen.reading.markdown.lines import SourceText

_ENDS: Final = (".", ":", ";", "!", ",", "…")
"""How a sentence ends, or a part of one. A heading may ask a question."""
_LONGEST_HEADING, _FEW_WORDS, _SHORT_LINE = 12, 5, 3
_CODE: Final = re.compile(
    r"[{}<>]|;\s*$|^\s*[$>]\s|\w\(|\s=\s|[$#~]\s?/|\w::\w|--\w|^\s*(?:sudo|curl|pip|git|npm) ", re.MULTILINE
)
"""Signs that are common in code and rare in prose."""
_NARROW, _WIDE = 60, 100
"""The shortest and the longest line, in characters, at which editors wrap."""
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_MONEY: Final = re.compile(r"[£€$]\s?\d")
_AMOUNT: Final = re.compile(r"[£€$=]|\d[\d,.]*\s?(?:[a-z%]|$)")
_FIRST_WORD: Final = re.compile(r"!?\[[^\]\n]*\]\([^)\s]*\)\S*|\S+")


def sentence_above_a_line(text: SourceText, index: int) -> Iterator[Slip]:
    """Hyphens or equals signs below a line make it a heading, or what was to be a table."""
    heading = text.tokens[index]
    if heading.markup not in {"-", "="} or not heading.map:
        return
    words, underline = text.tokens[index + 1].content, text.lines[heading.map[1] - 1].strip("> \t")
    if "|" in words and heading.markup == "-":
        yield text.at_line("table_misruled", heading.map[0], "|" + "---|" * (words.strip("|").count("|") + 1))
    elif _is_sentence(words, underline):
        yield text.at_line("heading_underlined", heading.map[1] - 1, heading.markup)


def _is_sentence(words: str, underline: str) -> bool:
    length = len(words.split())
    return (
        "\n" in words
        or words.rstrip("*_)\"'”’").endswith(_ENDS)
        or length > _LONGEST_HEADING
        or len(underline) < _SHORT_LINE
        or (len(underline) == _SHORT_LINE and length >= _FEW_WORDS)
    )


def words_in_code(text: SourceText, index: int) -> Iterator[Slip]:
    """Four spaces before words make code of them."""
    code = text.tokens[index]
    if code.map and _LETTERS.search(code.content) and not _CODE.search(code.content):
        yield text.at_line("code_indented", code.map[0])


def fence_without_end(text: SourceText, index: int) -> Iterator[Slip]:
    """A block of code that goes on to the end."""
    fence = text.tokens[index]
    if fence.map and fence.content.count("\n") > fence.map[1] - fence.map[0] - 2:
        yield text.at_line("fence_open", fence.map[0], fence.markup)


def box_without_end(text: SourceText, index: int) -> Iterator[Slip]:
    """A box that goes on to the end."""
    box = text.tokens[index]
    if box.map:
        last = text.lines[box.map[1]].strip("> \t") if box.map[1] < len(text.lines) else ""
        if last.strip(":") or len(last) < len(box.markup):
            yield text.at_line("box_open", box.map[0], box.markup)


def numbers_of_a_list(text: SourceText, index: int) -> Iterator[Slip]:
    """Numbers that show as other numbers, and a number at the start of a line that turns the line into a list."""
    items = _items(text, index)
    typed = [int(item.info) for item in items]
    first, line = typed[0], items[0].map[0] if items[0].map else 0
    if len(items) == 1:
        if _interrupts(text, index) or (first > 1 and str(first - 1) not in text.numbers):
            yield text.at_line("number_as_list", line, f"{first}\\{items[0].markup}")
        return
    if len(set(typed)) == 1:
        return  # a way of writing lists in which the program counts
    for place, (number, item) in enumerate(zip(typed, items, strict=True)):
        if number != first + place:
            shown = f"{number}{item.markup}, and readers see {first + place}{item.markup}"
            yield text.at_line("renumbered", item.map[0] if item.map else 0, shown)
            return


def sign_as_mark(text: SourceText, index: int) -> Iterator[Slip]:
    """A sign at the start of a line, such as a minus, that turns the line into a list or a quotation."""
    block = text.tokens[index]
    if not block.map or _is_nested(text, index):
        return
    line = block.map[0]
    mark = {"blockquote_open": ">", "dd_open": "~"}.get(block.type, block.markup)
    if _is_sign(text, index, mark):
        yield text.at_line("sign_as_mark", line, f"\\{mark}")


def _is_sign(text: SourceText, index: int, mark: str) -> bool:
    """Whether the mark that begins this block can be meant as a sign: of an amount, of a note, or of a line that goes on."""
    words = text.paragraph(index + 2) or text.paragraph(index + 3)
    is_amount = _AMOUNT.match(words) is not None
    if mark == ">":
        return is_amount
    if mark == "~":
        line = text.tokens[index].map
        return line is not None and text.lines[line[0]].lstrip().startswith("~")
    if len(_items(text, index)) > 1:
        return False
    goes_on = (words[:1].islower() or is_amount) and _interrupts(text, index)
    is_note = mark == "*" and text.has_noted_word
    return mark == "+" or goes_on or is_note or _MONEY.match(words) is not None


def line_joined_above(text: SourceText, index: int) -> Iterator[Slip]:
    """A line right below an item, a quotation or a footnote, which becomes part of it."""
    line = text.tokens[index - 2]
    if text.tokens[index - 1].type != "paragraph_close" or "\n" not in line.content or not line.map:
        return
    lines = text.lines[line.map[0] : line.map[1]]
    widest = min(max(_NARROW, *map(len, lines)), _WIDE)
    for place in range(1, len(lines)):
        begins = lines[place].lstrip('*_[("“‘')[:1]
        if (begins.isupper() or begins.isdigit()) and not _wraps(lines[place - 1], lines[place], widest):
            yield text.at_line(f"joined_{text.tokens[index].type.partition('_')[0]}", line.map[0] + place)
            return


def _wraps(line: str, below: str, widest: int) -> bool:
    """Whether an editor may have wrapped one line into these two: the next word did not fit, and the line is not overlong."""
    first = _FIRST_WORD.match(below)
    has_room = first and len(line.rstrip()) + 1 + len(first[0]) <= widest
    return not has_room and " " not in line[_WIDE + 20 :]


def sentence_in_table(text: SourceText, index: int) -> Iterator[Slip]:
    """A line without bars right below a table, which becomes its last row."""
    row = text.tokens[index]
    if row.map and "|" not in text.lines[row.map[0]] and "|" in text.lines[row.map[0] - 1]:
        yield text.at_line("row_unbarred", row.map[0])


def _items(text: SourceText, index: int) -> list[Token]:
    """The items of the list that begins at `index`."""
    level = text.tokens[index].level
    items = []
    for place in range(index + 1, len(text.tokens)):
        token = text.tokens[place]
        if token.level == level:
            break
        if token.level == level + 1 and token.type == "list_item_open":
            items.append(token)
    return items


def _is_nested(text: SourceText, index: int) -> bool:
    """Whether a block follows the words of a list item, and so is a list within the list."""
    return index > 3 and text.tokens[index - 4].type == "list_item_open"  # noqa: PLR2004 - a paragraph is three tokens


def _interrupts(text: SourceText, index: int) -> bool:
    """Whether a block begins right below a line of words that does not lead up to it."""
    if index < 3 or text.tokens[index - 1].type != "paragraph_close":  # noqa: PLR2004 - a paragraph is three tokens
        return False
    above, block = text.tokens[index - 2], text.tokens[index]
    is_next = above.map and block.map and above.map[1] == block.map[0] and not _is_nested(text, index)
    return bool(is_next and not above.content.rstrip("*_)\"'”’").endswith((*_ENDS, "?")))
