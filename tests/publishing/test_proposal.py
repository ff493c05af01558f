"""A proposed change is judged by what it brings itself, not by what others left behind."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, NOW, Desk

PAGE = "content/pages/intent.md"


def check(*options: str) -> Result:
    return CliRunner().invoke(main, ["check", "--strict", "--now", NOW, *options])


def add(desk: Desk, file: str, words: str) -> None:
    path = desk.folder / file
    path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")


def commit(desk: Desk) -> None:
    desk.git("add", ".")
    desk.git("commit", "--quiet", "--all", "--message", "Change")


@pytest.fixture
def change(desk: Desk) -> Desk:
    """A desk on a branch of its own; main has a warning and an error that others left."""
    desk.git("init", "--quiet", "--initial-branch", "main")
    add(desk, PAGE, "We ask for TBC. [Lost](lost.md)")
    commit(desk)
    desk.git("checkout", "--quiet", "-b", "change")
    return desk


def test_what_others_left_in_files_that_are_not_changed_counts_for_nothing(change: Desk) -> None:
    assert check().exit_code == 1
    add(change, ADVERT, "One more sentence.")
    done = check("--since", "main")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2 findings in other files" in done.stdout


def test_everything_in_a_changed_file_counts_committed_or_not(change: Desk) -> None:
    add(change, PAGE, "One more sentence.")
    assert "left-over-text" in check("--since", "main").stderr
    commit(change)
    done = check("--since", "main")
    assert done.exit_code == 1
    assert "left-over-text" in done.stderr
    assert "broken-link" in done.stderr


def test_a_change_that_breaks_what_others_wrote_is_found_there(change: Desk) -> None:
    """The notice names a file, which the change removes."""
    (change.folder / "content/files/form.txt").unlink()
    done = check("--since", "main")
    assert done.exit_code == 1
    assert f"--> {ADVERT}" in done.stderr
    assert PAGE not in done.stderr


def test_a_mistake_in_the_settings_has_their_exit_code(change: Desk) -> None:
    assert check("--since", "main").exit_code == 0
    change.edit("content/site.yaml", "base_url: ", "base_urls: ")
    done = check("--since", "main")
    assert done.exit_code == 3
    assert "unknown-field" in done.stderr


def test_what_main_got_since_then_is_not_ours(change: Desk) -> None:
    add(change, ADVERT, "One more sentence.")
    commit(change)
    change.git("checkout", "--quiet", "main")
    change.edit(PAGE, "[Lost](lost.md)", "")
    commit(change)
    change.git("checkout", "--quiet", "change")
    assert check("--since", "main").exit_code == 0


def test_a_warning_about_a_template_counts_if_the_template_is_changed(change: Desk) -> None:
    (change.folder / "templates/page").mkdir(parents=True)
    (change.folder / "templates/page/page.html").write_text("")
    assert "overrides-nothing" in check("--since", "main").stderr
    commit(change)
    change.git("branch", "--force", "main")
    assert "overrides-nothing" in check().stderr
    assert check("--since", "main").exit_code == 0


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("nowhere", "Git knows no commit “nowhere” here"),
        ("--output=x", "Git knows no commit “--output=x” here"),
    ],
)
def test_a_commit_that_is_not_there_is_said_so(change: Desk, since: str, words: str) -> None:
    done = check(f"--since={since}")
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (change.folder / "x").exists()


def test_without_git_nobody_can_tell(change: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = check("--since", "main")
    assert done.exit_code == 2
    assert "Git cannot be asked what changed: the program git is not on this machine" in done.stderr
    assert (change.folder / PAGE).exists()


def test_files_and_a_commit_are_not_both_asked_for(change: Desk) -> None:
    done = check("--since", "main", str(change.folder / ADVERT))
    assert done.exit_code == 2
    assert "Name files, or add --since COMMIT." in done.stderr
