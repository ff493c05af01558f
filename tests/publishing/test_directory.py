"""Publishing into a folder of a web server: releases, the one switch, going back, kills, faults."""

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.publishing.conftest import ADVERT, LIST, Desk, digests


def releases(www: Path) -> list[str]:
    """The releases that people can be led to."""
    return sorted(path.name for path in (www / "releases").iterdir() if not path.name.startswith("."))


def test_the_shown_release_is_the_built_site_and_its_list_says_so(desk: Desk, tmp_path: Path) -> None:
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 0, done.output
    assert digests(tmp_path / "www/current") == desk.built()
    told = json.loads((tmp_path / "www/current" / LIST).read_bytes())
    assert (told["format"], told["files"], told["site"]) == (
        1,
        desk.built(),
        "https://www.example.org/markets",
    )
    assert "coming" not in told


def test_what_is_unchanged_is_linked_to_the_release_before_and_what_changed_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    desk.publish(www)
    before = (www / "current").resolve()
    desk.edit(ADVERT, "How could bins", "How might bins")
    desk.publish(www)
    now = (www / "current").resolve()
    assert now != before
    both = digests(now).keys() & digests(before).keys()
    changed = {path for path in both if (now / path).stat().st_ino != (before / path).stat().st_ino}
    assert "adverts/bins/index.html" in changed
    assert changed == {path for path in both if digests(now)[path] != digests(before)[path]}
    (receipt,) = [one for one in desk.receipts() if one["changed"]]
    assert receipt["changed"] == len(changed)
    assert "Emptying bins" in receipt["notices"]
    assert receipt["manifest"] == hashlib.sha256((now / LIST).read_bytes()).hexdigest()


def test_a_dry_run_says_the_plan_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    done = desk.publish(tmp_path / "www", "--dry-run")
    assert done.exit_code == 0
    assert "88 new, 0 changed, 0 removed" in done.output
    assert not (tmp_path / "www").exists()
    assert desk.receipts() == []


def test_publishing_the_same_again_makes_no_release(desk: Desk, tmp_path: Path) -> None:
    desk.publish(tmp_path / "www")
    done = desk.publish(tmp_path / "www", now="2026-11-23T11:01")
    assert "Nothing to publish" in done.output
    assert len(releases(tmp_path / "www")) == 1


def test_so_many_releases_stay_as_keep_says_and_rollback_goes_back_one_by_one(
    desk: Desk, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    for number in range(5):
        desk.settings(f"# {number}")
        desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
        assert desk.publish(www, "--keep", "3").exit_code == 0
    names = releases(www)
    assert [name.split("-")[0] for name in names] == ["0003", "0004", "0005"]
    for shown in (names[1], names[0]):
        assert desk.publish(www, "--rollback").exit_code == 0
        assert (www / "current").readlink().name == shown
    done = desk.publish(www, "--rollback")
    assert (done.exit_code, (www / "current").readlink().name) == (4, names[0])
    assert "There is no earlier publication" in done.output
    assert desk.publish(www).exit_code == 0
    assert digests(www / "current") == desk.built()


def test_a_web_root_of_somebody_is_left_alone_and_the_way_out_is_told(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    www.mkdir()
    (www / "index.html").write_text("theirs")
    done = desk.publish(www, "--force")
    assert done.exit_code == 4
    assert "choose a new, empty folder" in done.output
    assert [path.name for path in www.iterdir()] == ["index.html"]


def test_a_folder_where_the_link_goes_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "www/current").mkdir(parents=True)
    (tmp_path / "www/releases").mkdir()
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 4
    assert "move that folder away" in done.output


def test_two_publishers_at_once_cannot_both_publish(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    www.mkdir()
    with FileLock(www / ".lock"):
        done = desk.publish(www)
    assert done.exit_code == 4
    assert "Another publication" in done.output
    assert desk.publish(www).exit_code == 0


def test_a_killed_publication_never_shows_half_a_site_and_the_next_one_completes(
    desk: Desk, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    assert desk.publish(www).exit_code == 0
    whole = [desk.built()]
    moments = random.Random(8)  # noqa: S311 - chooses moments, guards nothing
    killed = 0
    for turn in range(12):
        desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
        with desk.start(www, "--quiet") as process:
            while turn % 2 and process.poll() is None and not (www / "releases/.incoming").exists():
                pass  # the moment that matters is short
            time.sleep(moments.uniform(0, 0.02) if turn % 2 else moments.uniform(0.2, 1.0))
            process.kill()  # it may have ended by now
            killed += process.wait() == -signal.SIGKILL
        shown = digests(www / "current")
        assert shown in [*whole, desk.built()]
        if turn % 3 == 0:
            done = desk.publish(www)
            assert done.exit_code == 0, done.output
            assert digests(www / "current") == desk.built()
            assert not (www / "releases/.incoming").exists()
        whole.append(digests(www / "current"))
    assert killed > 2


def test_without_space_the_site_stays_as_it_was_and_nothing_is_left_over(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    desk.publish(www)
    before = digests(www / "current")
    desk.edit(ADVERT, "How could bins", "How might bins")
    code = (
        "import resource, signal, sys\n"
        "from sitegen.publishing import directory\n"
        "real = directory._link_all\n"
        "def full(*arguments):\n"
        "    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "    lost = real(*arguments)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "    return lost\n"
        "directory._link_all = full\n"
        "from sitegen.commands.main import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, "publish", str(www), "--now", "2026-11-23T11:00"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 4, done.stderr
    assert "readers find the site as it was" in done.stderr
    assert digests(www / "current") == before
    assert len(releases(www)) == 1


def test_a_target_that_cannot_be_written_is_told_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = desk.publish(tmp_path / "file/www")
    assert done.exit_code == 4
    assert "target-failed" in done.output
    assert "a part of the path is a file, not a folder" in done.output


def test_a_file_of_the_shown_release_that_is_lost_is_put_back_with_the_next(
    desk: Desk, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    desk.publish(www)
    (www / "current/robots.txt").unlink()
    desk.edit(ADVERT, "How could bins", "How might bins")
    assert desk.publish(www).exit_code == 0
    assert digests(www / "current") == desk.built()


def test_a_release_made_from_one_that_was_given_up_holds_the_site_and_changes_no_other(
    desk: Desk, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    shutil.copy("content/pages/intent.md", "content/pages/extra.md")
    for number in range(5):
        desk.edit(ADVERT, "How could bins" if number == 0 else f"How {number - 1} bins", f"How {number} bins")
        if number == 2:
            Path("content/pages/extra.md").unlink()
        done = desk.publish(www, "--keep", "2", "--allow-removals")
        assert done.exit_code == 0, done.output
        assert digests(www / "current") == desk.built()
        for name in releases(www):
            told = json.loads((www / "releases" / name / LIST).read_bytes())
            assert digests(www / "releases" / name) == told["files"]
    assert not (www / "current/pages/extra").exists()


def modes(folder: Path) -> set[tuple[bool, str]]:
    """The modes of everything in a published folder, with whether it is of a folder."""
    places = [folder, folder / "releases", (folder / "current").resolve()]
    places += (folder / "current").resolve().rglob("*")
    return {(place.is_dir(), f"{place.stat().st_mode & 0o7777:o}") for place in places}


OPEN = {(True, "755"), (False, "644")}


@contextlib.contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0o077, 0o027, 0o007, 0])
def test_the_web_server_may_read_what_is_published_whatever_the_umask(
    desk: Desk, tmp_path: Path, mask: int
) -> None:
    with umask(mask):
        assert desk.publish(tmp_path / "www").exit_code == 0
    assert modes(tmp_path / "www") == OPEN


def test_what_a_strict_umask_left_is_put_right_by_the_next_publication_and_by_going_back(
    desk: Desk, tmp_path: Path
) -> None:
    www = tmp_path / "www"

    def lock() -> None:
        for place in (www, *www.rglob("*")):
            if not place.is_symlink():
                place.chmod(0o700 if place.is_dir() else 0o600)

    desk.publish(www)
    lock()
    assert "Nothing to publish" in desk.publish(www).output
    assert modes(www) == OPEN
    lock()
    desk.edit(ADVERT, "How could bins", "How might bins")
    desk.publish(www)
    assert modes(www) == OPEN
    lock()
    desk.publish(www, "--rollback")
    assert modes(www) == OPEN


def test_a_dry_run_changes_no_mode(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    desk.publish(www)
    (www / "current/index.html").chmod(0o600)
    desk.publish(www, "--dry-run")
    assert (www / "current/index.html").stat().st_mode & 0o777 == 0o600
