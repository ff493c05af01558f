"""A year of one site, as docs/operating.md tells it, on a real web server and with real git and ssh keys.

First publication by 0.1.0, upgrade, signature, another key, lost machine, restore, hand-over. After each step the doctor finds
nothing wrong, and every address that ever was live still answers.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, LIST
from tests.publishing.test_upgrade import git, left_by_an_older_version
from tests.starting.test_hosts import Live, lead_to, readable_folder, serving

KEPT = (".html", ".xml", ".ics", ".json", ".jsonl", ".csv", ".txt", ".pdf")
"""The ends of names that stay the same from one build to the next, but for what is in NAMED_ANEW."""
NAMED_ANEW = ("assets/", "search/")


@dataclass
class Year:
    """The web server, the repository that everybody pushes to, and the machine that publishes."""

    host: Path
    origin: Path
    machine: Path
    live: Live
    seen: set[str] = field(default_factory=set)
    """Every address that was live at any time."""

    def publish(self, day: str, *options: str) -> Result:
        return CliRunner().invoke(
            main, ["publish", str(self.host / "live"), "--now", f"{day}T11:00", *options]
        )

    def commit(self, message: str) -> None:
        git(self.machine, "add", "content")
        git(self.machine, "commit", "--quiet", "--message", message)
        git(self.machine, "push", "--quiet", "origin", "main")

    def look(self, day: str) -> None:
        """Sees as a reader that everything is there, and lets the doctor see it."""
        now = json.loads((self.host / "live/current" / LIST).read_bytes())["files"]
        self.seen |= {path for path in now if path.endswith(KEPT) and not path.startswith(NAMED_ANEW)}
        for path in sorted(self.seen):
            address = path.removesuffix("index.html")
            answer = self.live.ask(quote(f"{self.live.path}/{address}"))
            assert answer.status == (301 if address == "old/" else 200), path
        accepted = ("--accept", "wrong-clock")  # the days are those of the year that is played
        done = CliRunner().invoke(main, ["doctor", "--now", f"{day}T11:00", "--most", "2000", *accepted])
        assert done.exit_code == 0, done.output


@pytest.fixture
def year(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Year]:
    """The first publication, which 0.1.0 made, on the server."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    machine = left_by_an_older_version(repository, tmp_path)
    origin = tmp_path / "origin.git"
    git(tmp_path, "clone", "--quiet", "--bare", "site.bundle", str(origin))
    git(machine, "remote", "set-url", "origin", str(origin))
    monkeypatch.chdir(machine)
    with readable_folder() as host:
        shutil.move(machine / "live", host / "live")
        with serving("nginx", configured(host), "/markets", host) as live:
            lead_to(live, monkeypatch)
            yield Year(host, origin, machine, live)


def configured(host: Path) -> str:
    """The configuration of nginx for what is published to this machine."""
    return CliRunner().invoke(main, ["host", "nginx", "--root", str(host / "live/current")]).stdout


def key(folder: Path, name: str) -> tuple[Path, str]:
    """A new key, and the line of its owner among those who may sign."""
    file = folder / name
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file)]
    subprocess.run(words, check=True)
    return file, f"{name}@example.org {file.with_suffix('.pub').read_text()}"


def run(*words: str, day: str) -> str:
    done = CliRunner().invoke(main, [*words, "--now", f"{day}T11:00"] if day else list(words))
    assert done.exit_code == 0, done.output
    return done.output


def sign(year: Year, signer: Path, day: str) -> None:
    done = CliRunner().invoke(main, ["register", "sign", "--key", str(signer)])
    assert done.exit_code == 0, done.output
    year.commit(f"Signed on {day}")


def is_signed_by(name: str) -> bool:
    who = ("--signers", "content/register.signers", "--identity", f"{name}@example.org")
    return CliRunner().invoke(main, ["register", "verify", *who]).exit_code == 0


def test_a_year(year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade(year)
    change_the_key(year, tmp_path)
    lose_the_machine(year, tmp_path, monkeypatch)
    hand_over(year, tmp_path, monkeypatch)


def upgrade(year: Year) -> None:
    """October. The register has no new line about a notice, and what 0.1.0 had put live still answers."""
    year.seen |= {
        path
        for path in json.loads((year.host / "live/current" / LIST).read_bytes())["files"]
        if path.endswith(KEPT) and not path.startswith(NAMED_ANEW)
    }
    register = (year.machine / "content/register.jsonl").read_bytes()
    assert year.publish("2026-10-12").exit_code == 0
    now = (year.machine / "content/register.jsonl").read_bytes()
    assert now.startswith(register)
    assert all(b'"collection"' in line for line in now.removeprefix(register).splitlines())
    year.look("2026-10-12")


def change_the_key(year: Year, tmp_path: Path) -> None:
    """November. The register is signed; then another clerk signs it with a key of their own."""
    first, line = key(tmp_path, "clerk")
    (year.machine / "content/register.signers").write_text(line)
    sign(year, first, "2 November")
    assert year.publish("2026-11-02").exit_code == 0
    assert is_signed_by("clerk")
    year.look("2026-11-02")

    advert = year.machine / ADVERT
    answer = (
        "  - {id: q3, asked: 2026-11-16, question: Who empties them?, answered: 2026-11-20, answer: We do.}\n"
    )
    advert.write_text(advert.read_text().replace("amendments:\n", f"{answer}amendments:\n"))
    second, line = key(tmp_path, "deputy")
    signers = year.machine / "content/register.signers"
    signers.write_text(signers.read_text() + line)
    run("register", "update", day="2026-11-20")
    year.commit("An answer")
    sign(year, second, "20 November")
    assert year.publish("2026-11-20").exit_code == 0
    assert is_signed_by("deputy")
    assert not is_signed_by("clerk")
    year.look("2026-11-20")


def lose_the_machine(year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """January. The last backup is older than what is live, and what only the live site has comes back."""
    advert = year.machine / ADVERT
    backup = tmp_path / "backup.git"
    git(tmp_path, "clone", "--quiet", "--mirror", str(year.origin), str(backup))
    advert.write_text(advert.read_text().replace("We do.", "We do twice a week."))
    year.commit("A longer answer")
    unsigned = year.publish(
        "2026-11-21"
    )  # the line that this records is one that the signature does not cover
    assert unsigned.exit_code == 1
    assert "old-signature" in unsigned.output
    done = year.publish("2026-11-21", "--allow-warnings")
    assert done.exit_code == 0, done.output
    kept = (year.host / "live/current/data/register.jsonl").read_bytes()
    shutil.rmtree(year.machine)
    shutil.rmtree(year.origin)
    git(tmp_path, "clone", "--quiet", "--bare", str(backup), str(year.origin))
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(year.origin), str(year.machine))
    monkeypatch.chdir(tmp_path)
    monkeypatch.chdir(year.machine)
    run("register", "verify", day="")
    planned = year.publish("2026-11-22", "--dry-run")
    assert "Lines that only the live register has: 1." in planned.output
    advert.write_text(advert.read_text().replace("We do.", "We do twice a week."))
    year.commit("The longer answer once more")
    refused = year.publish(
        "2026-11-22", "--allow-warnings"
    )  # what is live was made from a commit that the backup has not got
    assert refused.exit_code == 4
    assert "someone-else-published" in refused.output
    git(year.machine, "reset", "--quiet", "--hard", "HEAD~1")  # as if it had been forced at once
    done = year.publish("2026-11-22", "--force", "--allow-warnings")
    assert done.exit_code == 0, done.output
    assert (year.host / "live/current/data/register.jsonl").read_bytes().startswith(kept)
    year.look("2026-11-22")


def hand_over(year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """February. Another supplier takes over, with a clone, a server and a key of their own."""
    year.machine = tmp_path / "theirs"
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(year.origin), str(year.machine))
    monkeypatch.chdir(year.machine)
    third, line = key(tmp_path, "supplier")
    signers = year.machine / "content/register.signers"
    signers.write_text(signers.read_text() + line)
    sign(year, third, "22 November")
    with readable_folder() as year.host:
        done = year.publish("2026-11-22")
        assert done.exit_code == 0, done.output
        assert is_signed_by("supplier")
        with serving("nginx", configured(year.host), "/markets", year.host) as year.live:
            lead_to(year.live, monkeypatch)
            year.look("2026-11-22")
