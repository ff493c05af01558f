"""What single answers are taken for, where a host that runs cannot show it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.doctor.built import address
from sitegen.doctor.client import Reply
from sitegen.doctor.connection import certificate, clock_difference, https, no_home, not_found, plain, slash
from sitegen.doctor.crawl import Crawl, visit
from sitegen.doctor.expected_headers import expected_headers
from sitegen.doctor.inspection import missing, statuses
from sitegen.doctor.page import Page, path_on_site
from sitegen.doctor.remedies import remedy
from sitegen.doctor.sending import is_accepted, lifetime, sending
from sitegen.model.status import Status

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
SITE = "https://www.example.org/markets/"


@pytest.mark.parametrize(("days", "found"), [(13, ["certificate-ends"]), (15, [])])
def test_a_certificate_is_told_a_fortnight_before_it_ends(days: int, found: list[str]) -> None:
    findings = list(certificate(NOW + timedelta(days=days), NOW, SITE))
    assert [finding.code for finding in findings] == found


@pytest.mark.parametrize(
    ("status", "to", "found"),
    [
        (301, SITE, []),
        (308, "https://www.example.org/", []),
        (302, SITE, ["warning"]),
        (301, "http://www.example.org/other/", ["error"]),
        (301, "https://elsewhere.example/", ["error"]),
        (301, "/markets/", ["error"]),
        (200, "", ["error"]),
        (404, "", ["error"]),
    ],
)
def test_without_https_readers_are_led_to_the_protected_site_for_good(
    status: int, to: str, found: list[str]
) -> None:
    findings = plain(Reply(status, {"location": to}), SITE, "Apache/2.4")
    assert [finding.severity.word for finding in findings] == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://www.example.org/", ["no-https"]),
        ("http://localhost:8000/", []),
        ("http://[::1]/", []),
        ("https://www.example.org:8443/", []),
    ],
)
def test_only_on_this_machine_a_site_may_go_without_https(address: str, found: list[str]) -> None:
    assert [finding.code for finding in https(address, "")] == found


@given(
    st.text()
    | st.sampled_from(
        [
            "http://[",
            "//[",
            "Mon, 01 Jan 0001 00:00:00 +2359",
            "Mon, 01 Jan 2026 00:00:00 +99999999999999999999",
        ]
    )
)
def test_no_header_is_too_odd_to_be_judged(value: str) -> None:
    odd = Reply(
        301,
        {"location": value, "date": value, "server": value, "cache-control": value, "content-type": value},
    )
    visits = [visit(path, Reply(200, odd.headers)) for path in ("", "feed.xml")]
    found = [
        no_home(odd, SITE),
        *clock_difference(odd, NOW, SITE),
        *plain(odd, SITE, value),
        *slash(odd, SITE, value),
        *not_found(odd, b"", SITE, value),
        *sending(visits, expected_headers("/*\n  Cache-Control: max-age=300\n", ""), SITE),
    ]
    assert all(finding.hint for finding in found)


def test_rules_of_headers_match_as_hosts_match_them() -> None:
    rules = expected_headers(
        "/m/*\n  A: 1\n/m/\n  B: 2: 3\n/m/adverts/:a/feed.xml\n  C: 4\n/m/x.y\n  D: 5\n", "/m"
    )
    assert rules.at("/") == {"A": "1", "B": "2: 3"}
    assert rules.at("/adverts/bins/feed.xml") == {"A": "1", "C": "4"}
    assert rules.at("/adverts/a/b/feed.xml") == {"A": "1"}
    assert rules.at("/xzy") == {"A": "1"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("public, max-age=300", 300),
        ('Max-Age="60"', 60),
        ("s-maxage=9, max-age=5", 5),
        ("s-max-age=9", None),
        ("no-cache", 0),
        ("no-store, max-age=60", 0),
        ("", None),
    ],
)
def test_a_lifetime_is_what_a_browser_makes_of_it(value: str, seconds: int | None) -> None:
    assert lifetime(value) == seconds


@pytest.mark.parametrize(
    ("sent", "asked", "right"),
    [
        ("text/html", "", True),
        ("TEXT/HTML; Charset=UTF-8", "", True),
        ("text/html; charset=latin-1", "", False),
        ("text/html", "text/html; charset=utf-8", False),
        ("text/plain", "", False),
        ("", "", False),
        ("rubbish", "", False),
    ],
)
def test_a_type_is_right_by_name_and_encoding(sent: str, asked: str, right: bool) -> None:  # noqa: FBT001 - a case of the table
    assert is_accepted(sent, ("text/html",), asked) is right


@pytest.mark.parametrize(
    ("path", "sent", "right"),
    [
        ("adverts/a/form.docx", "application/zip", "wordprocessingml.document"),
        ("files/prices.xlsx", "application/octet-stream", "spreadsheetml.sheet"),
        ("files/Plan.PNG", "text/plain", "image/png"),
        ("data/register.jsonl.sig", "application/pgp-signature", "text/plain"),
        ("data/adverts.jsonl", "application/x-ndjson", ""),
        ("files/feed.xml", "text/xml", ""),
        ("files/model.unknown", "", ""),
    ],
)
def test_every_published_kind_of_file_has_to_be_sent_as_what_it_is(path: str, sent: str, right: str) -> None:
    found = list(sending([visit(path, Reply(200, {"content-type": sent}))], expected_headers("", ""), SITE))
    assert [finding.code for finding in found] == (["wrong-type"] if right else [])
    assert all(right in finding.message for finding in found)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("../files/Map%20of%20bins.pdf#page=2", "files/Map of bins.pdf"),
        ("./?status=open", "adverts/"),
        ("https://www.example.org/markets/", ""),
        ("https://www.example.org/marketsquare/", None),
        ("//elsewhere.example/markets/", None),
        ("http://[", None),
        ("mailto:a@example.org", None),
    ],
)
def test_a_link_leads_within_the_site_or_is_left_alone(target: str, path: str | None) -> None:
    assert path_on_site(target, f"{SITE}adverts/", SITE) == path


def test_the_first_tag_of_a_status_counts_and_other_tags_do_not() -> None:
    html = '<b class="tag deferred">D</b><i class="open">O</i><b class="tag closed">C</b><b class="tag open">O</b>'
    assert Page(html).status is Status.CLOSED
    assert Page('<b class="tag">D</b>').status is None


@given(
    st.text()
    | st.lists(st.sampled_from(["<![", "foo[", "<!", "<a href=", ">", "'", "&#", "</"])).map("".join)
)
def test_no_page_is_too_broken_to_be_looked_at(html: str) -> None:
    assert all(isinstance(target, str) for target in Page(html).targets)


@pytest.mark.parametrize(
    ("path", "where"),
    [("index.html", ""), ("a/index.html", "a/"), ("a/feed.xml", "a/feed.xml"), ("a.html", "a.html")],
)
def test_a_page_is_at_the_address_of_its_folder(path: str, where: str) -> None:
    assert address(path) == where


@pytest.mark.parametrize(
    ("shown", "right", "found"),
    [
        ("open", Status.CLOSED, ["error"]),
        ("closing-soon", Status.WITHDRAWN, ["error"]),
        ("closed", Status.OPEN, ["error"]),
        ("open", Status.CLOSING_SOON, ["warning"]),
        ("closed", Status.OUTCOME_PUBLISHED, ["warning"]),
        ("closed", Status.CLOSED, []),
        ("of-our-own", Status.CLOSED, []),
    ],
)
def test_a_status_is_an_error_where_suppliers_would_answer_in_vain_or_not_at_all(
    shown: str, right: Status, found: list[str]
) -> None:
    page = visit("adverts/a/", Reply(200, {}, f'<b class="tag {shown}">S</b>'.encode()))
    findings = statuses(Crawl({"adverts/a/": page}), {"adverts/a/": right}, SITE)
    assert [finding.severity.word for finding in findings] == found


def test_what_gives_no_answer_is_missing_and_many_are_told_in_one() -> None:
    crawl = Crawl(
        unanswered={f"a{number}/": "it takes too long" for number in range(23)}, linked_from={"a0/": "b/"}
    )
    findings = list(missing(crawl, SITE))
    assert [finding.code for finding in findings] == ["broken-link", *["not-there"] * 20]
    assert "(it takes too long)" in findings[0].message
    assert findings[-1].message == "3 other addresses are not there either"


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("nginx/1.22.1", "add_header"),
        ("Apache/2.4.57 (Debian)", "Header always set"),
        ("GitHub.com", "--accept"),
        ("cloudflare", "_headers at the top"),
        ("", "Set the host"),
        ("Kestrel", "Set the host"),
    ],
)
def test_what_to_do_is_said_for_the_host(server: str, words: str) -> None:
    assert words in remedy(server, "headers")
