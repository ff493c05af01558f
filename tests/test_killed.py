"""A build that is killed at any moment: the next one completes what it left, and nothing of it lives on."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.processes import FEW

NOW = "2026-11-23T11:00"


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of so many adverts that reading and rendering are shared among processes."""
    folder = tmp_path_factory.mktemp("killed")
    content = shutil.copytree(repository / "tests/sites/small/content", folder / "content")
    advert = (content / "adverts/2026/bins.md").read_text()
    for number in range(FEW + 40):
        copy = advert.replace('"0123"', f"MANY-{number}").replace("../../decisions", "../decisions")
        (content / f"adverts/many-{number}.md").write_text(copy)
    return folder


def build(site: Path, output: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sitegen", "build", "--quiet", "--now", NOW, "--output", output]
    return subprocess.Popen(command, cwd=site, start_new_session=True)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
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


def seconds_of_a_build(site: Path) -> float:
    started = time.monotonic()
    with build(site, "whole") as process:
        assert process.wait() == 0
    return time.monotonic() - started


def test_the_next_build_completes_what_a_killed_one_left_and_no_process_outlives_it(site: Path) -> None:
    length = min(seconds_of_a_build(site) for _ in range(2))  # the first may take long to load the program
    whole = tree(site / "whole")
    assert len(whole) > FEW
    shared = 0
    for moment in (0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95):
        with build(site, "killed") as process:
            time.sleep(length * moment)
            shared += len(family(process.pid)) > 1
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            patience = time.monotonic() + 10
            while family(process.pid) and time.monotonic() < patience:
                time.sleep(0.02)
            assert family(process.pid) == []
        with build(site, "killed") as process:
            assert process.wait() == 0
        assert tree(site / "killed") == whole
        if moment != 0.95:
            shutil.rmtree(site / "killed")
    assert shared > 0, "the builds ended before they were killed"


def test_an_interrupt_ends_a_build_and_its_processes_without_a_word_from_them(site: Path) -> None:
    # A shell may start tests with interrupts ignored, which Python would take over.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from sitegen.cli import main; main()"
    command = [sys.executable, "-c", code, "build", "--now", NOW, "--output", "interrupted"]
    with subprocess.Popen(
        command, cwd=site, start_new_session=True, stderr=subprocess.PIPE, text=True
    ) as process:
        patience = time.monotonic() + 30
        while len(family(process.pid)) < 2 and time.monotonic() < patience:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (1, "\nAborted!\n")
    assert said.strip() == "Aborted!"
    assert not (site / "interrupted").exists()
