"""Characters that nobody sees, where they break something: in names of fields, ids, references, addresses and links.

Each is found where it stands; what is read on is the file as it would be without them, so that one slip is one finding.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.characters import DIRECTIONS, LIKE_A_SPACE, UNSEEN
from sitegen.model.entry import Entry, Loc, Places
from sitegen.model.prose import Link, Prose
from sitegen.model.record import Part
from sitegen.model.walk import walk
from sitegen.reading.characters import unseen
from sitegen.reading.frontmatter import Data, Parsed
from sitegen.reading.schema import holds_words, part_at

_UNSEEN = UNSEEN.pattern
_NOT_IN_A_NAME = re.compile(f"{_UNSEEN}|{LIKE_A_SPACE.pattern}+")
_ENTITY = re.compile(r"&#?\w+;")
_WRITTEN = re.compile(r"[^\s<>()\"']+")
_AN_ADDRESS = re.compile(r"://|\bwww\.|[^@]@[^@]")
_WITHIN = re.compile(rf"(?<=[!-~]){_UNSEEN}|{_UNSEEN}(?=[!-~])")
"""Such a character beside a letter of an address: an emoji after one may have a joiner of its own."""


def may_hold_unseen(text: str) -> bool:
    """Whether a text may hold such a character, or write one as YAML and HTML can: a quick test, which most files fail."""
    signs = "".join(set(text))  # few, however long the text
    return bool("\\" in signs or ("&" in signs and _ENTITY.search(text)) or _NOT_IN_A_NAME.search(signs))


def without_unseen(
    parsed: Parsed, model: type[Part], path: str, text: str
) -> tuple[Parsed, list[Diagnostic]]:
    """What was parsed as if no name and no address held such a character, and what was found; `text` is the whole file."""
    finder = _Finder(path, text.split("\n"))
    reader = _Fields(model, parsed.places, finder)
    for loc, place in parsed.places.keys.items():
        reader.name(loc, place)
    fields = cast("dict[str, Data]", reader.read(parsed.fields))
    blanks = tuple(map(_named, parsed.blanks))
    return replace(parsed, fields=fields, places=_renamed(parsed.places), blanks=blanks), finder.found


def in_links(entry: Entry[Part], text: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """The links and addresses in its texts that hold one, each with what it should be; and a finding for each."""
    finder, right = _Finder(entry.path, text.split("\n")), dict[str, str]()
    for loc, value in walk(entry.record):
        if isinstance(value, Prose):
            for link in value.links:
                finder.link(entry.places, loc, link)
                right[link.written] = _NOT_IN_A_NAME.sub("", link.written)
        if isinstance(value, Prose) or (type(value) is str and holds_words(type(entry.record), loc)):
            words = value.source if isinstance(value, Prose) else value
            for address, *place in _addresses(words):
                finder.within(entry.places, loc, words, *place)
                right[address] = UNSEEN.sub("", address)
    return {bad: good for bad, good in right.items() if bad != good}, finder.found


def restored(parsed: Parsed, words: Mapping[str, str]) -> Parsed:
    """What was parsed with some words replaced wherever they stand."""
    fields = cast("dict[str, Data]", _mended(parsed.fields, words))
    return replace(parsed, fields=fields, body=parsed.body and str(_mended(parsed.body, words)))


def _mended(data: Data, words: Mapping[str, str]) -> Data:
    if isinstance(data, dict):
        return {name: _mended(value, words) for name, value in data.items()}
    if isinstance(data, list):
        return [_mended(item, words) for item in data]
    for bad, good in words.items():
        data = data.replace(bad, good)
    return data


def _addresses(words: str) -> Iterator[tuple[str, int, int]]:
    """Every address in a text with such a character in it, and where the first run of these is and how long."""
    for found in _WRITTEN.finditer(words):
        # In texts that run from right to left, a mark before or after an address keeps it in its place.
        address = found[0].strip(DIRECTIONS)
        if (hidden := _WITHIN.search(address)) and _AN_ADDRESS.search(address):
            yield address, found.start() + found[0].index(address) + hidden.start(), len(hidden[0])


@dataclass(slots=True)
class _Finder:
    """Gathers findings, one for each place."""

    path: str
    lines: list[str]
    found: list[Diagnostic] = field(default_factory=list)

    def value(self, places: Places, loc: Loc, value: str) -> None:
        """Reports the first such character of a value that is a name or an address."""
        if hidden := UNSEEN.search(value):
            place = places.within(loc, 0, hidden.start(), len(hidden[0]))
            more = len(UNSEEN.findall(value)) - 1
            self.tell(hidden[0], place, places.value(loc), more)

    def within(self, places: Places, loc: Loc, words: str, offset: int, length: int) -> None:
        """Reports `length` such characters at `offset` of a text."""
        run = words[offset : offset + length]
        before = words[:offset]
        place = places.within(loc, before.count("\n"), offset - before.rfind("\n") - 1, len(run))
        self.tell(run, place, places.value(loc))

    def link(self, places: Places, loc: Loc, link: Link) -> None:
        """Reports such a character in the destination of a link."""
        whole = places.within(loc, link.line, link.column, len(link.written))
        if hidden := _NOT_IN_A_NAME.search(link.written):
            self.tell(
                hidden[0], places.within(loc, link.line, link.column + hidden.start(), len(hidden[0])), whole
            )
        elif hidden := UNSEEN.search(link.target):
            self.tell(hidden[0], whole, whole)

    def tell(self, run: str, place: Span, whole: Span, more: int = 0) -> None:
        """Reports a run of such characters at `place`, or at `whole` where it is written in some other way."""
        line = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        span = place if line.startswith(run, place.column - 1) else whole
        if all(span != other.span for other in self.found):
            self.found.append(unseen(run, self.path, span, more))


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one file, read without the characters that names and addresses cannot hold."""

    model: type[Part]
    places: Places
    finder: _Finder

    def read(self, data: Data, loc: Loc = ()) -> Data:
        """The data at `loc`; each such character in it is reported."""
        if isinstance(data, list):
            return [self.read(item, (*loc, place)) for place, item in enumerate(data)]
        if isinstance(data, dict):
            return {_plain(name): self.read(value, (*loc, name)) for name, value in data.items()}
        if holds_words(self.model, _named(loc)):
            return data
        self.finder.value(self.places, loc, data)
        return UNSEEN.sub("", data)

    def name(self, loc: Loc, whole: Span) -> None:
        """Reports such a character in the name of a field, or in what stands in place of one."""
        pattern = _NOT_IN_A_NAME if part_at(self.model, _named(loc[:-1])) else UNSEEN
        if hidden := pattern.search(str(loc[-1])):
            here = Span.at(whole.line, whole.column + hidden.start(), len(hidden[0]))
            self.finder.tell(hidden[0], here, whole)


def _plain(name: str) -> str:
    return _NOT_IN_A_NAME.sub("", name) if UNSEEN.search(name) else name


def _named(loc: Loc) -> Loc:
    """The way to a value by names without such characters."""
    return tuple(_plain(step) if isinstance(step, str) else step for step in loc)


def _renamed(places: Places) -> Places:
    """The same places, found by names without such characters."""
    keys = {_named(loc): place for loc, place in places.keys.items()}
    values = {_named(loc): place for loc, place in places.values.items()}
    return Places(places.start, keys, values, {_named(loc): place for loc, place in places.texts.items()})
