"""What all tests share: the repository, the built example, and a real static server."""

import contextlib
import functools
import gzip
import http.server
import io
import itertools
import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import jinja2
import pytest
from click.testing import CliRunner
from hypothesis import settings

from sitegen.commands.main import main
from sitegen.outputs.hosting.headers import headers

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


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to. Jinja asks it by folder and name, and believes it of the same text alone."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Three quarters of the time that a small site takes goes into compiling templates, which tests build by the hundred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitegen.writing.templates.Templates.compiled", _Compiled())
        yield


@pytest.fixture(scope="session", autouse=True)
def _programs_are_of_this_tree(repository: Path) -> Iterator[None]:
    """A program that a test starts in another folder imports sitegen from here, not one that is installed elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(repository))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def build_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds a folder of content by the command that editors use, at the moment of the worked example; gives the finished site.

    Options of `sitegen build` may follow the folder. Work is not shared among processes: servers and browsers of tests
    have threads here, and a process forked from among them might wait for ever.
    """

    def build(content: Path, *options: str) -> Path:
        output = tmp_path_factory.mktemp("site") / "output"
        command = [
            "build",
            "--content",
            str(content),
            "--output",
            str(output),
            "--now",
            EXAMPLE_TIME,
            *options,
        ]
        with contextlib.chdir(repository), pytest.MonkeyPatch.context() as patch:
            patch.setattr("sitegen.memo.processes.FEW", sys.maxsize)
            done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        return output

    return build


@pytest.fixture(scope="session")
def example_site(repository: Path, build_site: Callable[..., Path]) -> Path:
    """The worked example, built once by the command that editors use."""
    return build_site(repository / "content")


@pytest.fixture(scope="session")
def site_of(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Callable[..., Path]:
    """Builds a site of notices: for each id its fields, of which those left out are filled in, and its `body`.

    Options of `sitegen build` may follow.
    """

    def site(notices: dict[str, dict[str, Any]], *options: str) -> Path:
        content = tmp_path_factory.mktemp("notices") / "content"
        shutil.copytree(repository / "tests/sites/quiet/content", content)
        (content / "adverts").mkdir()
        for number, (name, fields) in enumerate(notices.items()):
            said = {"title": f"The notice {name}", "reference": f"N{number:03}", **NOTICE, **fields}
            body = said.pop("body")
            # JSON is YAML, and needs no care with quotation marks.
            text = f"---\n{json.dumps(said, ensure_ascii=False, indent=1)}\n---\n\n{body}\n"
            (content / f"adverts/{name}.md").write_text(text, encoding="utf-8")
        return build_site(content, *options)

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
    """Compresses text for those who take it, names its kind, and sends what the site's `_headers` wants everywhere.

    A folder without that file is served as a new site's would be.
    """

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "static", ""  # as little as hosts say of themselves
    disable_nagle_algorithm = True  # else a small answer waits for the reader's acknowledgement
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **KINDS}

    def __init__(self, *arguments: Any, under: str, **options: Any) -> None:  # noqa: ANN401 - the base's own
        self.under = under
        file = Path(options["directory"], "_headers")
        rules = file.read_text(encoding="utf-8") if file.is_file() else headers("https://www.example.org", ())
        self.always = [line.strip().split(": ", 1) for line in first_rule(rules)]
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
        for name, value in self.always:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test reports what matters."""


def first_rule(rules: str) -> list[str]:
    """The lines of headers in the first rule of `_headers`, which is for every file."""
    pattern, *lines = rules.splitlines()
    assert pattern.endswith("/*")
    return list(itertools.takewhile(lambda line: line.startswith("  "), lines))


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
