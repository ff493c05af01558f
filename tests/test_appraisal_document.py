"""What docs/appraisal.md says of the worked example is what the program finds, and it names every figure of the files."""

import csv
import re
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from sitegen.model.appraisal import appraise
from sitegen.model.objectives import Objectives
from sitegen.model.sensitivity import switches, wins
from sitegen.outputs import appraisals
from sitegen.outputs.figures import exact
from sitegen.outputs.html import appraisal_text, share_text
from sitegen.reading.content import read


@pytest.fixture(scope="module")
def in_2003(repository: Path) -> Objectives:
    content = read(repository / "content", datetime(2026, 11, 23, 9), drafts=False).content  # noqa: DTZ001 - a time in the site's zone
    assert content
    return next(
        entry.record for entry in content.of(Objectives) if entry.record.id == "strategic-partnership-2003"
    )


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "docs/appraisal.md").read_text("utf-8")


def test_the_scores_of_the_table_are_those_of_the_example(in_2003: Objectives, text: str) -> None:
    one, other = (
        next(model.scores for model in in_2003.models if model.id == name)
        for name in ("incremental", "joint-venture")
    )
    rows = [
        f"| {objective.id}. {objective.title} | {one[objective.id]} | {other[objective.id]} |"
        for objective in in_2003.objectives
    ]
    assert "\n".join(rows) in text
    assert f"| Sum | {sum(one.values())} | {sum(other.values())} |" in text


def test_the_results_of_the_sums_are_those_of_the_program(in_2003: Objectives, text: str) -> None:
    appraisal = appraise(in_2003)
    assert appraisal
    models = {model.id: model for model in appraisal.models}
    first = appraisal.scenarios[0]
    assert first
    for name, sum_now, words in (
        ("incremental", 28, "incremental partnering: 26 × 10 + 2 × 30 = 320, and 320 ÷ 100"),
        ("joint-venture", 27, "joint venture: 22 × 10 + 5 × 30 = 370, and 370 ÷ 100"),
    ):
        assert f"{sum_now} ÷ 8 = {exact(models[name].total(appraisal.base.weights))}" in text
        assert f"{words} = {exact(models[name].total(first.weights))}" in text


def test_the_switch_and_its_sentence_are_those_of_the_program(in_2003: Objectives, text: str) -> None:
    appraisal = appraise(in_2003)
    assert appraisal
    switch = switches(appraisal.models, appraisal.base.weights)[5]
    assert switch.above
    assert switch.above.weight == Fraction(4, 25)
    assert "w = 4 ÷ 25, which is 16%" in text
    titles = {model.id: model.title for model in in_2003.models}
    spoken = appraisal_text.manner(appraisal)
    words = appraisal_text.change("Regeneration", switch, appraisal.base.preferred, titles, spoken)
    assert words in " ".join(text.replace("\n> ", "\n").split())


def test_the_share_of_all_weightings_is_that_of_the_program(in_2003: Objectives, text: str) -> None:
    appraisal = appraise(in_2003)
    assert appraisal
    found = wins(appraisal.models)
    share, error = share_text.shares(found).words["incremental"], share_text.error(found, "incremental")
    words = " ".join(text.split())
    assert f"incremental partnering wins {share}, with a standard error of {error} percentage points" in words
    assert f"{found.sample:,} of them" in words
    assert share_text.shares(found).total in words


def test_every_figure_of_the_files_is_explained(
    repository: Path, text: str, build_site: Callable[..., Path]
) -> None:
    site = build_site(repository / "content")
    met = set()
    for file in site.glob("objectives/*/appraisal.csv"):
        with file.open(encoding="utf-8-sig", newline="") as rows:
            met |= {row["figure"] for row in csv.DictReader(rows)}
    source = Path(appraisals.__file__).read_text("utf-8")
    named = met | set(re.findall(r'Line\(\s*"([a-z ]+)"', source))
    assert len(named) >= 10
    assert {name for name in named if f"`{name}`" not in text} == set()
