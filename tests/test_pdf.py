"""Adverts and decisions as tagged PDFs: what is in them, when they are made, and what happens where they cannot be."""

import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import unescape
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from sitegen.build.pipeline import Request, build
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.memo import processes
from sitegen.memo.store import NAME
from sitegen.writing import print as printing
from sitegen.writing.render import Paper
from tests.writing.test_print import HOSTILE, elements, opened, text

NOW = "2026-11-23T11:00"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def example(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> Path:
    """The worked example, built with PDFs."""
    copy = shutil.copytree(repository / "content", tmp_path_factory.mktemp("example") / "content")
    return build_site(copy, "--pdf")


@pytest.fixture
def small(repository: Path, tmp_path: Path) -> Path:
    """A copy of the small site's content."""
    return shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")


def make(content: Path, output: Path, *, pdf: bool | None = True) -> dict[str, bytes]:
    """The PDFs of a site that are not attachments, by their paths."""
    result = build(
        Request(
            content,
            (SHIPPED,),
            output,
            datetime.fromisoformat(NOW),
            pdf=pdf,
            cache=output.parent / ".sitegen",
        )
    )
    assert result.diagnostics == ()
    return pdfs(output)


def pdfs(site: Path) -> dict[str, bytes]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.pdf"))
    return {path: (site / path).read_bytes() for path in found if not path.startswith("files/")}


def plain(words: str) -> str:
    """Words without the spaces in which a PDF and a page differ."""
    return re.sub(r"[\s\u2011-]+", "", unescape(re.sub(r"<[^>]+>", "", words)))


def headings(html: str) -> list[tuple[str, str]]:
    """The headings that paper shows, with their levels."""
    shown = re.sub(r"<nav.*?</nav>", "", html, flags=re.DOTALL)
    return [
        (level, plain(words)) for level, words in re.findall(r"<h(\d)[^>]*>(.*?)</h\1>", shown, re.DOTALL)
    ]


def outline(pdf: pikepdf.Pdf) -> list[str]:
    """The bookmarks of a PDF in their order."""

    def walk(items: list[pikepdf.OutlineItem]) -> list[str]:
        return [words for item in items for words in (plain(item.title), *walk(item.children))]

    with pdf.open_outline() as bookmarks:
        return walk(bookmarks.root)


# What is in them


def test_every_advert_decision_and_notice_has_one_and_leads_to_it(example: Path) -> None:
    pages = {
        f"{page.parent.relative_to(example).as_posix()}/{page.parent.name}.pdf": page
        for folder in ("adverts", "decisions")
        for page in (example / folder).glob("*/index.html")
        if "<dt>" in page.read_text()
    }
    assert len(pages) == 18
    assert pdfs(example).keys() == pages.keys()
    for path, page in pages.items():
        assert f'<a href="../../{path}">Download as PDF</a>' in page.read_text()


def test_pages_are_the_same_but_for_the_link(example: Path, example_site: Path) -> None:
    for page in example_site.rglob("*.html"):
        printed = (example / page.relative_to(example_site)).read_text()
        assert re.sub(r'<(p|li) class="printable">.*</\1>\n', "", printed) == page.read_text()
    assert pdfs(example_site) == {}


def test_every_section_is_there_as_a_heading_and_a_bookmark(example: Path) -> None:
    for path, data in pdfs(example).items():
        html = (example / path).with_name("index.html").read_text()
        pdf, words = opened(data), plain(text(data))
        expected = headings(html)
        assert expected
        assert outline(pdf) == [heading for _, heading in expected]
        assert [heading for _, heading in expected if heading not in words] == []
        for level in "123456":
            assert len(elements(pdf, f"H{level}")) == [found for found, _ in expected].count(level)


def test_it_says_what_the_page_says_from_the_site_to_the_last_line(example: Path) -> None:
    data = pdfs(example)["adverts/strategic-partnership-2003/strategic-partnership-2003.pdf"]
    words = plain(text(data))
    for said in (
        "Example Borough Council market tests",
        "not a formal invitation to tender",
        "12 noon on Friday 25 April 2003 (UK time)",
        "Manchester Business School full report",  # a document without a file, and its note
        "Paper copies may be read at the Town Hall",
        "Is this the same exercise as the one in Development Services?",
        "https://example.org/market-tests/adverts/strategic-partnership-2003/",
        "Reference SMT-2003-01. Published on 24 March 2003.",
    ):
        assert plain(said) in words
    for unsaid in ("Skip to the main content", "On this page", "Download as PDF", "Accessibility"):
        assert plain(unsaid) not in words


def test_it_is_marked_up_for_screen_readers(example: Path) -> None:
    for path, data in pdfs(example).items():
        pdf = opened(data)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        html = (example / path).with_name("index.html").read_text()
        found = re.search(r"<h1>(.*)</h1>", html)
        assert found
        assert str(pdf.docinfo.Title) == unescape(found[1])
        assert str(pdf.docinfo.Author) == "Example Borough Council"
        assert "/CreationDate" not in pdf.docinfo
        for leaf in pdf.pages:
            for note in leaf.get("/Annots", ()):
                assert str(note.Contents)
                assert "/Dest" in note or re.match(r"https://|mailto:|tel:", str(note.A.URI)), note
        assert len(elements(pdf, "TH")) == html.count("<th ")


def test_each_leaf_tells_the_site_the_reference_and_its_number(example: Path) -> None:
    data = pdfs(example)["adverts/grounds-maintenance-2026/grounds-maintenance-2026.pdf"]
    words = plain(text(data))
    count = len(opened(data).pages)
    assert words.count(plain("Example Borough Council market tests SMT-2026-05")) == count > 1
    assert all(plain(f"{number} / {count}") in words for number in range(1, count + 1))


def test_titles_and_texts_of_any_writing_come_through(site_of: Callable[..., Path]) -> None:
    title = HOSTILE.replace("\N{RIGHT-TO-LEFT OVERRIDE} ", "")
    body = "مرحبا بالعالم\n\n<script>alert(1)</script>\n\nx" + "y" * 400
    (data,) = pdfs(site_of({"odd": {"title": title, "body": body}}, "--pdf")).values()
    pdf = opened(data)
    assert str(pdf.docinfo.Title) == title
    words = re.sub(r"\s+", "", text(data))
    assert "<script>alert(1)</script>" in words
    assert "ŵ" in words
    assert any("\u0600" <= letter <= "\u06ff" or "\ufe70" <= letter <= "\ufeff" for letter in words)


def test_a_picture_in_a_text_is_printed_with_its_alternative(small: Path, tmp_path: Path) -> None:
    (small / "files/map.svg").write_text(PICTURE)
    advert = small / "adverts/2026/bins.md"
    advert.write_text(f"{advert.read_text()}\n![The depot lies north of the river](/files/map.svg)\n")
    pdf = opened(make(small, tmp_path / "output")["adverts/bins/bins.pdf"])
    assert [str(figure.Alt) for figure in elements(pdf, "Figure")] == ["The depot lies north of the river"]


# When they are made


def test_the_settings_of_a_site_may_ask_for_them_and_otherwise_there_are_none(
    small: Path, tmp_path: Path
) -> None:
    assert make(small, tmp_path / "none", pdf=None) == {}
    with (small / "site.yaml").open("a") as settings:
        settings.write("\npdf: true\n")
    assert "adverts/bins/bins.pdf" in make(small, tmp_path / "some", pdf=None)
    assert make(small, tmp_path / "preview", pdf=False) == {}


def test_the_same_content_gives_the_same_bytes_however_many_share_the_work(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = make(small, tmp_path / "alone")
    shutil.rmtree(tmp_path / ".sitegen")
    monkeypatch.setattr(processes, "FEW", 0)
    monkeypatch.setattr(processes, "_SHARE", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert make(small, tmp_path / "shared") == alone


# What is kept between builds


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the PDFs that were made anew; the sample that every build makes has none."""
    titles: list[str] = []

    def counted(html: str, address: str, title: str, *rest: Any) -> Paper:  # noqa: ANN401 - passed on
        if title:
            titles.append(title)
        return to_pdf(html, address, title, *rest)

    to_pdf = printing.to_pdf
    monkeypatch.setattr(printing, "to_pdf", counted)
    return titles


def test_only_what_has_changed_is_made_anew(small: Path, tmp_path: Path, made: list[str]) -> None:
    first = make(small, tmp_path / "output")
    assert len(made) == len(first) > 1
    made.clear()
    assert make(small, tmp_path / "output") == first
    assert made == []
    advert = small / "adverts/2026/bins.md"
    advert.write_text(f"{advert.read_text()}\nAnother sentence.\n")
    assert make(small, tmp_path / "output")["adverts/bins/bins.pdf"] != first["adverts/bins/bins.pdf"]
    assert len(made) == 1


def test_another_picture_under_the_same_name_is_noticed(small: Path, tmp_path: Path, made: list[str]) -> None:
    (small / "files/map.svg").write_text(PICTURE)
    advert = small / "adverts/2026/bins.md"
    advert.write_text(f"{advert.read_text()}\n![The depot lies north of the river](/files/map.svg)\n")
    make(small, tmp_path / "output")
    made.clear()
    (small / "files/map.svg").write_text(PICTURE.replace('width="9" height="9"/', 'width="5" height="5"/'))
    make(small, tmp_path / "output")
    assert len(made) == 1


def drawn_otherwise(paper: Paper) -> Paper:
    return replace(paper, data=paper.data + b"% drawn otherwise\n")


def test_other_typefaces_or_programs_are_noticed(
    small: Path, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(small, tmp_path / "output")
    made.clear()
    counted = printing.to_pdf
    monkeypatch.setattr(printing, "to_pdf", lambda *page: drawn_otherwise(counted(*page)))
    assert make(small, tmp_path / "output") != first
    assert len(made) == len(first)


def test_what_is_damaged_is_made_anew_and_a_lost_folder_changes_nothing(small: Path, tmp_path: Path) -> None:
    first = make(small, tmp_path / "output")
    with sqlite3.connect(tmp_path / ".sitegen" / NAME) as kept:
        assert kept.execute("UPDATE kept SET value = CAST(REPLACE(value, '%PDF', '%pdf') AS BLOB)").rowcount
    kept.close()
    shutil.rmtree(tmp_path / "output")
    assert make(small, tmp_path / "output") == first
    shutil.rmtree(tmp_path / ".sitegen")
    assert make(small, tmp_path / "output") == first


# Where they cannot be made


class Missing(MetaPathFinder):
    """A machine without WeasyPrint, or with it and without the programs that it loads."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "weasyprint":
            raise self.fault


@pytest.fixture(
    params=[
        (ModuleNotFoundError("No module named 'weasyprint'"), "-r requirements-pdf.txt"),
        (OSError("cannot load library 'libpango-1.0-0'"), "apt-get install libpango-1.0-0"),
    ]
)
def without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What to install, on a machine where it is missing."""
    fault, words = request.param
    for name in [name for name in sys.modules if name.split(".")[0] in ("weasyprint", "pydyf")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "sitegen.writing.print")
    monkeypatch.delattr("sitegen.writing.print")
    monkeypatch.setattr(sys, "meta_path", [Missing(fault), *sys.meta_path])
    return str(words)


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*map(str, arguments), "--now", NOW])
    return done.exit_code, done.stderr


def test_a_command_that_wants_them_says_what_to_install_and_writes_nothing(
    small: Path, tmp_path: Path, without: str
) -> None:
    code, said = run("build", "--content", small, "--output", tmp_path / "output", "--pdf")
    assert code == 2
    assert without in said
    assert "Traceback" not in said
    assert not (tmp_path / "output").exists()


def test_a_site_without_them_needs_nothing(small: Path, tmp_path: Path, without: str) -> None:
    assert without
    assert run("build", "--content", small, "--output", tmp_path / "output") == (0, "")


def test_settings_that_want_them_are_told_the_same_and_a_check_does_not_need_them(
    small: Path, tmp_path: Path, without: str
) -> None:
    with (small / "site.yaml").open("a") as settings:
        settings.write("\npdf: true\n")
    code, said = run("build", "--content", small, "--output", tmp_path / "output")
    assert (code, without in said) == (2, True)
    assert run("check", "--content", small)[0] == 0


def test_a_page_that_cannot_be_printed_is_named_and_nothing_is_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_pdf = printing.to_pdf

    def broken(html: str, address: str, title: str, *rest: Any) -> Paper:  # noqa: ANN401 - passed on
        assert not address.endswith("/bins/")
        return to_pdf(html, address, title, *rest)

    monkeypatch.setattr(printing, "to_pdf", broken)
    code, said = run("build", "--content", small, "--output", tmp_path / "output", "--pdf")
    assert code == 1
    assert "error[no-pdf]: No PDF could be made of the page /adverts/bins/" in said
    assert not (tmp_path / "output").exists()


# What readers would not see


def table(columns: int) -> str:
    row = " | ".join(f"Column {number}" for number in range(columns))
    return f"\n\nTable: Every day\n\n| {row} |\n|{' - |' * columns}\n| {row} |\n"


def test_what_paper_lacks_is_a_finding_of_each_build_and_the_pdf_is_there(
    small: Path, tmp_path: Path
) -> None:
    advert = small / "adverts/2026/bins.md"
    advert.write_text(f"{advert.read_text()}\n\nA sign of our own: \U0001f8ff{table(80)}", "utf-8")
    options = ("build", "--content", small, "--output", tmp_path / "output", "--pdf")
    for _ in range(2):
        code, said = run(*options)
        assert code == 0
        words = " ".join(said.split())
        assert "warning[table-cut-off]: The table “Every day” is too wide for paper" in words
        assert "warning[no-typeface]" in words
        assert words.count("bins.md") == 2
    assert "adverts/bins/bins.pdf" in pdfs(tmp_path / "output")
    assert run(*options, "--strict")[0] == 1
    advert.write_text(advert.read_text("utf-8").replace(table(80), table(16)), "utf-8")
    code, said = run(*options, "--strict")
    assert (code, "too wide" in said, "no-typeface" in said) == (0, False, True)
