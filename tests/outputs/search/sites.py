"""Small public sites for tests, from folders of content or from words; and the index of a site, made at once from nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.kinds import Shown
from sitegen.model.page import Page
from sitegen.model.parts import Contact, Respond
from sitegen.model.prose import Prose
from sitegen.model.record import key_of
from sitegen.model.site import Site, index
from sitegen.outputs import search
from sitegen.outputs.output import Data
from sitegen.outputs.search.documents import Document, document, first_day
from sitegen.outputs.search.terms import lines_of
from sitegen.outputs.search.tiers import tiers_of
from sitegen.reading.content import read
from tests.strategies import summaries_of

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/London"))
FOLDERS = ("content", "tests/sites/small/content")
"""The worked example, and a site that shows little but hides much."""


def site_in(folder: Path, *, drafts: bool = False) -> Site:
    """The public site of a folder of content."""
    content = read(folder, NOW, drafts=drafts).content
    assert content
    return index(content, {})


def documents(site: Site) -> list[Document]:
    """The documents of all records, in their order."""
    in_order = sorted(site.shown.values(), key=lambda record: (first_day(site, record), record.address))
    return [document(site, record) for record in in_order]


def index_of(site: Site) -> Iterator[Data]:
    """The files of the index."""
    found = documents(site)
    yield from search.results(0, found)
    others = "\0".join(text for one in found for text in (*one.card, one.text)).encode()
    keys, lines = [key_of(one.record) for one in found], lines_of(map(tiers_of, found))
    yield from search.index(keys, lines, summaries_of(site), site.config.closing_soon_days, others)


def site_of(*records: Shown) -> Site:
    """A site of these records that do not name each other."""
    settings: dict[str, Any] = {"closing_soon_days": 7}
    return Site(
        config=Config.model_construct(**settings),
        as_of=NOW,
        shown={key_of(record): record for record in records},
        mentions={},
        attachments={},
        assets={},
        unpublished={},
    )


def advert(name: str, **fields: Any) -> Advert:  # noqa: ANN401 - each field has a type of its own
    """An advert that says little; `fields` replace what it says."""
    usual: dict[str, Any] = {
        "id": name,
        "title": f"Title of {name}",
        "summary": f"Summary of {name}.",
        "reference": f"R-{name}",
        "kind": "soft-market-test",
        "published": date(2026, 10, 1),
        "closes": datetime(2026, 12, 1, 12, tzinfo=NOW.tzinfo),
        "respond": Respond.model_construct(how=prose("")),
        "contact": Contact.model_construct(role="Manager"),
        "body": prose(f"Text of {name}."),
    }
    return Advert.model_construct(**usual | fields)


def page(name: str, title: str, text: str) -> Page:
    """A page of the site's own text."""
    return Page.model_construct(id=name, title=title, body=prose(text))


def prose(text: str) -> Prose:
    """A text without any markup."""
    return Prose.of(text, f"<p>{text}</p>", text)
