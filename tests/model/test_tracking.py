"""Addresses that watch their readers: where they lead, and what is left without the watching."""

import pytest

from sitegen.model.tracking import detour, may_be_tracked, untracked


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb%3Futm_source%3Dx&data=1",
            "https://a.example/b",
        ),
        ("https://urldefense.com/v3/__https://a.example/b?c=d__;!!x!y$", "https://a.example/b?c=d"),
        ("https://urldefense.com/v3/__https:/a.example/b__;!!x!y$", "https://a.example/b"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_b&d=x", "https://a.example/b"),
        ("https://www.google.com/url?q=https://a.example/&sa=D", "https://a.example/"),
        ("https://protect-eu.mimecast.com/s/abc", ""),
        ("https://eur01.safelinks.protection.outlook.com/?url=javascript%3Ax", ""),
    ],
)
def test_where_an_address_leads_that_goes_by_way_of_another(address: str, meant: str) -> None:
    assert may_be_tracked(address)
    found = detour(address)
    assert found
    assert found[1] == meant


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/maps",
        "https://notmimecast.com/s",
        "https://example.org/safelinks.protection.outlook.com",
    ],
)
def test_an_address_that_leads_straight_there(address: str) -> None:
    assert detour(address) is None


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.example/?utm_source=x&id=4&UTM_MEDIUM=y#z", "https://a.example/?id=4#z"),
        ("https://a.example/b?fbclid=1", "https://a.example/b"),
        ("https://a.example/b?gclid=1&mc_cid=2&mc_eid=3&a=b", "https://a.example/b?a=b"),
        ("https://a.example/b?page=utm_source&a=%20", "https://a.example/b?page=utm_source&a=%20"),
        ("https://a.example/b?", "https://a.example/b?"),
    ],
)
def test_an_address_without_what_watches(address: str, plain: str) -> None:
    assert untracked(address) == plain
