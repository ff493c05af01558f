"""Content → what the rules find. A rule looks again only at what has changed within its reach."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Final
from zlib import crc32

from sitegen.diagnostics import Diagnostic
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.memo.packing import admit
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.moments import time_around, turns
from sitegen.model.outline import outline
from sitegen.model.record import Key
from sitegen.rules import RULES
from sitegen.rules.per_record import found_by, in_records, only
from sitegen.rules.repetition import has_hidden_text, word_groups
from sitegen.rules.rule import Rule
from sitegen.rules.severity import judged, wanted
from sitegen.rules.texts import clear_cache

_PARTS: Final = 256
Records = Mapping[Key, Entry[Known]]


@dataclass(frozen=True, slots=True)
class Across:
    """What rules found across all records the last time, and what that depends on."""

    made_from: bytes
    since: datetime
    until: datetime
    files: Mapping[str, bytes]
    """The versions of the files with findings: a finding has its place in the file, which an outline has not."""
    found: tuple[Diagnostic, ...]


admit(Across)


def check(content: Content, versions: Mapping[Key, bytes], memo: Memo) -> Iterator[Diagnostic]:
    """What `sitegen.rules.check` gives, in another order.

    `versions` has for each record a digest of all that its entry is made from.
    """
    return judged(content, RULES, _Check(content, versions, memo).found())


class _Check:
    """The rules that a site wants, and its records in up to 256 parts.

    One more record, or one less, leaves all parts but its own as they were.
    """

    def __init__(self, content: Content, versions: Mapping[Key, bytes], memo: Memo) -> None:
        self._content, self._versions, self._memo = content, versions, memo
        rules = wanted(content, RULES)
        self._of_record, self._of_outlines, self._of_all = (
            [rule for rule in rules if rule.reach == reach] for reach in ("record", "outlines", "everything")
        )
        self._parts = list(_parts(content))
        self._made_of = [digest(*map(versions.__getitem__, part)) for part in self._parts]

    def found(self) -> Iterator[Diagnostic]:
        yield from found_by(self._of_record, only(self._content, {}))
        yield from chain.from_iterable(self._in_each())
        yield from self._across()
        yield from found_by(self._of_all, self._with_word_groups())
        clear_cache()

    def _in_each(self) -> Iterator[list[Diagnostic]]:
        examples = repr(sorted(self._content.examples.values)).encode()
        shared = digest(self._settings(self._of_record), examples)
        keys = [digest(shared, made_of) for made_of in self._made_of]
        parts = [only(self._content, part) for part in self._parts]
        return self._memo.each(partial(in_records, self._of_record), parts, keys)

    def _across(self) -> Sequence[Diagnostic]:
        """What rules find that look across all records: as the last time, if no outline has changed since."""
        made_from = self._outlines()
        key = digest(b"across", repr(self._content.drafts).encode())
        kept = self._memo.recall(key)
        if isinstance(kept, Across) and kept.made_from == made_from and self._holds(kept):
            return kept.found
        found = tuple(self._run_across())
        self._memo.keep(key, Across(made_from, *_unchanging(self._content), self._files(found), found))
        return found

    def _holds(self, kept: Across) -> bool:
        return kept.since <= self._content.now < kept.until and kept.files == self._files(kept.found)

    def _outlines(self) -> bytes:
        """A digest of all that rules across records may look at, but for the clock."""
        content, register = self._content, self._content.register
        shared = digest(b"outlines", program())
        keys = [digest(shared, made_of) for made_of in self._made_of]
        about = (
            (content.settings.path, content.settings.places, content.drafts),
            sorted(content.known - content.entries.keys()),
            (list(content.unread.items()), sorted(content.held)),
            list(content.attachments.items()),
            register and (register.head, register.signature),
        )
        outlines = self._memo.each(_outlined, self._parts, keys)
        return digest(self._settings(self._of_outlines), repr(about).encode(), *outlines)

    def _settings(self, rules: Sequence[Rule]) -> bytes:
        codes = (rule.code.encode() for rule in rules)
        return digest(program(), repr(self._content.config).encode(), *codes)

    def _files(self, found: Sequence[Diagnostic]) -> Mapping[str, bytes]:
        """The versions of the files of records in which something was found."""
        paths = {one.path for one in found}
        entries = self._content.entries.items() if paths else ()
        return {entry.path: self._versions[key] for key, entry in entries if entry.path in paths}

    def _run_across(self) -> Iterator[Diagnostic]:
        self._content.links  # noqa: B018 - once for all processes
        found = self._memo.share(
            partial(_all_of, self._content), self._of_outlines, len(self._content.entries)
        )
        return chain.from_iterable(found)

    def _with_word_groups(self) -> Content:
        """The content for rules that compare the words of all records. To read them all takes long."""
        if not has_hidden_text(self._content):
            return self._content
        shared = digest(b"word groups", program())
        keys = [digest(shared, made_of) for made_of in self._made_of]
        groups = self._memo.each(_grouped, self._parts, keys)
        found = (
            pair
            for part, some in zip(self._parts, groups, strict=True)
            for pair in zip(part, some, strict=True)
        )
        return replace(self._content, word_groups=dict(found))


def _parts(content: Content) -> Iterator[Records]:
    parts: defaultdict[int, dict[Key, Entry[Known]]] = defaultdict(dict)
    for key, entry in content.entries.items():
        parts[crc32(key.address.encode()) % _PARTS][key] = entry
    return iter(parts.values())


def _outlined(part: Records) -> bytes:
    return digest(*(repr(outline(entry)).encode() for entry in part.values()))


def _grouped(part: Records) -> list[bytes]:
    return [word_groups(entry) for entry in part.values()]


def _all_of(content: Content, rule: Rule) -> list[Diagnostic]:
    return list(rule(content))


def _unchanging(content: Content) -> tuple[datetime, datetime]:
    """(start, end) around now within which the clock changes no finding."""
    config = content.config
    adverts = (advert.record for advert in content.of(Advert))
    found = (turn.at for one in adverts for turn in turns(one, config.zone, config.closing_soon_days))
    return time_around(found, content.now, config.zone)
