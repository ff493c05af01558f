"""A procurement is played from its pipeline notice to what came of it: pages, data and calendars tell one thread."""

import json
from typing import Any

import ocdsmerge
import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.commands.options import SHIPPED
from sitegen.model.advert import Advert
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.site import Site
from sitegen.model.status import Status
from sitegen.outputs.html.adverts import AdvertPage
from sitegen.outputs.html.adverts import page as own
from sitegen.outputs.html.chrome import chrome
from sitegen.outputs.ocds.packages import Record, package, record_package, records
from sitegen.outputs.output import Data, Rendered
from sitegen.outputs.rows import rows_of
from sitegen.outputs.search.documents import document
from sitegen.reading.assets import read_assets
from tests import strategies as content
from tests.outputs.standard import problems_of_records, problems_of_releases, release_schema

PREFIX = "ocds-213czf"
NAMES = ["benches-pipeline", "benches-talks", "benches-test", "benches-plan"]
ASSETS = read_assets((SHIPPED,))
Json = Any
"""Whatever JSON holds."""


def notice(name: str, published: str, **fields: Json) -> Entry[Known]:
    return content.advert(name, reference=name, title=f"Title of {name}", published=published, **fields)


STOPPED = {"kind": "stopped", "date": "2027-03-08", "title": "There is no money for benches."}
TENDER = {
    "kind": "tender",
    "date": "2027-03-15",
    "title": "New benches",
    "url": "https://www.example.org/tender",
    "id": "000123-2027",
    "note": "Offers until May.",
}


def entries(*became: Json) -> list[Entry[Known]]:
    """A pipeline notice, engagement that was over before its notice, a soft market test and a plan, with what came of it."""
    plan = {"kind": "planned-procurement", "closes": None, "respond": None}
    over = {"closed": "2026-09-18", "how": "We met **eleven** suppliers."}
    return [
        notice("benches-pipeline", "2026-05-04", **plan | {"kind": "pipeline"}, tender_expected="2027-03"),
        notice(
            "benches-talks",
            "2026-10-05",
            closes=None,
            respond=None,
            engagement=over,
            follows="benches-pipeline",
            clarifications=[
                {
                    "id": "q1",
                    "asked": "2026-10-06",
                    "question": "Oak?",
                    "answered": "2026-10-07",
                    "answer": "Any.",
                }
            ],
        ),
        notice(
            "benches-test", "2026-11-02", kind="soft-market-test", follows="benches-talks", cpv=["79000000"]
        ),
        notice(
            "benches-plan",
            "2027-02-01",
            **plan,
            tender_expected="2027-03-15",
            follows="benches-test",
            became=list(became),
        ),
    ]


def played(now: str, *became: Json) -> Site:
    return content.site(*entries(*became), now=now, ocid_prefix=PREFIX, assets=ASSETS)


def page(site: Site, name: str) -> AdvertPage:
    found = own(site, chrome(site, has_feed=False), named(site)[name])
    return next(one.view for one in found if isinstance(one, Rendered) and isinstance(one.view, AdvertPage))


def named(site: Site) -> dict[str, Any]:
    return {advert.id: advert for advert in site.adverts}


def test_each_notice_has_the_status_of_its_kind_and_none_but_the_test_was_ever_open() -> None:
    seen: dict[str, list[Status]] = {}
    for now in (
        "2026-05-04T00:00",
        "2026-11-03T09:00",
        "2026-12-08T09:00",
        "2027-02-02T09:00",
        "2027-03-08T00:00",
    ):
        site = played(now, STOPPED)
        for name, advert in named(site).items():
            seen.setdefault(name, []).append(site.status(advert))
    assert seen == {
        "benches-pipeline": [Status.PLANNED] * 5,
        "benches-talks": [Status.CLOSED] * 4,
        "benches-test": [Status.OPEN, Status.CLOSING_SOON, Status.CLOSED, Status.CLOSED],
        "benches-plan": [Status.PLANNED, Status.CLOSED],
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_page_tells_the_whole_thread_and_what_came_of_it(name: str) -> None:
    shown = page(played("2027-04-01T09:00", STOPPED, TENDER), name)
    assert [card.address for card in shown.thread] == [f"/adverts/{one}/" for one in NAMES]
    assert [card.kind for card in shown.thread] == [
        "Pipeline",
        "Early engagement",
        "Soft market test",
        "Planned procurement",
    ]
    assert [(one.kind, one.became.title) for one in shown.came] == [
        ("Stopped", STOPPED["title"]),
        ("Tender notice", "New benches"),
    ]
    assert bool(shown.came[0].anchor) is (name == "benches-plan")


def test_what_is_to_come_is_told_on_no_page() -> None:
    assert [page(played("2027-03-07T23:59", STOPPED), name).came for name in NAMES] == [()] * 4
    thread = page(played("2027-01-31T23:59", STOPPED), "benches-test").thread
    assert [card.address for card in thread] == [f"/adverts/{one}/" for one in NAMES[:3]]


def test_a_notice_without_others_has_no_thread() -> None:
    site = content.site(content.advert(), assets=ASSETS)
    assert page(site, "benches").thread == ()


def releases_of(site: Site) -> list[Json]:
    found = [json.loads(package(site, advert, PREFIX)) for advert in site.adverts]
    assert [problems_of_releases(each) for each in found] == [[] for _ in found]
    return sorted((one for each in found for one in each["releases"]), key=lambda one: one["date"])


def record(site: Site, advert: Advert) -> Record:
    """The record of the procurement of an advert."""
    (found,) = records(site, advert, PREFIX)
    return found


def test_the_notices_are_one_contracting_process_that_merges_as_the_standard_says() -> None:
    site = played("2027-04-01T09:00", STOPPED)
    found = releases_of(site)
    assert {each["ocid"] for each in found} == {f"{PREFIX}-benches-pipeline"}
    assert len({each["id"] for each in found}) == len(found) == 4
    assert [each["tag"] for each in found] == [["planning"], *[["planningUpdate"]] * 3]
    assert [each["tender"]["status"] for each in found] == ["planned", "planning", "planning", "cancelled"]
    recorded = record(site, site.adverts[0])
    compiled = json.loads(recorded.compiled)
    assert ocdsmerge.Merger(release_schema()).create_compiled_release(found) == compiled
    urls = {each["url"] for each in compiled["planning"]["documents"] if each["id"].endswith("notice")}
    assert urls == {f"{site.config.base_url}/adverts/{name}/" for name in NAMES}
    package_of_all = json.loads(
        record_package(site, "/data/x.json", recorded.line.encode(), recorded.changed)
    )
    assert problems_of_records(package_of_all) == []
    assert [link["date"] for link in package_of_all["records"][0]["releases"]] == [
        one["date"] for one in found
    ]


def test_the_data_has_one_record_of_a_procurement_and_a_row_for_each_notice() -> None:
    site = played("2027-04-01T09:00", STOPPED)
    rows = [rows_of(site, advert) for advert in site.adverts]
    assert [bool(one and "records" in one.lines) for one in rows] == [True, False, False, False]
    told = [json.loads(one.lines["adverts.jsonl"]) for one in rows if one]
    assert {one["ocid"] for one in told} == {f"{PREFIX}-benches-pipeline"}
    assert [one.get("closes") for one in told].count(None) == 3
    assert [one.get("follows") for one in told] == [None, *NAMES[:3]]


def test_the_id_of_the_first_is_that_of_all() -> None:
    site = content.site(
        notice("first", "2026-05-04", ocid="ocds-h6vhtk-06f1ad"),
        notice("second", "2026-06-04", follows="first"),
        ocid_prefix=PREFIX,
    )
    assert {each["ocid"] for each in releases_of(site)} == {"ocds-h6vhtk-06f1ad"}


def test_a_plan_has_no_time_for_responses_in_any_format() -> None:
    site = played("2027-02-02T09:00")
    plan = named(site)["benches-plan"]
    (release,) = json.loads(package(site, plan, PREFIX))["releases"]
    milestones = {one["id"]: one for one in release["planning"]["milestones"]}
    assert milestones == {
        "benches-plan-tender": {
            "id": "benches-plan-tender",
            "title": "Tender notice expected",
            "type": "preProcurement",
            "dueDate": "2027-03-15T23:59:59+00:00",
        }
    }
    files = {one.path for one in content.outputs_of(site) if isinstance(one, Data)}
    assert [f"adverts/{name}/calendar.ics" in files for name in NAMES] == [False, False, True, False]
    card = document(site, plan).card
    assert (card.status, card.closes, card.closing) == (
        "planned",
        "",
        "Tender notice expected on 15 March 2027",
    )


def test_engagement_that_was_over_is_met_in_the_data_and_closed_in_search() -> None:
    site = played("2026-10-05T09:00")
    (release,) = json.loads(package(site, named(site)["benches-talks"], PREFIX))["releases"]
    (engaged,) = release["planning"]["milestones"]
    assert (engaged["status"], engaged["dateMet"]) == ("met", "2026-09-18T23:59:59+01:00")
    assert engaged["description"] == "We met eleven suppliers."
    card = document(site, named(site)["benches-talks"]).card
    assert (card.status, card.closing) == ("closed", "Engagement closed on 18 September 2026")


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(content.sites(5, chained=True))
def test_any_procurements_have_one_record_each_and_releases_of_their_own(site: Site) -> None:
    firsts = {site.chain(advert)[0].id: site.chain(advert)[0] for advert in site.adverts}
    recorded = [json.loads(record(site, first).line) for first in firsts.values()]
    assert {one.id for one in site.adverts} == {
        one.id for first in firsts.values() for one in site.chain(first)
    }
    ids = [one["ocid"] for one in recorded]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {each["ocid"] for each in releases_of(site)}
    merger, whole = ocdsmerge.Merger(release_schema()), releases_of(site)
    for one in recorded:
        found = [each for each in whole if each["ocid"] == one["ocid"]]
        assert len({each["id"] for each in found}) == len(found) == len(one["releases"])
        of = {each["id"]: each for each in found}
        in_order = [of[link["url"].partition("#")[2]] for link in one["releases"]]
        assert merger.create_compiled_release(in_order) == one["compiledRelease"]
