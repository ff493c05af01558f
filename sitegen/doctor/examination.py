"""An address and a build → all findings about the live site, in the order of the checks."""

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, error
from sitegen.doctor.additions import additions
from sitegen.doctor.built import Built
from sitegen.doctor.client import Client, NoAnswer, Reply, Untrusted
from sitegen.doctor.connection import check_connection, no_home, untrusted
from sitegen.doctor.crawl import crawl_site
from sitegen.doctor.indexing import ROBOTS, indexing
from sitegen.doctor.inspection import inspect
from sitegen.doctor.notices import notices
from sitegen.doctor.sending import sending
from sitegen.doctor.speed import slowness

_OK = 200


@dataclass(frozen=True, slots=True)
class Examination:
    """The findings, the requested addresses, whether these are all, and a sentence about each recent notice."""

    findings: tuple[Diagnostic, ...]
    seen: tuple[str, ...]
    is_complete: bool
    notices: tuple[str, ...] = ()


def examine_site(address: str, built: Built, most: int, progress: Callable[[int], None]) -> Examination:
    """Examines the live site with about `most` requests. `address` ends with a slash.

    `progress` is called with the number of addresses so far.
    """
    client = Client(address, most)
    try:
        home = client.ask("")
        if home.status == _OK:
            return _examine_all(client, home, built, progress)
        alone = no_home(home, address)
    except Untrusted as problem:
        alone = untrusted(str(problem), address)
    except NoAnswer as problem:
        hint = "suppliers cannot reach the site: see that the address is right and the host is running"
        alone = error("no-answer", f"The host gives no answer ({problem})", address, None, hint)
    finally:
        client.close()
    return Examination((alone,), (address,), is_complete=True)


def _examine_all(client: Client, home: Reply, built: Built, progress: Callable[[int], None]) -> Examination:
    """All checks, once the home page is there."""
    door = tuple(check_connection(client, home, built))
    robots_txt = client.ask_host(ROBOTS)
    crawl = crawl_site(client, built, progress)
    visits = tuple(crawl.visits.values())
    found = (
        *door,
        *sending(visits, built.expected_headers, client.address),
        *inspect(client, crawl, built),
        *indexing(robots_txt, crawl, built, client.address),
        *additions(crawl, built, client.address),
        *slowness(client, crawl),
    )
    seen = tuple(client.address + visit.path for visit in visits)
    return Examination(found, seen, crawl.is_complete, tuple(notices(crawl, built)))
