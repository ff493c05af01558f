"""A title and a date → a new record with its fields explained, an outcome from figures, or a complete new site."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sitegen.model.jurisdiction import ENGLAND, JURISDICTIONS, Jurisdiction
from sitegen.model.legislation import source
from sitegen.model.slug import slug
from sitegen.model.workforce import TWO_TIER

if TYPE_CHECKING:  # slow to import, and --help does without
    from sitegen.model.advert import Advert
    from sitegen.model.objectives import Objectives
    from sitegen.model.responses import Figures

NEW_SITE: Mapping[str, str] = {
    "content/site.yaml": "starters/site.yaml",
    "content/pages/about.md": "starters/about.md",
    "content/pages/privacy.md": "starters/privacy.md",
    "content/pages/statement-of-intent.md": "starters/statement-of-intent.md",
    ".gitignore": "starters/gitignore",
    ".gitattributes": "starters/gitattributes",
}
"""The files of a new site, except its first advert, and the starter of each."""

OUTCOME = "starters/outcome.md"
"""The starter of an outcome."""
FOLDERS = ("content/initiatives", "content/objectives", "content/decisions", "content/files")
"""The empty folders of a new site."""
MADE = "Made {}. It is a draft: sitegen serve shows it, the public site does not."
"""The message about a new record."""
FIRST_ADVERT = "Our first market test"

LONGEST = 60
"""Most characters of an id made from a title; people may choose a longer one."""
PREPARATION = timedelta(weeks=1)
"""From today until a new notice is published."""
RESPONSE = timedelta(weeks=4)
"""From publication until a new notice closes: more than the default minimum of twenty days."""

YEARS = range(1801, 2999)
"""Years in which content can begin: the dates of a starter reach into the next year."""

_UNFIT = ("Cc", "Cs")
"""The Unicode categories of control characters and surrogates."""
_NEVER = "\ufeff\ufffe\uffff"
"""Byte order marks and non-characters."""


class CannotStart(Exception):  # noqa: N818 - named as CannotWrite is
    """Nothing can be started from this title, or at this time. The message is for people."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A new file: its path within the folder it is for, and its text."""

    path: str
    text: str


def starter(kind: str, title: str, today: date, templates: Path, law: Jurisdiction = ENGLAND) -> Starter:
    """A new record of this kind; its path is within content/. Raises CannotStart."""
    from sitegen.model.kinds import NAMES  # noqa: PLC0415 - slow to import, and --help does without

    row, words = NAMES[kind], clean(title)
    name, dates = id_of(words), dates_from(today, law)
    reference = f"{dates['published'].year}-{name}"
    text = _filled(
        templates, row.starter, {**dates, "title": _quoted(words), "reference": reference, "law": law}
    )
    return Starter(row.path(name), text)


def outcome(
    advert: "Advert",
    objectives: "Objectives",
    figures: "Figures",
    today: date,
    templates: Path,
    law: Jurisdiction,
) -> Starter:
    """The outcome of a market test to start from: its figures, and what its author has to say, asked for one by one."""
    from sitegen.model.kinds import NAMES  # noqa: PLC0415 - slow to import, and --help does without

    values = {
        **dates_from(today, law),
        "advert": advert,
        "objectives": objectives,
        "figures": figures,
        "quoted": _quoted,
    }
    text = _filled(templates, OUTCOME, values)
    return Starter(NAMES["decision"].path(f"{advert.id}-outcome"), text)


def new_site(today: date, templates: Path) -> dict[str, str]:
    """The text of each file of a new site, schemas for editors too, by the file's path within the site's folder."""
    from sitegen.starting.schemas import schemas  # noqa: PLC0415 - slow to import, and --help does without

    advert = starter("advert", FIRST_ADVERT, today, templates)
    nations = tuple(law for law in JURISDICTIONS.values() if law.name)
    values = {
        **dates_from(today, ENGLAND),
        "nations": nations,
        "two_tier": TWO_TIER,
        "two_tier_read": source(TWO_TIER.law).read,
    }
    files = {path: _filled(templates, template, values) for path, template in NEW_SITE.items()}
    made = {f"schemas/{name}": text for name, text in schemas().items()}
    return {**files, **made, f"content/{advert.path}": advert.text}


def today(now: datetime) -> date:
    """Today in the UK, the default of a new site. Raises CannotStart for a year outside `YEARS`."""
    if now.year not in YEARS:
        message = f"Content cannot begin in the year {now.year}."
        raise CannotStart(message)
    return now.astimezone(ZoneInfo("Europe/London")).date() if now.tzinfo else now.date()


def _filled(templates: Path, template: str, values: Mapping[str, object]) -> str:
    from sitegen.writing.render import environment  # noqa: PLC0415 - slow to import, and --help does without

    return f"{environment((templates,)).text(template, **values)}\n"


def clean(title: str) -> str:
    """The title on one line, without characters that content may not have."""
    fit = (" " if unicodedata.category(sign) in _UNFIT or sign in _NEVER else sign for sign in title)
    return " ".join("".join(fit).split())


def id_of(words: str) -> str:
    """The id from a title: its first words in small letters with hyphens. Raises CannotStart if none has a letter or digit."""
    # The extra word distinguishes a title without letters from the title “Section”.
    name = slug(f"a {words}")[2:]
    if not name:
        message = (
            f"“{words}” has no letter or digit that the address of a page can be made of. "
            "Add a word in the letters a to z; you can change the title in the file later."
        )
        raise CannotStart(message)
    if len(name) <= LONGEST:
        return name
    return name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]


def _quoted(words: str) -> str:
    """The words in quotation marks for YAML, which reads JSON strings."""
    return json.dumps(words, ensure_ascii=False)


def dates_from(today: date, law: Jurisdiction) -> dict[str, date]:
    """The dates in starters by name. All except today are days on which offices are open."""
    published = open_day(today + PREPARATION, law)
    closes = open_day(published + RESPONSE, law)
    return {
        "today": today,
        "published": published,
        "event": open_day(published + timedelta(weeks=1), law),
        "questions_close": open_day(published + timedelta(weeks=2), law),
        "closes": closes,
        "report": open_day(closes + timedelta(weeks=4), law),
    }


def open_day(day: date, law: Jurisdiction) -> date:
    """The day itself, or the next working day that is not between Christmas and New Year, when offices are closed."""
    while not law.is_working_day(day) or (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2):
        day += timedelta(days=1)
    return day
