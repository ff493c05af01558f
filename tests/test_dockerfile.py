"""The Dockerfile names what is there, checks what it fetches, and gives up the rights of root."""

import re
from pathlib import Path

import pytest


@pytest.fixture(name="steps")
def read_steps(repository: Path) -> list[str]:
    """The instructions of the Dockerfile, each on one line."""
    text = (repository / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line and not line.startswith("#")]


def test_every_file_that_is_copied_from_the_repository_is_there(repository: Path, steps: list[str]) -> None:
    copied = [step.split()[1:-1] for step in steps if step.startswith("COPY ") and "--from=" not in step]
    paths = [path for group in copied for path in group]
    assert paths
    assert [path for path in paths if not (repository / path).exists()] == []


def test_everything_fetched_for_python_is_checked_by_its_hash(steps: list[str]) -> None:
    installs = [step for step in steps if "pip install" in step]
    assert installs
    assert [step for step in installs if "--require-hashes" not in step and "--no-deps" not in step] == []


def test_the_base_is_one_and_named_by_version_and_digest(steps: list[str]) -> None:
    (base,) = (step.removeprefix("ARG BASE=") for step in steps if step.startswith("ARG "))
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-bookworm@sha256:[0-9a-f]{64}", base)
    assert [step.split()[1] for step in steps if step.startswith("FROM ")] == ["${BASE}"] * 2


def test_it_holds_what_publishing_starts(steps: list[str]) -> None:
    installed = next(step for step in steps if "apt-get install" in step).split()
    assert {"git", "openssh-client"} <= set(installed)
    assert any("-r requirements/rclone.txt" in step for step in steps if step.startswith("RUN pip"))


def test_the_program_runs_without_the_rights_of_root(steps: list[str]) -> None:
    users = [step.split()[1] for step in steps if step.startswith("USER ")]
    assert users == ["10001:10001"]  # by number: a cluster can tell it from root
    assert not [
        step for step in steps if "safe.directory" in step
    ]  # git's doubt of a foreign folder is a guard
    assert steps[-1] == 'ENTRYPOINT ["sitegen"]'


def test_who_has_no_home_can_keep_what_is_known_of_typefaces(steps: list[str]) -> None:
    assert "ENV XDG_CACHE_HOME=/tmp/cache" in steps  # or fontconfig complains for every page of a PDF


def test_it_installs_the_libraries_that_the_tests_print_with(repository: Path, steps: list[str]) -> None:
    programs = (repository / "tools/browser-programs.sh").read_text(encoding="utf-8")
    line = re.search(r"for library in (.+); do", programs)
    assert line
    installed = next(step for step in steps if "apt-get install" in step).split()
    assert [library for library in line[1].split() if library not in installed] == []


def test_the_builder_gets_what_is_copied_and_nothing_else(repository: Path, steps: list[str]) -> None:
    """As Docker reads the file: the last line that fits decides (https://docs.docker.com/build/concepts/context/)."""
    lines = (repository / ".dockerignore").read_text(encoding="utf-8").splitlines()
    first, *kept = (line for line in lines if line and not line.startswith(("#", "**/")))
    assert first == "*"
    copied = [step.split()[1:-1] for step in steps if step.startswith("COPY ") and "--from=" not in step]
    tops = {path.strip("/").split("/")[0] for group in copied for path in group}
    assert {line.removeprefix("!").strip("/") for line in kept} == tops
    assert not {".git", ".venv", "content", "output"} & tops
