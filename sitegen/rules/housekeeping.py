"""Are the accessibility statement and the redirects of the site in order?"""

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.addresses import Answer, addresses_of
from sitegen.model.content import Content, file_of
from sitegen.model.file_kinds import names_file
from sitegen.model.paths import place_of
from sitegen.model.spelling import did_you_mean
from sitegen.rules.link_hints import missing_address_hint
from sitegen.rules.rule import rule


@rule(Severity.WARNING)
def untested_accessibility(content: Content) -> Iterator[Diagnostic]:
    """The accessibility statement names neither a test nor a known problem.

    Why: A statement must say how the site was tested and what does not work for everyone. A statement that says neither
    claims that all is well although nobody has looked.

    Law: accessibility

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

    Why: An address can lead to one place only, so one of the two would be ignored without notice.

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
        earlier = first.setdefault(place_of(redirect.source), place)
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
    if not content.config.redirects:
        return  # to compare all addresses takes long
    taken = {place_of(address).casefold() for address in (*addresses_of(content).own, *_others(content))}
    for place, redirect in enumerate(content.config.redirects):
        if place_of(redirect.source).casefold() in taken:
            message = f"The site has a page or a file at {redirect.source}, so it cannot be redirected"
            hint = "take this redirect out, or rename the file that makes the page; capitals make no difference on many hosts"
            yield content.settings.find(("redirects", place, "from"), message, hint)


def _others(content: Content) -> Iterator[str]:
    """Addresses that are taken: those of records that are or will be public, and of attachments."""
    yield from (entry.record.address for entry in content.entries.values() if not entry.record.draft)
    yield from (attachment.address for attachment in content.attachments.values())


@rule(Severity.ERROR, fixed=True)
def unasked_redirect(content: Content) -> Iterator[Diagnostic]:
    """A redirect begins at an address that no browser asks for, or `gone` names one.

    Why: A browser keeps what follows # to itself, and a site of files does not see what follows ?. So nobody would be
    redirected, although the author of the line believes that old links work.

    Wrong:
        redirects:
          - from: /tenders/#current
            to: /adverts/

    Right:
        redirects:
          - from: /tenders/
            to: /adverts/
    """
    for name in ("redirects", "gone"):
        for place, one in enumerate(getattr(content.config, name)):
            if wrong := _unasked(one.source):
                yield content.settings.find((name, place, "from"), *wrong)


def _unasked(source: str) -> tuple[str, str] | None:
    """Message and hint; None if browsers ask for the address."""
    path = re.split(r"[?#]", source)[0]
    cleaned = re.sub(r"/(?:\.?/)+", "/", path.replace("\\", "/"))
    hint = f"write {cleaned}"
    if "#" in source:
        return f"No browser asks for {source}: it keeps what follows # to itself", hint
    if "?" in source:
        return (
            f"What follows ? makes no difference to which page is shown, so {source} is never asked for",
            hint,
        )
    if cleaned != path:
        return (
            f"No browser asks for {source}: it has one slash too many, a lone full stop, or a backslash",
            hint,
        )
    return None


@rule(Severity.ERROR, fixed=True)
def gone_but_there(content: Content) -> Iterator[Diagnostic]:
    """An address under `gone` is one that the site has, or that is redirected.

    Why: The record of each publication would say that a page is gone for good while readers can open it.

    Wrong:
        gone:
          - from: /pages/about/
            reason: Nobody asked for it.

    Right:
        gone:
          - from: /pages/about-us/
            reason: It says no more than the page About.
    """
    for place, one in enumerate(content.config.gone):
        path = place_of(one.source)
        there = addresses_of(content).at(one.source) is Answer.THERE
        if there or (file_of(path) in content.attachments and path.startswith("/files/")):
            message = f"{one.source} is not gone: the site has it"
            yield content.settings.find(("gone", place, "from"), message, "take these lines out")


@rule(Severity.ERROR, fixed=True)
def redirect_loop(content: Content) -> Iterator[Diagnostic]:
    """Redirects lead back to each other in a circle.

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
    leads = {place_of(redirect.source): place_of(redirect.target) for redirect in content.config.redirects}
    reported: set[str] = set()
    for place, redirect in enumerate(content.config.redirects):
        start = place_of(redirect.source)
        circle = _followed(leads, start)
        if circle[-1] == start and start not in reported:
            reported.update(circle)
            message = f"Readers who open {redirect.source} are sent round in a circle and never arrive"
            yield content.settings.find(
                ("redirects", place, "to"), message, "write the address of a page that is there"
            )


@rule(Severity.ERROR, fixed=True)
def redirect_to_nowhere(content: Content) -> Iterator[Diagnostic]:
    """A redirect leads to a page that the site does not have, or that is not public yet.

    Why: Readers who follow an old address, in a letter or a link, are promised a page that has moved and find none.

    Wrong:
        redirects:
          - from: /about-us/
            to: /pages/abuot/

    Right:
        redirects:
          - from: /about-us/
            to: /pages/about/
    """
    for place, redirect in enumerate(content.config.redirects):
        if fault := _fault(content, redirect.target):
            yield content.settings.find(("redirects", place, "to"), *fault)


def _fault(content: Content, written: str) -> tuple[str, str] | None:
    """Message and hint; None if the target exists, comes and goes with time, or has a file that could not be read."""
    target = place_of(written)
    if target.startswith("/files/"):
        return _fault_of_file(content, file_of(target))
    found = addresses_of(content).at(target)
    named = f"file {target}" if names_file(target) else f"page {target}/"
    if found is Answer.HIDDEN:
        return f"The {named} is not public yet", "take the redirect out until that page is public"
    if found is not Answer.NOTHING:
        return None
    return f"There is no {named} on this site", missing_address_hint(target, content)


def _fault_of_file(content: Content, path: str) -> tuple[str, str] | None:
    if path in content.attachments:
        return None
    hint = did_you_mean(path, content.attachments, "/files/{}") or "put the file into content/files/"
    return f"There is no file “{path}” in content/files/", hint


def _followed(leads: dict[str, str], start: str) -> list[str]:
    """The addresses that a reader is redirected to from `start`, up to the first that repeats."""
    seen: list[str] = []
    place = start
    while place in leads and leads[place] not in seen:
        place = leads[place]
        seen.append(place)
    return seen
