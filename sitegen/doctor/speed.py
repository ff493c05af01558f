"""The response times of a crawl → a finding if the host is slow."""

from collections.abc import Iterator
from statistics import median

from sitegen.diagnostics import Diagnostic, warning
from sitegen.doctor.client import Client, NoAnswer
from sitegen.doctor.crawl import Crawl

SLOW = 1.8
"""Seconds until the first byte; web.dev calls more poor (https://web.dev/articles/ttfb)."""
_AGAIN = 3
"""Addresses that are requested again: one slow answer may be chance."""


def slowness(client: Client, crawl: Crawl) -> Iterator[Diagnostic]:
    """One finding with the addresses that were slow twice, and their times."""
    visits = sorted(crawl.visits.values(), key=lambda visit: visit.reply.seconds, reverse=True)
    slow = []
    for visit in visits[: 0 if crawl.is_rate_limited else _AGAIN]:
        if visit.reply.seconds > SLOW:
            try:
                again = client.ask(visit.path).seconds
            except NoAnswer:
                return  # reported by inspection
            if again > SLOW:
                slow.append((visit.path, visit.reply.seconds, again))
    if slow:
        times = ", ".join(f"/{path} after {first:.1f} and {second:.1f} s" for path, first, second in slow)
        half = median(visit.reply.seconds for visit in visits)
        message = f"The host is slow to answer: {times}; half of all {len(visits):,} answers began within {half:.1f} s"
        hint = f"readers on a phone give up. An answer should begin within {SLOW} s. Measured from this computer: try another network, then ask your host"
        yield warning("slow", message, client.address + slow[0][0], None, hint)
