"""What has happened: /changes/ by day and month, changes.json, and the times that the register knows."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sitegen.build import changes as jobs
from sitegen.build.pipeline import Request, build
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.model import change_pages
from sitegen.model.kinds import Shown
from sitegen.model.site import Site
from sitegen.outputs import news as news_module
from sitegen.outputs.entries import entries_of
from sitegen.outputs.html import changes
from sitegen.outputs.news import News, grouped, news_of
from tests.strategies import advert, decision, site

ASKED = {"id": "q1", "asked": "2026-11-04", "question": "How *many*?"}
ANSWERED = ASKED | {"answered": "2026-11-06", "answer": "Ten."}
MOVED = {"date": "2026-11-10", "change": "The closing time moved.", "reason": "More time"}


def happened(found: Site, record: Shown | None = None) -> list[tuple[str, str, str]]:
    """Of each piece of news: its day, what happened, and its text."""
    news = news_of(found, record or found.adverts[0])
    return [(f"{one.at:%Y-%m-%d}", one.what, one.text) for one in news]


def test_a_new_question_is_news_and_so_is_its_answer() -> None:
    assert happened(site(advert(clarifications=[ANSWERED]))) == [
        ("2026-11-02", "Early engagement", "A summary."),
        ("2026-11-04", "Question 1", "How many?"),
        ("2026-11-06", "Question 1 answered", "Ten."),
    ]


def test_a_question_that_came_with_its_answer_is_one_piece_of_news() -> None:
    at_once = ANSWERED | {"answered": "2026-11-04"}
    assert [what for _, what, _ in happened(site(advert(clarifications=[at_once])))] == [
        "Early engagement",
        "Question 1 answered",
    ]


def test_a_question_of_tomorrow_is_no_news_today() -> None:
    ahead = site(advert(clarifications=[ASKED | {"asked": "2026-12-01"}]))
    assert [what for _, what, _ in happened(ahead)] == ["Early engagement"]


def test_that_it_closed_is_news_with_its_time_unless_it_was_withdrawn_before() -> None:
    after = "2026-12-20T09:00"
    over = site(advert(), now=after)
    (closed,) = [one for one in news_of(over, over.adverts[0]) if one.kind == "closed"]
    assert (closed.what, closed.at.isoformat(), closed.is_timed) == (
        "Closed for responses",
        "2026-12-11T12:00:00+00:00",
        True,
    )
    gone = site(advert(withdrawn={"date": "2026-12-11", "reason": "No money."}), now=after)
    assert [what for _, what, _ in happened(gone)] == ["Early engagement", "Withdrawn"]


def test_changes_have_the_numbers_of_their_permanent_links_in_whatever_order_they_are_written() -> None:
    earlier = {"date": "2026-11-08", "change": "A document was added.", "reason": "Asked for"}
    found = site(advert(amendments=[MOVED, earlier]))
    news = news_of(found, found.adverts[0])
    assert [(one.what, one.address, one.text) for one in news[1:]] == [
        ("Change 1", "/adverts/benches/#change-1", "A document was added."),
        ("Change 2", "/adverts/benches/#change-2", "The closing time moved."),
    ]


def test_on_one_day_things_are_in_the_order_in_which_they_happen() -> None:
    one_day = "2026-11-02"
    found = site(
        advert(
            clarifications=[ANSWERED | {"asked": "2026-11-01", "answered": one_day}],
            amendments=[MOVED | {"date": one_day} for _ in range(11)],
            withdrawn={"date": one_day, "reason": "No money."},
        ),
        decision(decided={"date": "2026-10-05"}, status="approved"),
    )
    kinds = [(one.kind, one.number) for one in news_in_order(found.adverts[0], found)]
    assert kinds == [
        ("notice", 0),
        *(("change", number) for number in range(1, 12)),
        ("answer", 1),
        ("withdrawal", 0),
    ]


def news_in_order(record: Shown, found: Site) -> list[Any]:
    return sorted(entries_of(found, record), key=lambda one: (one.published, *one.order[2:]))  # type: ignore[arg-type]


def test_titles_of_entries_differ_though_records_have_one_title() -> None:
    found = site(
        advert(clarifications=[ANSWERED, ANSWERED | {"id": "q2"}], amendments=[MOVED, MOVED]),
        advert("again", reference="REF-2"),
        decision(),
        decision("later", meeting={"body": "Cabinet", "date": "2026-10-20"}),
    )
    titles = [one.title for record in (*found.adverts, *found.decisions) for one in entries_of(found, record)]
    assert len(titles) == len(set(titles)) > 8


# Pages


NOTICE = """---
title: Bins {number}
summary: A summary.
reference: B-{number}
kind: early-engagement
published: 2026-{month:02}-{day:02}
closes: 2026-12-30T12:00
respond: {{how: Write to us., email: bins@example.org}}
contact: {{role: Waste Manager, email: bins@example.org}}
---

Body.
"""


@pytest.fixture
def many(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with ten notices in March, of which a page shows three, and one in April."""
    monkeypatch.setattr(change_pages, "A_PAGE", 3)
    monkeypatch.setattr(changes, "A_PAGE", 3)
    folder = shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    for number in range(11):
        text = NOTICE.format(number=number, month=3 + number // 10, day=1 + number % 10)
        (folder / f"adverts/bins-{number}.md").write_text(text, "utf-8")
    return folder


def files(content: Path, now: str = "2026-11-23T11:00") -> dict[str, str]:
    output = content.parent / "output"
    result = build(Request(content, (SHIPPED,), output, datetime.fromisoformat(now)))
    assert result.written, result.diagnostics
    return {
        path.relative_to(output).as_posix(): path.read_text("utf-8")
        for path in output.rglob("*")
        if path.is_file() and re.search(r"changes|index\.html$", path.as_posix())
    }


def notices_on(page: str) -> list[str]:
    return re.findall(r"<h3><a href=\"[^\"]+\">(Bins \d+)</a>", page)


def test_a_month_is_paged_from_its_oldest_so_that_what_is_new_moves_no_page(many: Path) -> None:
    before = files(many)
    assert notices_on(before["changes/2026-03/page/1/index.html"]) == ["Bins 2", "Bins 1", "Bins 0"]
    assert notices_on(before["changes/2026-03/page/2/index.html"]) == ["Bins 5", "Bins 4", "Bins 3"]
    assert notices_on(before["changes/2026-03/index.html"]) == ["Bins 9", "Bins 8", "Bins 7", "Bins 6"]
    assert "changes/2026-03/page/3/index.html" not in before
    (many / "adverts/bins-20.md").write_text(NOTICE.format(number=20, month=3, day=30), "utf-8")
    after = files(many)
    for path in before:
        if path.startswith("changes/2026-03/page/1/"):
            assert after[path] == before[path]
    assert notices_on(after["changes/2026-03/index.html"])[0] == "Bins 20"


def test_every_piece_of_news_is_on_a_page_of_its_month_and_in_its_file(many: Path) -> None:
    found = files(many)
    pages = [text for path, text in found.items() if path.startswith("changes/2026-03/")]
    assert sorted(name for page in pages for name in notices_on(page)) == sorted(
        f"Bins {number}" for number in range(10)
    )
    kept = json.loads(found["changes/2026-03.json"])
    assert [one["record"]["title"] for one in kept["changes"]] == [
        f"Bins {number}" for number in range(9, -1, -1)
    ]


def test_the_index_names_every_month_and_has_the_latest_changes(many: Path) -> None:
    found = files(many)
    index = json.loads(found["changes.json"])
    months = [one["month"] for one in index["months"]]
    assert months == sorted(months, reverse=True)
    assert {f"changes/{month}.json" for month in months} == {
        path for path in found if re.fullmatch(r"changes/[\d-]+\.json", path)
    }
    times = [one["time"] for one in index["changes"]]
    assert times == sorted(times, reverse=True)
    (bins,) = [one for one in index["changes"] if one["url"].endswith("/adverts/bins-10/")]
    assert bins["id"].startswith("tag:")
    assert bins["lists"] == ["early-engagement"]
    assert (bins["time_known"], bins["kind"], bins["record"]["reference"]) == (False, "notice", "B-10")


def test_the_first_page_and_the_home_page_lead_to_all_of_it(many: Path) -> None:
    found = files(many)
    first = found["changes/index.html"]
    for month in ("2026-03", "2026-04"):
        assert f'href="../changes/{month}/"' in first
    assert 'href="./changes/"' in found["index.html"]
    assert 'href="./follow/"' in found["index.html"]


def test_a_site_without_news_says_so(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(repository / "tests/sites/small/content/pages", folder / "pages")
    settings = (repository / "tests/sites/small/content/site.yaml").read_text("utf-8")
    (folder / "site.yaml").write_text(
        re.sub(r"^redirects:\n(?:[ -].*\n)+", "", settings, flags=re.MULTILINE), "utf-8"
    )
    found = files(folder)
    assert "Nothing has been published here yet." in found["changes/index.html"]
    assert json.loads(found["changes.json"]) == {"months": [], "changes": []}


# Times


def test_the_time_of_a_version_is_known_if_it_was_recorded_on_its_day(
    repository: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    (folder / "adverts/bins-1.md").write_text(NOTICE.format(number=1, month=11, day=20), "utf-8")
    update(folder, "2026-11-20T10:30")
    text = (folder / "adverts/bins-1.md").read_text("utf-8")
    changed = text.replace(
        "published:", "amendments:\n  - {date: 2026-11-21, change: More., reason: Why not.}\npublished:"
    )
    (folder / "adverts/bins-1.md").write_text(changed, "utf-8")
    update(folder, "2026-11-21T15:45")
    files(folder)
    feed = (tmp_path / "output/adverts/bins-1/feed.xml").read_text("utf-8")
    assert re.findall("<published>(.+)</published>", feed) == [
        "2026-11-21T15:45:00+00:00",
        "2026-11-20T10:30:00+00:00",
    ]
    late = folder / "adverts/bins-2.md"
    late.write_text(NOTICE.format(number=2, month=11, day=19), "utf-8")
    update(folder, "2026-11-21T16:00")
    files(folder)
    feed = (tmp_path / "output/adverts/bins-2/feed.xml").read_text("utf-8")
    assert re.findall("<published>(.+)</published>", feed) == ["2026-11-19T00:00:00+00:00"]


def update(content: Path, now: str) -> None:
    words = ["register", "update", "--content", str(content), "--now", now]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output


def test_groups_are_of_one_record_on_one_day_the_latest_of_each_first() -> None:
    found = site(advert(clarifications=[ANSWERED, ANSWERED | {"id": "q2"}]), advert("other"))
    news: list[News] = [one for record in found.adverts for one in news_of(found, record)]
    assert [[one.what for one in group] for group in grouped(news)] == [
        ["Early engagement"],
        ["Early engagement"],
        ["Question 2", "Question 1"],
        ["Question 2 answered", "Question 1 answered"],
    ]


def test_the_first_page_waits_for_no_more_months_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "FRONT", 3)
    monkeypatch.setattr(news_module, "LATEST", 2)
    counts = [("2026-01", 9), ("2026-02", 1), ("2026-03", 2)]
    assert jobs._enough(counts) == ["2026-03", "2026-02"]  # noqa: SLF001 - where the reach of a change is decided
