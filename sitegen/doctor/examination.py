"""The whole visit: an address and what was built → everything found, in the order in which it was looked for."""

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, error
from sitegen.doctor.built import Built
from sitegen.doctor.door import at_the_door, no_home, untrusted
from sitegen.doctor.sending import sending
from sitegen.doctor.standing import standing
from sitegen.doctor.tour import take
from sitegen.doctor.visitor import NoAnswer, Reply, Untrusted, Visitor

_OK = 200


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found, the addresses that were looked at, and whether these are all there are."""

    findings: tuple[Diagnostic, ...]
    seen: tuple[str, ...]
    whole: bool


def examine(address: str, built: Built, most: int) -> Examination:
    """Looks at the live site, and asks its host for `most` addresses or so. `address` ends with a slash."""
    visitor = Visitor(address, most)
    try:
        home = visitor.ask("")
        if home.status == _OK:
            return _around(visitor, home, built)
        alone = no_home(home, address)
    except Untrusted as problem:
        alone = untrusted(str(problem), address)
    except NoAnswer as problem:
        hint = "suppliers cannot reach the site: see that the address is right and the host is running"
        alone = error("no-answer", f"The host gives no answer ({problem})", address, None, hint)
    finally:
        visitor.close()
    return Examination((alone,), (address,), whole=True)


def _around(visitor: Visitor, home: Reply, built: Built) -> Examination:
    """What is found once there is a home page."""
    door = tuple(at_the_door(visitor, home, built))
    tour = take(visitor, built)
    stops = tuple(tour.stops.values())
    found = (*door, *sending(stops, built.wanted, visitor.address), *standing(visitor, tour, built))
    return Examination(found, tuple(visitor.address + stop.path for stop in stops), tour.whole)
