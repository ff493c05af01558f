"""Content → every address that readers may be sent to on the site that it makes now. Rules and redirects ask here alone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import Final, TypeVar, assert_never
from unicodedata import normalize
from urllib.parse import unquote

from sitegen.model import filenames
from sitegen.model.advert import Advert
from sitegen.model.appraisal import appraise
from sitegen.model.change_pages import NEWS, of_changes
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.figures import has_scores_chart, has_weights_chart
from sitegen.model.file_kinds import names_file
from sitegen.model.filenames import (
    APPRAISAL,
    CALENDAR,
    CONTRACTING,
    FEED,
    FIGURES,
    MANIFEST,
    ROBOTS,
    SCORES_CHART,
    SITEMAP,
    TABLE_METADATA,
    WEIGHTS_CHART,
)
from sitegen.model.glossary import GLOSSARY
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import KINDS, Known, Undated
from sitegen.model.lists import FOLLOWED, FOREMOST, is_stated, lists_of, named_by, numbered_pages
from sitegen.model.made_forms import made_forms
from sitegen.model.moments import status
from sitegen.model.objectives import Objectives
from sitegen.model.paths import key_at, plain
from sitegen.model.record import Record, key_of
from sitegen.model.register import REGISTER, SIGNATURE, SIGNERS, STAMPS
from sitegen.model.status import Status

HOME, ADVERTS, DATA, SEARCH, ACCESSIBILITY = "/", "/adverts/", "/data/", "/search/", "/accessibility/"
NOT_FOUND: Final = "/404.html"
_AT_ROOT = (f"/{name}" for name in (ROBOTS, SITEMAP, MANIFEST))
ALWAYS: Final = (HOME, ADVERTS, DATA, SEARCH, ACCESSIBILITY, NOT_FOUND, *_AT_ROOT, *NEWS)
"""What every site has."""
TABLES: Final = ("adverts", "questions", "changes", "objectives", "decisions")
"""The tables of all data."""
EXTENSION: Final = "/data/extension/"
SECURITY: Final = "/.well-known/security.txt"
R = TypeVar("R", bound=Record)
_PASSING: Final = re.compile(rf"/adverts/(?:status|{'|'.join(Status)})/(?:page/[1-9]\d*/)?")
"""The lists that come and go with the clock alone."""


class Answer(Enum):
    """What a reader finds at an address."""

    THERE = auto()
    PASSING = auto()
    """Nothing now: a list or a form that comes and goes with time."""
    HIDDEN = auto()
    """A record that is not public yet, or a file beside its page."""
    UNREAD = auto()
    """Nobody can say: the file that would make the page has faults of its own."""
    NOTHING = auto()


def version(address: str, number: int) -> str:
    """The address of the page of a version of the record at an address."""
    return f"{address}versions/{number}/"


def printed(address: str, name: str) -> str:
    """The address of a page as a PDF, under a name that says what it is once saved."""
    return f"{address}{name}.pdf"


def adverts_of(address: str) -> str:
    """The list of the adverts that name the record at an address; it is there if they are more than its page shows."""
    return f"{address}adverts/"


@dataclass(frozen=True, eq=False)
class Addresses:
    """What is at each address of the site that `content` makes, whichever record asks."""

    content: Content
    _found: dict[str, Answer] = field(default_factory=dict)

    def at(self, address: str) -> Answer:
        """What a reader finds there. A page is also found without the slash at its end, for hosts add it."""
        if (
            address not in self._found
        ):  # thousands of links lead to the same few addresses, and three rules ask
            self._found[address] = self._at(address)
        return self._found[address]

    def _at(self, address: str) -> Answer:
        path = normalize("NFC", unquote(plain(address)))
        if (found := self.record(path)) and path.strip("/").count("/") == 1:
            return Answer.THERE if self.content.is_public(found) else Answer.HIDDEN
        if any(one in self.made for one in (path, f"{path}/")):
            return Answer.THERE
        if _PASSING.fullmatch(f"{path.rstrip('/')}/") or path in self._forms:
            return Answer.PASSING
        key = key_at(path)
        if found:
            return Answer.NOTHING if self.content.is_public(found) else Answer.HIDDEN
        if self.content.hides(key):
            return Answer.HIDDEN
        return Answer.UNREAD if key in self.content.known - self.content.entries.keys() else Answer.NOTHING

    def record(self, address: str) -> Record | None:
        """The record whose page is at the address, or above it."""
        entry = self.content.entries.get(key_at(plain(address)))
        return entry.record if entry else None

    @cached_property
    def made(self) -> frozenset[str]:
        """Every page, and every file but attachments, that readers may be sent to, redirects among them."""
        return self.own.union(self._moved())

    @cached_property
    def own(self) -> frozenset[str]:
        """The same without redirects."""
        found = (ALWAYS, self._root(), self._data(), self._lists(), of_changes(self.content), self._records())
        return frozenset(address for some in found for address in some)

    @cached_property
    def _public(self) -> tuple[Known, ...]:
        entries = self.content.entries.values()
        return tuple(entry.record for entry in entries if self.content.is_public(entry.record))

    @cached_property
    def _adverts(self) -> tuple[Advert, ...]:
        return tuple(self._of(Advert))

    def _of(self, kind: type[R]) -> Iterator[R]:
        return (record for record in self._public if isinstance(record, kind))

    def _shows(self, kind: type[Record], name: str | None) -> bool:
        """Whether a record is there for the public."""
        found = self.content.record(kind, name)
        return found is not None and self.content.is_public(found)

    def _root(self) -> Iterator[str]:
        config = self.content.config
        is_followed = any(
            _has_entries(one) or (isinstance(one, Decision) and one.meeting.date <= self.content.today)
            for one in self._public
        )
        yield from (f"{HOME}{FEED}",) if is_followed else ()
        yield from (f"{HOME}{CALENDAR}",) if any(one.has_dates for one in self._adverts) else ()
        yield from (SECURITY,) if config.security else ()
        yield from (GLOSSARY,) if config.glossary else ()
        filled = {record.collection for record in self._public}
        yield from (kind.address for kind in KINDS if kind.list_title and kind.collection in filled)

    def _data(self) -> Iterator[str]:
        yield from (f"{DATA}{name}.{kind}" for name in TABLES for kind in ("csv", "jsonl"))
        yield f"{DATA}{TABLE_METADATA}"
        if self.content.config.ocid_prefix:
            yield from (f"{EXTENSION}{name}" for name in (filenames.EXTENSION, filenames.EXTENSION_SCHEMA))
            firsts = (one for one in self._adverts if not self._shows(Advert, one.follows))
            for year in {first.published.year for first in firsts}:
                yield from (f"{DATA}ocds/records-{year}.json", f"{DATA}ocds/compiled-{year}.jsonl")
        if register := self.content.register:
            yield f"{DATA}{REGISTER}"
            yield from (f"{DATA}{line.file}" for line in register.lines)
            if signed := register.signature:
                yield f"{DATA}{SIGNATURE}"
                yield from (f"{DATA}{SIGNERS}",) if signed.signers else ()
            yield from (f"{DATA}{STAMPS}/{stamp.head}.{stamp.ending}" for stamp in register.stamps)

    def _lists(self) -> Iterator[str]:
        counts: Counter[tuple[str, str]] = Counter()
        dated: set[str] = set()
        for advert in self._adverts:
            initiative = advert.initiative if self._shows(Initiative, advert.initiative) else None
            lists = dict.fromkeys(lists_of(advert, self._status(advert), initiative), 1)
            counts.update(lists)
            dated.update(path for _, path in lists if advert.has_dates)
        yield from _pages(ADVERTS, len(self._adverts))
        for facet in {facet for facet, path in counts if is_stated(path)}:
            yield f"{ADVERTS}{facet}/"
            for (of, path), count in counts.items():
                if of == facet:
                    yield from _pages(f"{ADVERTS}{path}/", count)
                    if facet in FOLLOWED and is_stated(path):
                        yield f"{ADVERTS}{path}/{FEED}"
                        yield from (f"{ADVERTS}{path}/{CALENDAR}",) if path in dated else ()

    def _status(self, advert: Advert) -> Status:
        outcome = advert.outcome if self._shows(Decision, advert.outcome) else None
        seen = advert.model_copy(update={"outcome": outcome})
        return status(seen, self.content.now, self.content.config.closing_soon_days)

    def _records(self) -> Iterator[str]:
        followed = {getattr(one, "initiative", None) for one in self._public if _has_entries(one)}
        yield from (record.address for record in self._public)
        yield from self._versions()
        for advert in self._adverts:
            yield from self._of_advert(advert)
        for decision in self._of(Decision):
            yield from self._of_decision(decision)
        for objectives in self._of(Objectives):
            yield from _of_objectives(objectives)
            if objectives.public_interest_test and self.content.config.pdf:
                yield printed(objectives.address, objectives.id)
        yield from (f"{one.address}{FEED}" for one in self._of(Initiative) if one.id in followed)
        pages = {key_of(one) for one in self._public if not (isinstance(one, Decision) and one.is_exempt)}
        for key, count in named_by(self._adverts).items():
            if key in pages and count > FOREMOST:
                yield from _pages(adverts_of(key.address), count)

    def _versions(self) -> Iterator[str]:
        recorded = self.content.register.versions if self.content.register else {}
        for record in self._public:
            lines = recorded.get(key_of(record), ())
            yield from (version(record.address, line.version) for line in lines if len(lines) > 1)

    def _of_advert(self, advert: Advert) -> Iterator[str]:
        config = self.content.config
        yield f"{advert.address}{FEED}"
        yield from (f"{advert.address}{CALENDAR}",) if advert.has_dates else ()
        yield from (f"{advert.address}{CONTRACTING}",) if config.ocid_prefix else ()
        yield from (printed(advert.address, advert.id),) if config.pdf else ()
        if self._status(advert).takes_responses:
            yield from made_forms(advert)

    def _of_decision(self, decision: Decision) -> Iterator[str]:
        yield from (printed(decision.address, decision.id),) if self.content.config.pdf else ()
        if decision.engagement and not decision.is_exempt and self._shows(Advert, decision.engagement.advert):
            yield from (f"{decision.address}{name}" for name in FIGURES)

    def _moved(self) -> Iterator[str]:
        """Redirects: a page at the old address leads on, or, at the address of a file, the host does."""
        sources = (
            normalize("NFC", unquote(plain(redirect.source))) for redirect in self.content.config.redirects
        )
        return (
            source if source.endswith(".html") or names_file(source) else f"{source.rstrip('/')}/"
            for source in sources
        )

    @cached_property
    def _forms(self) -> frozenset[str]:
        """The response forms that the site makes while their notice takes responses."""
        return frozenset(form for advert in self._adverts for form in made_forms(advert))


@lru_cache(maxsize=1)
def addresses_of(content: Content) -> Addresses:
    """The addresses of the site that the content makes, worked out once for all rules that ask."""
    return Addresses(content)


def _has_entries(record: Known) -> bool:
    """Whether feeds have entries about it, other than that it goes to a meeting."""
    if isinstance(record, Undated):
        return False
    match record:
        case Advert():
            return True
        case Decision():
            return not record.is_exempt
        case _:
            assert_never(record)


def _of_objectives(objectives: Objectives) -> Iterator[str]:
    appraisal = appraise(objectives)
    charts = {
        WEIGHTS_CHART: has_weights_chart(objectives),
        SCORES_CHART: appraisal is not None and has_scores_chart(appraisal),
    }
    yield from (f"{objectives.address}{name}" for name, is_there in charts.items() if is_there)
    yield from (f"{objectives.address}{name}" for name in APPRAISAL if appraisal)


def _pages(address: str, count: int) -> Iterator[str]:
    """The pages of a list."""
    yield address
    yield from (f"{address}page/{number}/" for number in range(1, numbered_pages(count) + 1))
