"""Hidden texts and public texts → the passages that are in both."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from zlib import crc32

from sitegen.diagnostics import Span
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.kinds import Known
from sitegen.model.prose import Prose
from sitegen.model.record import Part, Record, key_of
from sitegen.model.scalars import FilePath, Reference
from sitegen.model.walk import walk
from sitegen.rules.texts import text_span

RUN = 8
"""This many words in the same order are no accident."""
NOTICE = ("title", "meeting", "exempt")
"""The fields of an exempt report that are public."""

_STRIDE = 4
"""Any eight words in a row contain five that begin at a multiple of four."""
_PROBE = RUN - _STRIDE + 1
_WORD = re.compile(r"\w+(?:['’]\w+)*")

_WRITTEN, _NAMES = (Prose, str), (Reference, FilePath)

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words in a row that a public text shares with a hidden one."""

    loc: Loc
    text: str
    words: Run

    @property
    def length(self) -> int:
        """How many words."""
        return len(self.words)

    def span(self, entry: Entry[Part]) -> Span:
        """The span of the first word in the file; of the whole text if the words cannot be found."""
        for count in (RUN, RUN // 2, 2):
            pattern = r"[\W_]+".join(map(re.escape, self.words[:count]))
            if found := re.search(rf"\b{pattern}\b", self.text, re.IGNORECASE):
                return text_span(entry, self.loc, self.text, found.start(), len(self.words[0]))
        return entry.places.value(self.loc)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a record, as written and as words."""

    entry: Entry[Record]
    loc: Loc
    source: str
    words: list[str]


def shared_passages(
    content: Content, hidden: Iterable[Run], least: int
) -> Iterator[tuple[Entry[Record], list[SharedPassage]]]:
    """The passages of public texts that consist of hidden runs, by record.

    Scheduled records count as public. Runs that are in the settings, or in `least` records, are not reported.
    """
    if not (wanted := set(hidden)):
        return
    search = _Search(wanted - runs(text for _, text in long_texts(content.config)), least)
    known = content.word_groups
    near = (
        entry
        for entry in content.entries.values()
        if search.is_near(known.get(key_of(entry.record)) or word_groups(entry))
    )
    hits = [text for entry in near for text in _public(entry) if search.are_in(text)]
    found: dict[str, tuple[Entry[Record], list[SharedPassage]]] = {}
    for text in hits:
        for run in dict.fromkeys(_joined(text.words, search.runs)):
            passages = found.setdefault(text.entry.path, (text.entry, []))[1]
            passages.append(SharedPassage(text.loc, text.source, run))
    yield from found.values()


def has_hidden_text(content: Content) -> bool:
    """Whether there is a draft or an exempt report, whose words could be copied."""
    return any(entry.record.draft or is_exempt(entry.record) for entry in content.entries.values())


def word_groups(entry: Entry[Known]) -> bytes:
    """Four bytes, a checksum, for each of the groups of words by which a passage in the public texts of a record is found."""
    return array("I", (group for text in _public(entry) for group in _groups(text.words))).tobytes()


def _public(entry: Entry[Known]) -> Iterator[_Text]:
    for loc, text in () if entry.record.draft else _read(entry):
        if loc[0] in NOTICE or not is_exempt(entry.record):
            yield _Text(entry, loc, text.source if isinstance(text, Prose) else text, words(text))


def _read(entry: Entry[Known]) -> Iterator[tuple[Loc, Prose | str]]:
    """Markdown texts, and the plain fields into which sentences are copied. A walk through all fields would take long."""
    yield ("title",), entry.record.title
    yield ("summary",), getattr(entry.record, "summary", None) or ""
    for place, change in enumerate(getattr(entry.record, "amendments", ())):
        yield ("amendments", place, "change"), change.change
        yield ("amendments", place, "reason"), change.reason or ""
    yield from entry.texts


class _Search:
    """The hidden runs to find. Those that `least` records have are dropped during the search, which keeps it short."""

    def __init__(self, runs: AbstractSet[Run], least: int) -> None:
        self.runs = set(runs)
        self._least = least
        self._holders: defaultdict[Run, set[str]] = defaultdict(set)
        self._probes = Counter(probe for run in runs for probe in _probes(run))

    def is_near(self, groups: bytes) -> bool:
        """Whether any of the runs may be in a record with these groups of words: a quick test, for most have none."""
        return not self._probes.keys().isdisjoint(array("I", groups))

    def are_in(self, text: _Text) -> bool:
        """Whether any of the runs is in the text."""
        if self._probes.keys().isdisjoint(_groups(text.words)):
            return False
        found = self.runs.intersection(_runs(text.words))
        for run in found:
            self._holders[run].add(text.entry.path)
            if len(self._holders[run]) == self._least:
                self._give_up(run)
        return bool(found)

    def _give_up(self, run: Run) -> None:
        self.runs.discard(run)
        self._probes.subtract(_probes(run))
        for probe in _probes(run):
            if not self._probes[probe]:
                del self._probes[probe]


def long_texts(record: Part) -> Iterator[tuple[Loc, Prose | str]]:
    """The texts of a record that are long enough to hold a run, each with its place."""
    for loc, value in walk(record):
        if (
            isinstance(value, Reference | FilePath)
            or not isinstance(value, Prose | str)
            or loc[0] == "ignore"
        ):
            continue
        if (value.source if isinstance(value, Prose) else value).count(
            " "
        ) >= _PROBE:  # lines may end between words
            yield loc, value


def words(text: Prose | str) -> list[str]:
    """The words of a text in lower case, without markup."""
    return _WORD.findall((text.text if isinstance(text, Prose) else text).casefold())


def runs(found: Iterable[Prose | str]) -> frozenset[Run]:
    """Every eight words in a row of some texts."""
    return frozenset(run for text in found for run in _runs(words(text)))


def is_exempt(record: Part) -> bool:
    """Whether the record is a report closed to the public."""
    return isinstance(record, Decision) and record.is_exempt


def _runs(found: list[str]) -> Iterator[Run]:
    return zip(*(found[start:] for start in range(RUN)), strict=False)


def _probes(run: Run) -> list[int]:
    """The groups of words of which one is among those of any text that has the run."""
    return [_checksum(run[start : start + _PROBE]) for start in range(_STRIDE)]


def _groups(found: list[str]) -> Iterator[int]:
    """Every fourth group of five words of a text, as a checksum. Two may have the same: the words are compared then."""
    places = range(0, len(found) - _PROBE + 1, _STRIDE)
    return (_checksum(found[place : place + _PROBE]) for place in places)


def _checksum(found: Iterable[str]) -> int:
    return crc32(" ".join(found).encode("utf-8", "surrogatepass"))


def _joined(found: list[str], secret: AbstractSet[Run]) -> Iterator[Run]:
    """The longest passages in which every eight words in a row are secret."""
    start, end = 0, 0
    for place, run in enumerate(_runs(found)):
        if run not in secret:
            continue
        if place > end:
            if end:
                yield tuple(found[start:end])
            start = place
        end = place + RUN
    if end:
        yield tuple(found[start:end])
