"""Linked data of pages: what schema.org asks for is there, every address in it leads somewhere, no words break out."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.model.record import Key
from sitegen.model.site import Site
from sitegen.outputs.html.jsonld import linked
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import View
from tests.strategies import TRICKY, advert, decision, outputs_of, site, sites

Thing = dict[str, Any]

BASE = "https://example.org/market-tests"
ASSETS = {"site.css": b"", "icon.svg": b"<svg/>", "page.js": b"", "find.js": b""}
PAGE = {"url", "inLanguage", "license", "publisher"}
REQUIRED: Mapping[str, set[str]] = {
    "WebSite": PAGE | {"name"},
    "WebPage": PAGE | {"name"},
    "CollectionPage": PAGE | {"name"},
    "Article": PAGE | {"headline", "description", "identifier", "datePublished", "dateModified"},
    "Report": PAGE | {"headline", "datePublished", "dateModified"},
    "GovernmentOrganization": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Dataset": {"name", "description", "url", "license", "creator", "distribution", "isAccessibleForFree"},
    "DataDownload": {"name", "contentUrl", "encodingFormat"},
    "Event": {"name", "startDate", "organizer"},
    "Place": {"name", "address"},
    "VirtualLocation": {"url"},
    "FAQPage": {"url", "mainEntity"},
    "Question": {"url", "name", "acceptedAnswer"},
    "Answer": {"text"},
    "PropertyValue": {"propertyID", "value"},
}
"""Type → the properties without which it says too little."""
ALLOWED: Mapping[str, set[str]] = {
    "WebSite": {"description"},
    "WebPage": {"description", "datePublished", "dateModified"},
    "CollectionPage": {"description"},
    "Article": {"associatedMedia"},
    "Report": {"description", "identifier", "associatedMedia"},
    "GovernmentOrganization": {"url", "email", "telephone", "address", "identifier"},
    "ListItem": {"item"},
    "Dataset": {"name", "description", "url", "license", "creator", "distribution", "isAccessibleForFree"},
    "DataDownload": {"inLanguage"},
    "Event": {"endDate", "eventStatus", "location", "url"},
    "VirtualLocation": {"name"},
}
"""Type → the other properties it may have. Each is one that schema.org gives to the type or to one above it."""
TIMES = ("startDate", "endDate")
DAYS = ("datePublished", "dateModified")


def every(value: object) -> Iterator[Thing]:
    """All things within a value, outermost first."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from every(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every(inner)


def read(block: str) -> list[Thing]:
    """The things of a block. Fails where the rules of schema.org, as they are written above, are not kept."""
    told = json.loads(block)
    assert told["@context"] == "https://schema.org"
    found = list(every(told))
    for thing in found:
        names = set(thing) - {"@type", "@id"}
        kind = thing["@type"]
        assert names >= REQUIRED[kind], thing
        assert names <= REQUIRED[kind] | ALLOWED.get(kind, set()), thing
        assert None not in thing.values()
        assert all(datetime.fromisoformat(thing[name]).tzinfo for name in TIMES if name in thing)
        assert all(date.fromisoformat(thing[name]) for name in DAYS if name in thing)
        if kind == "BreadcrumbList":
            places = [item["position"] for item in thing["itemListElement"]]
            assert places == list(range(1, len(places) + 1))
            assert ["item" in item for item in thing["itemListElement"]] == [True] * (len(places) - 1) + [
                False
            ]
    return found


def blocks(page: str) -> list[str]:
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)


def pages(found: Site) -> Iterator[tuple[str, str]]:
    """Address and block of every page of a site."""
    for output in outputs_of(replace(found, assets=ASSETS)):
        if isinstance(output, Rendered) and isinstance(output.view, View) and output.view.indexed:
            yield output.view.address, linked(output.view)


def page(address: str, found: Site) -> list[Thing]:
    return read(dict(pages(found))[address])


def of(kind: str, things: list[Thing]) -> list[Thing]:
    return [thing for thing in things if thing["@type"] == kind]


@pytest.fixture(scope="module")
def example(example_site: Path) -> dict[str, list[Thing]]:
    """The things of every page of the worked example that search engines may list."""
    found = {}
    for file in example_site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        told = blocks(text)
        assert len(told) == (0 if 'content="noindex"' in text else 1), file
        for block in told:
            found[f"/{file.relative_to(example_site).as_posix().removesuffix('index.html')}"] = read(block)
    return found


def test_every_page_of_the_example_says_what_it_is_and_the_types_are_all_in_use(
    example: dict[str, list[Thing]],
) -> None:
    main = {address: things[0]["@type"] for address, things in example.items()}
    assert main["/"] == "WebSite"
    assert main["/adverts/"] == main["/decisions/"] == main["/adverts/subject/"] == "CollectionPage"
    assert main["/adverts/grounds-maintenance-2026/"] == "Article"
    assert main["/decisions/strategic-partnership-2003/"] == "Report"
    assert (
        main["/decisions/depot-land-2026/"] == main["/accessibility/"] == main["/pages/about/"] == "WebPage"
    )
    used = {thing["@type"] for things in example.values() for thing in things}
    assert used == set(REQUIRED) - {"PropertyValue"}
    assert [address for address, things in example.items() if things[0]["url"] != BASE + address] == []


def test_every_address_of_this_site_in_linked_data_leads_to_a_file_and_a_place_on_its_page(
    example: dict[str, list[Thing]], example_site: Path
) -> None:
    broken = []
    for things in example.values():
        for value in (value for thing in things for value in thing.values() if isinstance(value, str)):
            path, _, anchor = value.removeprefix(f"{BASE}/").partition("#")
            if value.startswith(f"{BASE}/"):
                file = example_site / unquote(path) / ("index.html" if path.endswith("/") or not path else "")
                if not file.is_file() or (
                    anchor and f'id="{anchor}"' not in file.read_text(encoding="utf-8")
                ):
                    broken.append(value)
            elif value.startswith(("/", ".")):
                broken.append(value)
    assert broken == []


def test_the_home_page_tells_all_of_the_publisher_and_other_pages_its_name() -> None:
    publisher = {
        "name": "Example Borough Council",
        "url": "https://council.example.org/",
        "email": "hello@example.org",
        "address": "Town Hall",
        "identifier": {"scheme": "GB-PPON", "id": "ABCD-1234-EFGH"},
    }
    found = site(advert(), publisher=publisher)
    (whole,) = of("GovernmentOrganization", page("/", found))
    assert whole == {
        "@type": "GovernmentOrganization",
        "@id": "_:publisher",
        "name": "Example Borough Council",
        "url": "https://council.example.org/",
        "email": "hello@example.org",
        "address": "Town Hall",
        "identifier": {"@type": "PropertyValue", "propertyID": "GB-PPON", "value": "ABCD-1234-EFGH"},
    }
    (short,) = of("GovernmentOrganization", page("/adverts/benches/", found))
    assert set(short) == {"@type", "@id", "name", "url"}


def test_a_question_without_an_answer_is_not_told_and_one_with_an_answer_is_in_plain_words() -> None:
    asked = {"id": "q1", "asked": "2026-11-03", "question": "Is it **big**?"}
    found = site(
        advert("a", clarifications=[asked]),
        advert(
            "b", clarifications=[asked | {"id": "q2"}, asked | {"answered": "2026-11-05", "answer": "*No.*"}]
        ),
    )
    assert of("FAQPage", page("/adverts/a/", found)) == []
    (question,) = of("Question", page("/adverts/b/", found))
    assert question["name"] == "Is it big?"
    assert question["url"].endswith("/markets/adverts/b/#clarification-q1")
    assert question["acceptedAnswer"] == {"@type": "Answer", "text": "No."}


def test_a_preview_of_a_notice_has_the_day_on_which_it_is_to_be_published() -> None:
    article, *_ = page("/adverts/benches/", site(advert(published="2026-12-01"), drafts=True))
    assert article["datePublished"] == article["dateModified"] == "2026-12-01"


def test_an_event_tells_when_with_its_offset_and_where_and_whether_it_is_off() -> None:
    events: list[Thing] = [
        {"title": "Visit", "starts": "2026-07-01T10:00", "ends": "2026-07-01T12:00", "place": "Town Hall"},
        {"title": "Call", "starts": "2026-12-01T10:00", "place": "Online", "url": "https://example.com/call"},
        {"title": "Somewhere", "starts": "2026-12-02T10:00"},
    ]
    found = site(
        advert("on", events=events),
        advert("off", events=events, withdrawn={"date": "2026-11-10", "reason": "No money"}),
    )
    visit, call, somewhere = of("Event", page("/adverts/on/", found))
    assert (visit["startDate"], visit["endDate"]) == (
        "2026-07-01T10:00:00+01:00",
        "2026-07-01T12:00:00+01:00",
    )
    assert visit["location"] == {"@type": "Place", "name": "Town Hall", "address": "Town Hall"}
    assert call["startDate"] == "2026-12-01T10:00:00+00:00"
    assert call["location"]["@type"] == "VirtualLocation"
    assert "location" not in somewhere
    assert not {"eventStatus"} & (visit.keys() | call.keys())
    off = {event["eventStatus"] for event in of("Event", page("/adverts/off/", found))}
    assert off == {"https://schema.org/EventCancelled"}


@pytest.mark.parametrize(
    "words", [*TRICKY, "</script><script>alert(1)</script>", "<!--<script>", 'a" href="/x']
)
def test_no_title_breaks_out_of_its_block_and_every_title_is_read_back(words: str) -> None:
    found = site(advert("a", title=words, summary=words), decision("d", title=words))
    for address in ("/adverts/a/", "/decisions/d/"):
        block = dict(pages(found))[address]
        assert not set("<>&\n") & set(block)
        things = read(block)
        assert things[0]["headline"] == found.shown[Key("adverts", "a")].title
        assert of("BreadcrumbList", things)[0]["itemListElement"][-1]["name"] == things[0]["headline"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sites(count=3))
def test_every_page_of_any_site_keeps_the_rules(found: Site) -> None:
    for _, block in pages(found):
        assert not set("<>&\n") & set(block)
        assert read(block)


# Open Graph


def shared(text: str) -> dict[str, str]:
    """What a page tells to sites on which its address is shared."""
    found = re.findall(r'<meta (?:property|name)="(og:\w+)" content="([^"]*)">', text)
    assert len(found) == len(dict(found))
    return {name: html.unescape(words) for name, words in found}


def test_an_advert_is_shared_by_its_title_and_summary_under_its_one_address(example_site: Path) -> None:
    address = "adverts/grounds-maintenance-2026/"
    text = (example_site / address / "index.html").read_text(encoding="utf-8")
    found = shared(text)
    assert found.pop("og:title") in text.partition("<h1>")[2]
    assert f'<meta name="description" content="{html.escape(found.pop("og:description"))}">' in text
    assert found == {
        "og:type": "article",
        "og:url": f"{BASE}/{address}",
        "og:site_name": "Example Borough Council market tests",
    }


def test_a_list_is_no_article_and_a_page_that_only_leads_on_tells_nothing(example_site: Path) -> None:
    assert shared((example_site / "adverts/index.html").read_text(encoding="utf-8"))["og:type"] == "website"
    for path in ("404.html", "tenders/index.html"):
        assert shared((example_site / path).read_text(encoding="utf-8")) == {}
