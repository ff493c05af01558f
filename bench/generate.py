"""A number → a whole content folder with that many notices, the same bytes every time, to measure builds with.

Example: python bench/generate.py 1000 FOLDER --hub
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from string import Template
from typing import Final

FIRST_DAY, DAYS = date(2019, 2, 1), 2830
LAST_DAY = FIRST_DAY + timedelta(DAYS)
"""The notices are published on these days, up to October 2026, so that a few are open on 23 November 2026."""
_WEDNESDAY = 2
PROGRAMME = 50
"""Notices that share one initiative, one set of objectives and one decision. The first of them has an outcome.

In a hub all notices share them.
"""
PATTERNS = Path(__file__).parent / "patterns"
"""The files of a site, with $names where they differ from one another."""

SERVICES: Final = (
    ("Grounds maintenance", "77310000"),
    ("School meals", "55524000"),
    ("Street lighting repairs", "50232100"),
    ("Road surfacing", "45233141"),
    ("Supported housing", "85311000"),
    ("Adult learning", "80400000"),
    ("Leisure centres", "92610000"),
    ("Community transport", "60112000"),
    ("Electric vans", "34144900"),
    ("Classroom furniture", "39160000"),
    ("Laptop computers", "30200000"),
    ("Planning software", "48000000"),
    ("Support desk", "72253000"),
    ("Bridge design", "71240000"),
    ("Telephone lines", "64200000"),
    ("Hearing aids", "33185000"),
    ("Renewable electricity", "09310000"),
    ("Fresh vegetables", "15300000"),
    ("Library books", "22100000"),
    ("Safety cameras", "35120000"),
    ("Waste collection", "90511000"),
    ("Energy advice", "79411000"),
    ("Playground equipment", "37530000"),
    ("Heritage research", "73110000"),
)
"""What notices are about, with a code of the Common Procurement Vocabulary each."""

FURTHER: Final = tuple(
    sorted(path.stem for path in (PATTERNS / "further").iterdir() if path.stem != "outcome")
)
"""What some notices say and others do not: a pattern each, seven lines long."""
PROGRAMME_FILES: Final = {
    "initiative.md": "initiatives/programme-{}.md",
    "objectives.yaml": "objectives/objectives-{}.yaml",
    "report.md": "decisions/report-{}.md",
    "outcome.md": "decisions/outcome-{}.md",
}
CHOICES: Final = {
    "flag": ("true", "false"),
    "hour": ("12:00", "17:00"),
    "kind": ("soft-market-test", "soft-market-test", "early-engagement", "planned-procurement"),
    "often": ("Yearly", "Monthly", "Weekly"),
    "purposes": ("[a]", "[b, d]", "[a, c, e]", "[b, f]"),
    "ward": ("Alder", "Brook", "Castle", "Deepdale", "Eastfield", "Fairmile", "Harbour", "Northgate"),
}
SENTENCE: Final = (
    (
        "Residents of the older estates",
        "Small firms in the borough",
        "Officers who visit each week",
        "Members of the scrutiny panel",
        "Head teachers",
        "Volunteers at the six hubs",
        "People who use the service",
        "Neighbouring councils",
        "Staff on early shifts",
        "Tenants and leaseholders",
    ),
    (
        "have asked for",
        "would gain from",
        "told us that they value",
        "depend more and more on",
        "see little sign yet of",
        "could help to shape",
        "were promised",
        "have good reason to expect",
    ),
    (
        "repairs that last longer than one winter",
        "a person to speak to at weekends",
        "clear figures every quarter",
        "shorter waiting times",
        "fewer journeys by car",
        "**prices that do not change during a year**",
        "equipment that can be mended nearby",
        "*plain* letters in more than one language",
        "a say in how money is spent",
        "training that leads to a certificate",
        "work for local apprentices",
    ),
    (
        "before the present contract ends.",
        "in every ward and not only in the centre.",
        "without a rise in cost.",
        "over the next five years.",
        "when schools are closed.",
        "as soon as the budget allows.",
        "wherever the ground makes it possible.",
    ),
)
"""A sentence is one of each group."""
NAMES: Final = {
    path.stem: [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    for path in (PATTERNS / "names").iterdir()
}
"""Streets and products have names made of a part from each line: thousands, of which most stand in few notices."""


def content(count: int, *, hub: bool = False) -> Iterator[tuple[str, str]]:
    """The files of a site with `count` notices: path inside the content folder, and text."""
    size = max(count, 1) if hub else PROGRAMME
    yield "site.yaml", _pattern("site.yaml").template
    yield "pages/statement-of-intent.md", _pattern("statement-of-intent.md").template
    for first in range(0, count, size):
        for kind, name in PROGRAMME_FILES.items():
            yield name.format(first // size + 1), _pattern(kind).substitute(_Words(count, first, size))
    for index in range(count):
        yield _notice(_Words(count, index, size), index)


def write(count: int, folder: Path, *, hub: bool = False) -> None:
    """Writes the content into a folder that is empty or absent; raises FileExistsError for any other."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    for path, text in content(count, hub=hub):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


@cache
def _pattern(name: str) -> Template:
    return Template((PATTERNS / name).read_text(encoding="utf-8"))


def _notice(words: "_Words", index: int) -> tuple[str, str]:
    has_outcome = index == words.first
    published = FIRST_DAY if has_outcome else FIRST_DAY + timedelta(words.random.randrange(DAYS))
    closes = published + timedelta(words.random.randrange(20, 61))
    closes += timedelta((_WEDNESDAY - closes.weekday()) % 7)  # no bank holiday but Christmas falls on one
    if (closes.month, closes.day) >= (12, 24) or (closes.month, closes.day) <= (1, 2):
        closes += timedelta(14)
    words |= {
        "published": published,
        "soon": published + timedelta(5),
        "later": published + timedelta(9),
        "questions_end": published + timedelta(14),
        "closes": closes,
        "reported": closes + timedelta(60),
        "starts": date(closes.year + 1, 4, 1),
        "ends": date(closes.year + 5, 3, 31),
    }
    further = "outcome" if has_outcome else words.random.choice(FURTHER)
    words["further"] = _pattern(f"further/{further}.yaml").substitute(words).rstrip()
    text = _pattern("notice.md").substitute(words)
    if "\nkind: planned-procurement\n" in text:  # a plan does not close
        text = re.sub(r"(?m)^closes: .*", _expected(closes), text)
    return f"adverts/{published.year}/{_id(index)}.md", text


def _expected(day: date) -> str:
    """When the tender of a plan is expected; and, if that is past, that there was one."""
    expected = f"tender_expected: {day:%Y-%m}"
    return (
        f"{expected}\nbecame: [{{kind: tender, date: {day}, title: Tender notice}}]"
        if day < LAST_DAY
        else expected
    )


def _id(index: int) -> str:
    return f"{SERVICES[index % len(SERVICES)][0].lower().replace(' ', '-')}-{index + 1}"


class _Words(dict[str, object]):
    """Values for the $names in a pattern. A name not given here has a new random value at each use."""

    def __init__(self, count: int, index: int, size: int) -> None:
        service, cpv = SERVICES[index % len(SERVICES)]
        self.first = index // size * size
        super().__init__(
            service=service,
            cpv=cpv,
            number=index + 1,
            reference=f"{index + 1:06}",
            programme=index // size + 1,
            first=_id(self.first),
        )
        self.count = count
        self.random = Random(f"{count}, {index}")

    def __missing__(self, name: str) -> object:
        if name == "sentence":
            return " ".join(self.random.choice(part) for part in SENTENCE)
        if name == "summary":
            return str(self["sentence"]).replace("*", "")
        if name in NAMES:
            return "".join(_seldom(self.random, parts) for parts in NAMES[name])
        if name == "notice":
            return _id(self.random.randrange(self.count))
        if name == "visits":
            return f"{self.random.randrange(20, 2000):,}"
        return self.random.choice(CHOICES[name])


def _seldom(random: Random, parts: Sequence[str]) -> str:
    """One of the parts, the later the more seldom."""
    return parts[int(len(parts) * random.random() ** 2)]


def main() -> None:
    """Reads the command line; exits with 2 if it makes no sense or the folder is not empty."""
    parser = argparse.ArgumentParser(description="Write a site with many notices, to measure builds with.")
    parser.add_argument("number", type=int, help="how many notices")
    parser.add_argument("folder", type=Path, help="the new content folder")
    parser.add_argument("--hub", action="store_true", help="one initiative, decision and set of objectives")
    options = parser.parse_args()
    try:
        write(options.number, options.folder, hub=options.hub)
    except FileExistsError as problem:
        parser.error(f"{problem} is not empty")


if __name__ == "__main__":
    main()
