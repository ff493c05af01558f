"""An address and a build → all findings about the live site, in the order of the checks."""

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, error
from sitegen.doctor.additions import additions
from sitegen.doctor.built import Built
from sitegen.doctor.door import at_the_door, no_home, untrusted
from sitegen.doctor.indexing import ROBOTS, indexing
from sitegen.doctor.inspection import inspect
from sitegen.doctor.notices import notices
from sitegen.doctor.sending import sending
from sitegen.doctor.speed import slowness
from sitegen.doctor.tour import take
from sitegen.doctor.visitor import NoAnswer, Reply, Untrusted, Visitor

_OK = 200


@dataclass(frozen=True, slots=True)
class Examination:
    """The findings, the requested addresses, whether these are all, and a sentence about each recent notice."""

    findings: tuple[Diagnostic, ...]
    seen: tuple[str, ...]
    whole: bool
    notices: tuple[str, ...] = ()


def examine(address: str, built: Built, most: int, progress: Callable[[int], None]) -> Examination:
    """Examines the live site with about `most` requests. `address` ends with a slash.

    `progress` is called with the number of addresses so far.
    """
    visitor = Visitor(address, most)
    try:
        home = visitor.ask("")
        if home.status == _OK:
            return _examine_all(visitor, home, built, progress)
        alone = no_home(home, address)
    except Untrusted as problem:
        alone = untrusted(str(problem), address)
    except NoAnswer as problem:
        hint = "suppliers cannot reach the site: see that the address is right and the host is running"
        alone = error("no-answer", f"The host gives no answer ({problem})", address, None, hint)
    finally:
        visitor.close()
    return Examination((alone,), (address,), whole=True)


def _examine_all(visitor: Visitor, home: Reply, built: Built, progress: Callable[[int], None]) -> Examination:
    """All checks, once the home page is there."""
    door = tuple(at_the_door(visitor, home, built))
    robots_txt = visitor.ask_host(ROBOTS)
    tour = take(visitor, built, progress)
    stops = tuple(tour.stops.values())
    found = (
        *door,
        *sending(stops, built.expected_headers, visitor.address),
        *inspect(visitor, tour, built),
        *indexing(robots_txt, tour, built, visitor.address),
        *additions(tour, built, visitor.address),
        *slowness(visitor, tour),
    )
    seen = tuple(visitor.address + stop.path for stop in stops)
    return Examination(found, seen, tour.whole, tuple(notices(tour, built)))
