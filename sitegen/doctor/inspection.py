"""The visits of a crawl → findings about missing, different and outdated files."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.doctor.built import FORMAT, Built, published_files
from sitegen.doctor.client import Client, NoAnswer
from sitegen.doctor.crawl import LEADS_ON, Crawl
from sitegen.model.status import Status
from sitegen.model.versions import not_read, writer_of_newer

PUBLICATION = ".well-known/sitegen-publication.json"
"""The list that `sitegen publish` puts on a site."""
_ERRORS = 400
_NAMED = 3
"""Addresses that a finding about many names."""
_LISTED = 20
"""Findings of one kind that are shown one by one."""
_AGAIN = "build and publish the site again"


def inspect(client: Client, crawl: Crawl, built: Built) -> Iterator[Diagnostic]:
    """All findings about the content of the live site."""
    yield from missing(crawl, client.address)
    yield from led_away(crawl, built, client.address)
    yield from missing_redirects(client, built)
    yield from _differing(client, crawl, built)
    yield from statuses(crawl, built.statuses, client.address)


def missing(crawl: Crawl, site: str) -> Iterator[Diagnostic]:
    """Findings about broken links and missing files, each with the first page that links to it."""
    gone = {
        path: f"status {visit.reply.status}"
        for path, visit in crawl.visits.items()
        if visit.reply.status >= _ERRORS
    }
    found = list((gone | crawl.unanswered).items())
    for path, why in found[:_LISTED]:
        if path in crawl.linked_from:
            words = f"A link leads to a missing page or file ({why})"
            hint = f"suppliers do not reach what the page promises: correct the link on {site}{crawl.linked_from[path]}, or publish what is missing"
            yield error("broken-link", words, site + path, None, hint)
        else:
            hint = f"suppliers do not find what the site should show: {_AGAIN}"
            yield error(
                "not-there", f"This was built but is missing from the site ({why})", site + path, None, hint
            )
    if len(found) > _LISTED:
        yield error("not-there", f"{len(found) - _LISTED:,} other addresses are not there either", site)


def led_away(crawl: Crawl, built: Built, site: str) -> Iterator[Diagnostic]:
    """Findings about built files that the host redirects elsewhere."""
    for path, visit in crawl.visits.items():
        if visit.leads_to and path in built.files and path not in built.moved:
            message = f"The host does not show this, and redirects to {visit.leads_to}"
            hint = "suppliers come to another page than the one they asked for: take the redirect out of the host's settings"
            yield error("led-away", message, site + path, None, hint)


def missing_redirects(client: Client, built: Built) -> Iterator[Diagnostic]:
    """Redirects of the settings, from the old addresses of files, that the host does not send."""
    for source, target in built.hosts.items():
        if not client.is_welcome:
            return
        try:
            reply = client.ask(unquote(source).removeprefix("/"))
        except NoAnswer:
            return
        if reply.status not in LEADS_ON:
            words = f"The host does not redirect from here to {target} (status {reply.status})"
            hint = "there can be no page at the address of such a file: set the redirect up in the settings of the host, if it does not read _redirects"
            yield error("no-redirect", words, client.address + source.removeprefix("/"), None, hint)


def _differing(client: Client, crawl: Crawl, built: Built) -> Iterator[Diagnostic]:
    """Files that are not as built: those that the host's own list names, and those that were seen."""
    try:
        reply = client.ask(PUBLICATION)
    except NoAnswer:
        return
    listed = published_files(reply.body) if reply.status < _ERRORS else {}
    if listed is None and (writer := writer_of_newer(reply.body, FORMAT)):
        message, hint = not_read("The list of what is published", writer)
        yield error("newer-format", message, client.address + PUBLICATION, None, hint)
    elif listed is None:
        hint = f"nobody can tell what is live: {_AGAIN}"
        yield error(
            "damaged-list",
            "The list of what is published cannot be read",
            client.address + PUBLICATION,
            None,
            hint,
        )
    yield from differing(listed or {}, crawl, built.files, client.address)


def differing(
    listed: Mapping[str, str], crawl: Crawl, files: Mapping[str, str], site: str
) -> Iterator[Diagnostic]:
    """One finding for all files that differ. Files not there at all are in `missing`."""
    seen = {path: visit.digest for path, visit in crawl.visits.items() if visit.is_there and path in files}
    live = {**listed, **seen}
    looked_for = {path for path, visit in crawl.visits.items() if not visit.is_there}
    known = files.keys() | listed.keys() if listed else seen.keys()
    names = sorted(path for path in known - looked_for if live.get(path) != files.get(path))
    names = [path for path in names if path != PUBLICATION]
    if names:
        named = ", ".join(f"/{path}" for path in names[:_NAMED]) + (" and others" if names[_NAMED:] else "")
        are = "1 file is not as it was" if len(names) == 1 else f"{len(names):,} files are not as they were"
        message = f"{are} built here: {named}"
        hint = f"suppliers may read something else than you approved: {_AGAIN}, and see that the host changes nothing in files"
        yield error("not-as-built", message, site + names[0], None, hint)


def statuses(crawl: Crawl, right: Mapping[str, Status], site: str) -> Iterator[Diagnostic]:
    """Adverts whose live page shows an outdated status. Pages without a status are ignored."""
    for path, status in right.items():
        visit = crawl.visits.get(path)
        shown = visit.page.status if visit and visit.page and visit.is_there else None
        if shown is None or shown is status:
            continue
        message = f"The page says “{shown.label}”, and the notice is “{status.label}” at this moment"
        finding = error if shown.takes_responses is not status.takes_responses else warning
        hint = f"suppliers may work on an answer that nobody will read, or miss their chance: {_AGAIN}, and automate that for the times that sitegen next-change gives"
        yield finding("stale-status", message, site + path, None, hint)
