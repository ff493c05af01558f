"""A host → what it answered on a tour of the site: a file of each kind, the adverts, then wherever links lead."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from sitegen.doctor.built import Built
from sitegen.doctor.page import Page, path_on_site
from sitegen.doctor.visitor import NoAnswer, Reply, Visitor

_TOO_MANY = 429
"""What a host says that wants to be asked less often (RFC 6585)."""
LEADS_ON = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Stop:
    """An address below the site's, what the host answered there, and the SHA-256 and length of that; `page` where it is HTML."""

    path: str
    reply: Reply
    digest: str
    length: int
    page: Page | None

    @property
    def is_there(self) -> bool:
        """Whether the file itself was answered."""
        return self.reply.status == 200  # noqa: PLR2004 - OK, as in RFC 9110

    @property
    def leads_to(self) -> str | None:
        """Where the host sends readers on to, as it says so; none where it does not."""
        return self.reply.header("location") if self.reply.status in LEADS_ON else None


@dataclass(slots=True)
class Tour:
    """The stops in their order, by path; what gave no answer, with the reason; and which page led where.

    `whole` tells whether there was nothing left to look at, `refused` whether the host asked to be left alone.
    """

    stops: dict[str, Stop] = field(default_factory=dict)
    silent: dict[str, str] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    refused: bool = False


def take(visitor: Visitor, built: Built, progress: Callable[[int], None]) -> Tour:
    """Goes round until there is nothing new, or enough has been asked, or the host asks to be left alone.

    `progress` is called with the number of addresses so far.
    """
    tour = Tour()
    waiting = deque(dict.fromkeys(("", *built.recent, *samples(built.files), *built.statuses)))
    known = set(waiting)
    while waiting and visitor.is_welcome:
        path = waiting.popleft()
        found = _visit(visitor, path, tour)
        progress(visitor.asked)
        if found and found.reply.status == _TOO_MANY:
            del tour.stops[path]
            waiting.append(path)
            tour.refused = True
            break
        for target in _onward(found, visitor.address):
            tour.led.setdefault(target, path)
            if target not in known:
                known.add(target)
                waiting.append(target)
    tour.whole = not waiting
    return tour


def _visit(visitor: Visitor, path: str, tour: Tour) -> Stop | None:
    """The next stop; none where there is no answer."""
    try:
        found = stop(path, visitor.ask(path))
    except NoAnswer as problem:
        tour.silent[path] = str(problem)
        return None
    tour.stops[path] = found
    return found


def stop(path: str, reply: Reply) -> Stop:
    """What is worth keeping of an answer: its body only as far as it is HTML."""
    is_page = path == "" or path.endswith(("/", ".html"))
    page = Page(reply.body.decode("utf-8", "replace")) if is_page else None
    kept = Reply(reply.status, reply.headers, seconds=reply.seconds)
    return Stop(path, kept, sha256(reply.body).hexdigest(), len(reply.body), page)


def _onward(found: Stop | None, site: str) -> Iterator[str]:
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
    """What an address is called where its type matters: by name for feeds, else by the end of its name; `.html` for pages."""
    pure = PurePosixPath(path)
    if path == "" or path.endswith("/"):
        return ".html"
    return pure.name if pure.name == "feed.xml" else pure.suffix
