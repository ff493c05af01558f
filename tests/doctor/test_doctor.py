"""`sitegen doctor` before hosts with one fault each: it names that one, and nothing else."""

import contextlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.doctor.built import Built
from sitegen.doctor.client import Client, Reply
from sitegen.doctor.connection import check_connection
from sitegen.doctor.expected_headers import expected_headers
from sitegen.doctor.inspection import missing_redirects
from tests.doctor.conftest import CLOSED, OPEN, TYPES, Answer, Fault, Hosted

Start = Callable[..., Hosted]


def codes(result: object) -> set[str]:
    """The codes of what was found."""
    return set(
        re.findall(r"^(?:error|warning|advice)\[([\w-]+)\]", str(getattr(result, "stderr", "")), re.MULTILINE)
    )


def test_a_host_that_does_everything_right_is_told_nothing(host: Start) -> None:
    right = host()
    result = right.examine()
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert re.fullmatch(
        rf"Nothing wrong found\. Looked at \d+ addresses below {right.address}\.\n", result.stderr
    )


def header(name: str, value: str | None, *, at: str = "") -> Fault:
    """A host that sends another header, or none, with the files whose address matches."""

    def fault(answer: Answer) -> None:
        if answer.status == 200 and re.search(at, answer.path or ""):
            answer.headers.pop(name, None)
            if value is not None:
                answer.headers[name] = value

    return fault


def reply(at: str, status: int, body: bytes | None = None, **headers: str) -> Fault:
    """A host that answers something else at the addresses that match."""

    def fault(answer: Answer) -> None:
        if answer.path is not None and re.search(at, answer.path):
            answer.status = status
            answer.body = answer.body if body is None else body
            answer.headers |= headers

    return fault


def nothing_is_missing(answer: Answer) -> None:
    answer.status = (
        200
        if answer.status == 404 and answer.path != ".well-known/sitegen-publication.json"
        else answer.status
    )


def at_the_top(status: int, body: bytes) -> Fault:
    """A host with a robots.txt at its top, above the path of the site."""

    def fault(answer: Answer) -> None:
        if answer.path is None:
            answer.status, answer.body = status, body

    return fault


NEARLY_ALL = b"User-agent: Googlebot\nUser-agent: bingbot\nAllow: /\n\nUser-agent: *\nDisallow: /markets/"


ONE_FAULT: dict[str, tuple[Fault, str, str]] = {
    "no policy": (header("Content-Security-Policy", None), "missing-header", "Content-Security-Policy"),
    "weaker policy": (header("Content-Security-Policy", "default-src *"), "other-header", "default-src *"),
    "no policy on one page": (header("Referrer-Policy", None, at="^adverts/bins/$"), "missing-header", "/adverts/bins/"),
    "closed data": (header("Access-Control-Allow-Origin", None, at="^data/"), "missing-header", "open data"),
    "feed as text": (header("Content-Type", "text/xml", at=r"^feed\.xml$"), "wrong-type", "application/atom+xml"),
    "feed as other XML": (header("Content-Type", "application/xml", at="feed"), "wrong-type", "feed.xml"),
    "calendar as text": (header("Content-Type", "text/plain", at=r"\.ics$"), "wrong-type", "text/calendar"),
    "table without encoding": (header("Content-Type", "text/csv", at=r"\.csv$"), "wrong-type", "charset=utf-8"),
    "JSON Lines as octets": (header("Content-Type", "application/octet-stream", at=r"\.jsonl$"), "wrong-type", "application/jsonl"),
    "attachment as octets": (header("Content-Type", "application/octet-stream", at="^files/"), "wrong-type", "text/plain"),
    "pages in Latin-1": (header("Content-Type", "text/html; charset=iso-8859-1", at="/$"), "wrong-type", "iso-8859-1"),
    "no type at all": (header("Content-Type", None, at=r"\.svg$"), "wrong-type", "sent as no type"),
    "no compression": (header("pack", None), "no-compression", ".css, .html"),
    "no lifetime": (header("Cache-Control", None), "no-lifetime", "guesses"),
    "pages kept for a day": (header("Cache-Control", "max-age=86400", at="^adverts/"), "long-lifetime", "closing time"),
    "search kept": (header("Cache-Control", "max-age=60", at="^search/"), "long-lifetime", "/search/"),
    "assets asked for again": (header("Cache-Control", "no-cache", at="^assets/"), "short-lifetime", "/assets/"),
    "hidden from search engines": (header("X-Robots-Tag", "googlebot: noindex"), "noindex", "X-Robots-Tag: googlebot: noindex"),
    "robots kept out": (at_the_top(200, b"User-agent: *\nDisallow: /*\n"), "robots-shut-out", "keeps search engines from all "),
    "robots kept from notices": (at_the_top(200, b"User-agent: bingbot\nDisallow: /markets/adverts/"), "robots-shut-out", "bingbot"),
    "unknown robots kept out": (at_the_top(200, NEARLY_ALL), "robots-shut-out", "keeps search engines from"),
    "robots that fail": (at_the_top(503, b""), "robots-shut-out", "status 503"),
    "sitemap of another": (at_the_top(200, b"Sitemap: https://other.example/sitemap.xml"), "foreign-sitemap", "other.example"),
    "cookie": (header("Set-Cookie", "seen=1; Path=/", at="^adverts/bins/$"), "cookie", "“seen”, with 1 answer"),
    "everything found": (nothing_is_missing, "no-404", "status 200"),
    "a page of the host's own": (reply("doctor", 404, b"<h1>nginx</h1>"), "other-404", "404.html"),
    "no page without slash": (reply("^accessibility$", 404), "missing-slash", "status 404"),
    "slash leads elsewhere": (reply("^accessibility$", 301, Location="http://inner:8080/"), "missing-slash", "inner:8080"),
    "lost page": (reply("^decisions/bins-report/$", 404), "broken-link", "decisions/bins-report/"),
    "links in circles": (reply("^search/$", 302, Location="/markets/search/"), "led-away", "/markets/search/"),
    "page that leads home": (reply("^adverts/bins/$", 302, Location="/markets/"), "led-away", "redirects to /markets/"),
    "home elsewhere": (reply("^$", 301, Location="https://www.example.org/"), "no-home", "https://www.example.org/"),
    "no home": (reply("^$", 403), "no-home", "status 403"),
    "damaged compression": (reply("^pages/intent/$", 200, b"no gzip", **{"Content-Encoding": "gzip"}), "not-as-built", "intent"),
    "lost feed": (reply(r"^feed\.xml$", 404), "broken-link", "feed.xml"),
    "lost file that no page leads to": (reply(r"^robots\.txt$", 404), "not-there", "robots.txt"),
    "page that fails": (reply("^initiatives/$", 500), "broken-link", "status 500"),
    "page changed by hand": (reply("^pages/intent/$", 200, b"<h1>Intent</h1>"), "not-as-built", "/pages/intent/"),
    "list cut in half": (reply("sitegen-publication", 200, b'{"format": 1, "fi'), "damaged-list", "cannot be read"),
    "list of other files": (
        reply("sitegen-publication", 200, b'{"format": 1, "files": {"older/index.html": "00"}}'),
        "not-as-built",
        "/older/",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "code", "words"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_each_fault_is_named_and_no_other(host: Start, fault: Fault, code: str, words: str) -> None:
    result = host(fault).examine()
    assert (codes(result), result.exit_code) == ({code}, 4)
    assert words in result.stderr
    assert "\nhelp: " in result.stderr


def added(html: str) -> Fault:
    """A host, or something before it, that puts HTML into every page."""

    def fault(answer: Answer) -> None:
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            answer.body = answer.body.replace(b"</head>", f"{html}</head>".encode())

    return fault


@pytest.mark.parametrize(
    ("html", "code", "words"),
    [
        ('<meta name="Robots" content="NOINDEX">', "noindex", "content=NOINDEX"),
        ('<script src="https://statistics.example/x.js"></script>', "other-script", "https://statistics.example/x.js"),
        ('<script src="/cdn-cgi/email.js"></script>', "other-script", "/cdn-cgi/email.js"),
        ('<script type="module">follow(reader)</script>', "other-script", "within the page"),
    ],
)  # fmt: skip
def test_what_is_added_to_pages_is_named(host: Start, html: str, code: str, words: str) -> None:
    result = host(added(html)).examine("--accept", "not-as-built", "--accept", "other-404")
    assert (codes(result), result.exit_code) == ({code}, 4), result.stderr
    assert words in result.stderr
    assert result.stderr.count("\nhelp: ") == 1


def test_data_in_a_page_is_no_script(host: Start) -> None:
    plain = '<script type="application/ld+json">{"a": 1}</script>'
    result = host(added(plain)).examine("--accept", "not-as-built", "--accept", "other-404")
    assert (codes(result), result.exit_code) == (set(), 0), result.stderr


def test_a_robots_txt_that_names_our_sitemap_and_shuts_out_others_is_right(host: Start) -> None:
    right = b"User-agent: *\nDisallow: /private/\nSitemap: https://www.example.org/markets/sitemap.xml"
    assert host(at_the_top(200, right)).examine().exit_code == 0


class Clock:
    """A clock that the host moves: no test waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        self.seen: dict[str, int] = {}
        monkeypatch.setattr("sitegen.doctor.client.monotonic", lambda: self.seconds)

    def delayed(self, at: str, times: int) -> Fault:
        """A host that takes two seconds for the first answers at an address."""

        def fault(answer: Answer) -> None:
            if answer.path == at:
                self.seen[at] = self.seen.get(at, 0) + 1
                self.seconds += 2.0 if self.seen[at] <= times else 0.1

        return fault


def test_a_slow_host_is_reported_with_times_and_addresses(
    host: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = host(Clock(monkeypatch).delayed("adverts/", 9)).examine()
    assert (codes(result), result.exit_code) == ({"slow"}, 4)
    assert "/adverts/ after 2.0 and 2.0 s; half of all" in result.stderr


def test_an_answer_that_was_slow_once_is_chance(host: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    assert host(clock.delayed("adverts/", 1)).examine().exit_code == 0
    assert clock.seen["adverts/"] == 2


@pytest.mark.parametrize(
    ("fault", "now", "line"),
    [
        (lambda _: None, OPEN, "is live and says Closing soon."),
        (lambda _: None, CLOSED, "is live and says Closing soon, but it is Closed."),
        (reply("^adverts/bins/$", 404), OPEN, "is not live."),
        (reply("^adverts/bins/$", 200, b"<h1>Bins</h1>"), OPEN, "is live."),
    ],
)
def test_the_last_line_is_for_the_editor_of_a_recent_notice(
    host: Start, monkeypatch: pytest.MonkeyPatch, fault: Fault, now: str, line: str
) -> None:
    monkeypatch.setattr("sitegen.doctor.built._RECENT", timedelta(days=60))
    assert host(fault, now=now).examine(now=now).stderr.endswith(f"Your notice “Emptying bins” {line}\n")


def test_a_person_at_a_terminal_sees_how_far_it_is(host: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.commands.console._PROGRESS_AFTER", -1)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    monkeypatch.delenv("CI", raising=False)
    shown = host().examine("--most", "12").stderr.split("\r")
    assert "12 addresses looked at …" in shown
    assert shown[-1].startswith("Nothing wrong found.")


def test_a_notice_is_recent_for_seven_days(host: Start) -> None:
    lines = [
        "Your notice" in host().examine(now=f"{day}T09:00:00+00:00").stderr
        for day in ("2026-10-12", "2026-10-13")
    ]
    assert lines == [True, False]


def test_a_notice_that_has_closed_since_the_build_is_told(host: Start) -> None:
    result = host(now=CLOSED).examine(now=CLOSED)
    assert (codes(result), result.exit_code) == ({"stale-status"}, 4)
    assert "The page says “Closing soon”, and the notice is “Closed” at this moment" in result.stderr
    assert "/adverts/bins/" in result.stderr


def test_a_clock_that_is_wrong_is_told(host: Start) -> None:
    result = host(now="2026-11-23T11:06:00+00:00").examine()
    assert codes(result) == {"wrong-clock"}
    assert "2026-11-23 11:06 UTC, and it is 2026-11-23 11:00" in result.stderr


def test_a_list_that_is_as_built_is_no_finding(host: Start, site: Path) -> None:
    manifest = json.loads((site / "output/.sitegen/manifest.json").read_bytes())
    files = {path: digests[0] for path, digests in manifest["files"].items()}
    told = json.dumps({"format": 1, "files": files}).encode()
    assert host(reply("sitegen-publication", 200, told)).examine().exit_code == 0


def test_a_host_that_reads_the_redirects_itself_is_right(host: Start) -> None:
    hosted = host(reply("^old/$", 301, Location="/markets/adverts/bins/"))
    assert hosted.examine().exit_code == 0
    assert "/markets/old/" in hosted.server.asked


def test_a_broken_link_is_told_with_the_page_that_has_it(host: Start) -> None:
    hosted = host(reply("^decisions/bins-report/$", 404))
    hint = re.search(r"correct the link on (\S+?),", hosted.examine().stderr)
    assert hint
    page = hint[1].removeprefix(hosted.address)
    assert "decisions/bins-report/" in (hosted.server.folder / page / "index.html").read_text("utf-8")


# The certificate


def test_with_a_certificate_that_browsers_accept_all_is_well(
    host: Start, certificate: Callable[..., Path]
) -> None:
    assert codes(host(certificate=certificate()).examine()) == set()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"days": -1}, "The certificate has expired"),
        ({"name": "DNS:other.example.org"}, "The certificate is for another name"),
        ({"trusted": False}, "Browsers do not trust the certificate"),
    ],
)
def test_a_certificate_that_browsers_refuse_is_the_one_finding(
    host: Start, certificate: Callable[..., Path], options: dict[str, object], words: str
) -> None:
    hosted = host(certificate=certificate(**options))
    result = hosted.examine()
    assert (codes(result), result.exit_code) == ({"certificate"}, 4)
    assert words in result.stderr
    assert hosted.server.asked == []  # nothing is believed of a host that may be another


def at_the_door_codes(client: Client, home: Reply, now: datetime) -> set[str]:
    """What is found at the door at a moment, where nothing is known of what was built."""
    nothing = Built(now, {}, frozenset(), expected_headers("", ""), b"", {})
    return {finding.code for finding in check_connection(client, home, nothing)}


def test_the_end_of_the_certificate_is_seen_at_the_door(
    host: Start, certificate: Callable[..., Path]
) -> None:
    with contextlib.closing(Client(host(certificate=certificate()).address, 10)) as client:
        home = client.ask("")
        assert client.certificate_ends
        before = (client.certificate_ends - timedelta(days=days) for days in (13, 15))
        found = ["certificate-ends" in at_the_door_codes(client, home, now) for now in before]
    assert found == [True, False]


def test_that_there_is_no_https_is_seen_at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Reply(404, {})
    monkeypatch.setattr(Client, "ask", lambda _client, _path: answer)
    client = Client("http://www.example.org/", 10)
    assert "no-https" in at_the_door_codes(client, answer, datetime.fromisoformat(OPEN))


# Manners


def test_no_more_is_asked_than_allowed_and_that_is_said(host: Start) -> None:
    hosted = host()
    result = hosted.examine("--most", "12")
    assert result.exit_code == 0
    assert "There are more addresses: raise --most to check them." in result.stderr
    assert len(hosted.server.asked) <= 13  # and the list of what is published


def test_no_address_is_asked_for_twice_and_none_outside_the_site(host: Start) -> None:
    away = b'<a href="http://127.0.0.1:9/">away</a><a href="/elsewhere/">out</a><a href="mailto:a@example.org">mail</a>'
    hosted = host(reply("^pages/intent/$", 200, away))
    hosted.examine()
    assert [path for path in hosted.server.asked if not path.startswith("/markets/")] == ["/robots.txt"]
    again = {path for path in hosted.server.asked if hosted.server.asked.count(path) > 1}
    assert again <= {"/markets/", "/markets/accessibility"}


def test_a_host_that_wants_to_be_asked_less_is_left_alone(host: Start) -> None:
    hosted = host(reply("^adverts/$", 429))
    result = hosted.examine()
    assert (codes(result), result.exit_code) == (set(), 0)
    assert "There are more addresses" in result.stderr
    assert hosted.server.asked.count("/markets/adverts/") == 1
    assert hosted.server.asked[-2:] == ["/markets/adverts/", "/markets/.well-known/sitegen-publication.json"]


def test_a_host_that_is_silent_is_told_in_words(site: Path) -> None:
    assert site.is_dir()
    result = CliRunner().invoke(main, ["doctor", "http://127.0.0.1:9/", "--now", OPEN])
    assert (codes(result), result.exit_code) == ({"no-answer"}, 4)


# The command


def test_what_the_host_cannot_do_can_be_accepted(host: Start) -> None:
    result = host(header("Referrer-Policy", None)).examine("--accept", "missing-header")
    assert (codes(result), result.exit_code) == (set(), 0)


def test_findings_can_be_had_for_programs(host: Start) -> None:
    result = host(header("pack", None)).examine("--format", "json")
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["code"], result.exit_code) == ("no-compression", 4)


@pytest.mark.parametrize(
    "address", ["www.example.org", "ftp://example.org/", "https://", "https://a@example.org/", "https://x/?a=1", "http://[x/"]
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused(site: Path, address: str) -> None:
    assert site.is_dir()
    result = CliRunner().invoke(main, ["doctor", address, "--now", OPEN])
    assert result.exit_code == 2
    assert "is not the address of a site" in result.stderr


def test_without_a_build_there_is_nothing_to_compare_with(site: Path) -> None:
    assert site.is_dir()
    result = CliRunner().invoke(main, ["doctor", "--output", "nowhere", "--now", OPEN])
    assert result.exit_code == 2
    assert "Run sitegen build first" in result.stderr


def test_the_host_of_these_tests_knows_every_kind_of_file(site: Path) -> None:
    kinds = {
        file.suffix
        for file in (site / "output").rglob("*.*")
        if file.is_file() and ".sitegen" not in file.parts
    }
    assert kinds - TYPES.keys() - {"", ".csv", ".ics", ".webmanifest"} == set()


def test_the_document_lists_every_code_and_no_other(repository: Path) -> None:
    source = "".join(file.read_text("utf-8") for file in (repository / "sitegen/doctor").glob("*.py"))
    found = re.findall(r'\b(?:error|warning|finding|_finding)\(\s*"([\w-]+)"', source)
    table = (
        (repository / "docs/doctor.md").read_text("utf-8").split("## What it looks for")[1].split("\n## ")[0]
    )
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(set(found))
    assert "stale-status" in found


@pytest.mark.parametrize(("status", "found"), [(404, ["no-redirect"]), (200, ["no-redirect"]), (301, [])])
def test_a_host_that_does_not_redirect_from_the_old_address_of_a_file_is_reported(
    host: Start, status: int, found: list[str]
) -> None:
    right = host(reply(r"^files/old\.pdf$", status, Location="/markets/new/"))
    built = Built(
        datetime.fromisoformat(OPEN),
        {},
        frozenset(),
        expected_headers("", ""),
        b"",
        {},
        hosts={"/files/old.pdf": "/new/"},
    )
    client = Client(right.address, 10)
    try:
        assert [one.code for one in missing_redirects(client, built)] == found
    finally:
        client.close()
