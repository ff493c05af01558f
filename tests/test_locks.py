"""What we depend on is locked by checksum, with no address to fetch it from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ["run.txt", "build.txt", "pdf.txt", "rclone.txt", "dev.txt", "schemas.txt"]


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


@pytest.mark.parametrize(
    ("name", "asked_by", "extras"),
    [
        ("run.txt", [], []),
        ("pdf.txt", [], ["pdf"]),
        ("rclone.txt", [], ["rclone"]),
        ("dev.txt", ["build", "dev"], ["pdf"]),
    ],
)
def test_everything_that_the_project_asks_for_is_locked(
    repository: Path, name: str, asked_by: list[str], extras: list[str]
) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [item for group in asked_by for item in project["dependency-groups"][group]]
    asked = project["project"]["dependencies"] + [item for item in groups if isinstance(item, str)]
    asked += [item for extra in extras for item in project["project"]["optional-dependencies"][extra]]
    held = {distribution(line) for line in locked(repository, name)}
    assert {distribution(item) for item in asked} - held == set()


@pytest.mark.parametrize("name", ["run.txt", "pdf.txt", "rclone.txt"])
def test_development_uses_the_very_versions_that_publishers_run(repository: Path, name: str) -> None:
    versions = [line.split()[0] for line in locked(repository, name)]
    held = {line.split()[0] for line in locked(repository, "dev.txt")}
    assert set(versions) - held == set()


def test_every_page_checker_is_locked_by_checksum(repository: Path) -> None:
    packages = json.loads((repository / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = json.loads((repository / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {f"node_modules/{name}" for name in asked} <= set(packages)
    assert [path for path, entry in packages.items() if path and "integrity" not in entry] == []


INSTALLS = re.compile(r"(?:\bpip3?|\bpipx|\buv tool)(?: --[\w-]+(?: \S+)??)*? install\b(?=.* [^-\s])|\buvx ")
SHOWN = [
    *("README.md", "CONTRIBUTING.md", "Makefile", "Dockerfile", ".pre-commit-hooks.yaml"),
    *("docs", "sitegen", "templates", "tools", ".ci"),
]
"""Where somebody may read what to type, and what runs elsewhere."""


def test_nothing_says_to_install_whatever_version_is_newest(repository: Path) -> None:
    """By name, and on the public index that name may be somebody else's."""
    tops = [repository / name for name in SHOWN]
    files = [file for top in tops for file in ([top] if top.is_file() else top.rglob("*")) if file.is_file()]
    found = [
        (file.name, line)
        for file in files
        if file.suffix not in {".png", ".pyc"}
        for line in file.read_text("utf-8").replace("\\\n", " ").splitlines()
        if INSTALLS.search(line)
    ]
    assert len(found) > 5
    assert [one for one in found if "--require-hashes" not in one[1] and "--no-deps" not in one[1]] == []


@pytest.mark.parametrize(
    "line", ["pip install .", "pipx install sitegen", "uvx sitegen", "python -m pip --quiet install x"]
)
def test_an_installation_by_name_would_be_found(line: str) -> None:
    assert INSTALLS.search(line)
