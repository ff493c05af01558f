"""Files for hosts: search engines find every page, hosts send what they should, and nothing comes from the clock."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.site import Site
from sitegen.outputs.hosting import plan
from sitegen.outputs.hosting.headers import headers
from sitegen.outputs.hosting.sitemap import MOST, Listed, sitemaps
from sitegen.outputs.output import Data, FileInfo
from sitegen.outputs.policy import CARRIED, POLICY
from tests.strategies import advert, decision, entry, outputs_of, site

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://www.example.org/markets"
ASSETS = {"site.css": b"", "icon.svg": b"<svg/>", "page.js": b"", "find.js": b""}
YEAR, MINUTES = "public, max-age=31536000, immutable", "public, max-age=300"


def files(found: Site) -> dict[str, str]:
    """The texts for hosts of a site without a page."""
    return {output.path: output.data.decode() for output in plan(found, ())}


def sitemap(found: Site) -> dict[str, str | None]:
    """Address → the day of its last change, of all pages in the sitemap."""
    data = next(output for output in outputs_of(found) if output.path == "sitemap.xml")
    assert isinstance(data, Data)
    return dict(addresses(data.data, "urlset", "url"))


def addresses(text: bytes, root: str, item: str, base: str = BASE) -> Iterator[tuple[str, str | None]]:
    """What a sitemap lists. Fails where it is not as sitemaps.org has it."""
    assert len(text) < 50_000_000
    tree = ET.fromstring(text)  # noqa: S314 - of our own making
    assert tree.tag == NAMESPACE + root
    assert 0 < len(tree) <= 50_000
    for one in tree:
        assert one.tag == NAMESPACE + item
        assert [part.tag for part in one] in ([NAMESPACE + "loc"], [NAMESPACE + "loc", NAMESPACE + "lastmod"])
        address, day = one[0].text or "", one[1].text or "" if len(one) > 1 else None
        assert address.startswith(f"{base}/")
        assert len(address) < 2048
        assert day is None or date.fromisoformat(day).isoformat() == day
        yield address.removeprefix(base), day


# Sitemap


def test_of_45000_pages_there_is_one_sitemap_and_of_one_more_an_index_with_two_parts() -> None:
    pages = [Listed(f"/adverts/a{number}/", date(2026, 1, 1 + number // MOST)) for number in range(MOST + 1)]
    (one,) = sitemaps(BASE, pages[:MOST])
    assert one.path == "sitemap.xml"
    assert len(list(addresses(one.data, "urlset", "url"))) == MOST
    *parts, index = sitemaps(BASE, pages)
    assert [part.path for part in parts] == ["sitemap-1.xml", "sitemap-2.xml"]
    assert index.path == "sitemap.xml"
    assert list(addresses(index.data, "sitemapindex", "sitemap")) == [
        ("/sitemap-1.xml", "2026-01-01"),
        ("/sitemap-2.xml", "2026-01-02"),
    ]
    listed = [address for part in parts for address, _ in addresses(part.data, "urlset", "url")]
    assert listed == [page.address for page in pages]


def test_an_address_with_signs_of_xml_is_listed_as_it_is() -> None:
    (found,) = sitemaps("https://example.org/a&b", [Listed("/x/")])
    assert list(addresses(found.data, "urlset", "url", "https://example.org/a&b")) == [("/x/", None)]


def test_the_example_lists_the_canonical_address_of_every_page_but_those_not_for_search_engines(
    example_site: Path,
) -> None:
    base = "https://example.org/market-tests"
    listed = [
        address
        for address, _ in addresses((example_site / "sitemap.xml").read_bytes(), "urlset", "url", base)
    ]
    canonical, hidden = [], []
    for page in example_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if '<meta name="robots" content="noindex">' in text:
            hidden.append(page.relative_to(example_site).as_posix())
        else:
            canonical += re.findall(f'<link rel="canonical" href="{base}(.*?)">', text)
    assert sorted(listed) == sorted(canonical)
    versions = example_site.glob("adverts/*/versions/*/index.html")
    earlier = [page.relative_to(example_site).as_posix() for page in versions]
    assert len(earlier) > 3
    fixed = ("404.html", "pages/glossary/index.html", "search/index.html", "tenders/index.html")
    forms = [
        page.relative_to(example_site).as_posix()
        for page in example_site.glob("adverts/*/response-*/index.html")
    ]
    assert len(forms) > 1
    assert sorted(hidden) == sorted((*fixed, *earlier, *forms))
    assert {address for address in listed if not (example_site / f".{address}index.html").is_file()} == set()


def test_an_advert_changed_last_when_it_was_published_changed_answered_withdrawn_or_its_outcome_came_out() -> (
    None
):
    answer = {
        "id": "q1",
        "asked": "2026-11-03",
        "question": "Why?",
        "answered": "2026-11-05",
        "answer": "So.",
    }
    outcome = decision(
        "learned",
        kind="outcome",
        meeting={"body": "Cabinet", "date": "2026-11-19"},
        engagement={"advert": "e", "responses": "3"},
    )
    found = sitemap(
        site(
            advert("a"),
            advert("b", amendments=[{"date": "2026-11-09", "change": "More time", "reason": "Asked for"}]),
            advert("c", clarifications=[answer]),
            advert("d", withdrawn={"date": "2026-11-17", "reason": "No money"}),
            advert("e", closes="2026-11-10T12:00", outcome="learned"),
            advert("f", amendments=[{"date": "2026-11-24", "change": "To come", "reason": "Later"}]),
            outcome,
            assets=ASSETS,
        )
    )
    assert [found[f"/adverts/{name}/"] for name in "abcdef"] == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-05",
        "2026-11-17",
        "2026-11-19",
        "2026-11-02",
    ]


def test_a_decision_changed_last_on_the_latest_day_it_names_that_has_come_and_a_page_without_a_day_never() -> (
    None
):
    meeting = {"body": "Cabinet", "date": "2026-11-10"}
    exempt = {"schedule": "12A", "paragraph": "3", "reason": "Business", "public_interest": "Harm"}
    found = sitemap(
        site(
            decision("early", published="2026-11-02", meeting={"body": "Cabinet", "date": "2026-12-01"}),
            decision("met", published="2026-11-02", meeting=meeting),
            decision("decided", meeting=meeting, decided={"date": "2026-11-12"}),
            decision("closed", meeting=meeting, part="2", exempt=exempt),
            entry("pages", "about", {"title": "About", "body": "Us."}),
            entry("pages", "news", {"title": "News", "body": "Us.", "published": "2026-10-01"}),
            assets=ASSETS,
        )
    )
    names = ("early", "met", "decided", "closed")
    assert [found[f"/decisions/{name}/"] for name in names] == [
        "2026-11-02",
        "2026-11-10",
        "2026-11-12",
        None,
    ]
    assert (found["/pages/about/"], found["/pages/news/"], found["/decisions/"]) == (None, "2026-10-01", None)


def test_the_clock_alone_changes_nothing() -> None:
    one, other = (
        {
            output.path: output
            for output in outputs_of(site(advert(), now=now, assets=ASSETS))
            if is_for_hosts(output.path)
        }
        for now in ("2026-11-23T09:00", "2026-11-24T17:30")
    )
    assert one == other
    assert {"sitemap.xml", "_headers", "robots.txt", ".nojekyll", "site.webmanifest", "changes.json"} == set(
        one
    )


def is_for_hosts(path: str) -> bool:
    return "/" not in path and not path.endswith((".html", "feed.xml", ".ics"))


# Robots, manifest, security.txt


def test_every_robot_may_look_at_everything_and_is_told_of_the_sitemap() -> None:
    robots = RobotFileParser()
    robots.parse(files(site(assets=ASSETS))["robots.txt"].splitlines())
    assert robots.can_fetch("anybody", f"{BASE}/adverts/")
    assert robots.site_maps() == [f"{BASE}/sitemap.xml"]


def test_the_manifest_names_the_site_and_leads_to_files_that_are_there(example_site: Path) -> None:
    told = json.loads((example_site / "site.webmanifest").read_text(encoding="utf-8"))
    assert told["name"] == "Example Borough Council market tests"
    assert urljoin(f"{BASE}/site.webmanifest", told["start_url"]) == f"{BASE}/"
    assert [icon for icon in told["icons"] if not (example_site / icon["src"]).is_file()] == []
    home = (example_site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="manifest" href="./site.webmanifest">' in home


CONTACT = {"contact": "security+web@example.org", "expires": "2027-09-14"}


def fields(text: str) -> list[tuple[str, str]]:
    """The fields of a security.txt. Fails where RFC 9116 would."""
    found = [tuple(line.split(": ", 1)) for line in text.splitlines()]
    names = [name for name, *_ in found]
    assert "Contact" in names
    assert names.count("Expires") == 1
    assert names.count("Preferred-Languages") <= 1
    for name, value in found:
        if name == "Expires":
            assert datetime.fromisoformat(value).tzinfo
        elif name != "Preferred-Languages":
            assert urlsplit(value).scheme in ("https", "mailto")
    return [(name, value) for name, value in found]


def test_a_security_contact_is_told_as_rfc_9116_has_it() -> None:
    found = files(site(assets=ASSETS, security=CONTACT))
    assert fields(found[".well-known/security.txt"]) == [
        ("Contact", "mailto:security+web@example.org"),
        ("Expires", "2027-09-14T00:00:00Z"),
        ("Preferred-Languages", "en-GB"),
        ("Canonical", "https://www.example.org/.well-known/security.txt"),
    ]
    more = {
        "contact": "https://example.org/form",
        "policy": "https://example.org/p",
        "languages": ["en", "cy"],
    }
    found = files(site(assets=ASSETS, security=CONTACT | more))
    assert fields(found[".well-known/security.txt"]) == [
        ("Contact", "https://example.org/form"),
        ("Expires", "2027-09-14T00:00:00Z"),
        ("Preferred-Languages", "en, cy"),
        ("Canonical", "https://www.example.org/.well-known/security.txt"),
        ("Policy", "https://example.org/p"),
    ]
    assert (
        "\n/markets/.well-known/security.txt\n  Content-Type: text/plain; charset=utf-8\n"
        in found["_headers"]
    )


def test_without_a_security_contact_there_is_no_such_file() -> None:
    assert ".well-known/security.txt" not in files(site(assets=ASSETS))


# Redirects


def redirects(*moved: tuple[str, str], **settings: Any) -> list[list[str]]:  # noqa: ANN401 - of any setting
    told = [{"from": source, "to": target} for source, target in moved]
    text = files(site(assets=ASSETS, redirects=told, **settings)).get("_redirects", "")
    return [line.split() for line in text.splitlines()]


def test_a_redirect_begins_and_ends_where_the_site_is_on_its_host() -> None:
    assert redirects(("/old/", "/adverts/")) == [["/markets/old/", "/markets/adverts/", "301"]]
    at_root = redirects(("/old/", "/adverts/#main"), base_url="https://example.org")
    assert at_root == [["/old/", "/adverts/#main", "301"]]


def test_signs_that_hosts_would_take_for_a_pattern_are_told_as_letters() -> None:
    assert redirects(("/a b*/:c é%20/", "/pages/d e/")) == [
        ["/markets/a%20b%2A/%3Ac%20%C3%A9%20/", "/markets/pages/d%20e/", "301"]
    ]


def test_a_redirect_that_hosts_cannot_read_is_left_to_its_page_and_without_any_there_is_no_file() -> None:
    assert redirects(("/page.asp?id=1", "/adverts/"), ("/x#y", "/adverts/")) == []
    assert "_redirects" not in files(site(assets=ASSETS, redirects=[{"from": "/a?b", "to": "/adverts/"}]))


# Headers

Rules = Mapping[str, Mapping[str, str]]


def rules_of(text: str) -> Rules:
    """Pattern → header → value. Fails where hosts could not read the file."""
    found: dict[str, dict[str, str]] = {}
    pattern = ""
    for line in text.splitlines():
        assert len(line) <= 2000  # as long as Cloudflare takes
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            assert name not in found[pattern]
            found[pattern][name] = value
        else:
            assert re.fullmatch(r"/[^\s*]*\*?", line)  # nothing after a star: Netlify has no more
            pattern = line
            found.setdefault(pattern, {})
    assert len(found) <= 100  # as many as Cloudflare takes
    return found


def sent(rules: Rules, path: str) -> list[tuple[str, str]]:
    """What a host sends with the file at a path: the headers of every rule that matches, as both hosts do."""
    return [pair for pattern, pairs in rules.items() if matches(pattern, path) for pair in pairs.items()]


def matches(pattern: str, path: str) -> bool:
    parts = re.split(r"(\*|:[a-z]\w*)", pattern)
    meanings = ({"*": ".*", ":": "[^/]+"}.get(part[:1], re.escape(part)) for part in parts)
    return re.fullmatch("".join(meanings), path) is not None


PLANNED = (
    "index.html",
    "404.html",
    "feed.xml",
    "calendar.ics",
    "adverts/index.html",
    "adverts/a/index.html",
    "adverts/a/feed.xml",
    "adverts/a/calendar.ics",
    "adverts/subject/79/feed.xml",
    "data/adverts.csv",
    "data/adverts.jsonl",
    "search/terms/1a.txt",
    "assets/site.1a2b3c4d.css",
)


def headers_for(paths: Iterable[str], base_url: str = "https://example.org") -> Rules:
    return rules_of(headers(base_url, [FileInfo(path) for path in paths]))


@given(st.sets(st.sampled_from(PLANNED)), st.sampled_from(["", "/markets", "/a/b"]))
def test_no_file_gets_a_header_twice_and_every_file_gets_the_policy(paths: set[str], base: str) -> None:
    rules = headers_for(paths, f"https://example.org{base}")
    for path in paths:
        names = [name for name, _ in sent(rules, f"{base}/{path.removesuffix('index.html')}")]
        assert len(names) == len(set(names))
        assert "Content-Security-Policy" in names
        assert "Cache-Control" in names


@pytest.mark.parametrize(
    ("path", "lifetime", "kind"),
    [
        ("/", MINUTES, None),
        ("/adverts/", MINUTES, None),
        ("/adverts/a/", MINUTES, None),
        ("/assets/site.1a2b3c4d.css", YEAR, None),
        ("/search/terms/1a.txt", "no-cache", None),
        ("/feed.xml", MINUTES, "application/atom+xml; charset=utf-8"),
        ("/adverts/a/feed.xml", MINUTES, "application/atom+xml; charset=utf-8"),
        ("/adverts/subject/79/feed.xml", MINUTES, "application/atom+xml; charset=utf-8"),
        ("/calendar.ics", MINUTES, "text/calendar; charset=utf-8"),
        ("/adverts/a/calendar.ics", MINUTES, "text/calendar; charset=utf-8"),
        ("/data/adverts.csv", MINUTES, "text/csv; charset=utf-8"),
        ("/data/adverts.jsonl", MINUTES, "application/jsonl"),
    ],
)
def test_a_file_is_kept_for_as_long_as_it_stays_the_same_and_says_what_it_is(
    path: str, lifetime: str, kind: str | None
) -> None:
    found = dict(sent(headers_for(PLANNED), path))
    assert found["Cache-Control"] == lifetime
    assert found.get("Content-Type") == kind


def test_every_file_comes_with_the_policy_and_says_nothing_of_its_readers() -> None:
    found = dict(sent(headers_for(PLANNED), "/adverts/a/"))
    assert found == {
        "Content-Security-Policy": POLICY,
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
        "Strict-Transport-Security": "max-age=31536000",
        "Cache-Control": MINUTES,
    }


def test_every_page_carries_the_policy_before_anything_that_it_loads(example_site: Path) -> None:
    """But for what only a header can say (CSP3, 3.3): who may frame it."""
    sent_with_all = re.search("Content-Security-Policy: (.+)", (example_site / "_headers").read_text("utf-8"))
    assert sent_with_all
    assert sent_with_all[1] == f"{CARRIED}; frame-ancestors 'none'"
    for file in example_site.rglob("*.html"):
        before, carried, after = file.read_text("utf-8").partition(
            f'<meta http-equiv="Content-Security-Policy" content="{CARRIED}">'
        )
        assert carried, file
        assert not re.search("<(link|script|style|img)", before), file
        assert 'rel="stylesheet"' in after, file


def test_what_pages_are_drawn_with_comes_with_no_more_than_it_needs() -> None:
    assert "Access-Control-Allow-Origin" not in dict(sent(headers_for(PLANNED), "/assets/site.0123abcd.css"))


def test_a_site_below_a_path_says_nothing_of_the_rest_of_its_host() -> None:
    rules = headers_for(PLANNED, "https://example.org/markets")
    assert "Strict-Transport-Security" not in dict(sent(rules, "/markets/"))
    assert sent(rules, "/elsewhere/") == []


def test_how_an_attachment_is_encoded_is_not_ours_to_say() -> None:
    rules = rules_of(headers("https://example.org", [FileInfo("files/prices.csv", copied=True)]))
    assert "Content-Type" not in dict(sent(rules, "/files/prices.csv"))


def test_hosts_can_read_the_headers_of_the_example(example_site: Path) -> None:
    rules = rules_of((example_site / "_headers").read_text(encoding="utf-8"))
    for file in example_site.rglob("*"):
        path = f"/market-tests/{file.relative_to(example_site).as_posix().removesuffix('index.html')}"
        names = [name for name, _ in sent(rules, path)]
        assert len(names) == len(set(names)), path
        assert "Content-Security-Policy" in names, path
