"""What is installed from the wheel works by itself, far from this repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def run(command: list[str | Path], where: Path) -> str:
    """What a command says when it succeeds, with nothing of this repository on its path."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(command, cwd=where, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder], repository)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel and what it needs, and nothing else."""
    environment = tmp_path_factory.mktemp("environment")
    run([sys.executable, "-m", "venv", "--without-pip", environment], environment)
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        environment,
    ]
    run([*pip, "install", "--require-hashes", "-r", repository / "requirements/run.txt"], environment)
    run([*pip, "install", "--no-deps", "--no-index", wheel], environment)
    return environment / "bin"


def test_the_wheel_holds_the_package_the_templates_and_the_licence_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"sitegen", next(top for top in tops if top.endswith(".dist-info"))}
    assert any(name.startswith("sitegen/templates/pages/") for name in names)
    assert any(name.startswith("sitegen/templates/assets/") for name in names)
    assert "sitegen/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert [name for name in names if "test" in Path(name).stem.split("_")] == []


def test_an_installed_sitegen_starts_a_site_and_builds_it(programs: Path, tmp_path: Path) -> None:
    run([programs / "sitegen", "init", "town"], tmp_path)
    run([programs / "sitegen", "build", "--drafts"], tmp_path / "town")
    home = (tmp_path / "town/output/index.html").read_text(encoding="utf-8")
    assert "<h1" in home
    assert list((tmp_path / "town/output/adverts").glob("*/index.html"))


def test_what_is_installed_is_what_runs(programs: Path, tmp_path: Path) -> None:
    said = run([programs / "python", "-c", "import sitegen; print(sitegen.__file__)"], tmp_path)
    assert Path(said.strip()).is_relative_to(programs.parent)
