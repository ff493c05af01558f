"""A WebSub hub on this computer hears of the feeds that changed; one that does not listen stops nothing."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from sitegen.publishing.hub import MOST, changed_feeds, ping
from tests.publishing.conftest import ADVERT, Desk

BASE = "https://example.org/market-tests"


class Hub(http.server.BaseHTTPRequestHandler):
    """A hub that answers with `status`, and remembers what was said to it."""

    status = 204
    heard: list[dict[str, list[str]]] = []

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.heard.append(parse_qs(said))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def hub() -> Iterator[tuple[str, type[Hub]]]:
    handler = type("OneHub", (Hub,), {"heard": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", handler
    server.shutdown()
    server.server_close()


def topics(heard: list[dict[str, list[str]]]) -> list[str]:
    for said in heard:
        assert said["hub.mode"] == ["publish"]
        assert said["hub.url"] == said["hub.topic"]
    return [said["hub.url"][0] for said in heard]


def base_url(desk: Desk) -> str:
    text = (desk.folder / "content/site.yaml").read_text("utf-8")
    return next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("base_url"))


def test_a_hub_hears_of_the_feeds_that_changed_and_no_others(
    desk: Desk, tmp_path: Path, hub: tuple[str, type[Hub]]
) -> None:
    address, handler = hub
    desk.settings(f"mailing: {{hub: '{address}'}}")
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 0, done.output
    base = base_url(desk)
    first = topics(handler.heard)
    assert first[0] == f"{base}/feed.xml"
    assert f"{base}/adverts/bins/feed.xml" in first
    feed = (tmp_path / "www/current/feed.xml").read_text("utf-8")
    assert f'<link rel="hub" href="{address}"/>' in feed
    handler.heard.clear()
    desk.edit(ADVERT, "How could bins", "How might bins")
    assert desk.publish(tmp_path / "www").exit_code == 0
    second = topics(handler.heard)
    assert {f"{base}/feed.xml", f"{base}/adverts/bins/feed.xml"} <= set(second) <= set(first)
    handler.heard.clear()
    desk.edit("content/pages/intent.md", "Terms are kept.", "Terms are kept for all.")
    assert desk.publish(tmp_path / "www").exit_code == 0
    assert handler.heard == []


@pytest.mark.parametrize(("status", "words"), [(500, "it answers 500"), (None, "Connection refused")])
def test_a_hub_that_fails_is_a_warning_in_the_receipt_of_a_site_that_is_live(
    desk: Desk, tmp_path: Path, hub: tuple[str, type[Hub]], status: int | None, words: str
) -> None:
    address, handler = hub
    if status:
        handler.status = status
    else:
        address = "http://127.0.0.1:9/"  # where nobody listens
    desk.settings(f"mailing: {{hub: '{address}'}}")
    done = desk.publish(tmp_path / "www")
    assert done.exit_code == 0, done.output
    assert f"The hub {address} does not know that" in done.stderr
    (receipt,) = desk.receipts()
    assert any(words in warning for warning in receipt["warnings"])
    assert (tmp_path / "www/current/index.html").is_file()


def test_a_test_site_says_nothing_to_the_hub(desk: Desk, tmp_path: Path, hub: tuple[str, type[Hub]]) -> None:
    address, handler = hub
    desk.settings(
        f"mailing: {{hub: '{address}'}}\n"
        f"publish:\n  - {{name: test, kind: directory, to: {tmp_path / 'www'}, at: 'http://127.0.0.1:9'}}"
    )
    assert desk.publish("test").exit_code == 0
    assert handler.heard == []


def test_the_feed_of_the_site_comes_first_and_a_large_site_says_no_more_than_a_hub_can_bear() -> None:
    paths = [f"adverts/n{number}/feed.xml" for number in range(MOST)]
    found = changed_feeds(
        BASE, [*paths, "adverts/place/brook/feed.xml", "feed.xml", "index.html", "feed.xml.gz"]
    )
    assert found[:2] == [f"{BASE}/feed.xml", f"{BASE}/adverts/place/brook/feed.xml"]
    assert len(found) == MOST


def test_after_the_first_failure_a_hub_is_left_alone(hub: tuple[str, type[Hub]]) -> None:
    address, handler = hub
    handler.status = 503
    assert "it answers 503" in ping(address, ["https://a.example/feed.xml", "https://b.example/feed.xml"])
    assert len(handler.heard) == 1
