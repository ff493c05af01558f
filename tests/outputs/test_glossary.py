"""A site with a glossary, and the paragraph on tenders: what its pages show, and what other sites' pages do not."""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.build.pipeline import Request, build
from sitegen.commands.options import SHIPPED

TERMS = """\
not_a_tender: Nobody can win or lose.
glossary:
  - term: soft market test
    meaning: A soft market test asks about CPV.
    also: [soft market testing]
  - {term: the market, meaning: All who could offer something., id: market}
  - {term: CPV, meaning: Codes for what is bought., id: codes}
"""
MARK = re.compile(r'<a class="term" href="([^"]+)">([^<]+)</a>')
Pages = Callable[[str], str]


@pytest.fixture
def site(repository: Path, tmp_path: Path) -> Callable[..., Pages]:
    """The small site, built with more settings, and what its pages hold."""

    def built(settings: str, **adverts: str) -> Pages:
        content, output = tmp_path / "content", tmp_path / "output"
        shutil.copytree(repository / "tests/sites/small/content", content)
        with (content / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(settings)
        for old, new in adverts.items():
            path = content / "adverts/2026/bins.md"
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        request = Request(content, (SHIPPED,), output, datetime.fromisoformat("2026-11-23T09:00"))
        assert build(request).written
        return lambda path: (output / path).read_text("utf-8") if (output / path).is_file() else ""

    return built


def test_the_glossary_lists_its_terms_by_the_alphabet_and_links_none_to_itself(
    site: Callable[..., Pages],
) -> None:
    page = site(TERMS)("glossary/index.html")
    assert re.findall(r'<div id="([^"]+)">\n<dt><a href="#\1">', page) == [
        "codes",
        "soft-market-test",
        "market",
    ]
    assert MARK.findall(page) == []


def test_every_page_leads_to_the_glossary_and_to_the_first_use_of_each_term(
    site: Callable[..., Pages],
) -> None:
    page = site(TERMS)("adverts/bins/index.html")
    assert '<a href="../../glossary/">' in page
    assert MARK.findall(page) == [
        ("../../glossary/#soft-market-test", "soft market testing"),  # in the statement below the title
        ("../../glossary/#codes", "CPV"),  # among the key facts
        ("../../glossary/#market", "the market"),  # in the text
    ]
    assert "Soft market test" in page


def test_without_a_glossary_there_is_no_page_and_no_link(site: Callable[..., Pages]) -> None:
    pages = site("")
    assert pages("glossary/index.html") == ""
    assert "glossary" not in pages("adverts/bins/index.html")


@pytest.mark.parametrize(
    ("kind", "times"), [("soft-market-test", 1), ("early-engagement", 1), ("planned-procurement", 0)]
)
def test_how_a_notice_differs_from_a_tender_is_told_where_one_might_take_it_for_a_tender(
    site: Callable[..., Pages], kind: str, times: int
) -> None:
    page = site(TERMS, **{"soft-market-test": kind})("adverts/bins/index.html")
    assert page.count("<p>Nobody can win or lose.</p>") == times
    assert page.count('<h2 id="not-a-tender">') == page.count('<a href="#not-a-tender">') == times
