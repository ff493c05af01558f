"""Open contracting data: valid by the standard and whole, one process for each advert, releases that add up."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import ocdsmerge
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.model.site import Site
from sitegen.outputs.ocds.packages import package, record, record_package
from sitegen.outputs.output import Data
from sitegen.outputs.rows import contracting as of_part
from sitegen.outputs.rows import joined, rows_of
from sitegen.rules.money import CURRENCIES
from tests import strategies as content
from tests.outputs.standard import problems_of_records, problems_of_releases, release_schema

PREFIX = "ocds-213czf"
Json = Any
"""Whatever JSON holds."""


def read(data: bytes | str) -> Json:
    return json.loads(data)


def releases(site: Site, name: str = "benches") -> Json:
    """The releases of an advert, once the standard has nothing against them."""
    (advert,) = (each for each in site.adverts if each.id == name)
    found = read(package(site, advert, PREFIX))
    assert problems_of_releases(found) == []
    return found["releases"]


def site_of(*entries: Json, **fields: Json) -> Site:
    """A site of one advert with these fields, and other records."""
    return content.site(content.advert(**fields), *entries, now="2026-12-31T09:00", ocid_prefix=PREFIX)


def milestones(release: Json) -> dict[str, Json]:
    return {each["id"]: each for each in release["planning"]["milestones"]}


# The worked example


@pytest.fixture(scope="module")
def packages(example_site: Path) -> dict[str, Json]:
    """The release packages of the worked example, by the ids of their adverts."""
    return {path.parent.name: read(path.read_bytes()) for path in example_site.glob("adverts/*/ocds.json")}


def test_the_worked_example_is_valid(example_site: Path, packages: dict[str, Json]) -> None:
    assert packages
    assert {name: told for name, each in packages.items() if (told := problems_of_releases(each))} == {}
    for path in example_site.glob("data/ocds/records-*.json"):
        assert problems_of_records(read(path.read_bytes())) == [], path


def test_every_advert_page_has_one_process_and_every_process_a_page(
    example_site: Path, packages: dict[str, Json]
) -> None:
    pages = {
        path.parent.name
        for path in example_site.glob("adverts/*/index.html")
        if 'id="key-facts"' in path.read_text()
    }
    assert packages.keys() == pages
    processes = [{each["ocid"] for each in found["releases"]} for found in packages.values()]
    assert all(len(each) == 1 for each in processes)
    assert len(set.union(*processes)) == len(pages)
    recorded = [
        each["ocid"]
        for path in example_site.glob("data/ocds/records-*.json")
        for each in read(path.read_bytes())["records"]
    ]
    assert sorted(recorded) == sorted(set.union(*processes))


def test_the_lines_of_compiled_releases_are_those_of_the_records(example_site: Path) -> None:
    for path in example_site.glob("data/ocds/compiled-*.jsonl"):
        lines = path.read_text("utf-8").rstrip("\n").split("\n")
        records = read(Path(str(path).replace("compiled", "records").rstrip("l")).read_bytes())["records"]
        assert [read(line) for line in lines] == [each["compiledRelease"] for each in records]


def test_links_of_a_record_lead_to_its_releases(example_site: Path) -> None:
    base = "https://example.org/market-tests/"
    for path in example_site.glob("data/ocds/records-*.json"):
        for each in read(path.read_bytes())["records"]:
            for link in each["releases"]:
                file, _, fragment = link["url"].removeprefix(base).partition("#")
                found = read((example_site / file).read_bytes())["releases"]
                assert [one["date"] for one in found if one["id"] == fragment] == [link["date"]]


def test_the_extension_that_packages_declare_is_where_they_say(
    example_site: Path, packages: dict[str, Json]
) -> None:
    base = "https://example.org/market-tests/"
    for found in packages.values():
        (own,) = (each for each in found["extensions"] if each.startswith(base))
        file = example_site / own.removeprefix(base)
        about = read(file.read_bytes())
        assert set(about) >= {"name", "description", "documentationUrl", "contactPoint", "compatibility"}
        for schema in about["schemas"]:
            assert read((file.parent / schema).read_bytes())["definitions"]["MarketTest"]


def paths(value: Json, above: str = "") -> Iterator[str]:
    """The way to every value, as docs/open-data.md writes it: `tender.lots[].status`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, f"{above}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{above}[]")
    else:
        yield above


@pytest.fixture(scope="module")
def mapping(repository: Path) -> list[str]:
    """The fields that docs/open-data.md documents, in its order."""
    text = (repository / "docs/open-data.md").read_text("utf-8").partition("\n## Field by field\n")[2]
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def test_the_mapping_documents_every_field_that_is_written_and_no_other(
    mapping: list[str], packages: dict[str, Json]
) -> None:
    documented = set(mapping)
    used = {path for found in packages.values() for each in found["releases"] for path in paths(each)}
    site = everything()
    used |= {path for one in site.adverts for each in releases(site, one.id) for path in paths(each)}
    assert used - documented == set()
    assert documented - used == set()


def objects(value: Json, above: str = "") -> Iterator[list[str]]:
    """The ways to the values of each object, in the order in which it has them."""
    if isinstance(value, list):
        for inner in value:
            yield from objects(inner, f"{above}[]")
    elif isinstance(value, dict):
        yield [f"{above}.{name}".lstrip(".") for name in value]
        for name, inner in value.items():
            yield from objects(inner, f"{above}.{name}".lstrip("."))


def test_keys_stand_in_the_order_in_which_they_are_documented(mapping: list[str]) -> None:
    def place(path: str) -> int:
        return next(number for number, field in enumerate(mapping) if f"{field}.".startswith(path))

    site = everything()
    for release in (each for one in site.adverts for each in releases(site, one.id)):
        for names in objects(release):
            assert names == sorted(names, key=place)


MONEY: Json = {"maximum": "30", "excluding_vat": "20", "including_vat": "24", "per": "year", "note": "A note"}


def everything() -> Site:
    """A site with two adverts that together have every field, and a public register that knows its publisher."""
    fields: Json = {
        "documents": [
            {"title": "Map", "url": "https://example.org/map", "note": "All parks", "language": "cy"}
        ],
        "value": {"minimum": "10.5", "maximum": "20", "includes_vat": "true", "note": "A year"},
        "suitable_for": {"sme": "true", "vcse": "false"},
        "term": {"starts": "2028-04-01", "ends": "2030-03-31", "extension": "Two years"},
        "cpv": ["77310000-6", "79000000"],
        "events": [{"title": "Visit", "starts": "2026-11-10T10:00", "place": "Park"}],
        "timetable": [{"date": "2027-02-01", "title": "A plan", "note": "Perhaps"}],
        "clarifications": [
            {"id": "q1", "asked": "2026-11-03", "question": "Why?", "answered": "2026-11-05", "answer": "So."}
        ],
        "amendments": [{"date": "2026-11-09", "change": "More time", "reason": "Asked for"}],
        "also_published": [{"title": "Find a Tender", "url": "https://example.org/n", "id": "083655-2026"}],
        "withdrawn": {"date": "2026-11-12", "reason": "No money"},
        "questions": ["What lasts?"],
        "purposes": ["a"],
        "places": ["Alder"],
        "objectives": "aims",
        "decision": "seating",
        "contact": {"role": "Head", "email": "a@example.org", "telephone": "+44 1632 960100"},
        "respond": {
            "how": "Write.",
            "url": "https://example.org/r",
            "address": "Hall",
            "include": ["A price"],
        },
        "questions_close": "2026-11-20T12:00",
    }
    divided: Json = {
        "buyers": ["borough", "riverside"],
        "category": "works",
        "above_threshold": "true",
        "regions": ["UKE42"],
        "reserved": ["sme-vcse"],
        "options": "More.",
        "renewal": "Once.",
        "risks": "Rain.",
        "value": {
            "minimum": "10",
            "maximum": "30",
            "excluding_vat": "20",
            "including_vat": "24",
            "per": "year",
        },
        "cpv": ["77310000-6"],
        "lots": [
            {
                "id": "1",
                "title": "One",
                "description": "North",
                "value": {"minimum": "1"} | MONEY,
                "cpv": ["79000000"],
            },
            {"id": "2", "title": "Two", "value": {"minimum": "1", "includes_vat": "true"} | MONEY},
        ],
    }
    approved: Json = {"status": "approved", "decided": {"date": "2026-10-06"}}
    aims = {"basis": "points", "status": "proposed", "note": "A first idea"}
    parts = [{"id": "a", "title": "Shade", "detail": "Trees", "weight": "5"}]
    return content.site(
        content.advert(**fields),
        content.advert("divided", reference="B", **divided),
        content.decision(**approved),
        content.objectives(weighting=aims, objectives=parts),
        now="2026-12-31T09:00",
        ocid_prefix=PREFIX,
        publisher={
            "name": "Council",
            "identifier": {"scheme": "GB-PPON", "id": "P1"},
            "address": "Town Hall",
        },
        buyers=[
            {"id": "borough", "name": "Council", "devolved": "scotland"},
            {
                "id": "riverside",
                "name": "Riverside",
                "identifier": {"scheme": "GB-PPON", "id": "P2"},
                "type": "private-utility",
                "url": "https://riverside.example.org/",
                "address": {
                    "street": "Guildhall",
                    "town": "Riverside",
                    "postcode": "RV1 1AA",
                    "country": "United Kingdom",
                    "region": "UKL1",
                },
                "contact": {"role": "Buyer"},
            },
        ],
    )


# Whatever the content


@st.composite
def sites_of_ten(draw: st.DrawFn) -> Site:
    """A site of ten adverts, some with all that they can refer to."""
    found = [
        content.objectives(),
        content.decision(status=draw(st.sampled_from(["approved", "rejected", "proposed"]))),
        content.decision(
            "learned",
            kind="outcome",
            meeting={"body": "Cabinet", "date": "2026-11-20"},
            engagement={"advert": "a0", "responses": "7"},
        ),
    ]
    named = {"objectives": "aims", "decision": "seating", "outcome": "learned"}
    for number in range(10):
        fields = draw(content.adverts(**named if number % 2 else {}))
        found.append(content.advert(f"a{number}", **fields))
    register = {"identifier": {"scheme": "GB-PPON", "id": "P 1/é"}} if draw(st.booleans()) else {}
    publisher = {"name": draw(content.titles()), "url": "https://example.org/é?a=%25&b=%C3%A9", **register}
    zone = draw(st.sampled_from(["Europe/London", "Pacific/Auckland"]))
    return content.site(*found, ocid_prefix=PREFIX, publisher=publisher, time_zone=zone)


def unique(values: Json) -> bool:
    found = [each["id"] for each in values]
    return len(found) == len(set(found))


def assert_whole(release: Json) -> None:
    """What it refers to is there, and no id stands for two things."""
    planning, tender = release["planning"], release["tender"]
    assert release["buyer"]["id"] in {each["id"] for each in release["parties"]}
    groups = (
        release["parties"],
        planning["milestones"],
        planning["documents"],
        planning["marketTest"].get("questions", []),
        *(tender.get(name, []) for name in ("items", "lots", "enquiries", "amendments")),
    )
    assert all(map(unique, groups))
    lots = {each["id"] for each in tender.get("lots", [])}
    assert {each.get("relatedLot") for each in tender.get("items", [])} <= {None, *lots}


def assert_each_holds_what_the_one_before_it_held(found: Json) -> None:
    """Nothing is taken back: that is why the last is what all of them merge to."""
    for before, after in pairwise(found):
        assert before["date"] < after["date"]
        assert set(paths(before)) <= set(paths(after))


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(sites_of_ten())
def test_five_hundred_adverts_are_valid_whole_and_merge_to_their_records(site: Site) -> None:
    ids: list[str] = []
    records = [record(site, advert, PREFIX) for advert in site.adverts]
    for advert, recorded in zip(site.adverts, records, strict=True):
        found = releases(site, advert.id)
        assert_each_holds_what_the_one_before_it_held(found)
        for each in found:
            assert_whole(each)
        known = {each["id"] for each in found}
        for amendment in found[-1]["tender"].get("amendments", []):
            assert {amendment["releaseID"], amendment.get("amendsReleaseID")} <= known | {None}
        ids += [each["id"] for each in found]
        assert merger().create_compiled_release(found) == read(recorded.compiled)
    assert len(ids) == len(set(ids))
    lines = ",\n".join(one.line for one in records).encode()
    assert (
        problems_of_records(
            read(record_package(site, "/data/x.json", lines, max(one.changed for one in records)))
        )
        == []
    )


@cache
def merger() -> ocdsmerge.Merger:
    """What merges releases as the standard says."""
    return ocdsmerge.Merger(release_schema())


# What happens to an advert


def test_a_notice_that_never_changed_has_one_release_tagged_planning() -> None:
    (only,) = releases(site_of())
    assert only["ocid"] == f"{PREFIX}-benches"
    assert re.fullmatch(rf"{PREFIX}-benches-2026-11-02-[0-9a-f]{{8}}", only["id"])
    assert (only["date"], only["tag"]) == ("2026-11-02T00:00:00+00:00", ["planning"])
    assert only["tender"]["status"] == "planning"
    assert milestones(only)["engagement"]["dueDate"] == "2026-12-11T12:00:00+00:00"


def test_an_amendment_makes_a_release_that_says_what_changed_why_and_which_release_it_changed() -> None:
    change = {"date": "2026-11-09", "change": "Closes a week later.", "reason": "Firms asked."}
    first, second = releases(site_of(amendments=[change], closes="2026-12-18T12:00"))
    assert "amendments" not in first["tender"]
    assert second["tag"] == ["planningUpdate"]
    assert second["tender"]["amendments"] == [
        {
            "id": "change-2026-11-09",
            "date": "2026-11-09T00:00:00+00:00",
            "description": "Closes a week later.",
            "rationale": "Firms asked.",
            "releaseID": second["id"],
            "amendsReleaseID": first["id"],
        }
    ]


def test_a_notice_with_a_new_closing_time_has_that_time_in_every_release() -> None:
    change = {"date": "2026-11-09", "change": "Closes a week later.", "reason": "Firms asked."}
    found = releases(site_of(amendments=[change], closes="2026-12-18T12:00"))
    due = [milestones(each)["engagement"]["dueDate"] for each in found]
    assert due == ["2026-12-18T12:00:00+00:00"] * 2


def ids(release: Json) -> dict[str, str]:
    """The id of each part of a release that may be one of several, by its words."""
    planning, tender = release["planning"], release["tender"]
    parts = (
        *((each, each["title"]) for each in (*planning["documents"], *planning["milestones"])),
        *((each, each["description"]) for each in planning["marketTest"]["questions"]),
        *((each, each["description"]) for name in ("enquiries", "amendments") for each in tender[name]),
    )
    return {words: each["id"] for each, words in parts}


SEVERAL: Json = {
    "documents": [{"title": "Brief", "url": "https://example.org/brief"}, {"title": "On request"}],
    "also_published": [{"title": "Find a Tender", "url": "https://example.org/notice/1"}],
    "events": [{"title": "Briefing", "starts": "2026-11-20T10:00"}],
    "timetable": [{"date": "2027-02-01", "title": "A plan"}],
    "questions": ["What lasts?"],
    "clarifications": [
        {"id": "q1", "asked": "2026-11-03", "question": "Why?", "answered": "2026-11-05", "answer": "So."}
    ],
    "amendments": [{"date": "2026-11-09", "change": "More time", "reason": "Asked for"}],
}
BEFORE: Json = {
    "documents": {"title": "Errata", "url": "https://example.org/errata"},
    "also_published": {"title": "Contracts Finder", "url": "https://example.com/1"},
    "events": {"title": "Site visit", "starts": "2026-11-18T10:00"},
    "timetable": {"date": "2027-01-01", "title": "A first plan"},
    "questions": "What does it cost?",
    "clarifications": {**SEVERAL["clarifications"][0], "id": "q0", "question": "When?"},
    "amendments": {"date": "2026-11-08", "change": "More places", "reason": "Asked for"},
}


@pytest.mark.parametrize("field", BEFORE)
def test_an_id_stays_with_its_thing_when_another_is_put_before_it(field: str) -> None:
    before = ids(releases(site_of(**SEVERAL))[-1])
    after = ids(releases(site_of(**{**SEVERAL, field: [BEFORE[field], *SEVERAL[field]]}))[-1])
    assert len(after) == len(before) + 1
    assert {words: after[words] for words in before} == before
    assert len(set(after.values())) == len(after)


def test_a_document_keeps_its_id_when_its_title_is_put_right_and_an_event_when_it_moves() -> None:
    (old,) = ids(releases(site_of(**SEVERAL, summary="x"))[-1])["Brief"].splitlines()
    fields = {**SEVERAL, "documents": [{"title": "The brief", "url": "https://example.org/brief"}]}
    fields["events"] = [{"title": "Briefing", "starts": "2026-11-25T14:00"}]
    found = ids(releases(site_of(**fields))[-1])
    assert (found["The brief"], found["Briefing"]) == (old, "event-briefing")


def test_the_id_of_a_release_stays_as_long_as_what_it_holds_and_no_longer() -> None:
    change = {"date": "2026-11-09", "change": "Closes a week later.", "reason": "Firms asked."}
    answer = {"id": "q1", "asked": "2026-11-12", "question": "A?", "answered": "2026-11-17", "answer": "B."}
    (first,) = releases(site_of())
    assert releases(site_of()) == [first]
    kept, update = releases(site_of(amendments=[change]))
    assert kept == first  # nothing that it holds is different
    assert releases(site_of(amendments=[change], clarifications=[answer]))[:2] == [kept, update]
    moved, _ = releases(site_of(amendments=[change], closes="2026-12-18T12:00"))
    assert moved["id"] != first["id"]
    assert moved["date"] == first["date"]


def test_a_withdrawn_notice_says_so_from_that_day_on_and_why() -> None:
    gone = {"date": "2026-11-20", "reason": "The money is needed elsewhere."}
    first, second = releases(site_of(withdrawn=gone, suitable_for={"sme": "true"}))
    assert (first["tender"]["status"], second["tender"]["status"]) == ("planning", "withdrawn")
    assert [each["tender"]["lots"][0]["status"] for each in (first, second)] == ["planning", "withdrawn"]
    assert second["tender"]["amendments"][0]["rationale"] == "The money is needed elsewhere."
    assert [milestones(each)["engagement"]["status"] for each in (first, second)] == ["scheduled", "notMet"]


def test_a_withdrawal_still_to_come_is_not_told() -> None:
    site = content.site(
        content.advert(withdrawn={"date": "2026-12-20", "reason": "Not yet"}), ocid_prefix=PREFIX
    )
    (only,) = releases(site)
    assert only["tender"]["status"] == "planning"


def test_answers_come_with_the_release_of_their_day_and_stay_in_order() -> None:
    asked = [
        {"id": "late", "asked": "2026-11-03", "question": "A?", "answered": "2026-11-17", "answer": "One."},
        {"id": "early", "asked": "2026-11-04", "question": "B?", "answered": "2026-11-10", "answer": "Two."},
        {"id": "open", "asked": "2026-11-05", "question": "C?"},
        {"id": "undated", "asked": "2026-11-05", "question": "D?", "answer": "Four."},
    ]
    found = releases(site_of(clarifications=asked))
    assert [[one["id"] for one in each["tender"]["enquiries"]] for each in found] == [
        ["undated"],
        ["undated", "early"],
        ["undated", "early", "late"],
    ]
    assert found[1]["tender"]["enquiries"][1] == {
        "id": "early",
        "date": "2026-11-04T00:00:00+00:00",
        "description": "B?",
        "answer": "Two.",
        "dateAnswered": "2026-11-10T00:00:00+00:00",
    }


def test_the_outcome_comes_with_a_release_of_its_own_in_which_the_closing_time_has_passed() -> None:
    outcome = content.decision(
        "learned",
        kind="outcome",
        meeting={"body": "Cabinet", "date": "2026-12-20"},
        engagement={"advert": "benches", "responses": "7"},
    )
    first, second = releases(site_of(outcome, outcome="learned"))
    assert [each["id"] for each in first["planning"]["documents"]] == ["notice"]
    assert [each["id"] for each in second["planning"]["documents"]] == ["notice", "outcome"]
    closed = milestones(second)["engagement"]
    assert (closed["status"], closed["dateMet"]) == ("met", "2026-12-11T12:00:00+00:00")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, ["scheduled", "scheduled"]),
        ({"state": "done", "done": "2026-11-19"}, ["scheduled", "met"]),
        ({"state": "dropped", "result": "No money."}, ["notMet", "notMet"]),
        ({"state": "done", "done": "2026-11-21"}, ["scheduled", "scheduled"]),
    ],
)
def test_a_release_says_what_had_become_of_a_commitment_by_its_day(
    written: dict[str, str], told: list[str]
) -> None:
    step = {
        "date": "2027-02-01",
        "title": "Report",
        "commitment": {"owner": "A", "due": "2027-02-01"} | written,
    }
    change = {"date": "2026-11-20", "change": "More", "reason": "Asked"}
    found = releases(site_of(timetable=[step], amendments=[change]))
    kept = [next(one for one in milestones(each).values() if one["title"] == "Report") for each in found]
    assert [one["status"] for one in kept] == told
    assert [one.get("dateMet") for one in kept] == [
        "2026-11-19T00:00:00+00:00" if status == "met" else None for status in told
    ]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("approved", "met"),
        ("approved-with-changes", "met"),
        ("rejected", "notMet"),
        ("deferred", "scheduled"),
    ],
)
def test_the_decision_behind_a_notice_is_a_milestone_of_approval(status: str, told: str) -> None:
    decision = content.decision(status=status, decided={"date": "2026-10-06"})
    (only,) = releases(site_of(decision, decision="seating"))
    approval = milestones(only)["approval"]
    assert (approval["type"], approval["status"]) == ("approval", told)
    assert approval.get("dateMet") == ("2026-10-06T00:00:00+01:00" if told == "met" else None)


def test_of_an_exempt_decision_only_its_title_and_its_day_are_told() -> None:
    why = dict.fromkeys(("schedule", "paragraph", "reason", "public_interest"), "Because")
    secret = content.decision(part="2", exempt=why, reference="X9", executive_summary="Hidden words")
    (only,) = releases(site_of(secret, decision="seating"))
    assert milestones(only)["approval"] == {
        "id": "approval",
        "title": "Park seating",
        "type": "approval",
        "dueDate": "2026-10-05T00:00:00+01:00",
    }
    assert "Hidden" not in json.dumps(only)


# What content may hold


def test_amounts_keep_their_digits_and_say_whether_they_include_vat() -> None:
    bounds = {"minimum": "123456789012.25", "maximum": "250000.00"}
    (only,) = releases(site_of(value=bounds))
    assert only["tender"]["minValue"] == {"amount": 123456789012.25, "currency": "GBP"}
    assert only["tender"]["value"] == {"amount": 250000, "currency": "GBP"}
    (gross,) = releases(site_of(value={"maximum": "1200", "includes_vat": "true"}))
    assert gross["tender"]["value"] == {"amountGross": 1200, "currency": "GBP"}


def test_every_currency_that_content_may_name_is_one_of_the_standard() -> None:
    known = release_schema()["definitions"]["Value"]["properties"]["currency"]["enum"]
    assert CURRENCIES - set(known) == set()


def test_a_notice_that_states_nothing_but_the_least_is_valid() -> None:
    (only,) = releases(site_of())
    assert "value" not in only["tender"]
    assert "lots" not in only["tender"]
    assert "items" not in only["tender"]


def test_a_text_nearly_as_long_as_a_line_may_be_stays_whole() -> None:
    words = "\n\n".join(f"Lot {number}: " + "benches of oak and steel. " * 60 for number in range(12))
    (only,) = releases(site_of(respond={"how": words, "email": "a@example.org"}, questions=[words]))
    assert milestones(only)["engagement"]["description"].split() == words.split()


@pytest.mark.parametrize("title", ["مناقصة عامة", "Llyfrgell â gŵyl", "\u202eabc\u202c"])
def test_titles_in_any_script_stay_as_they_are_on_one_line(title: str) -> None:
    site = site_of(title=title)
    (only,) = releases(site)
    assert only["tender"]["title"] == title
    (line,) = (record(site, each, PREFIX).compiled for each in site.adverts)
    assert line.splitlines() == [line]


def test_a_day_of_long_ago_has_an_offset_that_the_format_allows() -> None:
    (only,) = releases(site_of(published="1830-05-01", closes="1830-06-01T12:00"))
    assert only["date"] == "1830-05-01T00:01:15+00:00"


# Buyers, lots and amounts


def tender_of(**fields: Json) -> Json:
    return releases(site_of(**fields))[0]["tender"]


def test_the_first_buyer_leads_with_the_contact_of_the_notice_and_the_others_have_their_own() -> None:
    (only,) = releases(site_of(buyers=["riverside", "borough"]))
    first, second = only["parties"]
    assert (
        only["buyer"] == only["tender"]["procuringEntity"] == {"id": first["id"], "name": "Riverside Council"}
    )
    assert (first["roles"], second["roles"]) == (["buyer", "procuringEntity"], ["buyer"])
    assert first["contactPoint"]["name"] == "Parks Manager"
    assert [each["id"] for each in first["details"]["classifications"]] == [
        "publicAuthoritySubCentralGovernment",
        "wales",
    ]
    (other, *_) = reversed(releases(site_of(buyers=["borough", "riverside"]))[0]["parties"])
    assert other["contactPoint"] == {
        "name": "Buyer",
        "email": "buyer@riverside.example.org",
        "url": "https://riverside.example.org/%C3%A9?a=%25",
    }


def test_the_publisher_among_the_buyers_is_the_one_that_every_other_notice_has() -> None:
    named = releases(site_of(buyers=["borough", "riverside"]))[0]
    assert named["buyer"] == releases(site_of())[0]["buyer"]
    assert "procuringEntity" not in tender_of()


def test_a_lot_says_for_itself_what_it_states_and_what_the_whole_states_otherwise() -> None:
    stated = {"id": "1", "title": "One", "term": {"starts": "2028-05-01"}, "suitable_for": {"sme": "false"}}
    lots = [stated, {"id": "south", "title": "South"}]
    whole = {"term": {"starts": "2027-04-01", "extension": "A year"}, "suitable_for": {"sme": "true"}}
    one, south = tender_of(lots=lots, renewal="Once.", **whole)["lots"]
    assert (one["contractPeriod"], one["suitability"]) == (
        {"startDate": "2028-05-01T00:00:00+01:00"},
        {"sme": False},
    )
    assert (south["contractPeriod"], south["suitability"]) == (
        {"startDate": "2027-04-01T00:00:00+01:00"},
        {"sme": True},
    )
    assert (one["renewal"], south["renewal"]) == (
        {"description": "Once."},
        {"description": "A year\nOnce."},
    )


def test_the_whole_keeps_its_item_and_a_lot_with_codes_has_one() -> None:
    items = tender_of(cpv=["77310000-6"], lots=[{"id": "1", "title": "One", "cpv": ["79000000"]}])["items"]
    assert [(each["id"], each.get("relatedLot")) for each in items] == [("1", None), ("lot-1", "1")]


def test_a_notice_with_options_alone_has_the_one_lot_that_says_so() -> None:
    assert tender_of(options="More.", cpv=["77310000-6"])["lots"] == [
        {"id": "1", "status": "planning", "hasOptions": True, "options": {"description": "More."}}
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (
            {"excluding_vat": "20", "including_vat": "24"},
            {"amount": 20, "amountGross": 24, "currency": "GBP"},
        ),
        ({"including_vat": "24"}, {"amountGross": 24, "currency": "GBP"}),
        ({"excluding_vat": "20", "maximum": "30"}, {"amount": 20, "currency": "GBP", "maximumAmount": 30}),
        ({"including_vat": "24", "maximum": "30"}, {"amount": 30, "amountGross": 24, "currency": "GBP"}),
        ({"maximum": "30", "per": "year"}, {"amount": 30, "currency": "GBP", "per": "year"}),
    ],
)
def test_an_estimate_comes_before_a_maximum_of_the_same_kind(value: Json, found: Json) -> None:
    assert tender_of(value=value)["value"] == found


def test_a_package_declares_an_extension_only_where_it_has_its_field() -> None:
    def declared(**fields: Json) -> list[str]:
        (advert,) = site_of(**fields).adverts
        found = read(package(site_of(**fields), advert, PREFIX))["extensions"]
        return [name for one in found for name in re.findall(r"/ocds_(\w+)_extension/", one)]

    plain = ["lots", "enquiry", "suitability", "uk"]
    assert declared(questions=['Why "hasOptions":true?']) == plain
    assert declared(options="More.") == [*plain, "options"]
    assert declared(renewal="Once.", reserved=["sme-vcse"]) == [*plain, "renewal", "otherRequirements"]
    assert declared(buyers=["riverside"], regions=["UK"]) == [
        *plain,
        "organizationClassification",
        "location",
    ]


# Ids


def test_the_id_of_a_process_stays_when_title_and_reference_change() -> None:
    before, after = (releases(site_of(title=words, reference=words))[0] for words in ("Benches", "Seats"))
    assert before["ocid"] == after["ocid"]


def test_an_advert_with_an_id_from_elsewhere_keeps_it() -> None:
    (only,) = releases(site_of(ocid="ocds-h6vhtk-06f1ad"))
    assert (only["ocid"], only["tender"]["id"]) == ("ocds-h6vhtk-06f1ad", "ocds-h6vhtk-06f1ad")


def test_an_older_change_that_is_added_later_is_in_every_release_from_its_day_on() -> None:
    later = {"date": "2026-11-19", "change": "B", "reason": "B"}
    earlier = {"date": "2026-11-09", "change": "A", "reason": "A"}
    before = releases(site_of(amendments=[later]))
    after = releases(site_of(amendments=[later, earlier]))
    assert after[0] == before[0]
    assert after[2]["id"] != before[1]["id"]  # it holds both changes now
    told = after[2]["tender"]["amendments"]
    assert [each["releaseID"] for each in told] == [after[1]["id"], after[2]["id"]]


def contracting(site: Site) -> Iterator[Data]:
    """The open contracting data of all adverts, a year at a time."""
    rows = [found for advert in site.adverts if (found := rows_of(site, advert))]
    for part in dict.fromkeys(one.part for one in rows):
        yield from of_part(site, part, joined(part, (one for one in rows if one.part == part)))


def test_a_site_without_a_prefix_has_no_open_contracting_data() -> None:
    assert list(contracting(content.site(content.advert()))) == []


def test_a_new_notice_changes_the_files_of_its_year_alone() -> None:
    old = content.advert("old", published="2025-03-03", closes="2025-04-03T12:00", reference="A")
    before = content.site(old, ocid_prefix=PREFIX)
    after = content.site(old, content.advert(), ocid_prefix=PREFIX)
    files = [{each.path: each.data for each in contracting(site)} for site in (before, after)]
    assert files[0].items() <= files[1].items()
    assert {path[-9:] for path in files[1].keys() - files[0].keys()} == {"2026.json", "026.jsonl"}


def test_the_hour_of_the_build_changes_no_byte_of_the_data() -> None:
    first = site_of(closes="2026-12-11T12:00")
    for now in ("2026-11-30T08:00", "2026-12-30T23:59"):
        moment = first.as_of.fromisoformat(now).replace(tzinfo=first.config.zone)
        later = replace(first, as_of=moment)
        assert [each.data for each in contracting(first)] == [each.data for each in contracting(later)]


def test_ids_are_of_a_length_that_can_be_read_and_still_tell_things_apart() -> None:
    questions = [f"{'How long would such a bench last in the rain' * 9} {end}?" for end in "ab"]
    found = [
        each["id"]
        for each in releases(site_of(questions=questions))[0]["planning"]["marketTest"]["questions"]
    ]
    assert len(set(found)) == 2
    assert max(map(len, found)) < 100
