"""A month in the life of a notice, on every kind of host: published, answered, extended, silently changed, withdrawn, taken back.

After each step the live site is the build, byte for byte; the register holds, and says the same there as here; the feed
and the pages tell what happened.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, COPY, LIST, Desk, digests
from tests.publishing.hosts import serving, tell

BINS = "adverts/bins/index.html"


class Live:
    """A host: how it is named on the command line, and the files that readers get there."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.folder = folder
        self.target = {
            "directory": f"{folder}/www",
            "git": f"git+{folder}/live.git#pages",
            "s3": "rclone:host:bucket",
        }[kind]

    def files(self) -> dict[str, bytes]:
        if self.kind == "git":
            names = self._git("ls-tree", "-r", "-z", "--name-only", "pages").decode().split("\0")
            return {name: self._git("show", f"pages:{name}") for name in names if name}
        top = self.folder / ("www/current" if self.kind == "directory" else "store/bucket")
        return {
            file.relative_to(top).as_posix(): file.read_bytes() for file in top.rglob("*") if file.is_file()
        }

    def _git(self, *words: str) -> bytes:
        return subprocess.run(
            ["git", *words], cwd=self.folder / "live.git", check=True, capture_output=True
        ).stdout


@pytest.fixture(params=["directory", "git", "s3"])
def live(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    folder = tmp_path / "host"
    folder.mkdir()
    if request.param == "git":
        subprocess.run(["git", "init", "--quiet", "--bare", str(folder / "live.git")], check=True)
    if request.param != "s3":
        yield Live(request.param, folder)
        return
    with serving("s3", folder) as host:
        tell(monkeypatch, host)
        yield Live("s3", folder)


def typed(*words: str) -> str:
    """What a command says that goes well."""
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def publish(desk: Desk, live: Live, day: str) -> str:
    """Commits, publishes on a day, commits the register, and sees that everything that is live fits together."""
    desk.git("add", ".")
    desk.git("commit", "--quiet", "--allow-empty", "--message", day)
    said = desk.publish(live.target, now=f"{day}T11:00")
    assert said.exit_code == 0, said.output
    desk.git("add", "content")
    desk.git("commit", "--quiet", "--allow-empty", "--message", "Register what was published")
    found = live.files()
    left = (LIST, COPY, *json.loads(found[LIST]).get("staying", {}))
    there = {path: hashlib.sha256(data).hexdigest() for path, data in found.items() if path not in left}
    assert there == desk.built()
    assert found["data/register.jsonl"] == (desk.folder / "content/register.jsonl").read_bytes()
    typed("register", "verify", "--output", "output", "--now", f"{day}T11:00")
    return str(said.output)


def lines(live: Live) -> int:
    return live.files()["data/register.jsonl"].count(b'"reference":"0123","id":"bins"')


def test_a_month(desk: Desk, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("AUTHOR", "A"), ("COMMITTER", "A")):
        monkeypatch.setenv(f"GIT_{name}_NAME", value)
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    desk.git("init", "--quiet")
    (desk.folder / ".gitignore").write_text(".sitegen/\noutput/\nhost/\n")

    # The first publication, with a register
    typed("register", "update", "--now", "2026-10-07T11:00")
    publish(desk, live, "2026-10-07")
    assert lines(live) == 1
    assert b"Emptying bins" in live.files()[BINS]

    # A question is answered: recorded, and no amendment is asked for
    question = "  - {id: q2, asked: 2026-10-08, question: Are lids heavy?, answered: 2026-10-09, answer: Two kilograms.}\n"
    desk.edit(ADVERT, "amendments:\n", f"{question}amendments:\n")
    publish(desk, live, "2026-10-09")
    assert lines(live) == 2
    assert b"Two kilograms." in live.files()["adverts/bins/feed.xml"]
    assert "adverts/bins/versions/1/index.html" in live.files()

    # The closing time moves in silence: refused, by name, with both values, and nothing changes anywhere
    before, register = live.files(), (desk.folder / "content/register.jsonl").read_bytes()
    desk.edit(ADVERT, "closes: 2026-11-23T12:00", "closes: 2026-11-30T12:00")
    desk.git("add", ".")
    desk.git("commit", "--quiet", "--message", "Quietly")
    refused = desk.publish(live.target, now="2026-10-20T11:00")
    assert refused.exit_code == 1
    assert "silent-change" in refused.output
    assert "23 November 2026" in refused.output
    assert "30 November 2026" in refused.output
    assert (live.files(), (desk.folder / "content/register.jsonl").read_bytes()) == (before, register)

    # Nor does it go by cutting what was recorded out of the register
    (desk.folder / "content/register.jsonl").write_bytes(b"")
    refused = desk.publish(live.target, "--allow-dirty", now="2026-10-20T11:00")
    assert refused.exit_code in (1, 4), refused.output
    assert live.files() == before
    desk.git("checkout", "--quiet", "--", "content")
    desk.git("clean", "--quiet", "--force", "content")

    # With an amendment it goes, and the version before says what it was
    amendment = (
        "  - {date: 2026-10-20, change: Closing time moved to 30 November, reason: Suppliers need time}\n"
    )
    desk.edit(ADVERT, "---\n\nWe test", f"{amendment}---\n\nWe test")
    publish(desk, live, "2026-10-20")
    assert lines(live) == 3
    assert b"23 November 2026" in live.files()["adverts/bins/versions/2/index.html"]
    assert b"Suppliers need time" in live.files()["adverts/bins/feed.xml"]

    # It is withdrawn
    desk.edit(
        ADVERT, "---\n\nWe test", "withdrawn: {date: 2026-11-02, reason: The money is gone}\n---\n\nWe test"
    )
    publish(desk, live, "2026-11-02")
    assert lines(live) == 4
    assert b"The money is gone" in live.files()[BINS]

    # Nothing more to publish is no publication
    said = desk.publish(live.target, now="2026-11-02T11:00")
    assert (said.exit_code, "Nothing to publish" in said.output) == (0, True)

    # Back to the publication before, where the host can
    if live.kind == "directory":
        typed("publish", live.target, "--rollback")
        assert b"The money is gone" not in live.files()[BINS]
        assert lines(live) == 3
        assert digests(desk.folder / "host/www/current") != desk.built()
    publish(desk, live, "2026-11-03")
    assert b"The money is gone" in live.files()[BINS]
