"""What all tests share: the repository, the built example, and a real static server."""

import contextlib
import functools
import gzip
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a careful host lets a page do. The site must work under it."""

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
"""Files of text, by the end of their names: a host compresses them, and says what they are."""

EXAMPLE_TIME = "2026-11-23T09:00"
"""The moment at which the worked example is built, in the site's time zone."""

NOTICE = {
    "summary": "Something may be wanted.",
    "kind": "early-engagement",
    "published": "2026-10-01",
    "closes": "2026-11-02T12:00",
    "respond": {"how": "Send an email.", "email": "responses@example.org"},
    "contact": {"role": "Buyer", "email": "buyer@example.org"},
    "timetable": [{"date": "2027-03-01", "title": "Next steps"}],
    "body": "We look for ideas.",
}
"""What a notice says that a test has no wish about."""

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def build_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds a folder of content as editors do, at the moment of the worked example; gives the finished site.

    Options of `sitegen build` may follow the folder.
    """

    def build(content: Path, *options: str) -> Path:
        output = tmp_path_factory.mktemp("site") / "output"
        command = [sys.executable, "-m", "sitegen", "build", "--content", str(content)]
        done = subprocess.run(
            [*command, "--output", str(output), "--now", EXAMPLE_TIME, *options],
            cwd=repository,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return output

    return build


@pytest.fixture(scope="session")
def example_site(repository: Path, build_site: Callable[..., Path]) -> Path:
    """The worked example, built once by the command that editors use."""
    return build_site(repository / "content")


@pytest.fixture(scope="session")
def site_of(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Callable[[dict[str, dict[str, Any]]], Path]:
    """Builds a site of notices: for each id its fields, of which those left out are filled in, and its `body`."""

    def site(notices: dict[str, dict[str, Any]]) -> Path:
        content = tmp_path_factory.mktemp("notices") / "content"
        shutil.copytree(repository / "tests/sites/quiet/content", content)
        (content / "adverts").mkdir()
        for number, (name, fields) in enumerate(notices.items()):
            said = {"title": f"The notice {name}", "reference": f"N{number:03}", **NOTICE, **fields}
            body = said.pop("body")
            # JSON is YAML, and needs no care with quotation marks.
            text = f"---\n{json.dumps(said, ensure_ascii=False, indent=1)}\n---\n\n{body}\n"
            (content / f"adverts/{name}.md").write_text(text, encoding="utf-8")
        return build_site(content)

    return site


@pytest.fixture(scope="module")
def static_server() -> Iterator[Callable[..., str]]:
    """A static server as hosts run them, on this machine alone.

    Call it with a folder, and with `under="/council/"` to serve it at a sub-path; it gives the address,
    which ends with a slash. All that it serves ends with the module.
    """
    with contextlib.ExitStack() as servers:

        def serve(folder: Path, *, under: str = "/") -> str:
            return servers.enter_context(_served(folder, under))

        yield serve


class _Host(http.server.SimpleHTTPRequestHandler):
    """Compresses text for those who take it, names its kind, and holds every page to the strict policy."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a small answer waits for the reader's acknowledgement
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **KINDS}

    def __init__(self, *arguments: Any, under: str, **options: Any) -> None:  # noqa: ANN401 - the base's own
        self.under = under
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.under)
        return super().translate_path("/" + path.removeprefix(self.under) if inside else "/outside-the-site")

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        place = Path(self.translate_path(self.path))
        if place.is_dir() and not urlsplit(self.path).path.endswith("/"):
            return super().send_head()  # leads on to the address with the slash
        file = place / "index.html" if place.is_dir() else place
        if file.is_file():
            return self._answer(HTTPStatus.OK, self.guess_type(file), file.read_bytes())
        not_found = Path(self.directory) / "404.html"
        words = not_found.read_bytes() if not_found.is_file() else b"Not found"
        return self._answer(HTTPStatus.NOT_FOUND, KINDS[".html"], words)

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if kind in KINDS.values():
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                data = gzip.compress(data, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test reports what matters."""


@contextlib.contextmanager
def _served(folder: Path, under: str) -> Iterator[str]:
    handler = functools.partial(_Host, directory=str(folder), under=under)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{under}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
