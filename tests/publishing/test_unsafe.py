"""Targets that would start a program of the writer's choice: none of them is reached, and none starts anything."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pydantic import ValidationError

from sitegen.model.publishing import PublishTarget
from sitegen.publishing.rclone import Rclone
from tests.publishing.conftest import GIT, Desk
from tests.publishing.hosts import RCLONE

MARK = "started"
REMOTES = (
    f":sftp,ssh='touch {MARK}':x",
    f"live,ssh='touch {MARK}':x",
    f":sftp,host=h,ssh=touch {MARK}:x",
    f":local,metadata_mapper='touch {MARK}':x",
    "--config=evil.conf",
    "-vv",
    f"--rc-serve-command touch {MARK}",
    ":local:x",
    ":http,url='http://example.org/':x",
    "www",
    " :local:",
)
REPOSITORIES = (
    f"ext::touch {MARK}",
    f"EXT::sh -c touch% {MARK}",
    "fd::17",
    "persistent-https://example.org/site.git",
    f"--upload-pack=touch {MARK}",
    f"--receive-pack=touch {MARK}",
    f"ssh://-oProxyCommand=touch {MARK}/x",
    f"git@-oProxyCommand=touch {MARK}:x",
    f"-oProxyCommand=touch {MARK}:x",
    "-c",
)


@pytest.mark.parametrize(
    ("kind", "to"), [*(("rclone", to) for to in REMOTES), *(("git", to) for to in REPOSITORIES)]
)
def test_what_could_start_a_program_is_refused_in_the_settings_and_on_the_command_line(
    desk: Desk, kind: str, to: str
) -> None:
    done = desk.publish({"rclone": "rclone:", "git": "git+"}[kind] + to)
    assert done.exit_code == 2, done.output
    desk.settings(f'publish:\n  - {{name: other, kind: {kind}, to: "{to}"}}')
    done = desk.publish("other")
    assert done.exit_code == 3, done.output
    assert "unsafe-target" in done.output
    assert not list(Path().rglob(MARK))


@pytest.mark.parametrize(
    ("kind", "to"),
    [
        ("rclone", "council:"),
        ("rclone", "council:market-tests,old"),
        ("rclone", "My drive.2@home:-x/y::z"),
        ("rclone", "façade:x"),
        ("git", "git@example.org:council/site.git"),
        ("git", "example.org:council/-site.git"),
        ("git", "ssh://git@example.org:22/council/site-2.git"),
        ("git", "https://example.org/council/site.git"),
        ("git", "git@[::1]:site.git"),
        ("git", "/srv/git/a::b.git"),
        ("git", "../site.git"),
        ("directory", "./-rf"),
    ],
)
def test_every_ordinary_address_is_taken(kind: str, to: str) -> None:
    assert PublishTarget.model_validate({"name": "live", "kind": kind, "to": to}).to == to


@pytest.mark.parametrize(
    "branch", ["-x", "a..b", "a b", "a:refs/heads/main", "a~1", "a.lock", "a/", "@{-1}", ""]
)
def test_a_branch_is_a_name(branch: str) -> None:
    with pytest.raises(ValidationError):
        PublishTarget.model_validate({"name": "live", "kind": "git", "to": "/x.git", "branch": branch})


def test_a_folder_that_reads_as_an_option_or_a_remote_is_a_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output folder is the one address that a program is given and that nobody has to look at."""
    monkeypatch.setenv("RCLONE_CONFIG_HERE_TYPE", "local")
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(RCLONE).parent), os.environ["PATH"])))
    for number, output in enumerate(("--log-file=x", ":local,metadata_mapper=x:y")):
        done = desk.publish(f"rclone:here:{tmp_path}/www{number}", "--output", output)
        assert done.exit_code == 0, done.output
        assert (tmp_path / f"www{number}/index.html").is_file()
        shutil.rmtree(output)


def test_what_is_published_by_rclone_can_be_read_by_all_whatever_the_umask(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RCLONE_CONFIG_HERE_TYPE", "local")
    before = os.umask(0o077)
    try:
        assert desk.publish(f"rclone:here:{tmp_path}/www").exit_code == 0
    finally:
        os.umask(before)
    assert {f"{place.stat().st_mode & 0o777:o}" for place in (tmp_path / "www").rglob("*")} == {"755", "644"}


def test_behind_two_hyphens_nothing_is_an_option() -> None:
    """Even for a remote that nobody has looked at: here one that would tell its version."""
    assert not Rclone("--version").look().occupied


def test_a_repository_that_comes_with_the_content_starts_no_hook(desk: Desk, tmp_path: Path) -> None:
    evil = desk.folder / "evil.git"
    subprocess.run(["git", "init", "--quiet", "--bare", evil], check=True)
    hook = evil / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/{MARK}\n")
    hook.chmod(0o755)
    desk.git("init", "--quiet")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "A site")
    for address in (evil, desk.folder / "evil", f"file://{evil}", f"file://{desk.folder}/%65vil.git"):
        done = desk.publish(f"git+{address}#pages", "--allow-dirty")
        assert done.exit_code == 4, done.output
        assert "unsafe-target" in done.output
    assert not (tmp_path / MARK).exists()


def test_git_reaches_nothing_by_a_helper_even_when_its_own_settings_turn_an_address_into_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text(f'[url "ext::touch {tmp_path}/{MARK} #"]\n insteadOf = https://example.org/\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert desk.publish("git+https://example.org/site.git#pages").exit_code == 4
    assert not (tmp_path / MARK).exists()
    assert GIT["GIT_CONFIG_GLOBAL"] == os.devnull
