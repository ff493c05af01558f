"""An outcome → its numbers as CSV and JSON, beside its page."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision, Engagement
from sitegen.model.filenames import FIGURES
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.site import Site
from sitegen.outputs.output import Data, Output
from sitegen.outputs.tables.table import Column, Table, as_csv, at


class Row(NamedTuple):
    """A count of all responses, of those from one kind of respondent, or of those on one objective."""

    about: str
    name: str
    title: str
    least: int
    most: int | None
    """None if only the minimum is published."""
    average: str | None = None
    """The average mark from 0 to 5, as on the page."""


def beside(site: Site, record: Shown) -> Iterator[Output]:
    """The two files of an outcome; empty for any other record."""
    if isinstance(record, Decision) and record.engagement:
        rows = tuple(_rows(record.engagement, _titles(site, record.engagement)))
        folder = record.address.removeprefix("/")
        for name, data in zip(FIGURES, (as_csv(_table(rows)), _json(rows)), strict=True):
            yield Data(f"{folder}{name}", data)


def _titles(site: Site, engagement: Engagement) -> dict[str, str]:
    """The titles of the advert's objectives, by letter."""
    advert = site.get(engagement.advert)
    found = site.get(advert.objectives) if isinstance(advert, Advert) else None
    return {one.id: one.title for one in found.objectives} if isinstance(found, Objectives) else {}


def _rows(engagement: Engagement, titles: dict[str, str]) -> Iterator[Row]:
    yield Row("responses", "", "All responses", engagement.responses.least, engagement.responses.most)
    for kind, count in engagement.respondents.items():
        yield Row("kind", "", kind, count.least, count.most)
    for letter, title in titles.items():
        if figure := engagement.figures.get(letter):
            average = str(figure.average) if figure.average else None
            yield Row("objective", letter, title, figure.answered.least, figure.answered.most, average)


def _table(rows: tuple[Row, ...]) -> Table[Row]:
    columns: tuple[Column[Row], ...] = tuple(Column(name, "", at(name)) for name in Row._fields)
    return Table("figures", "Figures of an outcome", columns, ("about", "name", "title"), rows)


def _json(rows: tuple[Row, ...]) -> bytes:
    return f"{json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1)}\n".encode()
