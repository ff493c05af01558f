"""Real servers on this machine to publish to with rclone: an object store, OpenSSH's SFTP, WebDAV and FTP."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

RCLONE = str(Path(sys.executable).with_name("rclone"))
SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin") or "/usr/sbin/sshd"
KINDS = ("s3", "sftp", "webdav", "ftp")
KEY, SECRET = "KEYOFTHEHOST", "verysecretindeed"


@dataclass(frozen=True)
class Host:
    """A server of a kind: its port, the folder where it keeps its files, and one for what it needs itself."""

    kind: str
    port: int
    folder: Path
    work: Path
    remote: str = "rclone:host:bucket"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(kind: str, work: Path, *, read_only: bool = False) -> Iterator[Host]:
    """The server at work, with what is in `store/bucket` of the folder."""
    host = Host(kind, free_port(), work / "store/bucket", work)
    host.folder.mkdir(parents=True, exist_ok=True)
    command = (_sshd if kind == "sftp" else _rclone)(host, read_only=read_only)
    with (
        (work / "server.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as server,
    ):
        try:
            _await(host, server)
            yield host
        finally:
            server.terminate()


def _rclone(host: Host, *, read_only: bool) -> Sequence[str]:
    access = ("--auth-key", f"{KEY},{SECRET}") if host.kind == "s3" else ("--user", KEY, "--pass", SECRET)
    place = (str(host.folder.parent), "--addr", f"127.0.0.1:{host.port}")
    return [RCLONE, "serve", host.kind, *place, *access, *(["--read-only"] if read_only else [])]


SSHD_CONFIG = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {work}/host
AuthorizedKeysFile {work}/user.pub
AuthenticationMethods publickey
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PidFile none
Subsystem sftp internal-sftp
ForceCommand internal-sftp -d {store} {options}
"""


def _sshd(host: Host, *, read_only: bool) -> Sequence[str]:
    """OpenSSH's own server, as it is set up for those who may transfer files and nothing else."""
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd locks up the part of it that speaks to strangers
    new_key(host.work / "host", "")
    new_key(host.work / "user", SECRET)
    config = host.work / "sshd_config"
    options = "-R" if read_only else ""
    config.write_text(
        SSHD_CONFIG.format(port=host.port, work=host.work, store=host.folder.parent, options=options)
    )
    command = [SSHD, "-D", "-e", "-f", str(config)]
    settings = subprocess.run([*command, "-T"], check=True, capture_output=True, text=True).stdout
    # Newer ones shut out for a while who breaks off often, as the tests do.
    return [*command, "-o", "PerSourcePenalties=no"] if "persourcepenalties" in settings else command


def new_key(file: Path, password: str) -> None:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-N", password, "-f", str(file)], check=True
    )


def know(host: Host, port: int, key: str = "host.pub") -> None:
    """Writes down the key that the host at this port is known by."""
    (host.work / "known_hosts").write_text(f"[127.0.0.1]:{port} {(host.work / key).read_text()}")


def _await(host: Host, server: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + 20
    while time.monotonic() < patience and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", host.port), timeout=1):
            return
        time.sleep(0.02)
    pytest.fail(f"the server did not start: {(host.work / 'server.log').read_text()}")


def settings(host: Host, port: int, secret: str) -> dict[str, str]:
    """What tells rclone of the host, in its own names of the environment."""
    here = {"HOST": "127.0.0.1", "PORT": str(port), "USER": KEY}
    told = {
        "s3": {
            "PROVIDER": "Rclone",
            "ENDPOINT": f"http://127.0.0.1:{port}",
            "ACCESS_KEY_ID": KEY,
            "SECRET_ACCESS_KEY": secret,
        },
        "sftp": {
            **here,
            "USER": pwd.getpwuid(os.getuid()).pw_name,
            "KEY_FILE": str(host.work / "user"),
            "KEY_FILE_PASS": _obscured(secret),
            "KNOWN_HOSTS_FILE": str(host.work / "known_hosts"),
        },
        "webdav": {
            "URL": f"http://127.0.0.1:{port}",
            "USER": KEY,
            "PASS": _obscured(secret),
            "PACER_MIN_SLEEP": "1ms",  # as this host is as near as can be
        },
        "ftp": {**here, "PASS": _obscured(secret)},
    }
    return {
        f"RCLONE_CONFIG_HOST_{name}": value for name, value in {"TYPE": host.kind, **told[host.kind]}.items()
    }


@cache
def _obscured(secret: str) -> str:
    """As rclone wants passwords written; whoever has it has the password."""
    command = [RCLONE, "obscure", secret]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def tell(
    monkeypatch: pytest.MonkeyPatch, host: Host, *, port: int | None = None, secret: str = SECRET
) -> None:
    """Sets the environment so that rclone reaches the host, by another port or with another password where one is given."""
    monkeypatch.setenv("RCLONE_CONFIG", os.devnull)
    monkeypatch.setenv("RCLONE_LOW_LEVEL_RETRIES", "1")
    if host.kind == "sftp":
        know(host, port or host.port)
    for name, value in settings(host, port or host.port, secret).items():
        monkeypatch.setenv(name, value)


def secrets() -> set[str]:
    """What nobody may read: the passwords that the environment has now, as they are and as rclone writes them."""
    named = {value for name, value in os.environ.items() if name.endswith(("_PASS", "_SECRET_ACCESS_KEY"))}
    return {SECRET, *named}
