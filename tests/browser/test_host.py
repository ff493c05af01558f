"""The server of these tests does what a host does: it compresses, names kinds, and sends a strict policy."""

import gzip
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sitegen.outputs.policy import POLICY

RULES = f"""\
/council/*
  Content-Security-Policy: {POLICY}; sandbox
  X-Told: by the site
/council/assets/*
  X-Other: of other files
"""
WORDS = "Words that come again and again. " * 50


@pytest.fixture
def host(tmp_path: Path, static_server: Callable[..., str]) -> str:
    for name in ("index.html", "404.html", "find.js", "site.css", "icon.svg", "part.json", "brief.pdf"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    (tmp_path / "_headers").write_text(RULES, encoding="utf-8")
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


def test_every_answer_carries_what_the_site_wants_and_a_missing_page_shows_the_not_found_page(
    host: str,
) -> None:
    headers = fetch(host)[0]
    assert headers["Content-Security-Policy"] == f"{POLICY}; sandbox"
    assert headers["X-Told"] == "by the site"
    assert "X-Other" not in headers
    with pytest.raises(urllib.error.HTTPError) as answer:
        fetch(host + "nowhere/")
    with answer.value as missing:
        assert missing.status == 404
        assert missing.headers["Content-Security-Policy"] == f"{POLICY}; sandbox"
        assert missing.read().decode() == WORDS


def test_a_folder_without_headers_is_held_to_the_policy_of_a_new_site(
    tmp_path: Path, static_server: Callable[..., str]
) -> None:
    (tmp_path / "index.html").write_text(WORDS, encoding="utf-8")
    assert fetch(static_server(tmp_path))[0]["Content-Security-Policy"] == POLICY
