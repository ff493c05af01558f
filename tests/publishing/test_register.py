"""The register at a publication: what is live can never be cut or changed, and what only others have is fetched."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, NOW, Desk

LATER = "2026-11-23T11:10"
REGISTER = Path("content/register.jsonl")


def register(*words: str, now: str = NOW) -> Result:
    return CliRunner().invoke(main, ["register", *words, "--now", now])


def commit(desk: Desk) -> None:
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "Content")


@pytest.fixture
def www(desk: Desk, tmp_path: Path) -> Path:
    """A folder to which two versions of a notice were published, each from a commit."""
    desk.git("init", "--quiet")
    (tmp_path / ".gitignore").write_text("/output\n.sitegen\n/www\n")
    assert register("update").exit_code == 0
    commit(desk)
    for now in (NOW, LATER):
        done = desk.publish(tmp_path / "www", now=now)
        assert done.exit_code == 0, done.output
        desk.edit(ADVERT, "summary: ", "summary: Now, ")
        commit(desk)
    desk.edit(ADVERT, "summary: Now, ", "summary: ")  # as in version 2
    commit(desk)
    return tmp_path / "www"


def drop_the_last_line() -> None:
    """The line and its snapshot, so that nothing beside the content shows that they were there."""
    lines = REGISTER.read_bytes().splitlines(keepends=True)
    assert len(lines) == 2
    REGISTER.write_bytes(b"".join(lines[:-1]))
    Path("content/register/bins/2.json").unlink()


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
def test_a_last_line_that_was_taken_out_with_its_snapshot_is_refused(
    desk: Desk, www: Path, *, is_committed: bool
) -> None:
    shown = (www / "current").readlink()
    drop_the_last_line()
    assert register("verify", now=LATER).exit_code == 0  # it cannot be seen from the files alone
    if is_committed:
        commit(desk)
    done = desk.publish(www, "--allow-dirty", "--allow-removals", now="2026-11-23T11:20")
    assert (done.exit_code, (www / "current").readlink()) == (4, shown), done.output
    assert "error[register-cut]" in done.output


def test_a_site_whose_register_is_gone_does_not_replace_one_that_is_live(desk: Desk, www: Path) -> None:
    shown = (www / "current").readlink()
    REGISTER.unlink()  # so that nothing here says that there should be one
    shutil.rmtree("content/register")
    commit(desk)
    done = desk.publish(www, "--allow-removals", now="2026-11-23T11:20")
    assert (done.exit_code, (www / "current").readlink()) == (4, shown), done.output
    assert "error[register-cut]" in done.output
    done = desk.publish(www, "--allow-removals", "--force", now="2026-11-23T11:20")
    assert done.exit_code == 0, done.output


@pytest.mark.usefixtures("www")
def test_another_branchs_snapshot_is_named_and_nothing_is_said_to_be_gone() -> None:
    stray = Path("content/register/bins/3.json")
    stray.write_bytes(Path("content/register/bins/2.json").read_bytes())
    for command in ("update", "verify"):
        done = register(command, now=LATER)
        assert done.exit_code == 4
        assert stray.as_posix() in done.stderr
        assert "gone" not in done.stderr
    stray.unlink()  # as it says
    assert register("update", now=LATER).exit_code == 0


@pytest.mark.usefixtures("www")
def test_a_register_that_is_cut_beside_a_stray_file_is_still_said_to_be_cut() -> None:
    Path("content/register/bins/3.json").write_bytes(b"{}")
    lines = REGISTER.read_bytes().splitlines(keepends=True)
    REGISTER.write_bytes(lines[0])
    assert "Lines at the end of the register are gone" in register("update", now=LATER).stderr
