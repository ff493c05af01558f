"""What we depend on is locked by checksum, with no address to fetch it from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ["run.txt", "build.txt", "pdf.txt", "dev.txt", "schemas.txt"]


def locked(repository: Path, name: str) -> list[str]:
    """The requirements of a lock file, each with all its checksums on one line."""
    text = (repository / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def distribution(requirement: str) -> str:
    """The name in a requirement, in the one spelling that compares."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_has_one_version_and_a_checksum(repository: Path, name: str) -> None:
    lines = locked(repository, name)
    assert lines
    assert [line for line in lines if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("path", [*(f"requirements/{name}" for name in LOCKS), "package-lock.json"])
def test_a_lock_file_holds_no_address(repository: Path, path: str) -> None:
    text = (repository / path).read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    assert "--index-url" not in text


@pytest.mark.parametrize(("name", "asked_by"), [("run.txt", []), ("dev.txt", ["build", "dev"])])
def test_everything_that_the_project_asks_for_is_locked(
    repository: Path, name: str, asked_by: list[str]
) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [item for group in asked_by for item in project["dependency-groups"][group]]
    asked = project["project"]["dependencies"] + [item for item in groups if isinstance(item, str)]
    asked += project["project"]["optional-dependencies"]["pdf"] if asked_by else []
    held = {distribution(line) for line in locked(repository, name)}
    assert {distribution(item) for item in asked} - held == set()


@pytest.mark.parametrize("name", ["run.txt", "pdf.txt"])
def test_development_uses_the_very_versions_that_publishers_run(repository: Path, name: str) -> None:
    versions = [line.split()[0] for line in locked(repository, name)]
    held = {line.split()[0] for line in locked(repository, "dev.txt")}
    assert set(versions) - held == set()


def test_every_page_checker_is_locked_by_checksum(repository: Path) -> None:
    packages = json.loads((repository / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = json.loads((repository / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {f"node_modules/{name}" for name in asked} <= set(packages)
    assert [path for path, entry in packages.items() if path and "integrity" not in entry] == []
