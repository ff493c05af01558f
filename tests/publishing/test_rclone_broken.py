"""Publishing with rclone to real servers when something breaks: kills, drops, wrong keys, a full disk."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.publishing.conftest import ADVERT, COPY, LIST, Desk, digests, only_s3, only_sftp
from tests.publishing.hosts import SECRET, Host, know, new_key, serving, tell


def listed(host: Host) -> dict[str, object]:
    """What the host says is live, in its list or else in the copy."""
    for path in (LIST, COPY):
        with suppress(OSError, ValueError):
            return dict(json.loads((host.folder / path).read_bytes()))
    return {}


@only_s3
def test_a_list_that_a_broken_transfer_has_cut_is_made_good_from_its_copy(desk: Desk, live: Host) -> None:
    (live.folder / LIST).write_bytes((live.folder / LIST).read_bytes()[:1_000])
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = desk.publish(live.remote)
    assert done.exit_code == 0, done.output
    assert digests(live.folder) == desk.built()
    (live.folder / LIST).write_bytes(b"{")
    (live.folder / COPY).write_bytes(b"{")
    assert "error[live-list-unreadable]" in desk.publish(live.remote).output


def written(host: Host) -> int | None:
    """When the list at the host was written; nothing while it is being replaced."""
    with suppress(FileNotFoundError):
        return (host.folder / LIST).stat().st_mtime_ns
    return None


def test_a_transfer_killed_again_and_again_says_that_it_is_unfinished_and_the_next_one_completes(
    desk: Desk, live: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RCLONE_SFTP_CONNECTIONS", "2")  # of which rclone opens ten a second at most
    moments = random.Random(live.kind)  # noqa: S311 - chooses moments, guards nothing
    before = digests(live.folder)
    desk.edit("content/site.yaml", "Small Town markets", "Small Town markets too")
    killed = 0
    for _ in range(3):
        told = written(live)
        with desk.start(live.remote, "--quiet") as process:
            while process.poll() is None and written(live) in (told, None):
                time.sleep(0.002)
            time.sleep(moments.uniform(0, 0.6))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert "coming" in listed(live) or digests(live.folder) in (before, desk.built())
    assert killed
    done = desk.publish(live.remote)
    assert done.exit_code == 0, done.output
    assert digests(live.folder) == desk.built() != before


@only_s3
def test_an_upload_ends_with_the_publication_that_began_it(
    desk: Desk, live: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "content/files/form.txt").write_text("x" * 4_000_000)
    monkeypatch.setenv("RCLONE_BWLIMIT", "100k")
    with desk.start(live.remote, "--quiet") as process:
        upload = uploading("files/form.txt", process)
        process.kill()
    try:
        patience = time.monotonic() + 10
        while words(upload):
            assert time.monotonic() < patience, "it goes on"
            time.sleep(0.02)
    finally:
        with suppress(ProcessLookupError):
            os.kill(upload, signal.SIGKILL)
    assert "coming" in listed(live)


def uploading(path: str, process: subprocess.Popen[bytes]) -> int:
    """The rclone with which a publication uploads this file, once it is at work."""
    while process.poll() is None:
        with suppress(FileNotFoundError):  # one that has ended meanwhile, and what it was to upload
            for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
                program, *command = words(int(child)) or [b""]
                if program.endswith(b"rclone") and b"copy" in command:
                    listed = Path(os.fsdecode(command[command.index(b"--files-from-raw") + 1])).read_text()
                    if path in listed.splitlines():
                        return int(child)
        time.sleep(0.002)
    pytest.fail("it ended before it uploaded anything")


def words(process: int) -> list[bytes]:
    """What a process was started with; nothing when it is at an end."""
    try:
        raw = Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return raw.split(b"\0") if raw else []


def refused(desk: Desk, host: Host, why: str) -> None:
    """Says why nothing was published, and nothing was."""
    before = digests(host.folder)
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "error[transfer-failed]" in done.output
    assert why in done.output
    assert "rclone said" in done.output
    assert digests(host.folder) == before


@pytest.mark.parametrize("kind", ["s3", "webdav", "ftp"], indirect=True)
def test_a_wrong_password_is_told_and_not_shown(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, host, secret="wrongsecretword")  # noqa: S106 - the wrong one
    refused(desk, host, "the host did not accept the name, the password or the key")


@only_sftp
def test_a_wrong_key_is_told(desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    new_key(host.work / "other", SECRET)
    monkeypatch.setenv("RCLONE_CONFIG_HOST_KEY_FILE", str(host.work / "other"))
    refused(desk, host, "the host did not accept the name, the password or the key")
    monkeypatch.setenv("RCLONE_CONFIG_HOST_KEY_FILE", str(host.work / "user"))
    tell(monkeypatch, host, secret="wrongsecretword")  # noqa: S106 - the wrong one
    refused(desk, host, "the password of the key is a different one")


@only_sftp
def test_a_host_that_is_another_than_was_known_gets_nothing(desk: Desk, host: Host) -> None:
    know(host, host.port, "user.pub")
    refused(desk, host, "the host does not show the key that it is known by")
    (host.work / "known_hosts").write_text("")
    refused(desk, host, "the host does not show the key that it is known by")


@pytest.mark.parametrize("kind", ["sftp", "ftp"])
def test_a_host_that_may_not_be_written_to_or_does_not_answer_is_told(
    kind: str, desk: Desk, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(published, desk.folder / "host/store/bucket")
    desk.edit(ADVERT, "How could bins", "How might bins")
    with serving(kind, desk.folder / "host", read_only=True) as host:
        tell(monkeypatch, host)
        refused(desk, host, "the host does not permit that")
    refused(desk, host, "the host does not answer")


@only_sftp
def test_a_disk_that_is_full_is_told_and_the_next_run_completes(desk: Desk, live: Host) -> None:
    desk.edit(ADVERT, "How could bins", "How might bins")
    (live.folder / COPY).unlink()
    (live.folder / COPY).symlink_to("/dev/full")
    refused(desk, live, "perhaps there is no space left at the host")
    (live.folder / COPY).unlink(missing_ok=True)
    done = desk.publish(live.remote)
    assert done.exit_code == 0, done.output
    assert digests(live.folder) == desk.built()


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


@pytest.mark.parametrize("kind", ["s3", "sftp", "webdav"], indirect=True)
def test_a_connection_that_drops_at_any_byte_is_told_and_the_next_run_completes(
    desk: Desk, live: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(live.folder)
    desk.edit(ADVERT, "How could bins", "How might bins")
    after = random.Random(live.kind).randrange(8_000, 30_000)  # noqa: S311 - chooses a byte, guards nothing
    with dropping(live.port, after) as port:
        tell(monkeypatch, live, port=port)
        done = desk.publish(live.remote)
    assert done.exit_code == 4, done.output
    assert "the connection to the host broke; rclone said" in done.output
    assert "publish again: that completes the transfer" in done.output
    assert "coming" in listed(live) or digests(live.folder) == before
    tell(monkeypatch, live)
    done = desk.publish(live.remote)
    assert done.exit_code == 0, done.output
    assert digests(live.folder) == desk.built()
