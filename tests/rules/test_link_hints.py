"""Every kind of slip in the address of a link has its own cure, which works when it is followed."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.reading.content import read
from sitegen.rules import check

NOW = datetime.fromisoformat("2026-11-23T09:00")
PAGE = "---\ntitle: Case\nin_footer: true\n---\n\nSee [the words](<{}>) here.\n"
ADDRESSES = {
    "broken-link",
    "unsafe-link",
    "missing-file",
    "link-to-hidden",
    "passing-address",
    "unworkable-address",
}


@pytest.fixture
def site(repository: Path, tmp_path: Path) -> Path:
    """A copy of the small site."""
    shutil.copytree(repository / "tests/cases/base", tmp_path / "content")
    return tmp_path / "content"


def findings(site: Path, destination: str) -> list[Diagnostic]:
    (site / "pages/case.md").write_text(PAGE.format(destination), "utf-8")
    content = read(site, NOW, drafts=False).content
    assert content
    return [found for found in check(content) if found.code in ADDRESSES]


@pytest.mark.parametrize(
    ("destination", "right"),
    [
        ("www.x.uk", "https://www.x.uk"),
        ("x.gov.uk/page", "https://x.gov.uk/page"),
        ("//www.x.uk/a", "https://www.x.uk/a"),
        ("http:/www.x.uk", "http://www.x.uk"),
        ("htps://x.uk", "https://x.uk"),
        ("https:x.uk", "https://x.uk"),
        ("streets@example.org", "mailto:streets@example.org"),
        ("email:streets@example.org", "mailto:streets@example.org"),
        ("01632 960111", "tel:01632960111"),
        ("/about/", "/pages/about/"),
        ("/about", "/pages/about/"),
        ("about", "/pages/about/"),
        ("about.html", "/pages/about/"),
        ("/pages/about.html", "/pages/about/"),
        ("/pages/about.md", "/pages/about/"),
        ("/content/pages/about.md", "/pages/about/"),
        ("/Pages/About/", "/pages/about/"),
        ("/pages/About", "/pages/about/"),
        ("/pages/abuot/", "/pages/about/"),
        ("/Adverts/2026/", "/adverts/2026/"),
        ("/benches/", "/adverts/benches/"),
        ("/parks.csv", "/files/parks.csv"),
        ("/pages/Parks.CSV", "/files/parks.csv"),
    ],
)
def test_the_right_form_is_in_the_hint_and_following_it_cures(
    site: Path, destination: str, right: str
) -> None:
    (found,) = findings(site, destination)
    assert re.search(rf"(?:write |root: |https://: |did you mean “){re.escape(right)}(?:”|$)", found.hint), (
        found.hint
    )
    assert findings(site, right) == []


@pytest.mark.parametrize(
    ("destination", "name"),
    [
        ("image001.png", "image001.png"),
        ("images/bench.jpg", "bench.jpg"),
        ("./brief.docx", "brief.docx"),
        ("C:\\plans\\park plan.pdf", "park plan.pdf"),
        ("C:/plans/brief.pdf", "brief.pdf"),
        ("file:///C:/plans/park%20plan.pdf", "park plan.pdf"),
        ("\\\\\\\\server\\share\\brief.pdf", "brief.pdf"),
        ("/Users/jo/Desktop/brief.pdf", "brief.pdf"),
        ("cid:image001.png@01DB.5A", "image001.png"),
        ("/images/bench.jpg", "bench.jpg"),
    ],
)
def test_a_file_is_to_be_put_where_files_belong(site: Path, destination: str, name: str) -> None:
    (found,) = findings(site, destination)
    assert "put the file into content/files/" in found.hint
    written = found.hint.partition("write ")[2]
    assert written.strip("<>") == f"/files/{name}"
    (site / "files" / name).write_text("x", "utf-8")
    assert findings(site, written.strip("<>")) == []


@pytest.mark.parametrize("destination", ["/pages/about/", "../adverts/2026/", "about.md", "#top"])
def test_a_page_is_no_picture(site: Path, destination: str) -> None:
    (site / "pages/case.md").write_text(PAGE.replace("[the", "![the").format(destination), "utf-8")
    content = read(site, NOW, drafts=False).content
    assert content
    (found,) = (found for found in check(content) if found.code == "unsafe-link")
    assert "/files/picture.jpg" in found.hint


@pytest.mark.parametrize(
    "destination", ["javascript:alert(1)", "ftp://x.uk/a", "data:text/html,x", "about:blank"]
)
def test_what_has_no_cure_says_what_may_be_linked_to(site: Path, destination: str) -> None:
    (found,) = findings(site, destination)
    assert found.hint.startswith("link to a web page")


@pytest.mark.parametrize(
    "destination",
    [
        *("/adverts/2026/", "../adverts/2026/", "../adverts/open/", "../feed.xml", "../data/adverts.csv", "../data/"),
        *("about.md", "../adverts/benches.md", "https://example.org/markets/adverts/2026/", "https://example.org/markets"),
        *("../adverts/benches/calendar.ics", "../calendar.ics", "/adverts/benches/feed.xml", "/search/?q=benches"),
    ],
)  # fmt: skip
def test_pages_and_files_that_the_site_makes_are_linked_to_in_any_spelling(
    site: Path, destination: str
) -> None:
    assert findings(site, destination) == []


@pytest.mark.parametrize(
    "destination", ["https://example.org/markets/pages/nowhere/", "../adverts/2031/", "../data/x.csv"]
)
def test_what_is_not_there_is_told_in_any_spelling(site: Path, destination: str) -> None:
    assert [found.code for found in findings(site, destination)] == ["broken-link"]


@pytest.mark.parametrize(
    "written", ["/files/PARKS.CSV", "/files/2026/parks.csv", "../files/Parks.csv", "/files/park.csv"]
)
def test_a_file_with_other_capitals_or_in_another_folder_is_found(site: Path, written: str) -> None:
    (found,) = findings(site, written)
    assert found.hint == "did you mean “parks.csv”?"


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("/Pages/About/", "/pages/about/"),
        ("/about/", "/pages/about/"),
        ("/pages/about.html", "/pages/about/"),
        ("/Adverts/Open", "/adverts/open/"),
        ("/parks.csv", "/files/parks.csv"),
    ],
)
def test_a_redirect_to_nowhere_is_told_with_what_was_meant(site: Path, target: str, right: str) -> None:
    settings = (site / "site.yaml").read_text("utf-8")
    for to in (target, right):
        (site / "site.yaml").write_text(f"{settings}redirects:\n  - from: /old/\n    to: {to}\n", "utf-8")
        content = read(site, NOW, drafts=False).content
        assert content
        hints = [found.hint for found in check(content) if found.code == "redirect-to-nowhere"]
        assert hints == ([f"write {right}"] if to == target else [])
