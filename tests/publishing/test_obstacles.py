"""What keeps git or the disk from doing its part is told before anything goes live, in words, and never by a traceback."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, NOW, Desk


@pytest.fixture
def committed(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose content is in git, with a register."""
    desk.git("init", "--quiet")
    (tmp_path / ".gitignore").write_text("/output\n.sitegen\n/www\n")
    assert CliRunner().invoke(main, ["register", "update", "--now", NOW]).exit_code == 0
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "Content")
    return desk


def without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


def of_a_foreign_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def damaged(_monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git/HEAD").write_text("")


@pytest.mark.parametrize(
    ("obstacle", "words"),
    [
        (without_git, "the program git is not on this machine"),
        (of_a_foreign_owner, "git config --global --add safe.directory"),
        (damaged, "git said “fatal: not a git repository"),
    ],
)
def test_when_git_cannot_be_asked_an_edit_that_is_in_no_commit_is_not_published_unseen(
    committed: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    obstacle: Callable[[pytest.MonkeyPatch], None],
    words: str,
) -> None:
    committed.edit(ADVERT, "summary: ", "summary: Now, ")
    obstacle(monkeypatch)
    done = committed.publish(tmp_path / "www")
    assert done.exit_code == 4, done.output
    assert "error[git-not-asked]" in done.output
    assert words in done.output
    assert not (tmp_path / "www/current").exists()
    done = committed.publish(tmp_path / "www", "--allow-dirty")
    assert done.exit_code == 0, done.output
    assert "The register is not committed" in done.output


@pytest.mark.parametrize("obstacle", [without_git, of_a_foreign_owner, damaged])
def test_what_does_not_need_git_goes_on_without_it(
    committed: Desk, monkeypatch: pytest.MonkeyPatch, obstacle: Callable[[pytest.MonkeyPatch], None]
) -> None:
    committed.edit(ADVERT, "summary: ", "summary: Now, ")
    obstacle(monkeypatch)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--now", NOW])

    assert run("check").exit_code == run("build").exit_code == 0
    register = Path("content/register.jsonl")
    before = register.read_bytes()
    for option in ("--commit", "--pull"):
        done = run("register", "update", option)
        assert done.exit_code == 4
        assert "error[git-not-asked]" in done.stderr
        assert register.read_bytes() == before
    assert run("register", "update").exit_code == 0
    assert register.read_bytes() != before


def test_following_the_message_on_a_foreign_owner_cures_it(
    committed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_a_foreign_owner(monkeypatch)
    said = committed.publish(tmp_path / "www").output
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    command = said.partition("git config ")[2].partition(". So")[0]
    committed.git("--no-pager", "config", "--file", str(tmp_path / "gitconfig"), *command.split()[1:])
    done = committed.publish(tmp_path / "www")
    assert done.exit_code == 0, done.output


def test_content_that_is_in_no_repository_needs_no_git(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_git(monkeypatch)
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("place", [".sitegen", ".sitegen/receipts"])
def test_a_receipt_that_cannot_be_written_is_told_before_anything_is_recorded_or_goes_live(
    committed: Desk, tmp_path: Path, place: str
) -> None:
    committed.edit(ADVERT, "summary: ", "summary: Now, ")
    committed.git("commit", "--quiet", "--all", "--message", "Words")
    shutil.rmtree(place, ignore_errors=True)
    Path(place).write_text("in the way")
    before = Path("content/register.jsonl").read_bytes()
    done = committed.publish(tmp_path / "www")
    assert done.exit_code == 4, done.output
    assert "error[no-receipt]" in done.output
    assert not (tmp_path / "www/current").exists()
    assert Path("content/register.jsonl").read_bytes() == before
    Path(place).unlink()
    assert committed.publish(tmp_path / "www").exit_code == 0


def test_a_kept_folder_that_cannot_be_written_is_told_by_a_branch_as_well(desk: Desk, tmp_path: Path) -> None:
    desk.git("init", "--quiet", "--bare", "site.git")
    Path(".sitegen").write_text("in the way")
    done = desk.publish(f"git+{tmp_path}/site.git#pages", "--dry-run")
    assert done.exit_code == 4, done.output
    assert "error[target-failed]" in done.output


def test_a_cache_that_cannot_be_cleared_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / ".sitegen").mkdir()
    (desk.folder / ".sitegen/cache.sqlite").write_bytes(b"kept")

    def refuse(_file: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(missing_ok))

    monkeypatch.setattr(Path, "unlink", refuse)
    done = CliRunner().invoke(main, ["cache", "clear"])
    assert (done.exit_code, "Traceback" in done.output) == (1, False)
    assert ".sitegen cannot be cleared: Permission denied." in done.output
    assert isinstance(done.exception, SystemExit)
