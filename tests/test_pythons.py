"""`make test-pythons` says which Pythons are missing, and counts none of them as passed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    """A project that supports the Python which runs this test, in an environment that is set up, and one from the future."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "requirements").mkdir()
    shutil.copy(repository / "tools/pythons.sh", tmp_path / "tools")
    (tmp_path / "requirements/dev.txt").write_text("# all\n")
    ours = ".".join(map(str, sys.version_info[:2]))
    classifiers = "".join(
        f'    "Programming Language :: Python :: {version}",\n' for version in (ours, "3.99")
    )
    (tmp_path / "pyproject.toml").write_text(f"classifiers = [\n{classifiers}]\n")
    for folder in ("bin", f".venv/pythons/{ours}/bin"):
        place = tmp_path / folder
        place.mkdir(parents=True)
        name = f"python{ours}" if folder == "bin" else "python"
        (place / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (place / name).chmod(0o755)
    shutil.copy(tmp_path / "requirements/dev.txt", tmp_path / f".venv/pythons/{ours}/installed")
    return tmp_path


@pytest.mark.parametrize("is_good", [True, False])
def test_each_python_is_counted_as_what_it_is(project: Path, *, is_good: bool) -> None:
    ours = ".".join(map(str, sys.version_info[:2]))
    (project / "test_one.py").write_text(f"def test_one() -> None:\n    assert {is_good}\n")
    environment = {"PATH": f"{project}/bin:/usr/bin:/bin", "HOME": str(project)}
    done = subprocess.run(
        [project / "tools/pythons.sh", "-q", "test_one.py"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if is_good else 1), done.stderr
    passed, failed = (ours, "none") if is_good else ("none", ours)
    assert done.stdout.endswith(f"Passed: {passed}. Failed: {failed}. Not on this machine: 3.99.\n")


def test_the_pythons_are_those_that_the_project_says_it_supports(repository: Path) -> None:
    text = (repository / "pyproject.toml").read_text("utf-8")
    supported = re.findall(r"Language :: Python :: (3\.\d+)", text)
    assert supported == ["3.11", "3.12", "3.13"]
    assert f'requires-python = ">={supported[0]}"' in text
