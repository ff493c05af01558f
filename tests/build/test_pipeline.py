"""The whole build of a small site: its golden tree, its determinism, and that it writes all or nothing."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from sitegen.build.pipeline import Request, Result, build
from sitegen.commands.options import SHIPPED

NOW = "2026-11-23T11:00"
EARLIEST, LATEST = map(datetime.fromisoformat, ("2026-09-01", "2027-08-31"))
LEAVES = (
    "adverts/later.md",
    "adverts/hidden-draft.md",
    "decisions/closed-report.md",
    "initiatives/parks.md",
    "files/Map of bins, café 100%.txt",
)
"""Files whose absence leaves a good site, or a fault to tell."""


@pytest.fixture
def site(repository: Path) -> Path:
    return repository / "tests/sites/small"


def make(content: Path, output: Path | None, now: str = NOW, *templates: Path) -> Result:
    return build(Request(content, (*templates, SHIPPED), output, datetime.fromisoformat(now)))


def tree(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != "stamps"  # which tells of inodes and times
    }


class Outline(HTMLParser):
    """The headings of a page with their levels and ids, and the links within its main part."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[str] = []
        self._words = ""
        self._in_main = False
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._in_main = self._in_main or tag == "main"
        if re.fullmatch(r"h[1-6]", tag):
            self._open.append(f"  {tag} {'#' + (values['id'] or '') if 'id' in values else ''}".rstrip())
            self._words = ""
        elif tag == "a" and self._in_main and not self._open:
            self.lines.append(f"    -> {values.get('href')}")
        elif tag == "a" and self._open:
            self._link = f" -> {values.get('href')}"

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        self._in_main = self._in_main and tag != "main"
        if self._open and re.fullmatch(r"h[1-6]", tag):
            self.lines.append(f"{self._open.pop()} {' '.join(self._words.split())}{self._link}")
            self._link = ""


def outlines(files: dict[str, bytes]) -> Iterator[str]:
    for path, data in files.items():
        yield re.sub(r"\.[0-9a-f]{8}\.", ".digest.", path)
        if path.endswith(".html"):
            outline = Outline()
            outline.feed(data.decode())
            yield from outline.lines


def test_the_small_site_has_the_golden_tree(site: Path, tmp_path: Path) -> None:
    """To accept a change that is meant: SITEGEN_GOLDEN=write make test, then read the difference."""
    make(site / "content", tmp_path / "output")
    found = "\n".join(outlines(tree(tmp_path / "output"))) + "\n"
    golden = site / "expected.txt"
    if os.environ.get("SITEGEN_GOLDEN") == "write":
        golden.write_text(found)
    assert found == golden.read_text()


def test_two_builds_give_the_same_bytes_wherever_and_in_whatever_zone_they_run(
    site: Path, tmp_path: Path
) -> None:
    make(site / "content", tmp_path / "one")
    make(site / "content", tmp_path / "else" / "where", "2026-11-23T13:00+02:00")
    assert tree(tmp_path / "one") == tree(tmp_path / "else" / "where")


@hypothesis.settings(max_examples=12, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@hypothesis.given(st.datetimes(EARLIEST, LATEST), st.sets(st.sampled_from(LEAVES)))
def test_any_two_builds_of_one_content_at_one_time_find_and_make_the_same(
    site: Path, tmp_path_factory: pytest.TempPathFactory, now: datetime, gone: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    content = shutil.copytree(site / "content", folder / "content")
    for name in gone:
        (content / name).unlink()
    found = [build(Request(content, (SHIPPED,), folder / name, now)) for name in ("one", "two")]
    assert found[0] == found[1]
    assert found[0].files > 0 or found[0].diagnostics
    assert tree(folder / "one") == tree(folder / "two")


def test_a_second_build_touches_no_file(site: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = make(site / "content", output).written
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    second = make(site / "content", output).written
    assert first
    assert second
    assert (second.created, second.changed, second.removed) == (0, 0, 0)
    assert second.unchanged == first.created
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.html")} == before


def test_the_bytes_do_not_depend_on_which_files_the_build_found_in_the_output(
    site: Path, tmp_path: Path
) -> None:
    make(site / "content", tmp_path / "output", "2026-11-24T11:00")
    make(site / "content", tmp_path / "output")
    make(site / "content", tmp_path / "fresh")
    assert tree(tmp_path / "output") == tree(tmp_path / "fresh")


def test_status_changes_the_page_at_the_closing_second(site: Path, tmp_path: Path) -> None:
    pages = {}
    for now in ("2026-11-23T11:59:59", "2026-11-23T12:00:00"):
        make(site / "content", tmp_path / "output", now)
        pages[now] = (tmp_path / "output/adverts/bins/index.html").read_text()
    assert "Closing soon" in pages["2026-11-23T11:59:59"]
    assert "Closing soon" not in pages["2026-11-23T12:00:00"]
    assert "Closed" in pages["2026-11-23T12:00:00"]


def test_a_template_of_the_sites_own_replaces_the_shipped_one_and_no_other(
    site: Path, tmp_path: Path
) -> None:
    own = tmp_path / "templates/pages"
    own.mkdir(parents=True)
    (own / "not-found.html").write_text(
        '<p>Lost at {{ site.config.publisher.name }}? <a href="/">Home</a></p>'
    )
    make(site / "content", tmp_path / "output", NOW, tmp_path / "templates")
    assert (
        tmp_path / "output/404.html"
    ).read_text() == '<p>Lost at Small Town Council? <a href="/markets/">Home</a></p>'
    assert "<main" in (tmp_path / "output/index.html").read_text()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<p>\n{{ page.nonsense }}", 2, "nonsense"),
        ("<p>\n\n{% if %}", 3, "Expected"),
        ("{{ page.title | shout }}", 1, "shout"),
        ("{{ 1 / 0 }}", 1, "zero"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line_and_writes_nothing(
    site: Path, tmp_path: Path, text: str, line: int, words: str
) -> None:
    own = tmp_path / "templates/pages"
    own.mkdir(parents=True)
    (own / "home.html").write_text(text)
    result = make(site / "content", tmp_path / "output", NOW, tmp_path / "templates")
    (finding,) = result.diagnostics
    assert finding.code == "bad-template"
    assert finding.path.endswith("pages/home.html")
    assert finding.span
    assert finding.span.line == line
    assert words in finding.message
    assert not (tmp_path / "output").exists()


def test_one_mistake_is_one_finding_however_many_pages_meet_it(site: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates/components"
    own.mkdir(parents=True)
    (own / "card.html").write_text("{# no macros here #}")
    result = make(site / "content", tmp_path / "output", NOW, tmp_path / "templates")
    (finding,) = result.diagnostics
    assert finding.path == f"{own}/card.html"
    assert "has no macro “cards”" in finding.message


@pytest.mark.parametrize("strict", [False, True])
def test_a_template_in_another_encoding_is_told_once_and_one_that_replaces_nothing_stops_a_strict_build(
    site: Path, tmp_path: Path, *, strict: bool
) -> None:
    own = tmp_path / "templates"
    (own / "layout").mkdir(parents=True)
    (own / "layout/pages.html").write_bytes(b"x")
    request = Request(
        site / "content", (own, SHIPPED), tmp_path / "output", datetime.fromisoformat(NOW), strict=strict
    )
    (finding,) = build(request).diagnostics
    assert (finding.code, finding.hint) == ("overrides-nothing", "did you mean “layout/page.html”?")
    assert (tmp_path / "output").exists() is not strict
    (own / "layout/pages.html").rename(own / "layout/page.html")
    (own / "layout/page.html").write_bytes(b"<p>\xe9")
    (finding,) = build(request).diagnostics
    assert (finding.code, finding.path) == ("not-utf-8", f"{own}/layout/page.html")


def test_a_record_that_wants_the_address_of_a_list_stops_the_build(site: Path, tmp_path: Path) -> None:
    content = shutil.copytree(site / "content", tmp_path / "content")
    (content / "adverts/2026/bins.md").rename(content / "adverts/open.md")
    for path in content.rglob("*"):
        if path.suffix in (".md", ".yaml"):
            path.write_text(
                path.read_text()
                .replace("/adverts/bins/", "/adverts/open/")
                .replace("../../decisions", "../decisions")
            )
    result = make(content, tmp_path / "output")
    assert [finding.code for finding in result.diagnostics] == ["same-address"]
    assert "/adverts/open/" in result.diagnostics[0].message
    assert not (tmp_path / "output").exists()


def test_progress_hears_of_every_file(site: Path) -> None:
    heard: list[int] = []
    request = Request(site / "content", (SHIPPED,), None, datetime.fromisoformat(NOW))
    result = build(request, heard.append)
    assert heard == list(range(1, result.files + 1))
    assert result.files > 0
    assert result.written is None
