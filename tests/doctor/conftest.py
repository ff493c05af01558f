"""A site, and a host of it on this machine that does everything right but for one fault."""

import contextlib
import gzip
import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.doctor.expected_headers import ExpectedHeaders, expected_headers

UNDER = "/markets/"
OPEN, CLOSED = "2026-11-23T11:00:00+00:00", "2026-11-23T12:00:00+00:00"
"""Moments before and at the closing time of the notice of the small site."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
}


@dataclass
class Answer:
    """What the host is about to say of `path`, which lies below the site's address; None for what is elsewhere."""

    path: str | None
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


Fault = Callable[[Answer], None]


class Host(http.server.BaseHTTPRequestHandler):
    """Serves the folder of its server as the site's `_headers` asks, and lets the fault change each answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_GET(self) -> None:
        """Called by the server."""
        self.server.asked.append(self.path)
        answer = self._right()
        self.server.fault(answer)
        if "gzip" in self.headers.get("Accept-Encoding", "") and answer.headers.pop("pack", ""):
            answer.body = gzip.compress(answer.body, mtime=0)
            answer.headers["Content-Encoding"] = "gzip"
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            if name != "pack":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _right(self) -> Answer:
        always = {"Server": "nginx/1.22", "Date": format_datetime(self.server.now)}
        inside = unquote(self.path.removeprefix(UNDER)) if self.path.startswith(UNDER) else None
        place = self.server.folder / (inside or "")
        if inside is None or not place.exists():
            not_found = (self.server.folder / "404.html").read_bytes()
            return Answer(inside, 404, not_found, always | {"Content-Type": TYPES[".html"]})
        if place.is_dir() and inside and not inside.endswith("/"):
            return Answer(inside, 301, b"", always | {"Location": f"{self.path}/"})
        file = place / "index.html" if place.is_dir() else place
        kind = {"Content-Type": TYPES.get(file.suffix, ""), "pack": "yes"}
        return Answer(
            inside, 200, file.read_bytes(), {**always, **kind, **self.server.wanted.at(f"/{inside}")}
        )

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """What a host knows."""

    daemon_threads = True  # a connection that is kept open must not keep the test

    def __init__(self, folder: Path, now: str, fault: Fault) -> None:
        super().__init__(("127.0.0.1", 0), Host)
        self.folder, self.fault, self.now = folder, fault, datetime.fromisoformat(now).astimezone(UTC)
        self.wanted: ExpectedHeaders = expected_headers(
            (folder / "_headers").read_text("utf-8"), UNDER.rstrip("/")
        )
        self.asked: list[str] = []


@pytest.fixture(scope="session")
def made(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site, built before its notice closes."""
    folder = tmp_path_factory.mktemp("doctor")
    shutil.copytree(repository / "tests/sites/small/content", folder / "content")
    where = ("--content", str(folder / "content"), "--output", str(folder / "output"))
    done = CliRunner().invoke(main, ["build", *where, "--now", OPEN, "--quiet"])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def site(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That folder, as the current one."""
    monkeypatch.chdir(made)
    return made


@dataclass
class Hosted:
    """A host that runs, and the address of the site there."""

    address: str
    server: Server

    def examine(self, *options: str, now: str = OPEN) -> Any:  # noqa: ANN401 - click names its result in a private place
        """What `sitegen doctor` says."""
        return CliRunner().invoke(main, ["doctor", self.address, "--now", now, *options])


@pytest.fixture
def host(site: Path) -> Iterator[Callable[..., Hosted]]:
    """Runs a host of the site, with a fault, or with a certificate (a file that holds its key as well)."""
    with contextlib.ExitStack() as running:

        def start(
            fault: Fault = lambda _: None, *, now: str = OPEN, certificate: Path | None = None
        ) -> Hosted:
            server = running.enter_context(Server(site / "output", now, fault))
            if certificate:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                server.socket = context.wrap_socket(server.socket, server_side=True)
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            running.callback(thread.join)
            running.callback(server.shutdown)
            scheme = "https" if certificate else "http"
            return Hosted(f"{scheme}://127.0.0.1:{server.server_port}{UNDER}", server)

        yield start


def certified(folder: Path, name: str = "IP:127.0.0.1", days: int = 365) -> tuple[Path, Path]:
    """A new key and its certificate for a name, which ends in so many days."""
    key, file, request = (folder / name for name in ("key.pem", "certificate.pem", "request.pem"))
    new = ["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    named = ["-subj", "/CN=test", "-addext", f"subjectAltName={name}"]
    subprocess.run([*new, *named, "-keyout", key, "-out", request], check=True, capture_output=True)
    sign = ["openssl", "x509", "-req", "-copy_extensions", "copy", "-days", str(days)]
    subprocess.run([*sign, "-in", request, "-signkey", key, "-out", file], check=True, capture_output=True)
    return key, file


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a certificate for a name, that ends in so many days, and has this machine trust it, or not."""

    def make(name: str = "IP:127.0.0.1", *, days: int = 365, trusted: bool = True) -> Path:
        key, file = certified(tmp_path, name, days)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
        both = tmp_path / "both.pem"
        both.write_bytes(key.read_bytes() + file.read_bytes())
        return both

    return make
