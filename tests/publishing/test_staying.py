"""Files that the new build no longer has stay for those who have an old page open; words that were taken out do not."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.doctor.built import published_files
from tests.publishing.conftest import ADVERT, LIST, Desk, digests, only_s3, stays
from tests.publishing.hosts import Host

FIRST, SOON, NEXT_DAY = "2026-11-23T11:00", "2026-11-23T11:01", "2026-11-24T11:02"
COLOURS = ("'#0b4f5c'", "'#00703c'", "'#1d4f91'")


def paint(desk: Desk, number: int) -> None:
    """Gives the site another colour, and so a stylesheet and an icon of other names."""
    file = desk.folder / "content/site.yaml"
    text = file.read_text("utf-8").split("\n# Colour\n")[0]
    file.write_text(f"{text}\n# Colour\ntheme: {{accent: {COLOURS[number]}}}\n", "utf-8")


def styles(files: object) -> set[str]:
    return {path for path in map(str, files) if path.endswith(".css")}  # type: ignore[call-overload]


def publish(desk: Desk, target: str | Path, now: str) -> None:
    done = desk.publish(target, "--allow-warnings", now=now)
    assert done.exit_code == 0, done.output


def test_in_a_folder_every_stylesheet_of_the_last_minutes_is_live_and_a_day_later_only_the_last(
    desk: Desk, tmp_path: Path
) -> None:
    www, seen = tmp_path / "www", set[str]()
    for number, now in enumerate((FIRST, "2026-11-23T11:00:20", "2026-11-23T11:00:40")):
        paint(desk, number)
        publish(desk, www, now)
        seen |= styles(desk.built())
    assert len(seen) == 2 * 3  # one for notices, one for all other pages
    assert styles(digests(www / "current") | stays(www / "current")) == seen
    assert all((www / "current" / path).read_bytes() for path in seen)
    since = {one["since"] for path, one in stays(www / "current").items() if path.endswith(".css")}
    assert since == {"2026-11-23T11:00:20+00:00", "2026-11-23T11:00:40+00:00"}
    publish(desk, www, NEXT_DAY)
    assert styles(stays(www / "current")) == set()
    there = {path.relative_to(www / "current").as_posix() for path in (www / "current").rglob("*.css")}
    assert there == styles(desk.built())


def test_a_release_that_is_made_from_an_old_one_has_what_stays(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    for number in range(5):
        paint(desk, number % 3)
        desk.publish(www, "--keep", "1", now=f"2026-11-23T11:0{number}")
        assert digests(www / "current") == desk.built()
        assert all((www / "current" / path).is_file() for path in stays(www / "current"))


def test_going_back_keeps_the_stylesheet_of_the_release_that_was_shown(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    paint(desk, 0)
    publish(desk, www, FIRST)
    paint(desk, 1)
    publish(desk, www, SOON)
    newer, _ = sorted(styles(desk.built()))
    assert desk.publish(www, "--rollback", now="2026-11-23T11:02").exit_code == 0
    assert (www / "current" / newer).is_file()
    assert stays(www / "current")[newer]["since"] == "2026-11-23T11:02:00+00:00"


def test_a_git_branch_has_the_old_stylesheet_for_a_day(desk: Desk, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "site.git"], check=True)

    def there() -> set[str]:
        command = ["git", "ls-tree", "-r", "--name-only", "pages"]
        done = subprocess.run(command, cwd=tmp_path / "site.git", check=True, capture_output=True, text=True)
        return styles(done.stdout.split())

    seen = _in_two_colours(desk, f"git+{tmp_path}/site.git")
    assert there() == seen
    publish(desk, f"git+{tmp_path}/site.git", NEXT_DAY)
    assert there() == styles(desk.built())


@only_s3
@pytest.mark.usefixtures("kind")
def test_an_object_store_has_the_old_stylesheet_for_a_day(desk: Desk, host: Host) -> None:
    seen = _in_two_colours(desk, host.remote)
    assert styles(path.relative_to(host.folder).as_posix() for path in host.folder.rglob("*")) == seen
    assert set(stays(host.folder)) >= seen - styles(desk.built())
    publish(desk, host.remote, NEXT_DAY)
    there = {path.relative_to(host.folder).as_posix() for path in host.folder.rglob("*")}
    assert styles(there) == styles(desk.built())


def _in_two_colours(desk: Desk, target: str) -> set[str]:
    paint(desk, 0)
    publish(desk, target, FIRST)
    seen = styles(desk.built())
    paint(desk, 1)
    publish(desk, target, SOON)
    return seen | styles(desk.built())


def shards(www: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (www / "current/search/terms").iterdir()}


def _write(desk: Desk, old: str, new: str) -> None:
    desk.edit(ADVERT, old, new)


def _withdraw(desk: Desk, old: str, _new: str) -> None:
    assert old in (desk.folder / ADVERT).read_text("utf-8")
    (desk.folder / ADVERT).unlink()
    desk.edit("content/site.yaml", "to: /adverts/bins/", "to: /adverts/")


def test_a_search_index_stays_while_words_are_only_added(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(desk, www, FIRST)
    before = shards(www)
    desk.edit(ADVERT, "How could bins", "How could brown bins")
    publish(desk, www, SOON)
    desk.edit(ADVERT, "How could brown bins", "How could brown wheelie bins")
    publish(desk, www, "2026-11-23T11:02")
    assert len(shards(www)) == 3
    assert before.items() <= shards(www).items()


@pytest.mark.parametrize("how", [_write, _withdraw])
def test_no_search_shard_stays_that_holds_a_word_of_a_notice_that_was_taken_out(
    desk: Desk, tmp_path: Path, how: Callable[[Desk, str, str], None]
) -> None:
    www = tmp_path / "www"
    publish(desk, www, FIRST)
    desk.edit(ADVERT, "How could bins", "How could Zebedee Quux empty bins")
    publish(desk, www, SOON)
    desk.edit(ADVERT, "Zebedee Quux empty", "Zebedee Quux quickly empty")
    publish(desk, www, "2026-11-23T11:02")
    assert sum(b"\nzebedee\t" in shard for shard in shards(www).values()) == 2
    how(desk, "Zebedee Quux quickly empty", "we empty")
    done = desk.publish(www, "--allow-warnings", "--allow-removals", "--keep", "1", now="2026-11-23T11:03")
    assert done.exit_code == 0, done.output
    assert not [name for name, shard in shards(www).items() if b"zebedee" in shard]
    assert shards(www).keys() == {path.rpartition("/")[2] for path in desk.built() if "/terms/" in path}


def test_the_doctor_takes_what_stays_for_no_file_of_the_site(desk: Desk, tmp_path: Path) -> None:
    paint(desk, 0)
    publish(desk, tmp_path / "www", FIRST)
    paint(desk, 1)
    publish(desk, tmp_path / "www", SOON)
    raw = (tmp_path / "www/current" / LIST).read_bytes()
    assert json.loads(raw)["staying"]
    assert styles(published_files(raw) or ()) == styles(desk.built())
