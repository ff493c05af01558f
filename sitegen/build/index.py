"""The documents of the search index → its jobs: a change costs the files that have it, not the whole index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sitegen.build.given import GivenAdvert, SearchOf
from sitegen.build.job import Job, Planned
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.memo.packing import admit
from sitegen.model.site import Site
from sitegen.outputs import search
from sitegen.outputs.search.documents import document
from sitegen.outputs.search.terms import Change, Lines, edited, lines_of
from sitegen.outputs.search.tiers import TIERS, Tiers, tiers_of
from sitegen.outputs.summaries import Summaries

_NEW: Tiers = ("",) * TIERS
"""The terms of a document that was not there before."""
_AT_ONCE = 200
"""Documents whose terms are made together: so few that this job, which has a process of its own, starts no others below it."""


@dataclass(frozen=True, slots=True)
class Before:
    """The lines that the last build made, and the documents that it made them of.

    They are kept under a key that does not depend on the documents, so a build only looks at them if they are whole,
    and only changes in them what it can tell from the documents.
    """

    documents: tuple[SearchOf, ...]
    lines: str
    """As in the shards, with those of all terms together."""
    seal: bytes
    """A digest of both."""

    @staticmethod
    def of(documents: Sequence[SearchOf], lines: Lines) -> "Before":
        """What the next build is to find."""
        text = "\n".join(f"{term}\t{fields}" for term, fields in lines.items())
        return Before(tuple(documents), text, _seal(documents, text))

    @property
    def is_whole(self) -> bool:
        """Whether the lines are of these documents."""
        return self.seal == _seal(self.documents, self.lines)

    def by_term(self) -> Lines:
        """The lines as they were."""
        found = (line.partition("\t") for line in self.lines.split("\n") if line)
        return {term: fields for term, _, fields in found}


def _seal(documents: Sequence[SearchOf], lines: str) -> bytes:
    return digest(lines.encode(), *(one.digest for one in documents))


admit(Before, SearchOf)


class SearchIndex:
    """The search index of a site."""

    def __init__(self, site: Site, memo: Memo) -> None:
        self._site = site
        self._memo = memo

    def jobs(self, found: Sequence[SearchOf], adverts: Sequence[GivenAdvert]) -> Iterator[Job]:
        """The results of some documents at a time, then all that is made of their words. `adverts` are in order."""
        documents = sorted(found, key=lambda one: (one.day, one.key.address))
        for kept in (self._last, *(one.digest for one in documents)):
            self._memo.use(kept)
        for first in range(0, len(documents), search.SHARE):
            some = documents[first : first + search.SHARE]
            yield Job(
                digest(b"results", str(first).encode(), *_digests(some)), partial(self._results, first, some)
            )
        soon = str(self._site.config.closing_soon_days).encode()
        listed = digest(*(one.listed for one in adverts))
        made_from = digest(b"search", soon, listed, *_digests(documents))
        summaries = tuple(one.summary for one in adverts)
        yield Job(made_from, partial(self._index, documents, summaries))

    def _results(self, first: int, some: Sequence[SearchOf]) -> Planned:
        site = self._site
        return Planned(search.results(first, [document(site, site.shown[one.key]) for one in some]))

    def _index(self, documents: Sequence[SearchOf], summaries: Summaries) -> Planned:
        lines = self._edited(documents)
        if lines is None:
            lines = lines_of(self._tiers(documents))
        self._memo.keep(self._last, Before.of(documents, lines))
        keys = [one.key for one in documents]
        soon = self._site.config.closing_soon_days
        return Planned(search.index(keys, lines, summaries, soon, digest(*_digests(documents))))

    def _edited(self, documents: Sequence[SearchOf]) -> Lines | None:
        """The lines of the last build with what has changed since; None if documents have other numbers now, or it is not known."""
        before = self._memo.recall(self._last)
        if not isinstance(before, Before) or not before.is_whole:
            return None
        known = before.documents
        if [one.key for one in known] != [one.key for one in documents[: len(known)]]:
            return None
        changed = {
            number: one
            for number, one in enumerate(documents)
            if number >= len(known) or one.digest != known[number].digest
        }
        old = [self._memo.recall(known[one].digest) if one < len(known) else _NEW for one in changed]
        if not all(map(_are_tiers, old)):
            return None
        try:
            return edited(before.by_term(), map(Change, changed, old, self._tiers([*changed.values()])))
        except ValueError:
            return None

    def _tiers(self, documents: Sequence[SearchOf]) -> Iterator[Tiers]:
        """The terms of some documents, as they were kept or made now: a few at a time, for those of all take much room."""
        for first in range(0, len(documents), _AT_ONCE):
            some = documents[first : first + _AT_ONCE]
            yield from self._memo.each(self._made, some, _digests(some), holds=_are_tiers)

    def _made(self, one: SearchOf) -> Tiers:
        return tiers_of(document(self._site, self._site.shown[one.key]))

    @property
    def _last(self) -> bytes:
        """Where the lines of the last build are."""
        return digest(program(), b"lines of the search index")


def _digests(documents: Sequence[SearchOf]) -> list[bytes]:
    return [one.digest for one in documents]


def _are_tiers(found: object) -> bool:
    return isinstance(found, tuple) and len(found) == TIERS and all(isinstance(one, str) for one in found)
