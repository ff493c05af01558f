"""An upgrade: content, register, receipts, cache, output and live site as version 0.1.0 left them, and this version going on.

`upgrades/0.1.0.tar.xz` was made with 0.1.0 from the small site: a register with two versions of one notice, published
twice to a folder. It is never made again: it stands for what people have.
"""

import hashlib
import json
import subprocess
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import GIT, LIST, digests

LATER = "2026-10-12T11:00"


@pytest.fixture
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the site, the current one, on a machine on which sitegen was just upgraded."""
    folder = left_by_an_older_version(repository, tmp_path)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # where nobody listens
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    return folder


def left_by_an_older_version(repository: Path, tmp_path: Path) -> Path:
    """The folder of a site as 0.1.0 left it: a clone, the output, what is kept beside the content, and what is live."""
    folder = tmp_path / "site"
    with tarfile.open(repository / "tests/publishing/upgrades/0.1.0.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    git(tmp_path, "clone", "--quiet", "--branch", "main", "site.bundle", "site")
    for name in ("live", "output", ".sitegen"):
        (tmp_path / name).rename(folder / name)
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=GIT)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--now", LATER])


def live(site: Path) -> Path:
    return site / "live/current"


@pytest.mark.usefixtures("site")
def test_the_content_has_no_new_mistakes() -> None:
    done = run("check", "--strict")
    assert done.exit_code == 0, done.output


def test_the_register_holds_and_is_the_one_that_is_live(site: Path) -> None:
    done = run("register", "verify", "--output", "output")
    assert done.exit_code == 0, done.output
    assert "2 lines" in done.output
    assert (live(site) / "data/register.jsonl").read_bytes() == (site / "content/register.jsonl").read_bytes()


def test_what_was_live_is_planned_from_and_no_address_vanishes(site: Path) -> None:
    before = json.loads((live(site) / LIST).read_bytes())["files"]
    register = (site / "content/register.jsonl").read_bytes()
    versions = {path: digest for path, digest in before.items() if path.startswith("data/register/")}
    done = run("publish", "./live", "--no-commit")  # a bundle takes no push
    assert done.exit_code == 0, done.output
    after = digests(live(site))
    addresses = {path for path in before if path.endswith((".html", ".xml", ".ics", ".json"))}
    gone = {path for path in addresses if path.startswith(("search/cards/", "search/texts/"))}
    assert gone  # they are in search/results/ now, which only our script looks for
    assert addresses - gone <= set(after)
    assert versions
    assert versions.items() <= after.items()  # what was published once is published for good
    lines = (site / "content/register.jsonl").read_bytes()
    assert lines.startswith(register)
    added = [json.loads(line) for line in lines.removeprefix(register).splitlines()]
    # A new version of the program is none of a notice; what 0.1.0 did not record begins.
    assert {(line.get("collection"), line["version"]) for line in added} == {
        ("decisions", 1),
        ("objectives", 1),
    }
    assert "Nothing to publish" in run("publish", "./live", "--no-commit").output


def test_the_output_of_before_is_replaced_and_nothing_of_it_is_left(site: Path) -> None:
    assert run("build").exit_code == 0
    there = {name: digest for name, digest in digests(site / "output").items() if ".sitegen/" not in name}
    assert run("build", "--output", "fresh", "--no-cache").exit_code == 0
    fresh = {name: digest for name, digest in digests(site / "fresh").items() if ".sitegen/" not in name}
    assert there == fresh


def test_the_publication_before_the_upgrade_can_be_shown_again(site: Path) -> None:
    before = hashlib.sha256((live(site) / "index.html").read_bytes()).hexdigest()
    assert run("publish", "./live", "--no-commit").exit_code == 0
    assert hashlib.sha256((live(site) / "index.html").read_bytes()).hexdigest() != before
    assert CliRunner().invoke(main, ["publish", "./live", "--rollback"]).exit_code == 0
    assert hashlib.sha256((live(site) / "index.html").read_bytes()).hexdigest() == before
