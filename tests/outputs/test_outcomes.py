"""The figures of an outcome as data beside its page, and as its page shows them."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

OUTCOME = """\
---
title: Benches
kind: outcome
meeting: {body: Cabinet, date: 2026-09-08}
engagement:
  advert: benches
  responses: 1204 or more
  respondents:
    =Charities: 1204
    Large firms: fewer than 3
  themes:
    - {title: Steel, summary: It rusts., objectives: [a]}
  figures:
    a: {answered: 1200, average: 3.5}
    b: {answered: fewer than 3}
  findings:
    b: Nobody knew.
  next_step: We ask again.
---

Steel is out.
"""
COLUMNS = ("about", "name", "title", "least", "most", "average")


@pytest.fixture(scope="module")
def outcome(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Path:
    """The folder of the outcome in the site."""
    content = tmp_path_factory.mktemp("outcome") / "content"
    shutil.copytree(repository / "tests/cases/base", content)
    (content / "decisions/told.md").write_text(OUTCOME, "utf-8")
    advert = content / "adverts/benches.md"
    advert.write_text(advert.read_text("utf-8").replace("---\n", "---\noutcome: told\n", 1), "utf-8")
    return build_site(content) / "decisions/told"


def test_programs_find_each_figure_and_what_it_can_be(outcome: Path) -> None:
    found = json.loads((outcome / "figures.json").read_text("utf-8"))
    assert [tuple(row) for row in found] == [COLUMNS] * 5
    assert [tuple(row.values()) for row in found] == [
        ("responses", "", "All responses", 1204, None, None),
        ("kind", "", "=Charities", 1204, 1204, None),
        ("kind", "", "Large firms", 0, 2, None),
        ("objective", "a", "Benches that last", 1200, 1200, "3.5"),
        ("objective", "b", "Benches that everyone can use", 0, 2, None),
    ]


def test_spreadsheets_find_the_same_and_run_nothing(outcome: Path) -> None:
    with (outcome / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        names, *rows = csv.reader(file)
    assert tuple(names) == COLUMNS
    assert rows[:3] == [
        ["responses", "", "All responses", "1204", "", ""],
        ["kind", "", "'=Charities", "1204", "1204", ""],
        ["kind", "", "Large firms", "0", "2", ""],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "<strong>1,204 or more responses</strong>",
        '<th scope="row">=Charities</th>\n<td class="number">1,204</td>',
        '<th scope="row">Large firms</th>\n<td class="number">Fewer than 3</td>',
        '<th scope="row">All responses</th>\n<td class="number">1,204 or more</td>',
        "“Fewer than 3” means 0, 1 or 2. We do not say which, so that nobody can be recognised",
        'Bears on <a href="../../objectives/streets-2026/#objective-a">a. Benches that last</a></p>',
        '<th scope="row">a. Benches that last</th>\n<td class="number">1,200</td>\n<td class="number">3.5</td>',
        '<dt><a href="../../objectives/streets-2026/#objective-b">b. Benches that everyone can use</a></dt>',
        '<h2 id="details">What changes as a result</h2>',
        '<h2 id="next">What happens next</h2>',
        '<a href="../../decisions/told/figures.csv">CSV (',
        '<a href="../../decisions/told/figures.json">JSON (',
    ],
)
def test_the_page_of_an_outcome_says(outcome: Path, words: str) -> None:
    assert words in (outcome / "index.html").read_text("utf-8")


def test_the_page_says_things_in_the_order_in_which_they_are_asked(outcome: Path) -> None:
    page = (outcome / "index.html").read_text("utf-8")
    order = [
        "Responses by kind",
        ">Steel<",
        "What we learned",
        ">What changes as a result</h2>",
        ">What happens next</h2>",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_report_that_is_no_outcome_has_no_figures(outcome: Path) -> None:
    assert not (outcome.parent / "streets-2026/figures.csv").exists()
