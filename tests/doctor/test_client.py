"""What a client makes of hosts that answer badly: a reply, or words for why there is none."""

import contextlib
import gzip
import socketserver
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.doctor.client import Client, NoAnswer, Reply


class Raw(socketserver.ThreadingTCPServer):
    """Answers every question with the same bytes, and hangs up."""

    daemon_threads = True
    answer = b""


class _Says(socketserver.StreamRequestHandler):
    server: Raw

    def handle(self) -> None:
        """Called by the server."""
        while self.rfile.readline().strip():
            pass
        with contextlib.suppress(OSError):
            self.wfile.write(self.server.answer)


@pytest.fixture(scope="module")
def raw() -> Iterator[Raw]:
    """A host on this machine, whose `answer` a test sets."""
    with Raw(("127.0.0.1", 0), _Says) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server: Raw, answer: bytes, path: str = "") -> Reply:
    """What a client makes of it."""
    server.answer = answer
    client = Client(f"http://127.0.0.1:{server.server_address[1]}/", 10)
    with contextlib.closing(client):
        return client.ask(path)


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        OK[:9],
        OK + b"Content-Length: 10\r\n\r\nshort",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab",
        OK + b"A: b\r\n" * 200 + b"\r\n",
        OK + b"A: " + b"b" * 70_000 + b"\r\n\r\n",
    ],
)
def test_an_answer_that_is_none_is_told_in_words(raw: Raw, answer: bytes) -> None:
    with pytest.raises(NoAnswer, match=r"\w"):
        ask(raw, answer)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", OK, OK + b"Content-Encoding: gzip\r\n", OK + b"Location: "]),
)
def test_whatever_a_host_sends_nothing_else_is_raised(raw: Raw, rest: bytes, start: bytes) -> None:
    with contextlib.suppress(NoAnswer):
        assert isinstance(ask(raw, start + rest), Reply)


def test_a_small_answer_that_unpacks_to_a_huge_one_is_cut(raw: Raw) -> None:
    bomb = gzip.compress(bytes(64_000_000))
    answer = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb
    assert len(ask(raw, answer).body) == 16_000_000


def test_a_header_that_is_sent_twice_counts_with_both_values(raw: Raw) -> None:
    answer = ask(raw, OK + b"X-A: one\r\nx-a: two\r\nContent-Length: 0\r\n\r\n")
    assert answer.header("X-a") == "one, two"
    assert not answer.header("X-B")


def test_a_host_that_hangs_up_between_two_questions_is_asked_again(raw: Raw) -> None:
    raw.answer = OK + b"Content-Length: 2\r\n\r\nhi"
    client = Client(f"http://127.0.0.1:{raw.server_address[1]}/", 10)
    with contextlib.closing(client):
        assert [client.ask("").body for _ in range(3)] == [b"hi"] * 3


def test_a_host_that_stays_silent_is_given_up(raw: Raw) -> None:
    raw.answer = b""
    client = Client(f"http://127.0.0.1:{raw.server_address[1]}/", 10)
    with contextlib.closing(client):
        for welcome in (True, True, False):
            with pytest.raises(NoAnswer):
                client.ask("")
            assert client.is_welcome is welcome


def test_an_answer_that_trickles_in_is_not_waited_for(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.doctor.client._TOTAL_TIMEOUT", -1.0)
    with pytest.raises(NoAnswer, match="it takes longer"):
        ask(raw, OK + b"Content-Length: 2\r\n\r\nhi")
