"""`sitegen uk1`, `uk2` and `uk3` as staff use them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main

ADVERT = """---
title: New benches
summary: We want to know what benches could last twenty years.
reference: SMT-2026-02
kind: {kind}
published: 2026-12-07
draft: true
{dates}above_threshold: true
contact:
  role: Head of Streets
  email: streets@example.org
---

Six parks need benches.
"""
CLOSES = "closes: 2027-01-11T12:00\nrespond:\n  how: Send an email.\n  email: streets@example.org\n"
KINDS = {
    "pipeline": "uk1",
    "soft-market-test": "uk2",
    "early-engagement": "uk2",
    "planned-procurement": "uk3",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--now", "2026-12-01T09:00"])


@pytest.fixture
def folder(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site of the rules with a draft of each kind, in the current folder."""
    shutil.copytree(repository / "tests/cases/base", tmp_path / "content")
    for kind, command in KINDS.items():
        dates = CLOSES if command == "uk2" else "tender_expected: 2027-03\n"
        text = ADVERT.format(kind=kind, dates=dates)
        (tmp_path / f"content/adverts/{kind}.md").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def set_jurisdiction(folder: Path, nation: str) -> None:
    with (folder / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"jurisdiction: {nation}\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["uk1", "uk2", "uk3"])
def test_each_kind_has_one_notice_and_the_others_say_which(command: str, kind: str) -> None:
    done = run(command, kind)
    if command == KINDS[kind]:
        assert done.exit_code == 0, done.output
        assert done.stdout.startswith(f"{command.upper()}: ")
    else:
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"sitegen {KINDS[kind]} {kind}\n" in done.stderr


@pytest.mark.usefixtures("folder")
def test_an_unknown_advert_has_a_suggestion() -> None:
    done = run("uk2", "early-engagment")
    assert done.exit_code == 2
    assert "There is no advert “early-engagment”: did you mean “early-engagement”?" in done.stderr


def test_an_advert_that_cannot_be_read_is_not_called_unknown(folder: Path) -> None:
    (folder / "content/adverts/broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
    done = run("uk2", "broken")
    assert done.exit_code == 2
    assert "error[bad-yaml]" in done.stderr
    assert "The advert “broken” cannot be read. Correct its file first." in done.stderr


def test_without_settings_nothing_is_printed(folder: Path) -> None:
    (folder / "content/site.yaml").write_text("title: Notices\n", "utf-8")
    done = run("uk2", "early-engagement")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "site.yaml" in done.stderr


def test_in_wales_the_answers_come_although_the_notice_may_not_be_public_yet(folder: Path) -> None:
    set_jurisdiction(folder, "wales")
    path = folder / "content/adverts/early-engagement.md"
    path.write_text(path.read_text("utf-8").replace("draft: true\n", "").replace("12-07", "11-02"), "utf-8")
    assert "error[platform-comes-first]" in run("check").stderr
    done = run("uk2", "early-engagement")
    assert done.exit_code == 0
    assert (
        "before it is public anywhere else (Procurement (Wales) Regulations 2024, regulation 5(1))"
        in done.stdout
    )


@pytest.mark.parametrize(
    ("nation", "words"),
    [
        ("scotland", "There, the notice of a plan is a prior information notice"),
        ("none", "the jurisdiction of this site names no law"),
    ],
)
def test_under_another_law_there_is_no_such_notice(folder: Path, nation: str, words: str) -> None:
    set_jurisdiction(folder, nation)
    done = run("uk3", "planned-procurement")
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


@pytest.mark.usefixtures("folder")
def test_the_data_is_one_release_on_standard_output() -> None:
    done = run("uk2", "early-engagement", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["planning"]["documents"][0]["noticeType"] == "UK2"


def test_a_page_is_written_where_staff_name_and_replaced_by_the_next(folder: Path) -> None:
    page = folder / "staff/uk2.html"
    done = run("uk2", "early-engagement", "--page", "staff/uk2.html")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Made staff/uk2.html. Open it in a browser.\n5 answers missing:\n")
    first = page.read_text("utf-8")
    assert "Send an email." in first
    assert run("uk3", "planned-procurement", "--page", "staff/uk2.html").exit_code == 0
    assert page.read_text("utf-8") != first


def test_a_page_takes_no_other_place(folder: Path) -> None:
    other = folder / "letter.html"
    other.write_text("A letter.", "utf-8")
    done = run("uk2", "early-engagement", "--page", "letter.html")
    assert (done.exit_code, other.read_text("utf-8")) == (1, "A letter.")
    for place in ("content/uk2.html", "output/uk2.html"):
        done = run("uk2", "early-engagement", "--page", place)
        assert done.exit_code == 2
        assert "Name a file elsewhere." in done.stderr
        assert not Path(place).exists()
    assert run("uk2", "early-engagement", "--page", "x.html", "--json").exit_code == 2
