"""What speaks of many records is planned again only if what it shows changed, and is made from a few records as from all."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.build.job import Job
from sitegen.build.make import Contribution, Maker
from sitegen.build.neighbours import Neighbours
from sitegen.build.pipeline import build
from sitegen.build.request import Request
from sitegen.commands.options import SHIPPED
from sitegen.model.site import Site
from sitegen.outputs import calendars, feeds, html
from sitegen.outputs import news as news_module
from sitegen.outputs.facets import FOLLOWED_FACETS
from sitegen.outputs.html import changes, home
from sitegen.outputs.html.chrome import chrome
from sitegen.outputs.html.timeline import news
from sitegen.outputs.output import Output
from sitegen.outputs.summaries import grouped
from sitegen.reading.assets import read_assets
from sitegen.writing.render import Renderer, environment
from tests.strategies import entries_of, jobs_of, sites, summaries_of

COUNT = 60
"""Notices, of which the two or three on one subject are more than one feed holds here."""


@pytest.fixture(autouse=True, scope="module")
def little_room() -> Iterator[None]:
    """A feed holds what happened to one record, the calendar five notices, the home page two changes, that of changes as many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feeds, "NEWEST", 1)
        patch.setattr(calendars, "KEPT", 5)
        patch.setattr(home, "RECENT", 2)
        patch.setattr(news_module, "LATEST", 2)
        patch.setattr(changes, "FRONT", 2)
        yield


@pytest.fixture(scope="module")
def built(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of generated notices."""
    folder = tmp_path_factory.mktemp("built")
    generate = [sys.executable, str(repository / "bench/generate.py"), str(COUNT), str(folder / "content")]
    subprocess.run(generate, check=True)
    rebuild(folder)
    return folder


def rebuild(folder: Path) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00+00:00")
    with chdir(folder):  # what is kept is kept under the paths as the author knows them
        build(Request(Path("content"), (SHIPPED,), Path("output"), now, cache=Path(".sitegen")))


@pytest.fixture
def place(built: Path, tmp_path: Path, planned: set[str]) -> Path:
    """A copy of it that has nothing to do."""
    folder = shutil.copytree(built, tmp_path / "site")
    rebuild(folder)
    assert planned == set()
    return folder


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The paths of the files of each job that is done, but for those that belong to one record, the data and the search."""
    found: set[str] = set()
    do = Maker._make_job  # noqa: SLF001 - the one place where jobs are done

    def counted(maker: Maker, job: Job) -> Contribution:
        made = do(maker, job)
        paths = (file.info.path for file in made.files)
        found.update(path for path in paths if is_of_many(path))
        return made

    monkeypatch.setattr(Maker, "_make_job", counted)
    return found


def is_of_many(path: str) -> bool:
    lists = re.match(
        r"adverts/(index|page|kind|year|status|buyer|subject|category|place|suitable|initiative|open|soft-market-test)\b",
        path,
    )
    return bool(lists) or not re.match(
        r"(data|search)/|(adverts|decisions|initiatives|objectives|pages)/[^/]+/", path
    )


def notices(place: Path) -> list[Path]:
    """The files of the notices, from the first published to the last."""
    return sorted((place / "content/adverts").rglob("*.md"), key=lambda file: field(file, "published"))


def field(file: Path, name: str) -> str:
    found = re.search(rf"^{name}: (.+)$", file.read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


def edit(file: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    file.write_text(text, "utf-8")


def of_many_with(place: Path, file: Path, name: str) -> set[str]:
    """The feeds, or the calendars, of many notices that have this one."""
    output, address = place / "output", f"/adverts/{file.stem}/"
    found = (path.relative_to(output).as_posix() for path in output.rglob(name) if has(path, address))
    own = {f"adverts/{one.stem}/{name}" for one in notices(place)}
    return {path for path in found if path not in own and not path.startswith("initiatives/")}


def has(path: Path, address: str) -> bool:
    """Whether a file has something about a notice, not only a link to it."""
    text = path.read_text("utf-8").replace("\n ", "")
    return (
        bool(re.search(rf"<id>[^<]*{address}(#[^<]*)?</id>", text))
        if path.suffix == ".xml"
        else address in text
    )


def months_of(place: Path, file: Path) -> set[str]:
    """The pages and files of the months in which something happened to a notice."""
    folder, address = place / "output/changes", f"/adverts/{file.stem}/"
    found = {path.stem for path in folder.glob("*.json") if has(path, address)}
    return {f"changes/{month}{end}" for month in found for end in (".json", "/index.html")}


def that_close(place: Path) -> list[Path]:
    return [file for file in notices(place) if "\ncloses: " in file.read_text("utf-8")]


def closing_last(place: Path) -> list[Path]:
    return sorted(that_close(place), key=lambda file: field(file, "closes"))[-5:]


def an_old_one(place: Path) -> Path:
    """A notice that no feed of many, no news and not the calendar of the site has."""
    newest = (place / "output/changes/index.html").read_text("utf-8")
    return next(
        file
        for file in that_close(place)
        if not of_many_with(place, file, "feed.xml")
        and f"/adverts/{file.stem}/" not in newest
        and file not in closing_last(place)
    )


SENTENCE = (r"\Z", "\nOne more sentence.\n")


def test_another_sentence_in_an_old_notice_plans_nothing_that_speaks_of_many(
    place: Path, planned: set[str]
) -> None:
    edit(an_old_one(place), *SENTENCE)
    rebuild(place)
    assert planned == set()


def test_another_sentence_in_the_newest_notice_plans_the_feeds_that_have_it(
    place: Path, planned: set[str]
) -> None:
    newest = notices(place)[-1]
    feeds_with_it = of_many_with(place, newest, "feed.xml")
    assert "feed.xml" in feeds_with_it
    edit(newest, *SENTENCE)
    rebuild(place)
    assert planned == feeds_with_it


def test_another_title_of_an_old_notice_plans_the_lists_alone(place: Path, planned: set[str]) -> None:
    old = an_old_one(place)
    calendars_with_it = of_many_with(place, old, "calendar.ics")
    edit(old, "^title: .", "title: X")
    rebuild(place)
    elsewhere = {path for path in planned if not path.startswith("adverts/")}
    assert elsewhere == {"follow/index.html", *months_of(place, old)}
    assert "adverts/index.html" in planned
    assert not any(path.endswith("feed.xml") for path in planned)
    assert {path for path in planned if path.endswith("calendar.ics")} == calendars_with_it


def test_another_title_of_a_notice_that_closes_late_also_plans_the_calendar(
    place: Path, planned: set[str]
) -> None:
    late = next(file for file in closing_last(place) if file != notices(place)[-1])
    edit(late, "^title: .", "title: X")
    rebuild(place)
    assert "calendar.ics" in planned
    elsewhere = {path for path in planned if not path.startswith(("adverts/", "changes"))}
    assert elsewhere <= {"calendar.ics", "index.html", "follow/index.html"}


def test_another_title_of_what_is_in_the_news_plans_the_home_page(place: Path, planned: set[str]) -> None:
    newest = notices(place)[-1]
    edit(newest, "^title: .", "title: X")
    rebuild(place)
    elsewhere = {path for path in planned if not path.startswith("adverts/")}
    calendar = {"calendar.ics"} if newest in closing_last(place) else set()
    news = {"changes/index.html", "changes.json", *months_of(place, newest)}
    assert elsewhere == {"index.html", "feed.xml", "follow/index.html", *calendar, *news}


@pytest.mark.parametrize(
    ("file", "listed"),
    [
        ("decisions/report-1.md", "decisions/index.html"),
        ("objectives/objectives-1.yaml", "objectives/index.html"),
        ("initiatives/programme-1.md", "initiatives/index.html"),
    ],
)
def test_another_title_of_a_record_plans_the_list_of_its_kind(
    place: Path, planned: set[str], file: str, listed: str
) -> None:
    edit(place / "content" / file, "^title: .", "title: X")
    rebuild(place)
    others = {path for path in planned if not path.startswith(("adverts/", "changes/"))}
    assert others - {"follow/index.html"} == {listed}


def test_one_more_notice_plans_the_sitemap_and_the_headers(place: Path, planned: set[str]) -> None:
    old = an_old_one(place)
    new = old.with_name("another.md")
    text = re.sub("^outcome: .+\n", "", old.read_text("utf-8"), flags=re.MULTILINE)
    new.write_text(text.replace(field(old, "reference"), "NEW-1", 1), "utf-8")
    rebuild(place)
    assert {"sitemap.xml", "_headers", "index.html"} < planned


# Made from a few records, as from all


def of_many(site: Site) -> Iterator[Output]:
    """The feeds, the calendar and the lists, each made from the whole site."""
    whole = Neighbours(site, entries_of(site)).whole()
    yield from feeds.plan(whole)
    for facet in FOLLOWED_FACETS:
        for value in grouped(facet, summaries_of(whole)):
            yield from feeds.of_value(whole, value) if value.is_stated else ()
    last = sorted(summaries_of(whole), key=calendars.order)[-calendars.KEPT :]
    found = [(whole, record) for one in last for record in whole.adverts if record.id == one.id]
    yield from calendars.plan(whole, [calendars.events(*one) for one in found]) if found else ()
    frame = chrome(site, has_feed=feeds.is_followed(site))
    for section in html.SECTIONS.values():
        yield from section.plan(whole, frame)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sites(4))
def test_what_speaks_of_many_is_made_from_a_few_as_from_all(site: Site) -> None:
    site = replace(site, assets=read_assets((SHIPPED,)))
    renderer = Renderer(environment((SHIPPED,)))
    outputs = {output.path: output for job in jobs_of(site) for output in job.plan().outputs}
    for whole in of_many(site):
        assert renderer.make(outputs[whole.path]).data == renderer.make(whole).data, whole.path
    latest = news(site, (*site.adverts, *site.decisions))[: home.RECENT]
    assert outputs["index.html"].view.recent == latest  # type: ignore[union-attr] # a page
