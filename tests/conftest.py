"""What all tests share: the repository, the built example, and a real static server."""

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

EXAMPLE_TIME = "2026-11-23T09:00"
"""The moment at which the worked example is built, in the site's time zone."""

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def example_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, built once by the command that editors use."""
    output = tmp_path_factory.mktemp("example") / "output"
    command = [sys.executable, "-m", "sitegen", "build", "--content", "content", "--output", str(output)]
    done = subprocess.run(
        [*command, "--now", EXAMPLE_TIME], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="module")
def static_server() -> Iterator[Callable[..., str]]:
    """A plain static server, on this machine alone.

    Call it with a folder, and with `under="/council/"` to serve it at a sub-path; it gives the address,
    which ends with a slash. All that it serves ends with the module.
    """
    with contextlib.ExitStack() as servers:

        def serve(folder: Path, *, under: str = "/") -> str:
            return servers.enter_context(_served(folder, under))

        yield serve


@contextlib.contextmanager
def _served(folder: Path, under: str) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = path.startswith(under)
            return super().translate_path("/" + path.removeprefix(under) if inside else "/outside-the-site")

        def log_message(self, *_: object) -> None:
            """Say nothing: a test reports what matters."""

    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{under}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
