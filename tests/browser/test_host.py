"""The server of these tests does what a host does: it compresses, names kinds, and sends a strict policy."""

import gzip
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

WORDS = "Words that come again and again. " * 50


@pytest.fixture
def host(tmp_path: Path, static_server: Callable[..., str]) -> str:
    for name in ("index.html", "404.html", "find.js", "site.css", "icon.svg", "part.json", "brief.pdf"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    return static_server(tmp_path, under="/council/")


def fetch(address: str, **headers: str) -> tuple[Mapping[str, str], bytes]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server's address
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - likewise
        return answer.headers, answer.read()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("find.js", "text/javascript; charset=utf-8"),
        ("site.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("part.json", "application/json"),
    ],
)
def test_text_comes_with_its_kind_and_compressed_for_those_who_take_it(
    name: str, kind: str, host: str
) -> None:
    headers, data = fetch(host + name, **{"Accept-Encoding": "br, gzip"})
    assert headers["Content-Type"] == kind
    assert headers["Content-Encoding"] == "gzip"
    assert len(data) < len(WORDS) / 5
    assert gzip.decompress(data).decode() == WORDS
    headers, data = fetch(host + name)
    assert "Content-Encoding" not in headers
    assert data.decode() == WORDS


def test_what_is_compressed_already_is_left_alone(host: str) -> None:
    headers, data = fetch(host + "brief.pdf", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in headers
    assert data.decode() == WORDS


def test_every_answer_carries_the_policy_and_a_missing_page_shows_the_not_found_page(host: str) -> None:
    assert "default-src 'none'" in fetch(host)[0]["Content-Security-Policy"]
    with pytest.raises(urllib.error.HTTPError) as answer:
        fetch(host + "nowhere/")
    with answer.value as missing:
        assert missing.status == 404
        assert "default-src 'none'" in missing.headers["Content-Security-Policy"]
        assert missing.read().decode() == WORDS
