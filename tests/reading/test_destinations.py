"""Destinations: what an author writes, and where on the site or the web it leads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.destinations import address, resolve

TARGETS = [
    ("/decisions/x/#a", "/decisions/x/#a"),
    ("/adverts/../objectives/y", "/objectives/y"),
    ("/", "/"),
    ("/adverts/.", "/adverts/"),
    ("#notes", "#notes"),
    ("foo.md", "/adverts/foo/"),
    ("../2025/foo.md?print", "/adverts/foo/?print"),
    ("../../objectives/y.yaml", "/objectives/y/"),
    ("../../objectives/y.yml#a", "/objectives/y/#a"),
    ("../../files/a/b%20c.pdf", "/files/a/b c.pdf"),
    ("https://a.example/é?b#c", "https://a.example/é?b#c"),
    ("HTTP://[::1]:8000/", "http://[::1]:8000/"),
    ("mailto:a@b.example", "mailto:a@b.example"),
    ("TEL:+44 20", "tel:+4420"),
    ("  /a/ ", "/a/"),
]
REFUSED = [
    *("", "#", "?a", "//a.example", "https:", "https:a", "https:///a", "http://a b/", "mailto:", "tel:", "a:b.md"),
    *("javascript:x", "JAVASCRIPT:x", " javascript:x", "java\tscript:x", "\x01javascript:x", "data:,x", "file:///x"),
    *("ftp://a.example", "/\\a.example", "\\\\a", "/%5ca", "/a%00", "#%0a", "foo", "foo.pdf", "../../foo.md"),
    *("../../site.yaml", "../../files", "../../../content/adverts/a.md", "/../a/", "/%2e%2e/a/", ".md", ".."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "target"), TARGETS)
def test_a_destination_leads_to(written: str, target: str) -> None:
    assert resolve(written, "adverts/2026") == target


@pytest.mark.parametrize("written", REFUSED)
def test_a_destination_is_refused(written: str) -> None:
    assert resolve(written, "adverts/2026") == ""


@pytest.mark.parametrize(
    ("target", "encoded"),
    [
        ("/files/a b.pdf#c d", "/files/a%20b.pdf#c%20d"),
        ("/files/é.pdf", "/files/%C3%A9.pdf"),
        ("/files/50%.pdf", "/files/50%25.pdf"),
        ("/files/50%25.pdf", "/files/50%25.pdf"),
        ('/"<>`{}[]|^', "/%22%3C%3E%60%7B%7D%5B%5D%7C%5E"),
        ("#a#b", "#a%23b"),
        ("https://münchen.example/ü?a=b&c#d", "https://münchen.example/%C3%BC?a=b&c#d"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_an_address_is_encoded_where_it_must_be(target: str, encoded: str) -> None:
    assert address(target) == encoded


SPELLINGS = st.text(st.sampled_from("/\\.:#?%2eE5cfFjJaAvs \t\n@")) | st.text()


@given(SPELLINGS, st.sampled_from(["", "adverts", "adverts/2026"]))
def test_whatever_is_written_leads_into_the_site_or_to_an_allowed_scheme(written: str, folder: str) -> None:
    target = resolve(written, folder)
    assert re.fullmatch(r"|#.+|/(?!/).*|https?://[^/].*|mailto:.+|tel:.*", target, re.DOTALL)
    assert not re.search(r"[\x00-\x1f\\]", target)
    assert "/../" not in target.partition("#")[0].partition("?")[0] or "://" in target


@given(SPELLINGS)
def test_encoding_twice_is_encoding_once(written: str) -> None:
    once = address(resolve(written, "pages"))
    assert address(once) == once
