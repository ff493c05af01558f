"""The format “figures”: what an outcome counts, as CSV and JSON beside its page."""

import csv
import io
import json
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision, Engagement
from sitegen.model.objectives import Objectives
from sitegen.model.site import Site
from sitegen.model.tallies import FEW, Tally
from sitegen.outputs.output import Data, Output


class Row(NamedTuple):
    """One count: of all responses, of those from a kind of respondent, or of those on an objective.

    `most` is empty when only the least is told. The average is of marks from 0 to 5, as it is told on the page.
    """

    about: str
    name: str
    title: str
    least: int
    most: int | None
    average: str | None = None


def plan(site: Site) -> Iterator[Output]:
    """Two files for each outcome."""
    for decision in site.decisions:
        if isinstance(decision, Decision) and decision.engagement:
            rows = tuple(_rows(decision.engagement, _titles(site, decision.engagement)))
            folder = decision.address.removeprefix("/")
            yield Data(f"{folder}figures.csv", _csv(rows))
            yield Data(f"{folder}figures.json", _json(rows))


def _titles(site: Site, engagement: Engagement) -> dict[str, str]:
    """The objectives of the advert by their letters."""
    advert = site.get(engagement.advert)
    found = site.get(advert.objectives) if isinstance(advert, Advert) else None
    return {one.id: one.title for one in found.objectives} if isinstance(found, Objectives) else {}


def _rows(engagement: Engagement, titles: dict[str, str]) -> Iterator[Row]:
    yield Row("responses", "", "All responses", *_range(engagement.responses))
    for kind, count in engagement.respondents.items():
        yield Row("kind", "", kind, *_range(count))
    for letter, title in titles.items():
        if figure := engagement.figures.get(letter):
            average = str(figure.average) if figure.average else None
            yield Row("objective", letter, title, *_range(figure.answered), average)


def _range(count: Tally) -> tuple[int, int | None]:
    if count.few:
        return 0, FEW - 1
    return count.least, count.least if count.exact else None


def _csv(rows: tuple[Row, ...]) -> bytes:
    """The rows as RFC 4180 has them. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(Row._fields)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _harmless(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def _json(rows: tuple[Row, ...]) -> bytes:
    return f"{json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1)}\n".encode()
