"""What every page shows beside its own matter: the frozen view that a template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model.config import Config


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `address` is a path from the site's root, or absolute."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Chrome:
    """What is the same on every page: header, footer, stylesheet.

    `scripts` are the addresses of the scripts by their names, `page` for `page.js`; each page loads those it needs.
    `terms` are the addresses of their entries in the glossary.
    """

    config: Config
    stylesheet: str
    scripts: Mapping[str, str]
    icon: str
    logo: str | None
    sections: tuple[Link, ...]
    footer: tuple[Link, ...]
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a template sees: as `site` the chrome, as `page` all of this.

    `address` is the page's path from the root; `crumbs` lead from the home page to the one above this;
    `draft` tells a page that the public cannot see yet.
    """

    site: Chrome
    title: str
    address: str
    description: str = ""
    crumbs: tuple[Link, ...] = field(default=())
    draft: bool = False
