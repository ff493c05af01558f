"""What every page shows beside its own matter: the frozen view that a template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sitegen.model.config import Config
from sitegen.model.publication import Hidden
from sitegen.outputs.policy import CARRIED


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `address` is a path from the site's root, or absolute."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page was first published, and the last day on which it changed; none where content does not say."""

    published: date | None = None
    modified: date | None = None


@dataclass(frozen=True, slots=True)
class Chrome:
    """What is the same on every page: header, footer, stylesheet, the feed of the whole site where there is one.

    `scripts` are the addresses of the scripts by their names, `page` for `page.js`; each page loads those it needs.
    `terms` are the addresses of their entries in the glossary; `files` are the kinds and sizes of attachments by their
    addresses; `policy` is what browsers are to let a page do; `hidden` says why only a preview shows what is at an address.
    """

    config: Config
    stylesheet: str
    scripts: Mapping[str, str]
    icon: str
    logo: str | None
    sections: tuple[Link, ...]
    footer: tuple[Link, ...]
    terms: Mapping[str, str] = field(default_factory=dict)
    feed: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    policy: str = CARRIED
    hidden: Mapping[str, Hidden] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a template sees: as `site` the chrome, as `page` all of this.

    `address` is the page's path from the root; `crumbs` lead from the home page to the one above this;
    `hidden` says why the public cannot see the page yet, `indexed` whether search engines may list it; `printed` is the
    address of the page as a PDF; `beside` are the names of files of other formats that stand beside the page, each with
    its size in bytes where that is known.
    """

    site: Chrome
    title: str
    address: str
    description: str = ""
    crumbs: tuple[Link, ...] = field(default=())
    hidden: Hidden | None = None
    indexed: bool = True
    dates: Dates = Dates()
    printed: str | None = None
    beside: Mapping[str, int | None] = field(default_factory=dict)
