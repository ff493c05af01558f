"""The names under which browsers find assets: each has a digest of what it holds, and stylesheets know the others by it."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import cast

import pytest

from sitegen.model.site import Site
from sitegen.outputs.fingerprint import address_of, bytes_of


def site(assets: Mapping[str, bytes]) -> Site:
    """As much of a site as assets need."""
    config = SimpleNamespace(theme=SimpleNamespace(accent="#005a4e"))
    return cast("Site", SimpleNamespace(assets=assets, config=config))


def name(one: Site, asset: str) -> str:
    return address_of(one, asset).rpartition("/")[2]


@pytest.mark.parametrize(
    "written",
    ["url(logo.png)", "url('logo.png')", 'url( "./logo.png" )', "url(logo.png?v=2)", "url(logo.png#x)"],
)
def test_a_stylesheet_names_what_lies_beside_it_by_its_new_name(written: str) -> None:
    one = site({"site.css": f"b{{background:{written}}}".encode(), "logo.png": b"picture"})
    assert name(one, "logo.png") in bytes_of(one, "site.css").decode()
    assert "logo.png" not in bytes_of(one, "site.css").decode()
    other = site({**one.assets, "logo.png": b"another"})
    assert address_of(other, "site.css") != address_of(one, "site.css")


@pytest.mark.parametrize(
    "written",
    ["url(/logo.png)", "url(https://example.org/logo.png)", "url(data:,logo.png)", "url(other.png)"],
)
def test_what_lies_elsewhere_keeps_its_name(written: str) -> None:
    one = site({"site.css": f"b{{background:{written}}}".encode(), "logo.png": b"picture"})
    assert written in bytes_of(one, "site.css").decode()


def test_stylesheets_may_bring_in_others_but_not_each_other() -> None:
    one = site({"site.css": b"@import url(a.css);", "a.css": b"@import url(site.css);", "b.css": b"b{}"})
    assert b"url(a.css)" in bytes_of(one, "site.css")
    two = site({"site.css": b"@import url(b.css);", "b.css": b"b{}"})
    assert name(two, "b.css").encode() in bytes_of(two, "site.css")
