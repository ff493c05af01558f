"""What a notice shows first, in each of its states."""

from pathlib import Path

import pytest
from lxml import html

from sitegen.model.prose import Prose
from sitegen.outputs.statements import ShownStatement

NOTICES = [
    "grounds-maintenance-2026",
    "digital-care-records-2026",
    "street-lighting-2026",
    "leisure-operation-2026",
    "school-meals-2026",
    "electric-vehicle-chargers-2026",
]
"""An open one, one that closes soon, a closed one, one with an outcome, a withdrawn one and a plan."""


def notice(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / f"adverts/{name}/index.html").read_text("utf-8"))


def words(found: html.HtmlElement) -> str:
    return " ".join(found.text_content().split())


def one(page: html.HtmlElement, path: str) -> html.HtmlElement:
    (found,) = page.xpath(path)
    return found


@pytest.mark.parametrize("name", NOTICES)
def test_the_contents_list_every_section(name: str, example_site: Path) -> None:
    page = notice(example_site, name)
    sections = page.xpath("//*[@class='text']/h2/@id")
    assert len(sections) == len(page.xpath("//*[@class='text']/h2")) > 5
    assert page.xpath("//nav[@class='contents']//a/@href") == [f"#{one}" for one in ("key-facts", *sections)]


@pytest.mark.parametrize("name", NOTICES)
def test_six_facts_are_shown_and_the_others_are_one_click_away(name: str, example_site: Path) -> None:
    page = notice(example_site, name)
    assert len(page.xpath("//section[@class='facts']/dl/div")) == 6
    assert "Not stated" not in words(one(page, "//section[@class='facts']/dl"))
    assert len(page.xpath("//section[@class='facts']/details/dl/div")) > 3


def test_an_open_notice_offers_to_respond_to_ask_and_to_keep_the_dates(example_site: Path) -> None:
    page = notice(example_site, "grounds-maintenance-2026")
    actions = page.xpath("//header[@class='area']//ul[@class='actions']//a")
    assert [words(action) for action in actions] == [
        "Respond",
        "Ask a question",
        "Add dates to your calendar",
    ]
    assert actions[0].get("href") == "#respond"
    assert actions[1].get("href") == "mailto:grounds@example.org?subject=Question%20about%20SMT-2026-05"
    mail = page.xpath("//main//a[starts-with(@href, 'mailto:')]/@href")
    assert all("SMT-2026-05" in address for address in mail)


def test_an_open_notice_has_all_its_statements_in_the_band(example_site: Path) -> None:
    page = notice(example_site, "grounds-maintenance-2026")
    assert [words(summary) for summary in page.xpath("//aside[@class='banner']//summary")][:2] == [
        "This is soft market testing It is not a formal invitation to tender.",
        "We want genuinely innovative solutions Please do not simply describe what councils buy today.",
    ]
    assert page.xpath("//aside[@class='banner']//h2/@id")[2] == "statement-workforce"
    assert page.xpath("//*[@id='statements']") == []


@pytest.mark.parametrize(
    ("name", "state", "label"),
    [
        ("street-lighting-2026", "This market test has closed", "Closed"),
        ("leisure-operation-2026", "The outcome has been published", "Closed"),
        ("school-meals-2026", "This notice was withdrawn on 18 June 2026", "Was to close"),
    ],
)
def test_a_notice_that_has_ended_says_so_where_its_statements_were(
    name: str, state: str, label: str, example_site: Path
) -> None:
    page = notice(example_site, name)
    band = one(page, "//aside[starts-with(@class, 'banner')]")
    assert words(one(band, "h2")) == state
    assert words(page.xpath("//section[@class='facts']//dt")[0]) == label
    statements = page.xpath("//*[starts-with(@id, 'statement-')]")
    assert statements
    assert all(heading.getnext().tag == "blockquote" for heading in statements)
    assert "Respond" not in [words(action) for action in page.xpath("//ul[@class='actions']//a")]


def test_an_outcome_is_one_click_away_from_the_top(example_site: Path) -> None:
    page = notice(example_site, "leisure-operation-2026")
    action = page.xpath("//header[@class='area']//ul[@class='actions']//a")[0]
    assert words(action) == "Read the outcome"
    assert action.get("href").endswith("/decisions/leisure-market-outcome-2026/")


def test_a_plan_is_planned_and_never_open(example_site: Path) -> None:
    page = notice(example_site, "electric-vehicle-chargers-2026")
    assert words(one(page, "//header[@class='area']//*[contains(@class, 'tag')]")) == "Planned"
    assert "open" not in words(one(page, "//title")).split()


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("This tests the market. It is not a tender, and nobody wins.", "It is not a tender."),
        ("This is no invitation to tender; say what you think.", "This is no invitation to tender."),
        ("We talk first. We tender later.", "We talk first."),
        ("You do not tender, bid or price here. Really.", "You do not tender, bid or price here."),
        ("No full stop", "No full stop"),
        ("Two\nlines. More.", "Two lines."),
    ],
)
def test_the_gist_of_a_statement_is_that_it_is_no_tender_or_its_first_sentence(text: str, gist: str) -> None:
    assert ShownStatement("a", "A", Prose.of(text, f"<p>{text}</p>", text)).gist == gist
