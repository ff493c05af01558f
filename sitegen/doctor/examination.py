"""The whole visit: an address and what was built → everything found, in the order in which it was looked for."""

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, error
from sitegen.doctor.built import Built
from sitegen.doctor.door import at_the_door, untrusted
from sitegen.doctor.sending import sending
from sitegen.doctor.standing import standing
from sitegen.doctor.tour import take
from sitegen.doctor.visitor import NoAnswer, Untrusted, Visitor


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found, the addresses that were looked at, and whether these are all there are."""

    findings: tuple[Diagnostic, ...]
    seen: tuple[str, ...]
    whole: bool


def examine(address: str, built: Built, most: int) -> Examination:
    """Looks at the live site, and asks its host for `most` addresses or so. `address` ends with a slash."""
    visitor = Visitor(address, most)
    found: list[Diagnostic] = []
    seen: tuple[str, ...] = ()
    whole = True
    try:
        found += at_the_door(visitor, built)
        tour = take(visitor, built)
        whole = tour.whole
        seen = tuple(address + path for path in tour.stops)
        found += sending(tour.stops.values(), built.wanted, address)
        found += standing(visitor, tour, built)
    except Untrusted as problem:
        found.append(untrusted(str(problem), address))
    except NoAnswer as problem:
        hint = "suppliers cannot reach the site: see that the address is right and the host is running"
        found.append(error("no-answer", f"The host gives no answer ({problem})", address, None, hint))
    finally:
        visitor.close()
    return Examination(tuple(found), seen, whole)
