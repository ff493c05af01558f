"""What is compared is alike: each program is given the same notices and the same changes, and is asked whether it made them."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bench import peers
from bench.measure import Measurement
from bench.notices import Notice, read_notices
from bench.programs import ALIKE, ELEVENTY, FULL, HUGO, PELICAN, Program, programs
from bench.steps import LATER, NEW, NOW, SHORT, STEPS, change, files, missing, set_up

NOTICES = 30
EACH = pytest.mark.parametrize("program", programs(), ids=lambda program: program.name)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("peers") / "content"
    generate = [sys.executable, str(repository / "bench/generate.py"), str(NOTICES), str(folder)]
    subprocess.run(generate, check=True)
    return folder


@pytest.fixture(scope="module")
def notices(content: Path) -> list[Notice]:
    return list(read_notices(content))


def texts(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def given(program: Program, text: str) -> tuple[dict[str, object], str]:
    """Front matter and body, as the program reads them."""
    if program.name == PELICAN:
        head, _, body = text.partition("\n\n")
        said: dict[str, object] = {}
        for line in head.splitlines():
            name, _, value = line.partition(": ")
            said[name.lower()] = value
        return said | {"tags": str(said["tags"]).split(", ")}, body
    _, matter, body = text.split("---\n", 2)
    said = yaml.safe_load(matter)
    return said | {"tags": said["subjects" if program.name == ELEVENTY else "tags"]}, body


def test_as_many_notices_are_read_as_were_generated(notices: list[Notice]) -> None:
    assert len({notice.name for notice in notices}) == NOTICES
    assert all(notice.body.count("\n") > 15 for notice in notices)
    assert not any("](/" in notice.body for notice in notices)  # none has to know the pages of another


@pytest.mark.parametrize("name", [HUGO, ELEVENTY, PELICAN])
def test_each_peer_is_given_the_same_notices(
    name: str, content: Path, notices: list[Notice], tmp_path: Path
) -> None:
    program = next(program for program in programs() if program.name == name)
    set_up(program, tmp_path, content, notices)
    folder = program.file(tmp_path, notices[0].name).parent
    assert {path.stem for path in folder.glob("*.md")} == {notice.name for notice in notices}
    for notice in notices:
        said, body = given(program, program.file(tmp_path, notice.name).read_text("utf-8"))
        assert (said["title"], said["summary"], str(said["reference"])) == (
            notice.title,
            notice.summary,
            notice.reference,
        )
        assert (str(said["date"]), str(said["closes"])) == (notice.published, notice.closes)
        assert said["tags"] == list(notice.tags)
        assert body == notice.body


@pytest.mark.parametrize("name", [FULL, ALIKE])
def test_ours_is_given_what_was_generated(
    name: str, content: Path, notices: list[Notice], tmp_path: Path
) -> None:
    program = next(program for program in programs() if program.name == name)
    set_up(program, tmp_path, content, notices)
    before, after = texts(content), texts(program.folder(tmp_path) / "content")
    differ = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert differ == ({"site.yaml"} if name == ALIKE else set())
    assert ("ocid_prefix" in after["site.yaml"]) is (name == FULL)


@EACH
@pytest.mark.parametrize("step", STEPS)
def test_a_step_changes_one_file_at_most(
    program: Program, step: str, content: Path, notices: list[Notice], tmp_path: Path
) -> None:
    set_up(program, tmp_path, content, notices)
    before = texts(tmp_path)
    now = change(step, program, tmp_path, notices)
    after = texts(tmp_path)
    changed = [path for path in after if before.get(path) != after[path]]
    assert len(changed) == (1 if "edit" in step or "new" in step else 0)
    assert now == (LATER if step == "clock moved" else NOW)
    if step == "one new notice":
        assert changed[0].endswith(f"{NEW}.md")
        said = after[changed[0]].lower()
        assert "title: a new notice" in said
        assert "999999" in said
        assert max(notice.published for notice in notices) in said


@EACH
def test_a_change_that_the_pages_do_not_show_is_found(
    program: Program, content: Path, notices: list[Notice], tmp_path: Path
) -> None:
    set_up(program, tmp_path, content, notices)
    output = program.folder(tmp_path) / program.output
    for notice in notices:
        page = output / program.page.format(notice.name)
        page.parent.mkdir(parents=True)
        page.write_text(f"<h1>{notice.title}</h1>")
    assert missing("cold", program, tmp_path, notices) == ""
    assert missing("one edit", program, tmp_path, notices).endswith(
        "does not say “One more sentence about aardvarks.”"
    )
    assert missing("one new notice", program, tmp_path, notices).startswith(f"The page of {NEW} does not")
    assert "edited" in missing("template edit", program, tmp_path, notices)
    page.unlink()
    assert missing("cold", program, tmp_path, notices).startswith("1 notices have no page")


def test_the_build_of_ours_shows_every_change(content: Path, notices: list[Notice], tmp_path: Path) -> None:
    """And “like for like” makes the pages, lists, feed and sitemap, and nothing that no other makes."""
    program = next(program for program in programs() if program.name == ALIKE)
    set_up(program, tmp_path, content, notices)
    folder = program.folder(tmp_path)
    for step in STEPS:
        now = change(step, program, tmp_path, notices)
        subprocess.run(program.command(now), cwd=folder, check=True)
        assert missing(step, program, tmp_path, notices) == ""
    made = {str(Path(path).relative_to(folder / "output")) for path in files(folder / "output")}
    assert {"index.html", "sitemap.xml", "feed.xml", "adverts/subject/90/index.html"} <= made
    assert {Path(path).suffix for path in made if path.startswith("adverts/")} == {".html"}
    assert {path for path in made if path.endswith((".xml", ".ics"))} == {"feed.xml", "sitemap.xml"}
    assert not any(path.startswith(("search/terms", "data/")) for path in made)


def test_a_program_that_fails_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Program(
        "Hugo", lambda _: (sys.executable, "-c", "raise SystemExit('why')"), ("true",), "o", "{}", "{}", "t"
    )
    absent = Program("Pelican", lambda _: ("no-such-program",), ("no-such-program",), "o", "{}", "{}", "t")
    monkeypatch.setattr(peers, "WORK", tmp_path)
    monkeypatch.setattr(peers, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(peers, "programs", lambda: (broken, absent))
    monkeypatch.setattr(peers, "set_up", lambda program, work, *_: program.folder(work).mkdir())
    monkeypatch.setattr(sys, "argv", ["peers", "--notices", "1", "--steps", "cold", "unchanged"])
    assert peers.main() == 1
    printed = (tmp_path / "results.md").read_text("utf-8")
    assert "| 1 | Hugo | cold | failed |" in printed
    assert "| 1 | Pelican | cold | failed |" in printed
    assert "unchanged |" not in printed
    assert "why" in capsys.readouterr().err


def test_the_largest_corpus_has_every_step_and_a_hub_is_for_sitegen_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "WORK", tmp_path)
    monkeypatch.setattr(peers, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(peers, "set_up", lambda *_: None)
    monkeypatch.setattr(peers, "change", lambda *_: NOW)
    monkeypatch.setattr(peers, "missing", lambda *_: "")
    monkeypatch.setattr(peers, "measure", lambda *_: Measurement(1, 1, 1, 1, 1))
    monkeypatch.setattr(sys, "argv", ["peers", "--notices", "3", "2", "--hub", "4", "--only", "hugo", FULL])
    assert peers.main() == 0
    rows = [line.split(" | ")[:3] for line in capsys.readouterr().out.splitlines() if line.count("|") > 8]
    measured = [(corpus.strip("| "), name, step) for corpus, name, step in rows[2:]]
    assert measured == [
        *(("2", name, step) for name in (HUGO, FULL) for step in SHORT),
        *(("3", name, step) for name in (HUGO, FULL) for step in STEPS),
        *(("4 hub", FULL, step) for step in SHORT),
    ]
