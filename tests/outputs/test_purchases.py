"""Who buys, in which lots and for how much: on the page of a notice, in search, in the table, in versions."""

from functools import cache
from html import unescape
from typing import Any

import pytest

from sitegen.commands.options import SHIPPED
from sitegen.model.regions import named
from sitegen.model.site import Site
from sitegen.outputs.output import Rendered
from sitegen.outputs.snapshots import field_texts
from sitegen.outputs.tables.records import tables
from sitegen.reading.assets import read_assets
from sitegen.writing.render import Renderer, environment
from tests.outputs.search.sites import documents
from tests.strategies import advert, outputs_of, site

LOTS = [
    {"id": "north", "title": "Northern parks", "description": "All **north**.", "value": {"maximum": "20"}},
    {"id": "2", "title": "Southern parks", "term": {"extension": "A year"}, "cpv": ["77310000-6"]},
]


@cache
def renderer() -> Renderer:
    return Renderer(environment((SHIPPED,)))


def site_of(**fields: Any) -> Site:  # noqa: ANN401 - each field has a type of its own
    return site(advert(**fields), assets=read_assets((SHIPPED,)))


def page(**fields: Any) -> str:  # noqa: ANN401 - likewise
    """The page of a notice with these fields."""
    (found,) = (
        output
        for output in outputs_of(site_of(**fields))
        if isinstance(output, Rendered) and output.path == "adverts/benches/index.html"
    )
    return unescape(renderer().make(found).data.decode())


def fact(html: str, name: str) -> str:
    """The words of a key fact, without its elements."""
    value = html.partition(f"<dt>{name}</dt>\n<dd>")[2].partition("</dd>")[0]
    return " ".join("".join(part.partition(">")[2] for part in f">{value}".split("<")).split())


UNKNOWN = "It is not stated whether that is for a year or in all."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            {"excluding_vat": "360000", "including_vat": "432000"},
            "£360,000 excluding VAT, £432,000 including VAT" + UNKNOWN,
        ),
        ({"including_vat": "432000", "per": "total"}, "£432,000 in all including VAT"),
        ({"minimum": "1", "maximum": "2", "per": "year"}, "£1 to £2 a year"),
        ({"maximum": "9", "excluding_vat": "7"}, "Up to £9; estimate £7 excluding VAT" + UNKNOWN),
        ({"per": "year", "note": "To come"}, "To come"),
        ({"maximum": "9", "includes_vat": "false"}, "Up to £9, excluding VAT" + UNKNOWN),
    ],
)
def test_a_value_says_with_or_without_vat_and_for_how_long(value: dict[str, str], words: str) -> None:
    assert fact(page(value=value), "Estimated value") == words


def test_lots_are_a_section_with_permanent_links_and_say_only_what_is_stated() -> None:
    html = page(lots=LOTS)
    assert '<a href="#lots">Lots</a>' in html
    assert '<h3 id="lot-north"><a href="#lot-north">Northern parks</a></h3>' in html
    north = html.partition('id="lot-north"')[2].partition('id="lot-2"')[0]
    assert "<strong>north</strong>" in north
    assert "Up to £20" in north
    assert "May suit" not in north
    assert {"lots", "lot-north", "lot-2"} <= set(site_of(lots=LOTS).adverts[0].anchors())


def test_buyers_are_key_facts_with_the_one_that_leads_and_a_section_with_their_details() -> None:
    html = page(buyers=["riverside", "borough"])
    assert fact(html, "Buyers") == "Riverside Council (leads) Example Borough Council"
    details = html.partition('id="buyers"')[2].partition('id="timetable"')[0]
    for words in (
        "Public authority (not central",
        "Wales",
        "Guildhall, Riverside",
        "(UKL1)",
        "buyer@riverside",
    ):
        assert words in details
    assert fact(page(buyers=["borough"]), "Buyer") == "Example Borough Council"


def test_a_notice_says_what_it_states_of_the_purchase_and_is_silent_of_the_rest() -> None:
    stated = page(
        category="works",
        above_threshold="false",
        regions=["UKE4", "TLK5"],
        reserved=["supported-employment"],
        options="More benches.",
        renewal="Once.",
        risks="Rain.",
    )
    assert fact(stated, "Category") == "Works"
    assert fact(stated, "Above the threshold") == "No"
    assert fact(stated, "Regions") == "West Yorkshire (UKE4); West of England (TLK5)"
    assert fact(stated, "Reserved for") == "Providers of supported employment"
    for anchor, words in (("options", "More benches."), ("renewal", "Once."), ("risks", "Rain.")):
        assert words in stated.partition(f'<h2 id="{anchor}">')[2]
    silent = page()
    for words in (
        "Category",
        "threshold",
        "Regions",
        "Reserved",
        "Buyer",
        "Lots",
        "Options",
        "Renewal",
        "Risks",
    ):
        assert f"<dt>{words}" not in silent
        assert f'<h2 id="{words.lower()}"' not in silent


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("UK", "United Kingdom (UK)"),
        ("TLM", "Scotland (TLM)"),
        ("UKE42", "Part of West Yorkshire (UKE42)"),
        ("TLM2", "Highlands and Islands (TLM2)"),
        ("UKM2", "UKM2"),
        ("UKM6", "Highlands and Islands (UKM6)"),
    ],
)
def test_a_region_has_the_name_that_its_code_had_when_it_was_given(code: str, words: str) -> None:
    assert named(code) == words


def test_buyers_regions_and_lots_are_searched() -> None:
    (found,) = documents(site_of(buyers=["riverside"], regions=["UKE42"], lots=LOTS, risks="Rain."))
    for words in ("Riverside Council", "West Yorkshire", "Agricultural"):
        assert words in found.lead
    for words in ("Northern parks", "All north.", "A year", "Rain."):
        assert words in found.text


def test_the_table_of_adverts_ends_with_what_they_say_of_the_purchase() -> None:
    fields = {"buyers": ["riverside", "borough"], "category": "works", "regions": ["UK"], "lots": LOTS}
    value = {"excluding_vat": "20.50", "including_vat": "24.60", "per": "year"}
    found = site_of(**fields, value=value, above_threshold="true", reserved=["sme-vcse"])
    table = tables(found, *found.adverts)[0]
    names = [column.name for column in table.columns]
    (row,) = ([str(cell) for cell in row] for row in table.rows())
    start = names.index("telephone") + 1
    shown = dict(zip(names[start:], row[start:], strict=True))
    assert {name: cell for name, cell in shown.items() if not name.endswith("_label")} == {
        "buyers": "('Riverside Council', 'Example Borough Council')",
        "category": "works",
        "value_excluding_vat": "20.50",
        "value_including_vat": "24.60",
        "value_per": "year",
        "above_threshold": "True",
        "regions": "('UK',)",
        "reserved": "('sme-vcse',)",
        "lots": "('Northern parks', 'Southern parks')",
    }
    assert shown["regions_label"] == "('United Kingdom',)"


def test_a_version_shows_amounts_of_lots_with_their_currency() -> None:
    lot = {"title": "North", "value": {"currency": "GBP", "excluding_vat": "2000", "including_vat": "2400"}}
    zone = site_of().config.zone
    (shown,) = field_texts({"collection": "adverts", "lots": [lot]}, zone)
    assert shown.label == "Lots"
    assert "Excluding VAT: £2,000" in " ".join(shown.texts)
