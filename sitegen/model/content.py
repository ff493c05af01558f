"""Everything that was read: the settings and all entries, public or not. Rules look at this, pages never do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, Generic, TypeVar
from urllib.parse import unquote

from sitegen.model.attachment import Attachment
from sitegen.model.config import Config
from sitegen.model.entry import Entry, Loc
from sitegen.model.kinds import Known
from sitegen.model.prose import Link, Prose
from sitegen.model.publication import Hidden
from sitegen.model.record import SETTINGS, Key, Part, Record, key_of
from sitegen.model.register import Register
from sitegen.model.scalars import FilePath, Reference
from sitegen.model.starters import Examples

R = TypeVar("R", bound=Record)

V = TypeVar("V")
SOON: Final = timedelta(days=30)
"""How long before it comes we say what the calendar is going to bring."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[V]):
    """A value within a record or the settings, and the way to it."""

    entry: Entry[Part]
    loc: Loc
    value: V


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and the first day on which the public is to see it: the last of all for a draft."""

    path: str
    public_from: date


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that was read."""

    settings: Entry[Config]
    entries: Mapping[Key, Entry[Known]]
    """The records that could be read."""
    known: frozenset[Key]
    """Their keys, and those of files that could not be read: a link to one of these is not reported as broken."""
    attachments: Mapping[str, Attachment]
    now: datetime
    drafts: bool = False
    """Whether drafts count as public, as in a preview."""
    register: Register | None = None
    """None for a site that keeps none."""
    unread: Mapping[Key, Unread] = field(default_factory=dict)
    """The files that could not be read, as far as something is known of them."""
    examples: Examples = field(default_factory=Examples)
    """What new files show for their authors to replace."""
    word_groups: Mapping[Key, bytes] = field(default_factory=dict)
    """By record, what `rules/repetition` makes of its words before it compares them, as far as it was made before."""
    held: frozenset[Key] = frozenset()
    """Records that are left out though their day has come, because of the errors in them."""

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self.settings.record

    @property
    def today(self) -> date:
        """The date at `now` in the site's time zone."""
        return self.now.date()

    def is_soon(self, day: date) -> bool:
        """Whether the day is at most 30 days away, or gone by."""
        return day - self.today <= SOON

    def of(self, kind: type[R]) -> Iterator[Entry[R]]:
        """The entries of one class, in the order of their ids."""
        return (entry for entry in self.entries.values() if isinstance(entry.record, kind))  # type: ignore[misc] # the check makes it so

    def public_first(self, kind: type[R]) -> list[Entry[R]]:
        """The same, those first that the public sees: a draft that gets in the way of one is to blame for that."""
        return sorted(self.of(kind), key=lambda entry: not self.is_public(entry.record))

    @property
    def is_complete(self) -> bool:
        """Whether every file could be read. While one could not, nobody can say what is named nowhere."""
        return self.known == self.entries.keys()

    @cached_property
    def texts(self) -> Sequence[Placed[Prose]]:
        """Every Markdown text, of the settings and of all entries."""
        return [Placed(entry, loc, text) for entry in self._all for loc, text in entry.texts]

    @cached_property
    def links(self) -> Sequence[Placed[Link]]:
        """Every link of the texts that leads within the site, with the place of its text."""
        within = ("/", "#", self.config.base_url)
        return [
            Placed(text.entry, text.loc, link)
            for text in self.texts
            for link in text.value.links
            if link.target.startswith(within)
        ]

    @cached_property
    def references(self) -> Sequence[Placed[Reference]]:
        """Every place where a record names another."""
        return [Placed(entry, loc, name) for entry in self._all for loc, name in entry.references]

    @cached_property
    def files(self) -> Sequence[Placed[FilePath]]:
        """Every field that names an attachment."""
        return [Placed(entry, loc, path) for entry in self._all for loc, path in entry.files]

    @property
    def by_key(self) -> Mapping[Key, Entry[Part]]:
        """All entries, and the settings under SETTINGS."""
        return {SETTINGS: self.settings, **self.entries}

    @property
    def _all(self) -> Iterator[Entry[Part]]:
        yield self.settings
        yield from self.entries.values()

    def record(self, kind: type[R], name: str | None) -> R | None:
        """The record of one class with this id, public or not; None if it does not exist or could not be read."""
        entry = self.entries.get(Key(kind.collection, name)) if name else None
        return entry.record if entry and isinstance(entry.record, kind) else None

    def is_public(self, record: Record) -> bool:
        """Whether the public site may show the record, as a page or as an exempt report's notice."""
        return self.drafts or self.is_due(record)

    def is_due(self, record: Record, on: date | None = None) -> bool:
        """Whether the record is no draft, and its day of publication has come by the day `on`, or by today."""
        return self.why_hidden(record, on) is None

    def why_hidden(self, record: Record, on: date | None = None) -> Hidden | None:
        """Why the public may not see the record yet on a day, or today; None if it may."""
        is_held = key_of(record) in self.held
        is_later = record.public_from is not None and record.public_from > (on or self.today)
        day = record.public_from if is_held or is_later else None
        return Hidden(record.draft, day) if record.draft or day else None

    def hides(self, key: Key, day: date | None = None) -> bool:
        """Whether there is a file of this collection and id, readable or not, that the public does not see on `day`, or today."""
        if self.drafts:
            return False
        if entry := self.entries.get(key):
            return not self.is_due(entry.record, day)
        return key in self.held or (key in self.unread and self.unread[key].public_from > (day or self.today))

    def day_of(self, record: Record) -> date | None:
        """The day for which a record has to be right: today, or the later day on which it becomes public; None for a draft."""
        if record.draft and not self.drafts:
            return None
        return max(self.today, record.public_from or self.today)

    def hidden_files(self) -> Iterator[tuple[str, date]]:
        """The path of each file that the public does not see, with the day on which it will: the last of all for a draft."""
        for entry in self.entries.values():
            if not self.is_public(entry.record):
                record = entry.record
                yield entry.path, date.max if record.draft else record.public_from or date.max
        for key, unread in self.unread.items():
            if self.hides(key):
                yield unread.path, unread.public_from

    def without_hidden(self) -> "Content":
        """The same content as if what the public does not see could not be read."""
        entries = {key: entry for key, entry in self.entries.items() if self.is_public(entry.record)}
        gone = {key: entry for key, entry in self.entries.items() if key not in entries}
        hidden = {key: Unread(entry.path, date.max) for key, entry in gone.items()}
        return replace(
            self, entries=entries, known=self.known - gone.keys(), unread={**self.unread, **hidden}
        )


def files_named(entry: Entry[Part]) -> Iterator[str]:
    """The paths below content/files/ that a record names, in a field or in a link of its texts."""
    yield from (path for _, path in entry.files)
    for _, prose in entry.texts:
        yield from (file_of(link.target) for link in prose.links if link.target.startswith("/files/"))


def file_of(target: str) -> str:
    """The path below content/files/ of a link's target: `/files/a%20b.pdf#page=2` is `a b.pdf`."""
    return unquote(target.removeprefix("/files/").partition("#")[0].partition("?")[0])
