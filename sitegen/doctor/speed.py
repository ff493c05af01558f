"""The response times of a tour → a finding if the host is slow."""

from collections.abc import Iterator
from statistics import median

from sitegen.diagnostics import Diagnostic, warning
from sitegen.doctor.tour import Tour
from sitegen.doctor.visitor import NoAnswer, Visitor

SLOW = 1.8
"""Seconds until the first byte; web.dev calls more poor (https://web.dev/articles/ttfb)."""
_AGAIN = 3
"""Addresses that are requested again: one slow answer may be chance."""


def slowness(visitor: Visitor, tour: Tour) -> Iterator[Diagnostic]:
    """One finding with the addresses that were slow twice, and their times."""
    stops = sorted(tour.stops.values(), key=lambda stop: stop.reply.seconds, reverse=True)
    slow = []
    for stop in stops[: 0 if tour.refused else _AGAIN]:
        if stop.reply.seconds > SLOW:
            try:
                again = visitor.ask(stop.path).seconds
            except NoAnswer:
                return  # reported by inspection
            if again > SLOW:
                slow.append((stop.path, stop.reply.seconds, again))
    if slow:
        times = ", ".join(f"/{path} after {first:.1f} and {second:.1f} s" for path, first, second in slow)
        half = median(stop.reply.seconds for stop in stops)
        message = f"The host is slow to answer: {times}; half of all {len(stops):,} answers began within {half:.1f} s"
        hint = f"readers on a phone give up. An answer should begin within {SLOW} s. Measured from this computer: try another network, then ask your host"
        yield warning("slow", message, visitor.address + slow[0][0], None, hint)
