"""Publishing with rclone to real servers on this machine: object store, SFTP, WebDAV. Order, headers, kills, faults."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.publishing.program import without_secrets
from sitegen.publishing.rclone import Rclone
from sitegen.publishing.target import Transfer
from tests.publishing.conftest import ADVERT, COPY, LIST, Desk, digests

RCLONE = str(Path(sys.executable).with_name("rclone"))
KEY, SECRET = "KEYOFTHEHOST", "verysecretindeed"


@dataclass(frozen=True)
class Host:
    """A server: where rclone reaches it, and the folder where it keeps its files."""

    remote: str
    port: int
    folder: Path


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int) -> None:
    patience = time.monotonic() + 20
    while time.monotonic() < patience:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("the server did not start")


@contextmanager
def serving(kind: str, store: Path, port: int) -> Iterator[None]:
    access = {
        "s3": ["--auth-key", f"{KEY},{SECRET}"],
        "sftp": ["--user", KEY, "--pass", SECRET],
        "webdav": ["--user", KEY, "--pass", SECRET],
    }
    command = [RCLONE, "serve", kind, str(store), "--addr", f"127.0.0.1:{port}", *access[kind]]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            await_port(port)
            yield
        finally:
            server.kill()


def settings_for(kind: str, port: int, secret: str) -> dict[str, str]:
    """What tells rclone of the host, in its own names of the environment."""
    hidden = secret
    if kind != "s3":
        hidden = subprocess.run(
            [RCLONE, "obscure", secret], check=True, capture_output=True, text=True
        ).stdout.strip()
    told = {
        "s3": {
            "TYPE": "s3",
            "PROVIDER": "Rclone",
            "ENDPOINT": f"http://127.0.0.1:{port}",
            "ACCESS_KEY_ID": KEY,
            "SECRET_ACCESS_KEY": hidden,
        },
        "sftp": {"TYPE": "sftp", "HOST": "127.0.0.1", "PORT": str(port), "USER": KEY, "PASS": hidden},
        "webdav": {"TYPE": "webdav", "URL": f"http://127.0.0.1:{port}", "USER": KEY, "PASS": hidden},
    }
    return {f"RCLONE_CONFIG_HOST_{name}": value for name, value in told[kind].items()}


def tell(monkeypatch: pytest.MonkeyPatch, kind: str, port: int, secret: str = SECRET) -> None:
    monkeypatch.setenv("RCLONE_CONFIG", os.devnull)
    monkeypatch.setenv("RCLONE_LOW_LEVEL_RETRIES", "1")
    for name, value in settings_for(kind, port, secret).items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=["s3", "sftp", "webdav"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def host(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    store, port = tmp_path / "store", free_port()
    (store / "bucket").mkdir(parents=True)
    tell(monkeypatch, kind, port)
    with serving(kind, store, port):
        yield Host("rclone:host:bucket", port, store / "bucket")


only_s3 = pytest.mark.parametrize("kind", ["s3"], indirect=True)


def test_the_host_holds_the_site_and_then_the_site_as_it_changed(desk: Desk, host: Host) -> None:
    done = desk.publish(host.remote)
    assert done.exit_code == 0, done.output
    assert digests(host.folder) == desk.built()
    old = desk.built()
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = desk.publish(host.remote)
    assert done.exit_code == 0, done.output
    assert digests(host.folder) == desk.built() != old
    told = json.loads((host.folder / LIST).read_bytes())
    assert told["files"] == desk.built()
    assert "coming" not in told
    assert "Nothing to publish" in desk.publish(host.remote).output
    assert SECRET not in done.output


def listed(host: Host) -> dict[str, object]:
    """What the host says is live, in its list or else in the copy."""
    for path in (LIST, COPY):
        with suppress(OSError, ValueError):
            return dict(json.loads((host.folder / path).read_bytes()))
    return {}


@only_s3
def test_a_list_that_a_broken_transfer_has_cut_is_made_good_from_its_copy(desk: Desk, host: Host) -> None:
    desk.publish(host.remote)
    (host.folder / LIST).write_bytes((host.folder / LIST).read_bytes()[:1_000])
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = desk.publish(host.remote)
    assert done.exit_code == 0, done.output
    assert digests(host.folder) == desk.built()
    (host.folder / LIST).write_bytes(b"{")
    (host.folder / COPY).write_bytes(b"{")
    assert "error[live-list-unreadable]" in desk.publish(host.remote).output


@only_s3
def test_each_file_is_sent_with_how_long_it_lives_and_what_it_is(desk: Desk, host: Host) -> None:
    desk.publish(host.remote)

    def sent(path: str) -> tuple[str, str]:
        command = [RCLONE, "lsjson", "-M", "--stat", f"host:bucket/{path}"]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return found["Metadata"]["cache-control"], found["MimeType"]

    (script,) = [path for path in desk.built() if path.startswith("assets/page.")]
    assert sent(script) == ("public, max-age=31536000, immutable", "text/javascript; charset=utf-8")
    assert sent("index.html") == ("public, max-age=300", "text/html; charset=utf-8")
    assert sent("feed.xml") == ("public, max-age=300", "application/atom+xml; charset=utf-8")


@only_s3
def test_files_of_others_are_not_touched_without_a_word(desk: Desk, host: Host) -> None:
    (host.folder / "theirs.txt").write_text("theirs")
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "sitegen did not publish" in done.output
    assert desk.publish(host.remote, "--force").exit_code == 0
    assert digests(host.folder).keys() == {*desk.built(), "theirs.txt"}


def test_a_killed_transfer_says_that_it_is_unfinished_and_the_next_one_completes(
    desk: Desk, host: Host
) -> None:
    assert desk.publish(host.remote).exit_code == 0
    moments = random.Random(10)  # noqa: S311 - chooses moments, guards nothing
    killed = 0
    for _ in range(4):
        before = digests(host.folder)
        desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
        desk.edit("content/site.yaml", "Small Town markets", "Small Town markets too")
        with desk.start(host.remote, "--quiet") as process:
            while process.poll() is None and "coming" not in listed(host):
                time.sleep(0.002)
            time.sleep(moments.uniform(0, 0.6))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert "coming" in listed(host) or digests(host.folder) in (before, desk.built())
        done = desk.publish(host.remote)
        assert done.exit_code == 0, done.output
        assert digests(host.folder) == desk.built()
    assert killed


def test_a_wrong_password_is_told_and_not_shown(
    desk: Desk, host: Host, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, kind, host.port, "wrongsecretword")
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "error[transfer-failed]" in done.output
    assert "rclone said" in done.output
    assert "wrongsecretword" not in done.output
    assert digests(host.folder) == {}


@contextmanager
def dropping(port: int, after: int) -> Iterator[int]:
    """A way to the host that ends every connection once so many bytes have come to the host."""
    listener = socket.create_server(("127.0.0.1", 0))
    left = [after]

    def pump(one: socket.socket, other: socket.socket, *, counts: bool) -> None:
        with suppress(OSError):
            while data := one.recv(4096):
                if counts:
                    left[0] -= len(data)
                    if left[0] < 0:
                        break
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                threading.Thread(target=pump, args=(near, far), kwargs={"counts": True}, daemon=True).start()
                threading.Thread(target=pump, args=(far, near), kwargs={"counts": False}, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@only_s3
def test_a_connection_that_drops_at_any_byte_is_told_and_the_next_run_completes(
    desk: Desk, host: Host, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.publish(host.remote).exit_code == 0
    desk.edit(ADVERT, "How could bins", "How might bins")
    after = random.Random(11).randrange(8_000, 30_000)  # noqa: S311 - chooses a byte, guards nothing
    with dropping(host.port, after) as port:
        tell(monkeypatch, kind, port)
        done = desk.publish(host.remote)
    assert done.exit_code == 4, done.output
    assert "publish again: it completes what was begun" in done.output
    assert "coming" in json.loads((host.folder / LIST).read_bytes())
    tell(monkeypatch, kind, host.port)
    done = desk.publish(host.remote)
    assert done.exit_code == 0, done.output
    assert digests(host.folder) == desk.built()


@only_s3
def test_of_two_publishers_at_once_the_one_that_was_overtaken_stops(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.publishing.rclone import Rclone  # noqa: PLC0415 - to come between its steps

    real = Rclone._upload  # noqa: SLF001 - the moment between the first word and the last

    def meanwhile(self: Rclone, source: Path, paths: tuple[str, ...]) -> None:
        (host.folder / LIST).write_text("{}")
        real(self, source, paths)

    monkeypatch.setattr(Rclone, "_upload", meanwhile)
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "Someone else published" in done.output
    assert not (host.folder / "index.html").exists()


def test_without_rclone_it_is_told_how_to_come_by_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publishing.rclone._program", lambda: "/nowhere/rclone")
    done = desk.publish("rclone:host:bucket")
    assert done.exit_code == 4
    assert "pip install 'sitegen[rclone]'" in done.output


@only_s3
def test_a_file_that_changes_or_goes_after_the_build_is_no_publication_that_succeeded(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receipt must not say that all was read back as the list has it."""
    put = Rclone.put

    def meddled(self: Rclone, transfer: Transfer) -> None:
        (transfer.source / "index.html").write_text("somebody else")
        (transfer.source / "robots.txt").unlink()
        put(self, transfer)

    monkeypatch.setattr(Rclone, "put", meddled)
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "index.html" in done.output
    assert "robots.txt" in done.output
    assert desk.receipts() == []


@pytest.mark.parametrize(
    "said",
    [
        "https://account.blob.example/c?sv=1&sig=HIDDEN%3D",
        "X-Amz-Credential=HIDDEN/2026&X-Amz-Signature=HIDDEN",
        "Authorization: Bearer HIDDEN",
        "https://user:HIDDEN@host/x",
        "pass=HIDDEN, secret: HIDDEN",
    ],
)
def test_what_other_programs_say_is_told_without_passwords_and_keys(said: str) -> None:
    assert "HIDDEN" not in without_secrets(said)


@pytest.mark.parametrize(
    "to",
    [
        "https://TOKEN@host/x.git",
        "https://u:p@host/x.git",
        ":azureblob,sas_url='x':c",
        ":s3,secret_access_key=x:b",
    ],
)
def test_settings_hold_no_password(desk: Desk, to: str) -> None:
    desk.settings(f'publish:\n  - {{name: live, kind: rclone, to: "{to}"}}')
    done = desk.publish("live")
    assert done.exit_code == 3
    assert "password-in-settings" in done.output
