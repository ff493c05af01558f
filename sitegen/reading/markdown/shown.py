"""The losses of a parse → slips for the author, and the text without what no page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.model.prose import Slip
from sitegen.reading.markdown.losses import Cut, Definition, Loss, Losses, Note
from sitegen.reading.markdown.places import Place, line_and_column, lines_of, starts_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.reading.markdown.rules import Text

_NOWHERE = ("#", "", "-", "//")
"""Targets of definitions that are not links: `[//]: # (words)` is a common way to hide a note."""
_NAME = re.compile(r"\[\^[^\[\]\s]+\]")
_GAP = "\x00"
"""Marks a cut. No text contains it."""


def place_losses(tokens: list[Token], text: Text) -> list[Token]:
    """Gives every loss within a line its place in the text, and adds a slip for each loss to `text.slips`."""
    losses = text.losses
    if losses.is_any:
        starts = starts_of(text.lines)
        sought = lines_of(tokens, text.lines, _has_losses) if losses.is_within_lines else ()
        for token, place in sought:
            losses.cuts += [_placed(cut, place, starts) for cut in token.meta.get("cuts", ())]
            losses.marks += [_placed(cut, place, starts) for cut in token.meta.get("marks", ())]
            found = token.meta.get("losses", ())
            text.slips += [_slip(loss, *place(loss.start)) for loss in found]
        found = (*losses.losses, *_lost_parts(losses))
        text.slips += [_slip(loss, *line_and_column(starts, loss.start)) for loss in found]
    return tokens


def _has_losses(token: Token) -> bool:
    return bool(token.meta)


def with_numbers(text: Text) -> str | None:
    """The text with numbers for the names of its footnotes, if readers see everything else of it; otherwise None."""
    losses = text.losses
    is_all = not (losses.cuts or losses.definitions or losses.hidden) and losses.is_certain
    if not is_all or _are_numbered(losses):
        return None
    source, cuts = "\n".join(text.lines), sorted((*losses.marks, *_numbers(losses)))
    # Only if each name is where it is expected, and no number would be read as another footnote.
    are_found = all(_NAME.fullmatch(source, cut.start, cut.end) for cut in cuts)
    return _without(source, cuts) if are_found and source.count("[^") == len(cuts) else None


def shown(text: Text) -> Iterator[str]:
    """Candidates for the text without what no page shows; none if pages show all of it."""
    losses = text.losses
    cuts = [*losses.cuts, *(Cut(part.start, part.end) for part in _parts(losses))]
    if not _are_numbered(losses):
        cuts += [*losses.marks, *_numbers(losses)]
    if cuts:
        left = _without("\n".join(text.lines), sorted(cuts))
        yield _closed_up(left)
        yield left.replace(_GAP, "")


def _are_numbered(losses: Losses) -> bool:
    return all(note.label.isdecimal() for note in losses.notes)


def _slip(loss: Loss, line: int, column: int) -> Slip:
    return Slip(loss.kind, line, column, loss.length, " ".join(loss.words.split()))


def _placed(cut: Cut, place: Place, starts: Sequence[int]) -> Cut:
    (first, column), (last, end) = place(cut.start), place(cut.end)
    return Cut(starts[first] + column, starts[last] + end, cut.shown)


def _parts(losses: Losses) -> list[Note | Definition]:
    """The footnotes that are not on the page, and the definitions, in the order of the text."""
    parts: list[Note | Definition] = [*losses.hidden, *losses.definitions]
    return sorted(parts, key=lambda part: part.start)


def _lost_parts(losses: Losses) -> Iterator[Loss]:
    """The footnotes and definitions that no page shows, except those within such a footnote."""
    reach = 0
    first: dict[str, Definition] = {}
    for part in _parts(losses):
        if part.start < reach:
            continue
        if isinstance(part, Note):
            reach = part.end
            kind = "repeated-footnote" if part.label in losses.shown else "unused-footnote"
            yield Loss(kind, part.start, len(part.label) + 3, part.label)
        else:
            same = first.setdefault(" ".join(part.name.casefold().split()), part)
            yield from _lost_definition(part, same, is_used=id(part.href) in losses.used)


def _lost_definition(found: Definition, first: Definition, *, is_used: bool) -> Iterator[Loss]:
    name, length = found.name, len(found.name) + 2
    if first is not found and first.href != found.href:
        yield Loss("repeated-link-name", found.start, length, name)
    elif found.title and found.href in _NOWHERE:
        yield Loss("hidden-note", found.start, length, found.title)
    elif not (is_used or found.is_repeated):
        yield Loss("unused-link-name", found.start, length, name)
    elif found.title:
        length = len(found.title.partition("\n")[0])
        yield Loss("title-not-shown", found.title_start, length, found.title)


def _numbers(losses: Losses) -> Iterator[Cut]:
    """The names of the footnotes on the page, which readers see as numbers."""
    for note in losses.notes:
        if losses.shown.get(note.label) is note.token:
            mark = f"[^{losses.numbers[note.label]}]"
            yield Cut(note.start, note.start + len(note.label) + 3, mark)


def _without(source: str, cuts: Iterable[Cut]) -> str:
    """The source with each cut replaced by what is shown for it, or by `_GAP`."""
    parts = []
    done = 0
    for cut in cuts:
        if cut.start >= done:
            parts += [source[done : cut.start], cut.shown or _GAP]
            done = cut.end
    return "".join((*parts, source[done:]))


def _closed_up(source: str) -> str:
    """The source without lines that have only gaps, and without the blank lines round these."""
    left: list[str] = []
    is_after_gap = False
    for line in source.removesuffix("\n").split("\n"):
        is_gap = _GAP in line and not line.strip(f"{_GAP} \t>")
        if not is_gap and not (is_after_gap and not line.strip() and not (left and left[-1].strip())):
            left.append(line.replace(_GAP, ""))
        is_after_gap = is_gap or (is_after_gap and not line.strip())
    while is_after_gap and left and not left[-1].strip():
        left.pop()
    return "\n".join(left) + ("\n" if left and source.endswith("\n") else "")
