"""The register at a publication: what is live can never be cut or changed, and what only others have is fetched."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from socket import socket
from threading import Thread

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


def drop_the_last_lines() -> None:
    """The last line and its snapshot, so that nothing beside the content shows that they were there."""
    lines = REGISTER.read_bytes().splitlines(keepends=True)
    assert b'"version":2' in lines[-1]
    REGISTER.write_bytes(b"".join(lines[:-1]))
    for name in ("2.json", "2.ocds.json"):
        Path("content/register/bins", name).unlink()


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
def test_a_last_line_that_was_taken_out_with_its_snapshot_is_refused(
    desk: Desk, www: Path, *, is_committed: bool
) -> None:
    shown = (www / "current").readlink()
    drop_the_last_lines()
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
    assert (done.exit_code, (www / "current").readlink()) == (4, shown), done.output
    assert "--new-register" in done.output


def test_a_register_that_is_begun_anew_says_so_for_good(desk: Desk, www: Path) -> None:
    before = REGISTER.read_bytes().splitlines()
    REGISTER.unlink()
    shutil.rmtree("content/register")
    commit(desk)
    refused = register("update", now="2026-11-23T11:20")
    assert (refused.exit_code, "there was one" in refused.output) == (4, True), refused.output
    reason = "The old one was kept by a contractor."
    done = desk.publish(www, "--allow-removals", "--new-register", reason, now="2026-11-23T11:20")
    assert done.exit_code == 0, done.output
    first = json.loads(REGISTER.read_bytes().splitlines()[0])
    note = json.loads(Path("content/register/replaced/register/1.json").read_bytes())
    head = sha256(before[-1]).hexdigest()
    assert (first["collection"], note["reason"], note["head"], note["lines"]) == (
        "replaced",
        reason,
        head,
        len(before),
    )
    receipt = desk.receipts()[-1]["register"]
    assert (receipt["begun_anew"], receipt["head"]) == (
        reason,
        sha256(REGISTER.read_bytes().splitlines()[-1]).hexdigest(),
    )
    page = (www / "current/data/index.html").read_text("utf-8")
    assert all(words in page for words in (reason, head, "The register was begun anew"))
    desk.edit(ADVERT, "summary: ", "summary: Then, ")
    commit(desk)
    assert desk.publish(www, now="2026-11-23T11:30").exit_code == 0  # and from then on it goes on


def test_a_register_that_lost_what_is_live_does_not_go_live_by_force(desk: Desk, www: Path) -> None:
    drop_the_last_lines()
    commit(desk)
    done = desk.publish(www, "--allow-removals", "--force", now="2026-11-23T11:20")
    assert done.exit_code == 4
    assert desk.publish(www, "--new-register", "We lost it.", now="2026-11-23T11:20").exit_code == 0
    assert "We lost it." in (www / "current/data/index.html").read_text("utf-8")


@pytest.mark.parametrize("fault", ["refuses", "lies"])
def test_a_witness_that_fails_blocks_no_publication_and_is_in_the_receipt(
    desk: Desk, www: Path, fault: str
) -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/data/register.jsonl"
        desk.settings(f"witnesses:\n  - title: Another council\n    url: {address}")
        if fault == "lies":
            taken.listen()
            Thread(target=lie, args=(taken,), daemon=True).start()
        desk.edit(ADVERT, "summary: ", "summary: Then, ")
        commit(desk)
        done = desk.publish(www, now="2026-11-23T11:20")
    assert done.exit_code == 0, done.output
    assert "warning: The register of Another council" in done.output
    assert "Another council" in str(desk.receipts()[-1]["warnings"])


def lie(taken: socket) -> None:
    with taken.accept()[0] as one:
        one.recv(10_000)
        one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}\n")


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
