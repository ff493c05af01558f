"""A desk with a small site, from which tests publish by the command that people use."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.hosts import KINDS, Host, secrets, serving, tell

NOW = "2026-11-23T11:00"
ADVERT = "content/adverts/2026/bins.md"


@dataclass(frozen=True)
class Desk:
    """A folder with content, the current one, and what can be done from it."""

    folder: Path
    said: list[str] = field(default_factory=list)
    """All that publishing from here has said."""

    def publish(self, target: str | Path, *options: str, now: str = NOW) -> Result:
        done = CliRunner().invoke(main, ["publish", str(target), "--now", now, *options])
        self.said.append(done.output)
        return done

    def start(self, target: str | Path, *options: str, **more: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - Popen's own
        command = [sys.executable, "-m", "sitegen", "publish", str(target), "--now", NOW, *options]
        return subprocess.Popen(command, cwd=self.folder, start_new_session=True, **more)

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def settings(self, text: str) -> None:
        file = self.folder / "content/site.yaml"
        file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")

    def built(self) -> dict[str, str]:
        """The digest of each file of the build."""
        manifest = json.loads((self.folder / "output/.sitegen/manifest.json").read_bytes())
        return {path: digests[0] for path, digests in manifest["files"].items()}

    def receipts(self) -> list[dict[str, Any]]:
        return [json.loads(file.read_bytes()) for file in sorted(self.folder.glob(".sitegen/receipts/*"))]

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, check=True, capture_output=True, text=True, env=GIT
        )
        return done.stdout.strip()


GIT = {
    **os.environ,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file of the site in a folder, without the list, its copy, and what stays for open pages."""
    left = (LIST, COPY, *stays(folder))
    return {
        path: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and (path := file.relative_to(folder).as_posix()) not in left
    }


def stays(folder: Path) -> dict[str, dict[str, str]]:
    """What the list says of files that have left the site and are live for a while yet."""
    told = json.loads((folder / LIST).read_bytes()) if (folder / LIST).is_file() else {}
    found: dict[str, dict[str, str]] = told.get("staying", {})
    return found


LIST = ".well-known/sitegen-publication.json"
COPY = ".well-known/sitegen-publication.copy.json"


def desk_in(folder: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with the small site, whose address answers nobody."""
    shutil.copytree(repository / "tests/sites/small/content", folder / "content")
    monkeypatch.chdir(folder)
    monkeypatch.setenv(
        "https_proxy", "http://127.0.0.1:9"
    )  # where nobody listens: programs that are started ask nobody else
    monkeypatch.setattr("sitegen.publishing.readback._fetch", lambda _address: None)
    return Desk(folder)


@pytest.fixture
def desk(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_in(tmp_path, repository, monkeypatch)


only_s3 = pytest.mark.parametrize("kind", ["s3"], indirect=True)
only_sftp = pytest.mark.parametrize("kind", ["sftp"], indirect=True)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def reached(kind: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host that rclone is told of. Whatever is done there, nobody learns a password from it."""
    with serving(kind, desk.folder / "host") as server:
        tell(monkeypatch, server)
        yield server
    said = [*desk.said, *(json.dumps(receipt) for receipt in desk.receipts())]
    assert not [secret for secret in secrets() if secret in "".join(said)]


@pytest.fixture
def host(kind: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """An empty host."""
    with reached(kind, desk, monkeypatch) as server:
        yield server


@pytest.fixture(scope="session")
def published(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a host of any kind holds after the first publication, as the first test shows."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        desk = desk_in(tmp_path_factory.mktemp("first"), repository, monkeypatch)
        with reached("s3", desk, monkeypatch) as server:
            assert desk.publish(server.remote).exit_code == 0
            return server.folder


@pytest.fixture
def live(kind: str, desk: Desk, published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host that holds the site."""
    shutil.copytree(published, desk.folder / "host/store/bucket")
    with reached(kind, desk, monkeypatch) as server:
        yield server
