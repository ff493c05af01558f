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


def test_the_program_runs_without_the_rights_of_root(steps: list[str]) -> None:
    users = [step.split()[1] for step in steps if step.startswith("USER ")]
    assert users
    assert users[-1] not in {"root", "0"}
    assert steps[-1] == 'ENTRYPOINT ["sitegen"]'


def test_who_has_no_home_can_keep_what_is_known_of_typefaces(steps: list[str]) -> None:
    assert "ENV XDG_CACHE_HOME=/tmp/cache" in steps  # or fontconfig complains for every page of a PDF


def test_it_installs_the_libraries_that_the_tests_print_with(repository: Path, steps: list[str]) -> None:
    programs = (repository / "tools/browser-programs.sh").read_text(encoding="utf-8")
    line = re.search(r"for library in (.+); do", programs)
    assert line
    installed = next(step for step in steps if "apt-get install" in step).split()
    assert [library for library in line[1].split() if library not in installed] == []
