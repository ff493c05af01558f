"""A host → its answers for a file of each kind, the adverts, then everything that links lead to."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from sitegen.doctor.built import Built
from sitegen.doctor.client import Client, NoAnswer, Reply
from sitegen.doctor.page import Page, path_on_site
from sitegen.model.filenames import FEED

_TOO_MANY = 429
"""The status for too many requests (RFC 6585)."""
LEADS_ON = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Visit:
    """An address below the site's, the reply, and the SHA-256 and length of its body; `page` is None unless it is HTML."""

    path: str
    reply: Reply
    digest: str
    length: int
    page: Page | None

    @property
    def is_there(self) -> bool:
        """Whether the status is 200."""
        return self.reply.status == 200  # noqa: PLR2004 - OK, as in RFC 9110

    @property
    def leads_to(self) -> str | None:
        """The target of a redirect as sent; None for any other answer."""
        return self.reply.header("location") if self.reply.status in LEADS_ON else None


@dataclass(slots=True)
class Crawl:
    """The visits by path, in order."""

    visits: dict[str, Visit] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)
    """Paths without an answer, with the reason."""
    linked_from: dict[str, str] = field(default_factory=dict)
    """The first page that links to each path."""
    is_complete: bool = True
    """Whether no known path was left out."""
    is_rate_limited: bool = False
    """Whether the host answered 429."""


def crawl_site(client: Client, built: Built, progress: Callable[[int], None]) -> Crawl:
    """Requests addresses until none is new, the limit is reached, or the host answers 429.

    `progress` is called with the number of addresses so far.
    """
    crawl = Crawl()
    waiting = deque(dict.fromkeys(("", *built.recent, *samples(built.files), *built.statuses)))
    known = set(waiting)
    while waiting and client.is_welcome:
        path = waiting.popleft()
        found = _request(client, path, crawl)
        progress(client.asked)
        if found and found.reply.status == _TOO_MANY:
            del crawl.visits[path]
            waiting.append(path)
            crawl.is_rate_limited = True
            break
        for target in _onward(found, client.address):
            crawl.linked_from.setdefault(target, path)
            if target not in known:
                known.add(target)
                waiting.append(target)
    crawl.is_complete = not waiting
    return crawl


def _request(client: Client, path: str, crawl: Crawl) -> Visit | None:
    """The visit; None without an answer."""
    try:
        found = visit(path, client.ask(path))
    except NoAnswer as problem:
        crawl.unanswered[path] = str(problem)
        return None
    crawl.visits[path] = found
    return found


def visit(path: str, reply: Reply) -> Visit:
    """The visit for a reply. Only HTML bodies are kept, parsed."""
    is_page = path == "" or path.endswith(("/", ".html"))
    page = Page(reply.body.decode("utf-8", "replace")) if is_page else None
    kept = Reply(reply.status, reply.headers, seconds=reply.seconds)
    return Visit(path, kept, sha256(reply.body).hexdigest(), len(reply.body), page)


def _onward(found: Visit | None, site: str) -> Iterator[str]:
    if found is None:
        return
    targets = [found.leads_to] if found.leads_to else []
    if found.page and found.is_there:
        targets = found.page.targets
    for target in targets:
        path = path_on_site(target, site + quote(found.path), site)
        if path is not None:
            yield path


def samples(files: Iterable[str]) -> Iterator[str]:
    """An address of each kind in each part of the site."""
    return iter({(kind(path), path.partition("/")[0]): path for path in sorted(files)}.values())


def kind(path: str) -> str:
    """The kind of an address: `.html` for pages, `feed.xml` for feeds, else the suffix."""
    pure = PurePosixPath(path)
    if path == "" or path.endswith("/"):
        return ".html"
    return pure.name if pure.name == FEED else pure.suffix
