"""What is seen at the site's address once it is published, and what is said when it cannot be seen."""

import hashlib
from collections.abc import Callable
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
    found = readback.see(address, wanted, LIST, NO_WAIT)
    assert found[0] == seen
    assert words in found[1]
    assert bool(words) == bool(found[1])


def test_a_host_that_gives_the_old_for_a_moment_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([b"old", b"list"])
    monkeypatch.setattr(readback, "_fetch", lambda _address: next(answers))
    assert readback.see("http://127.0.0.1", {LIST: digest(b"list")}, LIST, NO_WAIT) == (1, "")
