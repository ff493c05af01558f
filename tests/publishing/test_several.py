"""Several sites: one after the other with one command, and at the same moment by several."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, LIST, NOW


@pytest.fixture
def councils(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sites, each with a target of its own, and one folder that is no site."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # where nobody listens
    for name in ("north", "south"):
        shutil.copytree(repository / "tests/sites/small/content", tmp_path / f"sites/{name}/content")
        settings = tmp_path / f"sites/{name}/content/site.yaml"
        text = settings.read_text("utf-8").replace(
            "https://www.example.org/markets", f"https://www.example.org/{name}"
        )
        settings.write_text(
            f"{text}\npublish:\n  - {{name: live, kind: directory, to: ../../www/{name}}}\n", "utf-8"
        )
    (tmp_path / "sites/notes").mkdir()
    return tmp_path / "sites"


def publish(*words: str) -> Result:
    return CliRunner().invoke(main, ["publish", *words, "--now", NOW])


def of(www: Path, name: str) -> str:
    return str(json.loads((www / name / "current" / LIST).read_bytes())["site"])


def spoil(site: Path) -> None:
    file = site / ADVERT
    file.write_text(file.read_text("utf-8").replace("closes: 2026-11-23T12:00", "closes: tomorrow"), "utf-8")


def test_each_site_is_published_from_its_own_folder_and_has_a_line(councils: Path, tmp_path: Path) -> None:
    done = publish("live", "--all", "sites")
    assert done.exit_code == 0, done.output
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == [
        "north: published",
        "south: published",
    ]
    assert [of(tmp_path / "www", name) for name in ("north", "south")] == [
        "https://www.example.org/north",
        "https://www.example.org/south",
    ]
    assert (councils / "north/.sitegen/receipts").is_dir()
    again = publish("live", "--all", "sites")
    assert again.stdout == "north: nothing to publish\nsouth: nothing to publish\n"


def test_the_faults_of_one_stop_no_other_and_the_worst_exit_code_counts(
    councils: Path, tmp_path: Path
) -> None:
    spoil(councils / "north")
    done = publish("--all", "sites", "--format", "json", "--dry-run")
    found = json.loads(done.stdout)
    assert done.exit_code == found["exit_code"] == 1
    assert [(one["site"], one["outcome"], one["exit_code"]) for one in found["sites"]] == [
        ("north", "refused", 1),
        ("south", "planned", 0),
    ]
    assert not (tmp_path / "www").exists()


def test_options_are_passed_on_as_they_were_typed(councils: Path) -> None:
    program = councils / "a program"
    program.write_text('#!/bin/sh\ncat > "$1"\n')
    program.chmod(0o755)
    done = publish(
        "live",
        "--all",
        "sites",
        "--after",
        f"'{program.relative_to(Path.cwd())}' 'as told'",
        "--keep=1",
        "--quiet",
    )
    assert (done.exit_code, done.output) == (0, "")
    assert json.loads((councils / "south/as told").read_bytes())["outcome"] == "published"


@pytest.mark.usefixtures("councils")
def test_two_sites_for_one_folder_are_both_refused(tmp_path: Path) -> None:
    done = publish(str(tmp_path / "www"), "--all", "sites")
    assert done.exit_code == 4
    assert "north would be published to the same place as south" in done.stderr
    assert done.stdout.splitlines()[1] == "south: refused (same-target); exit code 4"
    assert not (tmp_path / "www").exists()


@pytest.mark.usefixtures("councils")
@pytest.mark.parametrize("folder", ["sites/notes", "nowhere"])
def test_a_folder_without_sites_is_a_misuse(folder: str) -> None:
    assert publish("--all", folder).exit_code == 2


def test_a_file_in_a_site_cannot_take_the_place_of_a_module(councils: Path) -> None:
    (councils / "north/json.py").write_text("raise SystemExit(77)\n")
    assert publish("--all", "sites", "--dry-run").exit_code == 0


def start(site: Path, target: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sitegen", "publish", target, "--now", NOW]
    return subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_two_councils_that_publish_at_once_do_not_disturb_each_other(councils: Path, tmp_path: Path) -> None:
    at_work = [start(councils / name, "live") for name in ("north", "south")]
    said = [one.communicate() for one in at_work]
    assert [one.returncode for one in at_work] == [0, 0], said
    assert [of(tmp_path / "www", name)[-5:] for name in ("north", "south")] == ["north", "south"]


def test_two_councils_that_publish_at_once_into_one_folder_are_not_mixed(
    councils: Path, tmp_path: Path
) -> None:
    at_work = [start(councils / name, str(tmp_path / "www")) for name in ("north", "south")]
    said = [one.communicate() for one in at_work]
    assert sorted(one.returncode for one in at_work) == [0, 4], said
    (refused,) = [words for one, (_, words) in zip(at_work, said, strict=True) if one.returncode]
    assert any(
        code in refused for code in (b"[other-site]", b"[publication-at-work]", b"[someone-else-published]")
    )
    winner = at_work[0].returncode == 0
    listed = json.loads((tmp_path / "www/current" / LIST).read_bytes())
    assert listed["site"] == f"https://www.example.org/{'north' if winner else 'south'}"
    assert all((tmp_path / "www/current" / path).is_file() for path in listed["files"])
