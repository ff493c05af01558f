"""A build that is killed at any moment: the next one completes what it left, and nothing of it lives on."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.writing.write import Staging

NOW = "2026-11-23T11:00"
FEW, MANY = 20, 30
"""Above so few values work is shared among processes here, not above some hundreds. So many adverts there are."""

# A shell may start tests with interrupts ignored, which Python would take over.
PROGRAM = f"""
import signal
from sitegen.memo import processes
from sitegen.commands.main import main
signal.signal(signal.SIGINT, signal.default_int_handler)
processes.FEW, processes._SHARE = {FEW}, 8
main()
"""
COMMAND = [sys.executable, "-c", PROGRAM, "build", "--now", NOW, "--output"]


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of so many adverts that reading and rendering are shared among processes."""
    folder = tmp_path_factory.mktemp("killed")
    content = shutil.copytree(repository / "tests/sites/small/content", folder / "content")
    advert = (content / "adverts/2026/bins.md").read_text()
    for number in range(MANY):
        copy = advert.replace('"0123"', f"MANY-{number}").replace("../../decisions", "../decisions")
        (content / f"adverts/many-{number}.md").write_text(copy)
    return folder


def build(site: Path, output: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, output, "--quiet"], cwd=site, start_new_session=True)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "stamps"  # which tells of inodes and times
    }


def family(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def wait_for_a_family(process: "subprocess.Popen[Any]") -> None:
    """Waits until a build shares its work, or has come to its end."""
    while len(family(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.005)


def seconds_of_a_build(site: Path) -> float:
    """How long it takes to make all files, when the content has been read before."""
    started = time.monotonic()
    with build(site, "timed") as process:
        assert process.wait() == 0
    length = time.monotonic() - started
    shutil.rmtree(site / "timed")
    return length


def finish(site: Path, whole: dict[str, bytes]) -> None:
    with build(site, "killed") as process:
        assert process.wait() == 0
    assert tree(site / "killed") == whole


def test_after_twenty_kills_at_random_moments_every_next_build_completes_the_site(site: Path) -> None:
    with build(site, "whole") as process:
        assert process.wait() == 0
    whole = tree(site / "whole")
    length = min(seconds_of_a_build(site) for _ in range(2))
    moments = random.Random(20)  # noqa: S311 - chooses moments, guards nothing
    cut_short = shared = 0
    for kill in range(1, 21):
        with build(site, "killed") as process:
            if kill % 2:
                time.sleep(length * moments.uniform(0.1, 1))
            else:  # on a busy machine a moment of the first kind seldom meets work that is shared
                wait_for_a_family(process)
                time.sleep(length * moments.uniform(0, 0.3))
            shared += len(family(process.pid)) > 1
            process.kill()
            cut_short += process.wait() == -signal.SIGKILL
            patience = time.monotonic() + 10
            while family(process.pid) and time.monotonic() < patience:
                time.sleep(0.02)
            assert family(process.pid) == []
        if kill % 4 == 0:
            finish(site, whole)
            shutil.rmtree(site / "killed")
        if kill % 10 == 0:
            shutil.rmtree(site / ".sitegen")
    assert cut_short > 5
    assert shared > 2, (shared, cut_short)


def test_after_thirty_kills_between_two_states_every_file_is_of_one_of_them(site: Path) -> None:
    """A page that is edited back and forth. Whatever is cut short, a reader meets old files and new ones, and no others."""
    page = site / "content/adverts/many-1.md"
    states = []
    for words in ("Now we sort glass.", "Now we sort paper, and tell everyone."):
        page.write_text(f"{page.read_text().partition('Now we')[0].rstrip()}\n\n{words}\n")
        with build(site, "killed") as process:
            assert process.wait() == 0
        states.append((page.read_text(), tree(site / "killed")))
    moments = random.Random(30)  # noqa: S311 - chooses moments, guards nothing
    started = time.monotonic()
    finish(site, states[1][1])
    length = time.monotonic() - started
    cut_short = 0
    for kill in range(1, 31):
        text, whole = states[kill % 2]
        page.write_text(text)
        with build(site, "killed") as process:
            time.sleep(length * moments.uniform(0.2, 1.5))
            process.kill()
            cut_short += process.wait() == -signal.SIGKILL
        for path, data in tree(site / "killed").items():
            if not path.startswith(".sitegen/"):
                assert data in {known.get(path) for _, known in states}, path
        if kill % 5 == 0:
            finish(site, whole)
    assert cut_short > 5


# Drafts that wait

DYING = """
import os, signal
from sitegen.writing.write import Staging
from sitegen.commands.main import main
Staging.commit = lambda self: os.kill(os.getpid(), signal.SIGKILL)
main()
"""
DRAFT = b"Nobody may read this yet."


@pytest.fixture
def desk(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small site that was built, the current one."""
    shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    assert sitegen("build") == 0
    return tmp_path


def sitegen(command: str, *arguments: str) -> int:
    return CliRunner().invoke(main, [command, *arguments, "--now", NOW]).exit_code


def plant(desk: Path) -> Path:
    """A page that a kill has left waiting."""
    waiting = desk / "output/.sitegen/staging/1-1"
    waiting.parent.mkdir()
    waiting.write_bytes(DRAFT)
    return waiting


def test_a_build_with_nothing_to_do_removes_the_drafts_that_a_killed_one_left(desk: Path) -> None:
    command = [sys.executable, "-c", DYING, "build", "--drafts", "--now", NOW]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    staging = desk / "output/.sitegen/staging"
    hidden = (
        (desk / "content/adverts/hidden-draft.md")
        .read_text("utf-8")
        .partition("title: ")[2]
        .partition("\n")[0]
    )
    assert any(hidden.encode() in file.read_bytes() for file in staging.iterdir())
    assert sitegen("build") == 0
    assert not staging.exists()


def test_so_does_a_build_that_content_stops(desk: Path) -> None:
    waiting = plant(desk)
    (desk / "content/pages/about.md").write_text("no fields", "utf-8")
    assert sitegen("build") == 1
    assert not waiting.parent.exists()


def test_what_a_build_at_work_has_waiting_is_left_to_it(desk: Path) -> None:
    (desk / "content/pages/about.md").write_text("no fields", "utf-8")
    with Staging(desk / "output") as staging:
        staging.stage("a.html", DRAFT)
        assert sitegen("build") == 1
        (waiting,) = (desk / "output/.sitegen/staging").iterdir()
        assert waiting.read_bytes() == DRAFT


def test_nothing_that_waits_is_ever_published(desk: Path) -> None:
    plant(desk)
    assert sitegen("publish", str(desk / "www")) == 0
    published = [file for file in (desk / "www").rglob("*") if file.is_file()]
    assert published
    assert all(DRAFT not in file.read_bytes() for file in published)
    assert not [file for file in published if "staging" in file.parts]
    assert not (desk / "output/.sitegen/staging").exists()


def test_an_interrupt_ends_a_build_and_its_processes_without_a_word_from_them(site: Path) -> None:
    command = [*COMMAND, "interrupted", "--no-cache"]
    with subprocess.Popen(
        command, cwd=site, start_new_session=True, stderr=subprocess.PIPE, text=True
    ) as process:
        wait_for_a_family(process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (1, "\nAborted!\n")
    assert said.strip() == "Aborted!"
    assert not (site / "interrupted").exists()
