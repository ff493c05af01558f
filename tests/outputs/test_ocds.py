"""Open contracting data: valid by the standard and whole, one process for each advert, releases that add up."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import ocdsmerge
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.model.advert import Advert
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.site import Site, index
from sitegen.outputs.ocds.packages import Record, package, record_package, records
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


def record(site: Site, advert: Advert) -> Record:
    """The record of an advert that follows no other."""
    (found,) = records(site, advert, PREFIX)
    return found


def played(*entries: Entry[Known], moments: dict[str, Json]) -> Site:
    """A site with a register, in which an advert was recorded at each of these moments with the fields that it had then."""
    contents = [
        content.content_of(content.advert(**fields), *entries, now=now, ocid_prefix=PREFIX)
        for now, fields in moments.items()
    ]
    return index(content.recorded(*contents), {})


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


def is_stated(value: Json) -> bool:
    """Whether it is more than nulls, which take something back."""
    return value is not None and (not isinstance(value, dict) or any(map(is_stated, value.values())))


def objects(value: Json, above: str = "") -> Iterator[list[str]]:
    """The ways to the values of each object that are not taken back, in the order in which it has them."""
    if isinstance(value, list):
        for inner in value:
            yield from objects(inner, f"{above}[]")
    elif isinstance(value, dict):
        yield [f"{above}.{name}".lstrip(".") for name, inner in value.items() if is_stated(inner)]
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
        "events": [
            {
                "title": "Visit",
                "starts": "2026-11-10T10:00",
                "ends": "2026-11-10T12:00",
                "place": "Park",
            }
        ],
        "timetable": [
            {
                "date": "2027-02-01",
                "title": "A plan",
                "note": "Perhaps",
                "commitment": {
                    "owner": "Head",
                    "due": "2027-02-01",
                    "condition": "if tenders are invited",
                    "state": "done",
                    "done": "2026-11-11",
                    "result": "Done.",
                },
            }
        ],
        "initiative": "streets",
        "authorised_by": "v",
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
    now: Json = (
        content.advert(**fields),
        content.advert("divided", reference="B", **divided),
        content.decision(**approved),
        content.initiative(),
        content.objectives(weighting=aims, objectives=parts),
    )
    settings: Json = {
        "ocid_prefix": PREFIX,
        "publisher": {
            "name": "Council",
            "identifier": {"scheme": "GB-PPON", "id": "P1"},
            "address": "Town Hall",
        },
        "buyers": [
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
    }
    first = content.content_of(content.advert(), now="2026-11-02T09:00", **settings)
    last = content.content_of(*now, now="2026-12-31T09:00", **settings)
    return index(content.recorded(first, last), {})


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


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(sites_of_ten())
def test_five_hundred_adverts_are_valid_whole_and_merge_to_their_records(site: Site) -> None:
    found_ids: list[str] = []
    all_records = [record(site, advert) for advert in site.adverts]
    for advert, recorded in zip(site.adverts, all_records, strict=True):
        (only,) = releases(site, advert.id)
        assert_whole(only)
        found_ids.append(only["id"])
        assert merger().create_compiled_release([only]) == read(recorded.compiled)
    assert len(found_ids) == len(set(found_ids))
    lines = ",\n".join(one.line for one in all_records).encode()
    assert (
        problems_of_records(
            read(record_package(site, "/data/x.json", lines, max(one.changed for one in all_records)))
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
    assert (only["date"], only["tag"]) == ("2026-11-02T00:00:00Z", ["planning"])
    assert only["tender"]["status"] == "planning"
    assert milestones(only)["engagement"]["dueDate"] == "2026-12-11T12:00:00+00:00"


CHANGE: Json = {"date": "2026-11-09", "change": "Closes a week later.", "reason": "Firms asked."}
FIRST, SECOND, THIRD = "2026-11-02T09:30", "2026-11-09T16:05", "2026-11-17T10:00"


def test_without_a_register_there_is_one_release_of_the_day_of_the_latest_change() -> None:
    (only,) = releases(site_of(amendments=[CHANGE], closes="2026-12-18T12:00"))
    assert (only["date"], only["tag"]) == ("2026-11-09T00:00:00Z", ["planning"])
    assert only["planning"]["documents"][0]["dateModified"] == "2026-11-09T00:00:00+00:00"
    assert milestones(only)["engagement"]["dueDate"] == "2026-12-18T12:00:00+00:00"


def test_the_register_has_a_release_of_each_version_with_its_time_and_what_it_said_then() -> None:
    moments = {FIRST: {}, SECOND: {"amendments": [CHANGE], "closes": "2026-12-18T12:00"}}
    first, second = releases(played(moments=moments))
    assert [each["date"] for each in (first, second)] == ["2026-11-02T09:30:00Z", "2026-11-09T16:05:00Z"]
    assert [each["tag"] for each in (first, second)] == [["planning"], ["planningUpdate"]]
    assert [milestones(each)["engagement"]["dueDate"] for each in (first, second)] == [
        "2026-12-11T12:00:00+00:00",
        "2026-12-18T12:00:00+00:00",
    ]
    assert re.fullmatch(rf"{PREFIX}-benches-2-[0-9a-f]{{8}}", second["id"])
    assert "dateModified" not in first["planning"]["documents"][0]
    assert second["planning"]["documents"][0]["dateModified"] == "2026-11-09T16:05:00+00:00"


def test_a_version_that_an_older_sitegen_recorded_has_no_release_and_the_present_has_one() -> None:
    old = content.recorded(content.content_of(content.advert(), now=FIRST))  # without a prefix
    now = content.content_of(content.advert(), now=SECOND, ocid_prefix=PREFIX)
    (only,) = releases(index(replace(now, register=old.register), {}))
    assert (only["date"], only["tag"]) == ("2026-11-02T00:00:00Z", ["planning"])
    changed = content.content_of(content.advert(title="New"), now=THIRD, ocid_prefix=PREFIX)
    site = index(content.recorded(content.content_of(content.advert(), now=FIRST), changed), {})
    (only,) = releases(site)
    assert (only["date"], only["tag"]) == ("2026-11-17T10:00:00Z", ["planning"])


def test_after_a_release_that_is_kept_the_present_is_an_update_and_no_earlier() -> None:
    first = content.content_of(content.advert(), now=SECOND, ocid_prefix=PREFIX)
    without = content.content_of(content.advert(title="New"), now=THIRD)
    register = content.recorded(first, without).register
    now = content.content_of(content.advert(title="Newer"), now=THIRD, ocid_prefix=PREFIX)
    kept, present = releases(index(replace(now, register=register), {}))
    assert (present["date"], present["tag"]) == (kept["date"], ["planningUpdate"])
    assert present["tender"]["title"] == "Newer"


def test_what_is_not_recorded_yet_is_in_no_release() -> None:
    kept = content.recorded(content.content_of(content.advert(), now=FIRST, ocid_prefix=PREFIX))
    edited = content.content_of(content.advert(title="New"), now=SECOND, ocid_prefix=PREFIX)
    (only,) = releases(index(replace(edited, register=kept.register), {}))
    assert only["tender"]["title"] == "Park benches"


FULL: Json = {
    "value": {"minimum": "10", "maximum": "20", "note": "A year"},
    "purposes": ["a"],
    "questions": ["Why?", "When?"],
    "objectives": "aims",
    "cpv": ["77310000-6", "79000000"],
    "regions": ["UKE42"],
    "options": "More.",
    "renewal": "Once.",
    "suitable_for": {"sme": "true"},
    "term": {"starts": "2028-04-01"},
    "reserved": ["sme-vcse"],
    "risks": "Rain.",
    "events": [{"title": "Visit", "starts": "2026-11-10T10:00", "place": "Park"}],
}


def test_what_is_taken_back_is_null_or_said_so_and_a_merge_no_longer_has_it() -> None:
    left = {"term": {"starts": "2028-04-01"}}
    site = played(content.objectives(), moments={FIRST: FULL, SECOND: left, THIRD: left | {"title": "New"}})
    first, second, third = releases(site)
    assert second["tender"]["value"] == {"amount": None, "currency": None}
    assert second["tender"]["riskDetails"] is None
    assert third["tender"]["value"] == {"amount": None, "currency": None}  # also if the second is taken out
    compiled = read(record(site, site.adverts[0]).compiled)
    assert merger().create_compiled_release([first, second, third]) == compiled
    tender, test = compiled["tender"], compiled["planning"]["marketTest"]
    assert (tender["value"], "riskDetails" in tender) == ({}, False)
    assert {"purposes", "questions", "valueNote"} & test.keys() == set()
    assert "weighting" not in test["objectives"] or test["objectives"]["weighting"] == {}
    (lot,) = tender["lots"]
    assert (lot["suitability"], lot["hasOptions"], lot["options"]) == (
        {"sme": False},
        False,
        {"description": "Not stated."},
    )
    line = record(site, site.adverts[0]).line.encode()
    assert problems_of_records(read(record_package(site, "/data/x.json", line, third["date"]))) == []
    assert merger().create_compiled_release([first, third])["tender"]["value"] == {}


def test_a_part_of_a_list_that_is_gone_stays_in_what_the_releases_add_up_to() -> None:
    site = played(moments={FIRST: {"events": FULL["events"]}, SECOND: {}})
    assert "event-visit" not in milestones(releases(site)[1])
    assert "event-visit" in milestones(read(record(site, site.adverts[0]).compiled))


def test_an_amendment_says_what_changed_why_which_release_has_it_first_and_which_that_changed() -> None:
    changed = {"amendments": [CHANGE], "closes": "2026-12-18T12:00"}
    site = played(moments={FIRST: {}, SECOND: changed, THIRD: changed | {"title": "New"}})
    first, second, third = releases(site)
    assert "amendments" not in first["tender"]
    assert second["tender"]["amendments"] == [
        {
            "id": "change-2026-11-09-closes-a-week-later",
            "date": "2026-11-09T00:00:00+00:00",
            "description": "Closes a week later.",
            "rationale": "Firms asked.",
            "releaseID": second["id"],
            "amendsReleaseID": first["id"],
        }
    ]
    assert third["tender"]["amendments"] == second["tender"]["amendments"]


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
    "amendments": {"date": "2026-11-09", "change": "More places", "reason": "Asked for"},
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
    (first,) = releases(site_of())
    assert releases(site_of()) == [first]
    (moved,) = releases(site_of(closes="2026-12-18T12:00"))
    assert moved["id"] != first["id"]
    assert moved["date"] == first["date"]


def test_a_withdrawn_notice_says_so_from_that_day_on_and_why() -> None:
    fields = {"suitable_for": {"sme": "true"}}
    gone = fields | {"withdrawn": {"date": "2026-11-17", "reason": "The money is needed elsewhere."}}
    first, second = releases(played(moments={FIRST: fields, THIRD: gone}))
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


def test_a_question_is_in_the_data_before_its_answer_and_keeps_its_id() -> None:
    asked = {"id": "early", "asked": "2026-11-04", "question": "B?"}
    answered = asked | {"answered": "2026-11-10", "answer": "Two."}
    undated = {"id": "undated", "asked": "2026-11-05", "question": "D?", "answer": "Four."}
    site = played(
        moments={SECOND: {"clarifications": [asked]}, THIRD: {"clarifications": [undated, answered]}}
    )
    first, second = (each["tender"]["enquiries"] for each in releases(site))
    assert first == [{"id": "early", "date": "2026-11-04T00:00:00+00:00", "description": "B?"}]
    assert second[1] == {
        **first[0],
        "answer": "Two.",
        "dateAnswered": "2026-11-10T00:00:00+00:00",
    }
    assert [one["id"] for one in second] == ["undated", "early"]


def test_the_outcome_is_in_the_release_from_its_day_on_in_which_the_closing_time_has_passed() -> None:
    outcome = content.decision(
        "learned",
        kind="outcome",
        meeting={"body": "Cabinet", "date": "2026-12-20"},
        engagement={"advert": "benches", "responses": "7"},
    )
    (only,) = releases(site_of(outcome, outcome="learned"))
    assert [each["id"] for each in only["planning"]["documents"]] == ["notice", "outcome"]
    closed = milestones(only)["engagement"]
    assert (closed["status"], closed["dateMet"]) == ("met", "2026-12-11T12:00:00+00:00")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, "scheduled"),
        ({"state": "done", "done": "2026-11-19"}, "met"),
        ({"state": "dropped", "result": "No money."}, "notMet"),
        ({"state": "done", "done": "2026-11-21"}, "scheduled"),
    ],
)
def test_a_release_says_what_had_become_of_a_commitment_by_its_day(
    written: dict[str, str], told: str
) -> None:
    promised = {"owner": "A", "due": "2027-02-01"} | written
    step = {"date": "2027-02-01", "title": "Report", "commitment": promised}
    change = {"date": "2026-11-20", "change": "More", "reason": "Asked"}
    (only,) = releases(site_of(timetable=[step], amendments=[change]))
    found = milestones(only)["step-report"]
    assert found["status"] == told
    assert found.get("dateMet") == ("2026-11-19T00:00:00+00:00" if told == "met" else None)
    assert found["commitment"]["dueDate"] == "2027-02-01T23:59:59+00:00"


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
    (line,) = (record(site, each).compiled for each in site.adverts)
    assert line.splitlines() == [line]


def test_a_day_of_long_ago_has_an_offset_that_the_format_allows() -> None:
    (only,) = releases(site_of(published="1830-05-01", closes="1830-06-01T12:00"))
    assert only["date"] == "1830-05-01T00:01:15Z"


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
        "GB-WLS",
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

    plain = ["lots", "enquiry", "suitability", "uk", "legalBasis"]
    assert declared(questions=['Why "hasOptions":true?']) == plain
    assert declared(options="More.") == [*plain, "options"]
    assert declared(renewal="Once.", reserved=["sme-vcse"]) == [*plain, "renewal", "otherRequirements"]
    assert declared(buyers=["riverside"], regions=["UK"]) == [
        *plain,
        "countryCode",
        "organizationClassification",
        "location",
    ]


@pytest.mark.parametrize(
    ("kind", "nation", "found"),
    [
        ("early-engagement", "england", "UK2"),
        ("planned-procurement", "wales", "UK3"),
        ("pipeline", "northern-ireland", "UK1"),
        ("planned-procurement", "scotland", None),
    ],
)
def test_a_number_of_find_a_tender_is_the_id_of_its_notice_with_the_type_that_the_law_has(
    kind: str, nation: str, found: str | None
) -> None:
    there = {"title": "Find a Tender", "url": "https://example.org/n", "id": "083655-2026"}
    other = {"title": "Contracts Finder", "url": "https://example.org/1", "id": "CF-1"}
    plan: Json = {"closes": None, "respond": None} if kind != "early-engagement" else {}
    advert = content.advert(kind=kind, also_published=[there, other], **plan)
    (only,) = releases(content.site(advert, jurisdiction=nation, ocid_prefix=PREFIX))
    documents = {one["id"]: one for one in only["planning"]["documents"]}
    assert sorted(documents) == ["083655-2026", "elsewhere-example-org-1", "notice"]
    assert (next(iter(documents)) == "083655-2026") == bool(found)
    first = documents["083655-2026"]
    assert (first.get("noticeType"), first["url"]) == (found, there["url"])
    assert first["description"].endswith(" notice on Find a Tender" if found else "083655-2026")
    assert "noticeType" not in documents["elsewhere-example-org-1"]


def test_the_text_of_a_notice_and_what_the_site_says_of_all_such_notices_are_in_the_data() -> None:
    advert = content.advert(body="We have **twelve** parks.\n\nEach needs benches.")
    site = content.site(advert, not_a_tender="No contract [follows](/adverts/).", ocid_prefix=PREFIX)
    (only,) = releases(site)
    description = only["tender"]["description"]
    assert description.startswith("A summary.\n\nWe have twelve parks.")
    assert description.endswith("Each needs benches.")
    assert only["planning"]["marketTest"]["statements"] == [
        {"id": "not-a-tender", "description": "No contract follows."},
        {
            "id": "early-engagement",
            "title": "This is early engagement",
            "description": "Nothing can be won here.",
        },
    ]


def test_every_code_has_the_title_of_its_division() -> None:
    (item,) = tender_of(cpv=["77310000-6", "79000000"])["items"]
    assert item["classification"]["description"] == "Agricultural, forestry and horticultural services"
    (other,) = item["additionalClassifications"]
    assert other["description"].startswith("Business services")


# Ids


def test_the_id_of_a_process_stays_when_title_and_reference_change() -> None:
    before, after = (releases(site_of(title=words, reference=words))[0] for words in ("Benches", "Seats"))
    assert before["ocid"] == after["ocid"]


def test_an_advert_with_an_id_from_elsewhere_keeps_it() -> None:
    (only,) = releases(site_of(ocid="ocds-h6vhtk-06f1ad"))
    assert (only["ocid"], only["tender"]["id"]) == ("ocds-h6vhtk-06f1ad", "ocds-h6vhtk-06f1ad")


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
