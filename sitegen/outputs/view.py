"""What every page shows beside its own matter: the frozen view that a template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import ClassVar

from sitegen.model.config import Config
from sitegen.model.filenames import CALENDAR, FEED
from sitegen.model.publication import Hidden
from sitegen.outputs.policy import CARRIED


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `address` is a path from the site's root, or absolute."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page was first published, and the last day on which it changed; None if the content does not say."""

    published: date | None = None
    modified: date | None = None


@dataclass(frozen=True, slots=True)
class Chrome:
    """What is the same on every page: header and footer, stylesheet and scripts."""

    config: Config
    stylesheet: str
    scripts: Mapping[str, str]
    """The addresses of the scripts by their names, `page` for `page.js`; each page loads those it needs."""
    icon: str
    logo: str | None
    sections: tuple[Link, ...]
    """The links at the top."""
    footer: tuple[Link, ...]
    terms: Mapping[str, str] = field(default_factory=dict)
    """The addresses of entries in the glossary, by the terms as written."""
    feed: str | None = None
    """The address of the feed of the whole site; None if nothing is in it."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The kinds and sizes of attachments by their addresses: `PDF, 1.2 MB`."""
    notice_stylesheet: str = ""
    """The part of the stylesheet that a notice needs."""
    policy: str = CARRIED
    """What browsers are to let a page do (Content Security Policy)."""
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    """Why only a preview shows what is at an address."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a page says of itself that shows an earlier version of a record, or the latest, as it was recorded."""

    notice: Link
    """The page of the record as it is now."""
    noun: str
    """What people call the record: “notice”, “decision”."""
    address: str
    number: int
    count: int
    time: datetime
    is_latest: bool
    head: str
    """The hash of its line in the register."""
    source: str
    """The path of its snapshot."""
    others: tuple[Link, ...]
    """The other versions, the latest first."""
    changed: tuple[str, ...] = ()
    """What changed since the version before: the names of its fields."""
    unmarked: str = ""
    """Why nothing is marked; empty if what changed is, and for the first version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a template sees: as `site` the chrome, as `page` all of this."""

    feed_name: ClassVar[str] = FEED
    calendar_name: ClassVar[str] = CALENDAR

    site: Chrome
    title: str
    address: str
    """The page's path from the root."""
    description: str = ""
    crumbs: tuple[Link, ...] = field(default=())
    """The links from the home page to the page above this one."""
    hidden: Hidden | None = None
    """Why the public cannot see the page yet; None if it can."""
    indexed: bool = True
    """Whether search engines may list it."""
    dates: Dates = Dates()
    printed: str | None = None
    """The address of the page as a PDF."""
    recorded: Recorded | None = None
    """Which version it shows; None for a page that shows what is true now."""
    beside: Mapping[str, int | None] = field(default_factory=dict)
    """The names of files of other formats beside the page, with their sizes in bytes if known."""

    @property
    def own(self) -> tuple[object, ...]:
        """All that the template sees as `page`, but for what it shares with other pages."""
        return tuple(getattr(self, part.name) for part in fields(self) if part.name != "site")
