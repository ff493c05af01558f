"""A line of words → the marks in it that Markdown does not recognise, so that they show as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitegen.reading.markdown.links import Destination

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.model.prose import Slip
    from sitegen.reading.markdown.lines import SourceText

_TAKEN: Final = "\0"
"""Replaces each character that Markdown read as a mark, or that belongs to code or an address."""
_SIGNS: Final = re.compile(r"[*`\[{~^\\_=+$]|:[a-zA-Z:]")
_MAY: Final = re.compile(r"[*`\[\]{~^\\]|(?<!\w)_|==|\+\+|\$[${]|:\w+:|::")
"""Every slip below contains one of these, so most lines need no closer look. `_SIGNS` is quick, `_MAY` exact."""
_VISIBLE: Final = re.compile(r"\S")
_WEB: Final = re.compile(r"(?:https?://|www\.)[^\s()\[\]]+|[\w.+-]+@[\w-]+\.[\w.-]+")

_ADDRESS: Final = (
    r"(?:(?:https?://|mailto:|tel:|www\.|/|\.{1,2}/|\#)[^()\[\]\n]*"
    r"|[\w./ -]+\.(?:uk|org|com|eu|net|html?|pdf|docx?|xlsx?|odt|ods|csv|md|png|jpe?g|svg)(?:[/?\#][^()\[\]\n]*)?)"
)
_LINK: Final = re.compile(
    rf"""
      (?P<link_reversed>\((?P<words1>[^()\[\]\n]+)\)\[(?P<to1>{_ADDRESS})\])
    | (?P<link_apart>!?\[(?P<words2>[^\[\]\n]+)\][ \t\n]+\((?P<to2>{_ADDRESS})\))
    | (?P<link_spaced>!?\[(?P<words3>[^\[\]\n]+)\]\((?P<to3>{_ADDRESS})\))
    | (?P<link_open>!?\[[^\[\]\n]+\]\((?:{_ADDRESS}|\s*\Z)|!?\[[^\[\]()\n]+\((?:https?://|mailto:|/)[^()\s]+\))
    | (?P<link_unnamed>!?\[(?!\^)[^\[\]]*[^\W\d][^\[\]]*\]\[(?!\^)(?P<to4>[^\[\]\n]*)\])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"(?P<note_unmarked>^\[\^(?P<to1>[^\s\[\]]+)\](?=[ ]\S))|(?P<note_missing>\[[ ]?\^(?P<to>[^\[\]\n]*)\])|(?P<note_within>\^\[[^\[\]\n]+\])",
    re.MULTILINE,
)
_FOREIGN: Final = re.compile(
    r"""(?P<foreign>
      \{\{[<%]?[^{}\n]*\}\} | \{%[^{}\n]*%\}
    | \$\{[^{}\n]*\} | (?<![\w ])\{\w+=[^{}\n]*\}
    | (?<!:::)(?<!:::[ ])\{[\#.:][\w-][^{}\n]*\} | \[\[[^\[\]\n]+\]\] | \[_?toc_?\]
    | (?<![\w=])==(?=[^\s=])[^=\n]*[^\s=]==(?![\w=]) | ^={2,6}[ ][^=\n]+[ ]={2,6}[ ]*$
    | (?<![\w+{])\+\+(?=[^\s+])[^+\n]*[^\s+]\+\+(?![\w+}])
    | \^[\w()+-]{1,12}\^ | (?<!~)~[^\s~]{1,12}~(?!~)
    | (?<![\w:]):[a-z][a-z_]{2,24}:(?![\w:]) | \$\$[^$\n]+\$\$
    | ^\[[ x]?\](?=[ ]) | \[(b|i|u|url|img|quote|center|size|color)(?:=[^\[\]\n]*)?\](?=[^\n]*\[/)
    | ^\.\.[ ]\w+::
    )""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_WORDS: Final = r"[^\W\d_][^\s*\0]*[ \n](?:[^\s*\0]+[ \n])*[^\s*\0]+"
"""More than one word: a single one between stars may be a factor."""
_EMPHASIS: Final = re.compile(
    rf"""
      (?P<stress_before>(?<![\w*])\*(?=\0))
    | (?P<strong_joined>(?<!\*)\*\*[^\s*\0][^*\n\0]*[.:;,!?)]\*\*(?=\w))
    | (?P<strong>(?<![*\d])\*\*(?![*\d]) | (?<![_\w])__(?=[^\W_]) | (?<=[^\W_])__(?![_\w]))
    | (?P<struck>(?<!~)~~(?!~))
    | (?P<stress_apart>(?<![*\w])\*[ \t]+(?={_WORDS}[ ]?\*(?![\w*])) | (?<![\w_])_[ ](?=[^_\n]{{2,}}[ ]_(?![\w_])))
    | (?P<stress>(?<=[ \t(“"‘])\*(?=[^\W\d_]{{2}}) | (?<![\w\0/"])_(?=[^\W_]{{2}}))
    | (?P<tick>`)
    """,
    re.VERBOSE | re.MULTILINE,
)
_BACKSLASH: Final = re.compile(
    r"(?P<backslash>(?<!:)\\[^\w\n] | (?<![\w\\:.])\\[nrt](?!\w) | (?<!:)\\\Z)", re.VERBOSE
)

_FIGURES: Final = re.compile(r"(?<=[^\W_])(\*\*?)(?=[^\W_])[^*\n]+\1(?=[^\W_])")
"""Stars between digits or letters, which Markdown reads as a pair."""

_SOUGHT: Final = (_LINK, _NOTE, _FOREIGN, _EMPHASIS, _BACKSLASH)
"""Searched in this order: each skips what an earlier one found."""


def unrecognised_marks(text: SourceText, index: int) -> Iterator[Slip]:
    """A slip for the first link, footnote, emphasis or foreign mark of each kind that a line shows as typed."""
    token = text.tokens[index]
    if not _SIGNS.search(token.content):
        return
    children = token.children or ()
    if "*" in token.content and _is_within_word(children) and (found := _FIGURES.search(token.content)):
        yield text.slip("figures", index, found.span())
    if not any(child.type in ("text", "text_special") and _MAY.search(child.content) for child in children):
        return
    shown = _shown(token.content, children)
    for pattern in _SOUGHT:
        kinds = set()
        for found in pattern.finditer(shown):
            kind, words = _named(found, text)
            if kind not in kinds:
                kinds.add(kind)
                yield text.slip(kind, index, found.span(), words)
        shown = pattern.sub(_blank, _WEB.sub(_blank, shown) if pattern is _LINK else shown)


def _is_within_word(children: Sequence[Token]) -> bool:
    """Whether stars that Markdown read as a pair come right after a digit or letter."""
    return any(
        child.type in ("em_open", "strong_open")
        and child.markup.startswith("*")
        and before.content[-1:].isalnum()
        for before, child in pairwise(children)
    )


def _shown(content: str, children: Sequence[Token]) -> str:
    """The line with `_TAKEN` for each character that Markdown used. The rest, which shows, keeps its place."""
    parts: list[str] = []
    done = 0
    destinations: list[object] = []
    for child in children:
        if child.type == "link_open":
            destinations.append(child.attrs["href"])
        shows = child.type == "text" or (child.type == "text_special" and child.content == child.markup)
        end = _end(child, content, done, destinations)
        start = end - len(child.content) if shows else end
        parts += [_VISIBLE.sub(_TAKEN, content[done:start]), content[start:end]]
        done = end
    return "".join(parts)


def _end(child: Token, content: str, done: int, destinations: list[object]) -> int:
    """The end in `content` of a part of a line that begins at or after `done`."""
    match child.type:
        case "link_close":
            return _after_link(destinations.pop(), content, done)
        case "image":
            return _after_link(child.attrs["src"], content, _after("[", content, done))
        case "code_inline":
            return _after(child.markup, content, _after(child.markup, content, done) + len(child.content))
        case "footnote_ref":
            return _after(f"[^{child.meta['label']}]", content, done)
    breaks = child.type in ("softbreak", "hardbreak")
    return _after("\n" if breaks else child.content if child.type == "text" else child.markup, content, done)


def _after(written: str, content: str, done: int) -> int:
    start = content.find(written, done)
    return done if start < 0 else start + len(written)


def _after_link(destination: object, content: str, done: int) -> int:
    """The end in `content` of a link: of its address if that is beside the words, otherwise of the words."""
    if isinstance(destination, Destination) and destination.block == content and destination.start >= done:
        return destination.start + len(destination.written)
    return _after("]", content, done + 2) if content.startswith("][", done) else done


def _named(found: re.Match[str], text: SourceText) -> tuple[str, str]:
    """The kind of a slip, and the words to type or to quote."""
    kind = str(found.lastgroup)
    groups = {name.rstrip("1234"): text for name, text in found.groupdict().items() if text}
    words, to = "!" * found[0].startswith("!") + f"[{groups.get('words', '')}]", groups.get("to", "").strip()
    if kind == "note_missing":
        return _note(to, text.notes)
    if kind == "link_spaced" and '"' in to:
        return "link_open", ""
    says = {
        "link_reversed": f"{words}({_destination(to)})",
        "link_apart": f"{words}({_destination(to)})",
        "link_spaced": f"{words}({_destination(to)})",
        "link_unnamed": to or found[0].strip("![]"),
        "note_unmarked": to,
    }
    return kind, says.get(kind, found[0])


def _destination(to: str) -> str:
    """An address as it can be written: a file's name with its folder, a site with its scheme, and no space but between < and >."""
    if to.startswith("www."):
        to = f"https://{to}"
    if ":" in to:
        return to.replace(" ", "%20")
    path = to if "/" in to or to.startswith("#") else f"/files/{to}"
    return f"<{path}>" if " " in path else path


def _note(name: str, notes: Sequence[str]) -> tuple[str, str]:
    """The kind of slip in a footnote's mark (its note has another name, its name has a space, or there is no note), and the right name."""
    same = [note for note in notes if note.casefold() == name.casefold()]
    if same:
        return "note_renamed", same[0]
    return ("note_spaced", "-".join(name.split())) if " " in name else ("note_missing", name)


def _blank(found: re.Match[str]) -> str:
    return _VISIBLE.sub(_TAKEN, found[0])
