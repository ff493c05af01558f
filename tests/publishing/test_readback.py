"""What is seen at the site's address once it is published, and what is said when it cannot be seen."""

import contextlib
import functools
import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from sitegen.publishing import readback
from tests.publishing.conftest import ADVERT, LIST, Desk

_FETCH = readback._fetch  # noqa: SLF001 - as it is, before a desk's address answers nobody
NO_WAIT = (0.0, 0.0)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_readers_see_is_counted_on_the_receipt(
    desk: Desk, tmp_path: Path, static_server: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readback, "_fetch", _FETCH)
    desk.publish(tmp_path / "www")
    address = static_server(tmp_path / "www/current")
    desk.settings(f"publish:\n  - {{name: test, kind: directory, to: ./www, at: '{address}'}}")
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = desk.publish("test")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    receipt = next(one for one in desk.receipts() if one["target"] == "test")
    assert receipt["warnings"] == []
    assert 1 < receipt["seen"] <= receipt["checked"]


def test_an_address_that_does_not_answer_is_a_warning_and_no_lie(desk: Desk, tmp_path: Path) -> None:
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 0
    assert "did not answer, so what readers see was not checked" in done.stderr
    assert "seen at the site's address" not in done.stdout
    assert desk.receipts()[0]["seen"] == 0


@pytest.mark.parametrize(
    ("served", "seen", "words"),
    [
        ({}, 0, "does not give what was published yet"),
        ({LIST: b"old", "index.html": b"home"}, 0, "does not give what was published yet"),
        ({LIST: b"list", "index.html": b"old"}, 1, "still gives another index.html"),
        ({LIST: b"list", "index.html": b"home"}, 2, ""),
    ],
)
def test_a_host_that_gives_something_else_is_named(
    tmp_path: Path, static_server: Callable[..., str], served: dict[str, bytes], seen: int, words: str
) -> None:
    for path, data in served.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    address = static_server(tmp_path).rstrip("/")
    wanted = {LIST: digest(b"list"), "index.html": digest(b"home"), "_headers": digest(b"for hosts")}
    found = readback.read_back(address, wanted, LIST, NO_WAIT)
    assert (found.count, found.shut) == (seen, "")
    assert words in found.warning
    assert bool(words) == bool(found.warning)


def test_a_host_that_gives_the_old_for_a_moment_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([readback.Answer(503, b"", ""), readback.Answer(200, b"list", "")])
    monkeypatch.setattr(readback, "_fetch", lambda _address: next(answers))
    assert readback.read_back("http://127.0.0.1", {LIST: digest(b"list")}, LIST, NO_WAIT) == readback.Seen(1)


class _Rude(http.server.SimpleHTTPRequestHandler):
    """A host that answers with a status of its own at some addresses, and leads on from others."""

    protocol_version = "HTTP/1.1"
    answers: Mapping[str, int] = {}
    leads: Mapping[str, str] = {}

    def do_GET(self) -> None:
        status = self.answers.get(self.path) or self.answers.get("*")
        if target := self.leads.get(self.path):
            self.send_response(301)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif status:
            self.send_error(status)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def rude(folder: Path, answers: dict[str, int], leads: dict[str, str] | None = None) -> Iterator[str]:
    kind = type("Host", (_Rude,), {"answers": answers, "leads": leads or {}})
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def answering(desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the desk publish to a folder that is seen at this address."""
    monkeypatch.setattr(readback, "_fetch", _FETCH)
    monkeypatch.setattr(readback.read_back, "__defaults__", (NO_WAIT,))
    desk.settings(f"publish:\n  - {{name: test, kind: directory, to: ./www, at: '{address}'}}")


@pytest.mark.parametrize(
    ("answers", "words"),
    [({"*": 403}, "/ answers 403 Forbidden"), ({"*": 502}, "/ answers 502 Bad Gateway")],
)
def test_readers_who_are_shut_out_are_an_error_though_the_site_was_sent(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[str, int], words: str
) -> None:
    with rude(tmp_path / "www/current", answers) as address:
        answering(desk, address, monkeypatch)
        done = desk.publish("test")
    assert done.exit_code == 4, done.output
    assert "error[readers-shut-out]: The site was sent to www, but readers cannot open it" in done.stderr
    assert words in done.stderr
    assert (tmp_path / "www/current/index.html").is_file()
    assert len(desk.receipts()) == 1


def test_one_page_that_nobody_may_open_is_an_error_too(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"list")
    wanted = {"list": digest(b"list"), "index.html": digest(b"home")}
    with rude(tmp_path, {"/": 403}) as address:
        found = readback.read_back(address, wanted, "list", NO_WAIT)
    assert found == readback.Seen(1, shut=f"{address}/ answers 403 Forbidden")


def test_a_host_that_hides_the_list_alone_shuts_out_no_reader(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"home")
    with rude(tmp_path, {f"/{LIST}": 403}) as address:
        found = readback.read_back(
            address, {LIST: digest(b"list"), "index.html": digest(b"home")}, LIST, NO_WAIT
        )
    assert (found.shut, "answers 403 Forbidden" in found.warning) == ("", True)


@pytest.mark.parametrize(("leads", "is_told"), [({}, True), ({"/files/old.pdf": "/new/"}, False)])
def test_a_host_that_leads_nobody_on_from_an_old_file_is_told(
    tmp_path: Path, leads: dict[str, str], *, is_told: bool
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new/index.html").write_bytes(b"new")
    with rude(tmp_path, {}, leads) as address:
        warning = readback.redirect_warning(address, {"/files/old.pdf": "/new/"})
    assert ("does not redirect to /new/" in warning) == is_told
    assert bool(warning) == is_told
