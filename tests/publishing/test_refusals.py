"""What must not be published as it stands, each with its way out; and what each option permits."""

import json
import shutil
from pathlib import Path

import pytest

from tests.publishing.conftest import LIST, Desk


@pytest.fixture
def live(desk: Desk, tmp_path: Path) -> Path:
    """A folder to which the site was published from a commit of its content."""
    desk.git("init", "--quiet")
    (tmp_path / ".gitignore").write_text("/output\n.sitegen\n/www\n")
    shutil.copy("content/pages/intent.md", "content/pages/extra.md")
    desk.edit("content/pages/extra.md", "title: ", "title: Extra ")
    commit(desk)
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 0, done.output
    return tmp_path / "www"


def commit(desk: Desk) -> None:
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "Content")


def change_list(www: Path, **fields: object) -> None:
    """Makes the list of what is live say something else."""
    file = www / "current" / LIST
    file.write_text(json.dumps({**json.loads(file.read_bytes()), **fields}), "utf-8")


def refused(desk: Desk, www: Path, code: str, way_out: str, permit: str) -> None:
    """Refuses with this code and these words, changes nothing, and gives way to `permit` alone."""
    shown = (www / "current").readlink()
    for options in ([], sorted({"--allow-dirty", "--allow-removals", "--force"} - {permit})):
        done = desk.publish(www, *options)
        assert (done.exit_code, (www / "current").readlink()) == (4, shown), done.output
        assert f"error[{code}]" in done.output
        assert way_out in done.output
    done = desk.publish(www, permit)
    assert done.exit_code == 0, done.output
    assert (www / "current").readlink() != shown


def test_changes_that_are_in_no_commit(desk: Desk, live: Path) -> None:
    desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
    refused(desk, live, "uncommitted-changes", "commit them", "--allow-dirty")


def test_an_address_that_vanishes(desk: Desk, live: Path) -> None:
    Path("content/pages/extra.md").unlink()
    commit(desk)
    refused(desk, live, "address-vanishes", "/pages/extra/", "--allow-removals")


@pytest.mark.parametrize(
    "note",
    ["gone:\n  - {from: /pages/extra/, reason: It was written by mistake.}", "redirects"],
)
def test_an_address_with_a_note_or_a_redirect_may_go(desk: Desk, live: Path, note: str) -> None:
    Path("content/pages/extra.md").unlink()
    if note == "redirects":
        desk.edit("content/site.yaml", "redirects:", "redirects:\n  - {from: /pages/extra/, to: /}")
    else:
        desk.settings(note)
    commit(desk)
    done = desk.publish(live, now="2026-11-23T11:05")  # receipts sort by time, and the one before is of 11:00
    assert done.exit_code == 0, done.output
    if note != "redirects":
        assert desk.receipts()[-1]["gone"] == {"/pages/extra/": "It was written by mistake."}


def test_more_than_a_tenth_of_the_pages_at_once(desk: Desk, live: Path) -> None:
    list_ = json.loads((live / "current" / LIST).read_bytes())
    more = {f"adverts/place/{number}/index.html": "0" * 64 for number in range(20)}
    change_list(live, files={**list_["files"], **more})
    refused(desk, live, "many-pages-removed", "check that all content is here", "--allow-removals")


def test_content_that_someone_else_published_and_that_is_not_here(desk: Desk, live: Path) -> None:
    change_list(live, content={"commit": "a" * 40, "date": "2020-01-01T00:00:00+00:00"})
    desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
    commit(desk)
    refused(desk, live, "someone-else-published", "git pull", "--force")


def test_content_older_than_what_is_live(desk: Desk, live: Path) -> None:
    change_list(live, content={"commit": None, "date": "2099-01-01T00:00:00+00:00"})
    desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
    commit(desk)
    refused(desk, live, "older-content", "fetch the newest content", "--force")


def test_a_live_site_from_the_future(desk: Desk, live: Path) -> None:
    change_list(live, published="2099-01-01T00:00:00+00:00")
    desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
    commit(desk)
    refused(desk, live, "published-later", "check the clock", "--force")


def test_another_site(desk: Desk, live: Path) -> None:
    change_list(live, site="https://other.example.org")
    desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
    commit(desk)
    refused(desk, live, "other-site", "check the target", "--force")


@pytest.mark.parametrize("damage", ["half", "outside", "stays outside", "stays for no time"])
def test_a_list_that_is_cut_in_half_or_leads_out(desk: Desk, live: Path, damage: str) -> None:
    file = live / "current" / LIST
    if damage == "half":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif damage == "stays outside":
        change_list(live, staying={"../outside": {"sha256": "0" * 64, "since": "2026-11-23T11:00:00+00:00"}})
    elif damage == "stays for no time":
        change_list(live, staying={"assets/a.css": {"sha256": "0" * 64, "since": "yesterday"}})
    else:
        change_list(live, files={"../../outside": "0" * 64})
    refused(desk, live, "live-list-unreadable", "look at who else publishes there", "--force")


def test_a_list_of_a_newer_format(desk: Desk, live: Path) -> None:
    change_list(live, format=2, generator="sitegen 0.4.0")
    refused(desk, live, "newer-format", "use sitegen 0.4.0 or newer", "--force")


def test_mistakes_in_the_content_publish_nothing(desk: Desk, live: Path) -> None:
    desk.edit("content/adverts/2026/bins.md", "closes: 2026-11-23T12:00", "closes: tomorrow")
    commit(desk)
    done = desk.publish(live)
    assert done.exit_code == 1
    assert "To publish" not in done.output


def test_mistakes_in_the_settings_have_their_own_code(desk: Desk) -> None:
    desk.settings("publish:\n  - {name: live, kind: ftp, to: somewhere}")
    assert desk.publish("live").exit_code == 3


def test_a_password_does_not_belong_into_the_settings(desk: Desk) -> None:
    desk.settings("publish:\n  - {name: live, kind: git, to: 'https://me:hunter2@example.org/site.git'}")
    done = desk.publish("live")
    assert done.exit_code == 3
    assert "password-in-settings" in done.output


@pytest.mark.parametrize("name", ["nowhere", ""])
def test_a_target_that_nobody_named_is_a_misuse(desk: Desk, name: str) -> None:
    done = desk.publish(*([name] if name else ["--quiet"]))
    assert done.exit_code == 2
    assert "Targets in site.yaml: none yet" in done.output


def test_the_only_target_of_the_settings_need_not_be_named(desk: Desk, tmp_path: Path) -> None:
    desk.settings("publish:\n  - {name: live, kind: directory, to: ./www, keep: 2}")
    done = desk.publish("--quiet")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "www/current/index.html").is_file()


def test_a_password_in_an_address_is_refused_and_not_shown(desk: Desk) -> None:
    done = desk.publish("git+https://me:hunter2@example.org/site.git")
    assert done.exit_code == 2
    assert "holds a password or a key" in done.output
    assert "hunter2" not in done.output
