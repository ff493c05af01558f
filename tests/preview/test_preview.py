"""The preview as an editor uses it: the real command in a process of its own, files saved, pages asked for."""

import dataclasses
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect, sync_playwright

from sitegen.build.pipeline import build
from sitegen.build.request import Request, Result
from sitegen.commands.options import SHIPPED
from sitegen.diagnostics import Span, error
from sitegen.preview import app
from sitegen.preview.watching import SiteWatcher

PATIENCE = 40.0
"""Seconds after which a change that did not show up never will, on the slowest machine."""

BROWSER = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SETTINGS = """\
title: Small Town markets
base_url: https://www.example.org/markets
publisher: {name: Small Town Council}
accessibility:
  owner: Head of Communications
  email: web@example.org
  reviewed: 2026-09-01
  prepared: 2026-09-01
rules: {untested-accessibility: off, linked-from-nowhere: off, no-ocid-prefix: off}
redirects: [{from: /files/old.pdf, to: "/pages/about/"}]
"""
ABOUT = """\
---
title: About us
---

We ask before we buy.
"""
FRAME = """\
<!DOCTYPE html>
<html lang="en">
<head><meta http-equiv="Content-Security-Policy" content="{{ site.policy|safe }}"><title>{{ page.title }}</title><link rel="stylesheet" href="{{ site.stylesheet }}"></head>
<body class="plain">
<h1>{{ page.title }}</h1>
{% block matter %}{% endblock %}
<a href="/pages/about/">About</a> <img src="{{ site.icon }}" alt="">
</body>
</html>
"""
PLAIN = "{% extends 'frame.html' %}"
PLAIN_PAGES = (
    "home",
    "adverts",
    "decisions",
    "initiatives",
    "objectives-list",
    "accessibility",
    "not-found",
)
FILES = {
    "content/site.yaml": SETTINGS,
    "content/pages/about.md": ABOUT,
    "content/pages/plans.md": "---\ntitle: Plans\ndraft: true\n---\n\nNobody knows yet.\n",
    "templates/frame.html": FRAME,
    "templates/pages/page.html": PLAIN + "{% block matter %}{{ page.record.body }}{% endblock %}",
    **{f"templates/pages/{name}.html": PLAIN for name in PLAIN_PAGES},
    "templates/assets/site.css": "body { color: black }",
    "templates/assets/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    "temporary/secret.txt": "SECRET",
}
"""A small site, with templates of its own, and the folder for temporary files beside it."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the preview answered."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclasses.dataclass(frozen=True)
class Preview:
    """A preview at work."""

    site: Path
    port: int
    process: subprocess.Popen[bytes]

    def ask(self, path: str, method: str = "GET", host: str = "", **headers: str) -> Answer:
        """Asks for a path just as it is written."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"} | headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())

    def page(self, path: str = "/pages/about/") -> str:
        return self.ask(path).text

    def save(self, path: str, text: str) -> None:
        (self.site / path).write_text(text, encoding="utf-8")

    def said(self) -> str:
        return (self.site / "said.txt").read_text(encoding="utf-8")

    def temporary(self) -> list[str]:
        return sorted(path.name for path in (self.site / "temporary").iterdir())

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def until(holds: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    """Waits for something to become true, as long as it takes within reason."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        assert process is None or process.poll() is None, "the preview has ended"
        time.sleep(0.05)


def make_site(folder: Path, **changed: str) -> Path:
    for path, text in (FILES | changed).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def started(site: Path, port: int, options: Iterable[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-m", "sitegen", "serve", "--port", str(port), *options]
    environment = os.environ | {"TMPDIR": str(site / "temporary"), "PYTHONUTF8": "1"}
    with (site / "said.txt").open("wb") as said:
        return subprocess.Popen(
            command,
            cwd=site,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )


@contextmanager
def previewed(site: Path, *options: str) -> Iterator[Preview]:
    running = Preview(site, port := free_port(), started(site, port, ("--now", "2026-11-23T09:00", *options)))

    def answers() -> bool:
        try:
            return bool(running.ask("/").status)
        except ConnectionRefusedError:
            return False

    try:
        until(answers, running.process)
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()
        print(running.said())  # noqa: T201 - pytest shows it where a test fails


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Preview]:
    """A preview of the small site, for tests that change it."""
    with previewed(make_site(tmp_path)) as preview_:
        yield preview_


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the small site, for tests that only look."""
    with previewed(make_site(tmp_path_factory.mktemp("resting"))) as preview_:
        yield preview_


def test_a_page_comes_with_the_script_that_reloads_it_and_is_never_kept(resting: Preview) -> None:
    answer = resting.ask("/pages/about/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "We ask before we buy." in answer.text
    assert answer.text.index("livereload.js") < answer.text.index("</head>")
    assert "Content-Security-Policy" not in answer.text  # it would keep out how a mistake is shown
    assert "sitegen-errors" not in answer.text


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("css", "text/css; charset=utf-8"), ("svg", "image/svg+xml; charset=utf-8")],
)
def test_every_file_has_the_type_that_browsers_need(resting: Preview, ending: str, kind: str) -> None:
    page, manifest = resting.page(), resting.ask("/site.webmanifest").text
    found = re.search(rf'"(?:\.\./)*(assets/[^"]+\.{ending})"', page + manifest)
    assert found
    answer = resting.ask(f"/{found[1]}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/pages/about", "/pages/about/"),
        ("/markets/pages/about/", "/pages/about/"),
        ("/markets/", "/"),
        ("/files/old.pdf", "/pages/about/"),
    ],
)
def test_an_address_without_its_slash_or_with_the_path_of_the_real_host_or_that_has_moved_leads_to_the_page(
    resting: Preview, path: str, target: str
) -> None:
    answer = resting.ask(path)
    assert (answer.status, answer.headers["Location"]) == (302, target)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/assets/",
        "/pages/about/index.html/",
        "/../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/pages/about/../../../../secret.txt",
        "/..%2f..%2fsecret.txt",
        "/..%5c..%5csecret.txt",
        "/markets/../../secret.txt",
        "//example.org/about",
        "/.sitegen/manifest.json",
        "/pages/about%00/",
        "/%ff%fe/",
        "/" + "long" * 500,
    ],
)
def test_what_is_no_page_of_the_site_gets_the_not_found_page(resting: Preview, path: str) -> None:
    answer = resting.ask(path)
    assert answer.status == 404
    assert "<h1>Page not found</h1>" in answer.text
    assert "livereload.js" in answer.text
    assert "SECRET" not in answer.text


def test_the_head_of_a_page_comes_alone(resting: Preview) -> None:
    answer = resting.ask("/pages/about/", "HEAD")
    assert (answer.status, answer.text) == (200, "")


def test_nothing_can_be_sent_to_the_preview(resting: Preview) -> None:
    answer = resting.ask("/pages/about/", "POST")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:{port}", 200),
        ("127.0.0.1", 200),
        ("evil.example:{port}", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example", 400),
        ("evil.example@127.0.0.1", 400),
        ("[::1]:{port}", 400),
        ("0.0.0.0:{port}", 400),
    ],
)
def test_drafts_are_not_told_to_other_sites_whose_names_lead_to_this_computer(
    resting: Preview, host: str, status: int
) -> None:
    answer = resting.ask("/pages/plans/", host=host.format(port=resting.port))
    assert answer.status == status
    assert ("Nobody knows yet." in answer.text) == (status == 200)


OWN_PATHS = ["/", "/pages/plans/", "/nowhere/", "/livereload.js", "/livereload", "/forcereload"]
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.mark.parametrize("path", OWN_PATHS)
@pytest.mark.parametrize("more", [{}, UPGRADE])
def test_no_path_answers_another_name_or_another_sites_page(
    resting: Preview, path: str, more: dict[str, str]
) -> None:
    assert resting.ask(path, host=f"evil.example:{resting.port}", **more).status == 400
    for origin in ("http://evil.example", f"https://127.0.0.1:{resting.port}", "http://127.0.0.1:1", "null"):
        assert resting.ask(path, **more, Origin=origin).status == 403


@pytest.mark.parametrize("path", ["/", "/livereload.js"])
def test_the_pages_of_the_preview_may_ask_it(resting: Preview, path: str) -> None:
    assert resting.ask(path, Origin=f"http://127.0.0.1:{resting.port}").status == 200


def test_no_other_site_may_frame_or_embed_what_the_preview_shows(resting: Preview) -> None:
    headers = resting.ask("/pages/plans/").headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_it_listens_on_this_computer_alone(resting: Preview) -> None:
    with socket.socket() as elsewhere, pytest.raises(ConnectionRefusedError):
        elsewhere.connect(("127.0.0.2", resting.port))


def test_it_says_what_it_shows_and_where_and_how_to_end_it(resting: Preview) -> None:
    until(lambda: "Ctrl+C" in resting.said())
    lines = resting.said().splitlines()
    assert re.fullmatch(r"Built in \d+\.\d s\. [1-9]\d* new, 0 changed, 0 removed\.", lines[0])
    assert lines[1:3] == [
        f"Showing content, with drafts, at http://127.0.0.1:{resting.port}/",
        "Press Ctrl+C to stop.",
    ]


def test_two_edits_in_quick_succession_both_show(running: Preview) -> None:
    running.save("content/pages/about.md", ABOUT.replace("before", "long before"))
    until(lambda: "We ask long before we buy." in running.page())
    running.save("content/pages/about.md", ABOUT.replace("before", "soon before"))
    until(lambda: "We ask soon before we buy." in running.page())


def test_a_file_that_is_moved_in_shows_and_goes_again_with_it(running: Preview) -> None:
    old = running.site / "old.md"
    old.write_text(ABOUT.replace("About us", "History"), encoding="utf-8")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    place = old.rename(running.site / "content/pages/history.md")
    until(lambda: "<h1>History</h1>" in running.page("/pages/history/"))
    said = running.said()
    place.unlink()
    until(lambda: running.ask("/pages/history/").status == 404)
    assert "error[" not in running.said().removeprefix(said)
    assert "sitegen-errors" not in running.page()


def test_an_edit_of_a_template_shows(running: Preview) -> None:
    running.save("templates/frame.html", FRAME.replace("<h1>", "<h1>Council: "))
    until(lambda: "<h1>Council: About us</h1>" in running.page())


def test_many_files_saved_together_make_few_builds(running: Preview) -> None:
    until(lambda: "Ctrl+C" in running.said())
    for number in range(30):
        running.save(f"content/pages/page-{number}.md", ABOUT)
    until(lambda: "About us" in running.page("/pages/page-29/"))
    assert running.said().count("Built in") <= 3


def test_a_mistake_is_shown_with_its_place_above_the_last_good_page_until_it_is_mended(
    running: Preview,
) -> None:
    running.save("content/pages/about.md", ABOUT.replace("We ask", "We never ask").replace("title", "titel"))
    until(lambda: "sitegen-errors" in running.page())
    page = running.page()
    panel = page[page.index("<section") : page.index("</section>")]
    assert '<strong style="all: revert">pages/about.md, line 2</strong>' in panel
    assert "“titel” is not a field that belongs here" in panel
    assert "What to do: did you mean “title”?" in panel
    assert "There is a mistake in your last change" in panel
    assert "Below is the page before it; it updates as soon as you fix this." in panel
    assert not re.search(r"--&gt;|\^\^|\d \|", panel)  # these belong in a terminal
    assert 'role="alert"' in panel
    assert page.index('<body class="plain">') < page.index("<section") < page.index("<h1>About us</h1>")
    assert "We ask before we buy." in page
    assert "sitegen-errors" in running.page("/")
    assert "sitegen-errors" in running.page("/nowhere/")
    until(lambda: "--> content/pages/about.md:2:1" in running.said())
    running.save("content/pages/about.md", ABOUT.replace("title", "tittle"))
    until(lambda: "“tittle”" in running.said())
    assert running.said().count("error[unknown-field]") == 2
    running.save("content/pages/about.md", ABOUT.replace("We ask", "We always ask"))
    until(lambda: "We always ask" in running.page())
    until(lambda: "sitegen-errors" not in running.page())


def test_a_folder_that_does_not_belong_is_told_as_soon_as_it_is_made(running: Preview) -> None:
    (running.site / "content/advert").mkdir()
    until(lambda: "did you mean “adverts”?" in running.page())


def test_a_mistake_in_a_template_is_shown_once_however_many_pages_it_spoils(running: Preview) -> None:
    running.save("templates/frame.html", FRAME.replace("endblock", "endblok"))
    until(lambda: "sitegen-errors" in running.page())
    assert running.page().count("frame.html, line 6<") == 1


def test_content_that_goes_missing_is_told_in_words_and_may_come_back(running: Preview) -> None:
    away = (running.site / "content").rename(running.site / "elsewhere")
    until(lambda: "sitegen-errors" in running.page())
    assert "Traceback" not in running.page() + running.said()
    assert "We ask before we buy." in running.page()
    away.rename(running.site / "content")
    until(lambda: "sitegen-errors" not in running.page())


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        ({"content/site.yaml": SETTINGS.replace("title", "tittle")}, "site.yaml, line 1<"),
        ({"content/pages/about.md": ABOUT.replace("title", "titel")}, "pages/about.md, line 2<"),
        ({"templates/frame.html": "{{"}, "frame.html, line 1<"),
    ],
)
def test_a_site_that_is_broken_from_the_start_shows_why_and_recovers(
    tmp_path: Path, spoilt: dict[str, str], place: str
) -> None:
    with previewed(make_site(tmp_path, **spoilt)) as running:
        answer = running.ask("/pages/about/")
        assert answer.status == 503
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert place in answer.text
        assert "The site appears here as soon as you fix " in answer.text
        assert "livereload.js" in answer.text
        running.save(*next((path, FILES[path]) for path in spoilt))
        until(lambda: "We ask before we buy." in running.page())
        until(lambda: "sitegen-errors" not in running.page())


def test_drafts_are_shown_unless_told_not_to(resting: Preview, tmp_path: Path) -> None:
    assert "Nobody knows yet." in resting.page("/pages/plans/")
    with previewed(make_site(tmp_path), "--no-drafts") as running:
        assert running.ask("/pages/plans/").status == 404


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_quietly_and_leaves_nothing_behind(running: Preview, number: signal.Signals) -> None:
    until(lambda: "Ctrl+C" in running.said())
    assert len(running.temporary()) == 2
    before = running.said()
    assert running.stop(number) == 0
    assert running.temporary() == ["secret.txt"]
    assert set(running.said().removeprefix(before)) <= set("\n")
    assert not (running.site / "output").exists()


def test_what_a_killed_preview_leaves_behind_goes_when_the_next_begins_at_its_port(running: Preview) -> None:
    (running.site / "temporary/sitegen-preview-1-other").mkdir()
    until(lambda: "Ctrl+C" in running.said())
    running.stop(signal.SIGKILL)
    (left,) = set(running.temporary()) - {"secret.txt", "sitegen-preview-1-other"}
    again = dataclasses.replace(running, process=started(running.site, running.port, ()))
    until(lambda: "Ctrl+C" in again.said(), again.process)
    assert left not in again.temporary()
    assert again.stop() == 0
    assert running.temporary() == ["secret.txt", "sitegen-preview-1-other"]


def test_a_quiet_preview_speaks_of_mistakes_only(tmp_path: Path) -> None:
    with previewed(make_site(tmp_path), "--quiet") as running:
        assert running.said() == ""
        running.save("content/pages/about.md", ABOUT.replace("title", "titel"))
        until(lambda: "content/pages/about.md:2:1" in running.said())


def test_a_port_in_use_is_told_with_the_option_that_helps(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = started(make_site(tmp_path), port, ())
        assert process.wait(PATIENCE) == 2
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert f"Port {port} cannot be used: another program uses it, perhaps another preview." in said
    (free,) = re.findall(r"Port (\d+) is free: sitegen serve --port \1\n", said)
    socket.create_server(("127.0.0.1", int(free))).close()
    assert "Traceback" not in said


def test_the_browser_shows_every_edit_and_mistake_by_itself(running: Preview) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is not installed. `make test` installs it, or says what to install.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        listening = visits(page)
        page.goto(f"http://127.0.0.1:{running.port}/pages/about/")
        listening(1)
        running.save("content/pages/about.md", ABOUT.replace("before", "long before"))
        expect(page.get_by_text("We ask long before we buy.")).to_be_visible()
        listening(2)
        running.save("content/pages/about.md", ABOUT.replace("title", "titel"))
        expect(page.get_by_role("alert")).to_contain_text("There is a mistake in your last change")
        expect(page.locator("[aria-labelledby=sitegen-errors]")).to_have_css("position", "sticky")
        expect(page.get_by_text("We ask long before we buy.")).to_be_visible()
        listening(3)
        running.save("content/pages/about.md", ABOUT)
        running.save("templates/assets/site.css", "body { color: rgb(1, 2, 3) }")
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        expect(page.get_by_role("alert")).to_have_count(0)
        browser.close()


def visits(page: Page) -> Callable[[int], None]:
    """Waits until the page, loaded for the so-many-th time, has told the preview that it listens."""
    told: list[str] = []

    def heed(connection: WebSocket) -> None:
        connection.on("framesent", lambda sent: told.append(str(sent)) if "info" in str(sent) else None)

    page.on("websocket", heed)

    def wait(times: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while len(told) < times:
            assert time.monotonic() < deadline, "the page does not listen"
            page.wait_for_timeout(50)

    return wait


VAGUE = "---\ntitle: News\n---\n\nFor more, [click here](/pages/about/).\n"


def test_warnings_are_shown_above_the_page_that_they_concern_and_counted_elsewhere(tmp_path: Path) -> None:
    with previewed(make_site(tmp_path, **{"content/pages/news.md": VAGUE})) as running:
        here, elsewhere = running.page("/pages/news/"), running.page()
        assert "<details open" in here
        assert "1 warning on this page</summary>" in here
        assert "pages/news.md, line 5<" in here
        assert "What to do: " in here
        assert "sitegen-errors" not in here
        assert "1 warning in this site</summary>" in elsewhere
        assert "<details open" not in elsewhere
        running.save("content/pages/news.md", VAGUE.replace("click here", "Who we are"))
        until(lambda: "</summary>" not in running.page("/pages/news/"))


def test_a_draft_says_how_to_publish_it_and_what_is_scheduled_when_it_goes_public(tmp_path: Path) -> None:
    dated = "---\ntitle: News\npublished: 2026-12-07\n---\n\nWords.\n"
    files = {
        "content/pages/news.md": dated,
        "content/pages/both.md": dated.replace("title: News", "title: Both\ndraft: true"),
        "templates/pages/page.html": '{% extends "layout/page.html" %}',
    }
    with previewed(make_site(tmp_path, **files)) as running:
        shown = {name: banner(running.page(f"/pages/{name}/")) for name in ("plans", "news", "both", "about")}
    assert shown == {
        "plans": "Draft: not published until you remove draft: true",
        "news": "Goes public on Monday 7 December 2026",
        "both": "Draft: not published until you remove draft: true, and not before Monday 7 December 2026",
        "about": "",
    }


def banner(page: str) -> str:
    found = re.search(r'<div class="draft">(.*?)</div>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


class Heard:
    """A voice that keeps what it said."""

    def __init__(self) -> None:
        self.good: list[str] = []
        self.bad: list[str] = []
        self.voice = app.Terminal(self.good.append, self.bad.append, lambda _: ())


def asked(shown: app.Preview, path: str = "/") -> str:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "127.0.0.1:8000"}
    return b"".join(shown.respond(environ, lambda _status, _headers: None)).decode()


def test_a_fault_of_sitegen_itself_is_shown_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_request: Request) -> Result:
        raise KeyError("<advert>")

    monkeypatch.setattr(app, "build", fails)
    heard = Heard()
    request = Request(tmp_path, (), tmp_path / "site", datetime.now(UTC))
    shown = app.Preview(request, lambda: datetime.now(UTC), heard.voice)
    shown.rebuild()
    assert "sitegen itself went wrong: KeyError: &#x27;&lt;advert&gt;&#x27; (test_preview.py, line" in asked(
        shown
    )
    assert len(heard.bad) == 1
    assert heard.good == []


def test_of_very_many_errors_the_first_are_shown_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tuple(error("wrong", f"Number {n} is wrong", "a.md", Span.at(n, 1)) for n in range(1, 1_031))
    monkeypatch.setattr(app, "build", lambda _request: Result(wrong))
    request = Request(tmp_path, (), tmp_path / "site", datetime.now(UTC))
    shown = app.Preview(request, lambda: datetime.now(UTC), Heard().voice)
    shown.rebuild()
    page = asked(shown)
    assert page.count("is wrong") == 20
    assert "… and 1,010 more: sitegen check" in page
    assert "There are 1,030 mistakes" in page


def test_each_build_reads_the_clock_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[datetime] = []

    def builds(request: Request) -> Result:
        built.append(request.now)
        return Result(())

    monkeypatch.setattr(app, "build", builds)
    times = [datetime(2026, 11, 23, 11, 59, tzinfo=UTC), datetime(2026, 11, 23, 12, 0, tzinfo=UTC)]
    request = Request(tmp_path, (), tmp_path / "site", times[0])
    shown = app.Preview(request, iter(times).__next__, Heard().voice)
    shown.rebuild()
    shown.rebuild()
    assert built == times


def test_changes_are_told_once_with_their_paths(tmp_path: Path) -> None:
    watcher = SiteWatcher((tmp_path,))
    watcher.watch("the site", lambda: seen.append(sorted(watcher.changed)))
    seen: list[list[str]] = []
    told = [watcher.examine()[0]]
    watcher.note(["a", "b"])
    watcher.note(["a"])
    told += [watcher.examine()[0], watcher.examine()[0]]
    assert told == [None, "/", None]
    assert seen == [["a", "b"]]


def test_the_page_of_a_changed_record_is_shown_before_the_build_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build waits here until the page has been seen; lists follow with it."""
    folder = make_site(tmp_path)
    heard, may_build = Heard(), threading.Event()
    request = Request(folder / "content", (folder / "templates", SHIPPED), folder / "site", datetime.now(UTC))
    real = build
    reloaded: list[str] = []
    shown = app.Preview(request, lambda: datetime.now(UTC), heard.voice, lambda: reloaded.append("all"))
    shown.rebuild()

    def patient(request: Request) -> Result:
        assert may_build.wait(PATIENCE)
        return real(request)

    monkeypatch.setattr(app, "build", patient)
    about = folder / "content/pages/about.md"
    about.write_text(ABOUT.replace("About us", "About all of us"))
    assert shown.follow([str(about)])
    assert "<h1>About all of us</h1>" in asked(shown, "/pages/about/")
    about.write_text(ABOUT.replace("title", "titel"))
    assert shown.follow([str(about)])
    assert "“titel” is not a field" in asked(shown, "/pages/about/")
    about.write_text(ABOUT.replace("About us", "About everyone"))
    (folder / "content/pages/new.md").write_text("---\ntitle: New\n---\n\nWords.\n")
    assert not shown.follow([str(about), str(folder / "content/pages/new.md")])
    may_build.set()
    until(lambda: bool(reloaded))
    assert heard.bad[1:] == []
    until(lambda: "<h1>New</h1>" in asked(shown, "/pages/new/"))
    assert "<h1>About everyone</h1>" in asked(shown, "/pages/about/")
    assert reloaded
    shown.end()
