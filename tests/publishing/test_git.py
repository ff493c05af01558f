"""Publishing to a branch: one commit a publication, history kept, no force, kills, faults. The hosts are bare repositories."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from sitegen.publishing.target import Transfer
from tests.publishing.conftest import ADVERT, GIT, Desk, digests


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A repository as a code host keeps it."""
    place = tmp_path / "host.git"
    subprocess.run(["git", "init", "--quiet", "--bare", place], check=True)
    return place


def git(host: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=host, check=True, capture_output=True, text=True, env=GIT)
    return done.stdout.strip()


def tree(host: Path, tmp_path: Path, commit: str = "pages") -> dict[str, str]:
    """The digest of each file at a commit, the list left out."""
    folder = tmp_path / f"look-{commit}-{time.monotonic_ns()}"
    folder.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=host, check=True, capture_output=True)
    subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)
    return digests(folder)


def count(host: Path) -> int:
    return int(git(host, "rev-list", "--count", "pages"))


def test_each_publication_is_one_commit_and_none_when_nothing_changed(
    desk: Desk, host: Path, tmp_path: Path
) -> None:
    assert desk.publish(f"git+{host}#pages").exit_code == 0
    assert (count(host), tree(host, tmp_path)) == (1, desk.built())
    assert desk.publish(f"git+{host}#pages", now="2026-11-23T11:02").exit_code == 0
    assert count(host) == 1
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = desk.publish(f"git+file://{host}#pages")
    assert done.exit_code == 0, done.output
    assert (count(host), tree(host, tmp_path)) == (2, desk.built())
    assert "Publish https://www.example.org/markets" in git(host, "log", "-1", "--format=%s", "pages")


def test_files_of_others_in_the_branch_stay_once_we_were_told_to_publish_there(
    desk: Desk, host: Path, tmp_path: Path
) -> None:
    someone_pushes(host, tmp_path, "CNAME")
    done = desk.publish(f"git+{host}#pages")
    assert done.exit_code == 4
    assert "There are files at" in done.output
    assert desk.publish(f"git+{host}#pages", "--force").exit_code == 0
    assert tree(host, tmp_path).keys() == {*desk.built(), "CNAME"}
    assert count(host) == 2


def test_the_users_own_repository_and_files_are_left_as_they_are(desk: Desk, host: Path) -> None:
    desk.git("init", "--quiet")
    Path(".gitignore").write_text("/output\n.sitegen\n/host.git\n")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "Content")
    before = desk.git("status", "--porcelain"), desk.git("for-each-ref")
    assert desk.publish(f"git+{host}#pages").exit_code == 0
    assert (desk.git("status", "--porcelain"), desk.git("for-each-ref")) == before
    assert desk.git("rev-parse", "HEAD") in git(host, "log", "-1", "--format=%b", "pages")


def someone_pushes(host: Path, tmp_path: Path, name: str) -> str:
    """Another person's commit on the branch."""
    clone = tmp_path / f"clone-{name}"
    subprocess.run(["git", "clone", "--quiet", host, clone], check=True, capture_output=True)
    known = git(clone, "branch", "--remotes", "--list", "origin/pages")
    git(clone, "checkout", "--quiet", *(["pages"] if known else ["-b", "pages"]))
    (clone / name).write_text("theirs")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "Theirs")
    git(clone, "push", "--quiet", "origin", "pages")
    return git(clone, "rev-parse", "HEAD")


def test_a_branch_that_moves_meanwhile_is_not_overwritten(
    desk: Desk, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.publishing.git import GitBranch  # noqa: PLC0415 - to come between its steps

    desk.publish(f"git+{host}#pages")
    desk.edit(ADVERT, "How could bins", "How might bins")
    real = GitBranch._tree  # noqa: SLF001 - the moment between look and push
    theirs: list[str] = []

    def meanwhile(self: GitBranch, transfer: Transfer) -> str:
        theirs.append(someone_pushes(host, tmp_path, f"other{len(theirs)}"))
        return real(self, transfer)

    monkeypatch.setattr(GitBranch, "_tree", meanwhile)
    done = desk.publish(f"git+{host}#pages")
    assert done.exit_code == 4
    assert "Someone else published" in done.output
    assert git(host, "rev-parse", "pages") == theirs[-1]
    done = desk.publish(f"git+{host}#pages", "--force")
    assert done.exit_code == 0, done.output
    assert git(host, "rev-parse", "pages") != theirs[-1]


def test_a_host_that_is_not_there_is_told_in_words(desk: Desk, tmp_path: Path) -> None:
    done = desk.publish(f"git+file://{tmp_path}/nowhere.git#pages")
    assert done.exit_code == 4
    assert "error[transfer-failed]" in done.output
    assert "put that right, then publish again" in done.output


def test_a_host_that_takes_nothing_keeps_what_it_has(desk: Desk, host: Path, tmp_path: Path) -> None:
    desk.publish(f"git+{host}#pages")
    before = tree(host, tmp_path)
    hook = host / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = desk.publish(f"git+{host}#pages")
    assert done.exit_code == 4
    assert "not today" in done.output
    assert tree(host, tmp_path) == before
    hook.unlink()
    assert desk.publish(f"git+{host}#pages").exit_code == 0
    assert tree(host, tmp_path) == desk.built()


def test_a_killed_publication_leaves_whole_commits_alone_and_the_next_one_completes(
    desk: Desk, host: Path, tmp_path: Path
) -> None:
    assert desk.publish(f"git+{host}#pages").exit_code == 0
    moments = random.Random(9)  # noqa: S311 - chooses moments, guards nothing
    killed = 0
    for _ in range(8):
        before = tree(host, tmp_path)
        desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
        with desk.start(f"git+{host}#pages", "--quiet") as process:
            time.sleep(moments.uniform(0.4, 1.2))
            os.killpg(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert tree(host, tmp_path) in (before, desk.built())
        done = desk.publish(f"git+{host}#pages")
        assert done.exit_code == 0, done.output
        assert tree(host, tmp_path) == desk.built()
    assert killed > 1
    assert git(host, "fsck", "--strict") == ""
