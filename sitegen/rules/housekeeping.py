"""Is the site itself in order: its accessibility statement, and the addresses that have moved?"""

from collections.abc import Iterator
from typing import get_args

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Kind
from sitegen.model.content import Content, file_of
from sitegen.model.status import Status
from sitegen.rules.nearest import did_you_mean
from sitegen.rules.rule import rule

ALWAYS = ("", "adverts", "accessibility", "search", "404.html")
"""The pages that every site has; the lists of other collections come with their first public record."""
_NARROWER = (*Status, *get_args(Kind), "subject", "initiative", "page")
"""What may follow /adverts/ in the address of a list. Which of these lists a site has changes from day to day."""


@rule(Severity.WARNING)
def untested_accessibility(content: Content) -> Iterator[Diagnostic]:
    """The accessibility statement names neither a test nor a known problem.

    Why: A statement must say how the site was tested and what does not work for everyone (Public Sector Bodies
    (Websites and Mobile Applications) Accessibility Regulations 2018, regulation 8). One that says neither claims
    that all is well without anybody having looked.

    Wrong:
        accessibility:
          owner: Head of Communications
          email: accessibility@example.org
          prepared: 2026-09-14
          reviewed: 2026-09-21

    Right:
        accessibility:
          owner: Head of Communications
          email: accessibility@example.org
          prepared: 2026-09-14
          reviewed: 2026-09-21
          tested:
            - what: The list of notices and one notice, with the keyboard alone
              tool: A person
              date: 2026-09-18
    """
    statement = content.config.accessibility
    if not statement.tested and not statement.known_problems:
        message = (
            "The accessibility statement says neither how the site was tested nor what does not work yet"
        )
        hint = "add tested:, and below it indented lines with what, tool and date"
        yield content.settings.find_at(content.settings.places.key(("accessibility",)), message, hint)


@rule(Severity.ERROR, fixed=True)
def repeated_redirect(content: Content) -> Iterator[Diagnostic]:
    """Two redirects begin at one address.

    Why: A page can lead to one place only, so one of the two would be lost without a word.

    Wrong:
        redirects:
          - from: /tenders/
            to: /adverts/
          - from: /tenders/
            to: /decisions/

    Right:
        redirects:
          - from: /tenders/
            to: /adverts/
    """
    first: dict[str, int] = {}
    for place, redirect in enumerate(content.config.redirects):
        earlier = first.setdefault(_place(redirect.source), place)
        if earlier != place:
            message = f"Another redirect begins at {redirect.source} already"
            label = (("redirects", earlier, "from"), "the other one")
            yield content.settings.find(
                ("redirects", place, "from"),
                message,
                "keep the one that leads where readers should go",
                label,
            )


@rule(Severity.ERROR, fixed=True)
def redirect_over_page(content: Content) -> Iterator[Diagnostic]:
    """A redirect begins at the address of a page or a file that the site has.

    Why: Only one of the two can be at an address: readers would never see the page. A redirect is for an address
    that a page has left.

    Wrong:
        redirects:
          - from: /pages/about/
            to: /adverts/

    Right:
        redirects:
          - from: /about-us/
            to: /pages/about/
    """
    pages = {_place(entry.record.address) for entry in content.entries.values() if not entry.record.draft}
    files = {_place(attachment.address) for attachment in content.attachments.values()}
    taken = pages | files | {f"/{name}" for name in _lists(content)}
    for place, redirect in enumerate(content.config.redirects):
        if _place(redirect.source) in taken:
            message = f"The site has a page or a file at {redirect.source}, so it cannot be redirected"
            hint = "take this redirect out, or rename the file that makes the page"
            yield content.settings.find(("redirects", place, "from"), message, hint)


@rule(Severity.ERROR, fixed=True)
def redirect_loop(content: Content) -> Iterator[Diagnostic]:
    """Redirects lead round in a circle.

    Why: A browser that follows them never arrives, and shows its reader an error.

    Wrong:
        redirects:
          - from: /tenders/
            to: /notices/
          - from: /notices/
            to: /tenders/

    Right:
        redirects:
          - from: /tenders/
            to: /adverts/
          - from: /notices/
            to: /adverts/
    """
    leads = {_place(redirect.source): _place(redirect.target) for redirect in content.config.redirects}
    told: set[str] = set()
    for place, redirect in enumerate(content.config.redirects):
        start = _place(redirect.source)
        circle = _followed(leads, start)
        if circle[-1] == start and start not in told:
            told.update(circle)
            message = f"Whoever opens {redirect.source} is led round in a circle and never arrives"
            yield content.settings.find(
                ("redirects", place, "to"), message, "write the address of a page that is there"
            )


@rule(Severity.ERROR, fixed=True)
def redirect_to_nowhere(content: Content) -> Iterator[Diagnostic]:
    """A redirect leads to a page that the site does not have, or that is not public yet.

    Why: Whoever kept the old address, in a letter or a link, is promised that the page has moved and then finds none.

    Wrong:
        redirects:
          - from: /about-us/
            to: /pages/abuot/

    Right:
        redirects:
          - from: /about-us/
            to: /pages/about/
    """
    made = {_place(redirect.source) for redirect in content.config.redirects}
    lists = _lists(content)
    for place, redirect in enumerate(content.config.redirects):
        target = _place(redirect.target)
        if target in made or target.removeprefix("/") in lists:
            continue
        if fault := _fault(content, target):
            yield content.settings.find(("redirects", place, "to"), *fault)


def _fault(content: Content, target: str) -> tuple[str, str] | None:
    """Message and hint; none when something answers at `target`, or when its file could not be read."""
    if target.startswith("/files/"):
        return _fault_of_file(content, file_of(target))
    collection, _, name = target.removeprefix("/").partition("/")
    entry = content.entries.get((collection, name))
    if entry and not content.is_public(entry.record):
        return f"The page {target}/ is not public yet", "take the redirect out until that page is public"
    if entry or (collection, name) in content.known or (collection == "adverts" and _is_list(name)):
        return None
    known = (f"/{kind}/{found}/" for kind, found in content.known)
    hint = did_you_mean(f"{target}/", known) or "write the address of a page of this site: /adverts/name/"
    return f"There is no page {target}/ on this site", hint


def _fault_of_file(content: Content, path: str) -> tuple[str, str] | None:
    if path in content.attachments:
        return None
    hint = did_you_mean(path, content.attachments, "/files/{}") or "put the file into content/files/"
    return f"There is no file “{path}” in content/files/", hint


def _is_list(name: str) -> bool:
    first = name.partition("/")[0]
    return first in _NARROWER or (first.isdigit() and len(first) == len("2026"))


def _lists(content: Content) -> frozenset[str]:
    public = (entry.record for entry in content.entries.values() if content.is_public(entry.record))
    glossary = {"glossary"} if content.config.glossary else set()
    return frozenset(ALWAYS) | glossary | {record.collection for record in public} - {"pages"}


def _followed(leads: dict[str, str], start: str) -> list[str]:
    """The addresses that one is led to from `start`, up to the first that comes again."""
    seen: list[str] = []
    place = start
    while place in leads and leads[place] not in seen:
        place = leads[place]
        seen.append(place)
    return seen


def _place(address: str) -> str:
    """The address without what makes no difference to the page that is opened: `/tenders`."""
    path = address.partition("#")[0].partition("?")[0]
    return "/" + path.removesuffix("index.html").strip("/")
