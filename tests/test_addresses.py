"""Every address in output/ that a reader may be sent to can be linked to, and nothing else can."""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.model.addresses import Answer, addresses_of
from sitegen.model.content import Content
from sitegen.reading.content import read

NOW = datetime.fromisoformat("2026-11-23T09:00")
NOT_FOR_READERS = re.compile(
    r"/(?:\.sitegen/|\.nojekyll$|_headers$|_redirects$|assets/|files/|search/[^/]*\.json$|search/[a-z]+/)"
)
"""What hosts and pages need, and attachments, which another rule looks after."""
NOTICE = """---
title: {title}
summary: We want to know what {title} could last twenty years.
reference: SMT-2026-{number}
kind: soft-market-test
published: 2026-{month:02}-02
closes: 2026-12-11T12:00
cpv: [34928400]
places: [Alder]
respond:
  how: Send an email.
  email: streets@example.org
  form: generate
contact:
  role: Head of Streets
  email: streets@example.org
---

Six parks need about forty.
"""


@pytest.fixture(scope="module")
def site(
    repository: Path, build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Content, Path]:
    """The worked example with so many notices that lists have several pages, and what hides; and the site that is made of it."""
    folder = tmp_path_factory.mktemp("rich") / "content"
    shutil.copytree(repository / "content", folder)
    for number in range(45):
        text = NOTICE.format(title=f"benches {number}", number=1000 + number, month=1 + number % 10)
        (folder / "adverts" / f"benches-{number}.md").write_text(text, "utf-8")
    hidden = NOTICE.format(title="lamps", number=2000, month=11)
    (folder / "adverts/lamps.md").write_text(hidden.replace("closes", "draft: true\ncloses"), "utf-8")
    scheduled = NOTICE.format(title="seats", number=2001, month=11)
    (folder / "adverts/seats.md").write_text(scheduled.replace("2026-11-02", "2026-11-30"), "utf-8")
    content = read(folder, NOW, drafts=False).content
    assert content
    return content, build_site(folder)


def addresses(output: Path) -> set[str]:
    paths = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    found = {f"/{path}" for path in paths}
    return {path.removesuffix("index.html") for path in found if not NOT_FOR_READERS.match(path)}


def test_what_can_be_linked_to_is_what_is_made(site: tuple[Content, Path]) -> None:
    content, output = site
    assert addresses_of(content).made == addresses(output)


def test_the_site_is_rich_enough_to_mean_something(site: tuple[Content, Path]) -> None:
    made = addresses_of(site[0]).made
    for address in (
        "/adverts/closed/",
        "/adverts/2026/",
        "/adverts/page/1/",
        "/adverts/place/alder/page/1/",
        "/adverts/subject/34/feed.xml",
        "/adverts/suitable/",
        "/adverts/benches-1/response-smt-2026-1001.odt",
        "/adverts/grounds-maintenance-2026/versions/2/",
        "/data/register.jsonl",
        "/data/adverts.csv",
        "/decisions/leisure-market-outcome-2026/figures.csv",
        "/objectives/leisure-2026/scores.svg",
        "/initiatives/greener-streets/feed.xml",
        "/.well-known/security.txt",
        "/glossary/",
        "/tenders/",
    ):
        assert address in made


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("/adverts/closed", Answer.THERE),
        ("/adverts/?status=open#list", Answer.THERE),
        ("/adverts/index.html", Answer.THERE),
        ("/search/?q=benches", Answer.THERE),
        ("/adverts/%62enches-1/", Answer.THERE),
        ("/adverts/closing-soon/page/7/", Answer.PASSING),
        ("/adverts/lamps/", Answer.HIDDEN),
        ("/adverts/lamps/feed.xml", Answer.HIDDEN),
        ("/adverts/seats/", Answer.HIDDEN),
        ("/adverts/2031/", Answer.NOTHING),
        ("/adverts/place/nowhere/", Answer.NOTHING),
        ("/adverts/benches-1/figures.csv", Answer.NOTHING),
        ("/adverts/benches-1/versions/9/", Answer.NOTHING),
        ("/pages/", Answer.NOTHING),
        ("/search/index.json", Answer.NOTHING),
        ("/_headers", Answer.NOTHING),
        ("/Adverts/", Answer.NOTHING),
    ],
)
def test_what_a_reader_finds(site: tuple[Content, Path], address: str, answer: Answer) -> None:
    assert addresses_of(site[0]).at(address) is answer
