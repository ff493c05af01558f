"""The site → its text pages, the accessibility statement, the not-found page and redirects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from sitegen.model.accessibility import Accessibility
from sitegen.model.addresses import NOT_FOUND
from sitegen.model.file_kinds import names_file
from sitegen.model.page import Page
from sitegen.model.site import Site
from sitegen.outputs.html.chrome import ACCESSIBILITY, HOME, dates_of, hidden, path_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage(View):
    """A page of the site's own text."""

    record: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage(View):
    """The accessibility statement, as the accessibility regulations (SI 2018/952) ask for it."""

    statement: Accessibility
    as_of: date
    """The last day on which time changed the statement, which has read the same since then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(View):
    """A page that redirects to `target`, on every host and without script."""

    target: str


def page(site: Site, chrome: Chrome, record: Page) -> Iterator[Rendered]:
    """The page of a text."""
    shown = TextPage(
        site=chrome,
        title=record.title,
        address=record.address,
        description=record.summary or "",
        crumbs=(HOME,),
        hidden=hidden(site, record),
        dates=dates_of(site, record),
        record=record,
    )
    yield Rendered(path_of(record.address), "pages/page.html", shown)


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """The accessibility statement, the not-found page and the redirects."""
    title, address = "Accessibility statement", ACCESSIBILITY.address
    statement = AccessibilityPage(
        site=chrome,
        title=title,
        address=address,
        crumbs=(HOME,),
        statement=site.config.accessibility,
        as_of=site.as_of.date(),
    )
    yield Rendered(path_of(address), "pages/accessibility.html", statement)
    nothing = View(site=chrome, title="Page not found", address=NOT_FOUND, indexed=False)
    yield Rendered(NOT_FOUND.removeprefix("/"), "pages/not-found.html", nothing)
    for redirect in site.config.redirects:
        if names_file(redirect.source):
            continue  # a page would be sent with the type of that file; only the host can redirect it
        moved = RedirectPage(
            site=chrome,
            title="This page has moved",
            address=redirect.source,
            indexed=False,
            target=redirect.target,
        )
        path = unquote(redirect.source)  # hosts decode the address before they look for a file
        path = path if path.endswith(".html") else f"{path.rstrip('/')}/index.html"
        yield Rendered(path.removeprefix("/"), "pages/redirect.html", moved)
