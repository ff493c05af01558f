"""`sitegen import`: what it makes, what it reports, and that a wrong file leaves everything as it was."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.commands.main import main
from sitegen.importing.plan import plan
from sitegen.importing.releases import CannotImport
from sitegen.writing import create
from tests.importing.conftest import Import, Object, release

ACT = "https://www.legislation.gov.uk/ukpga/2023/54/contents"
NOW = "2027-12-01T09:00"


def adverts(site: Path) -> dict[str, Object]:
    """The fields of each advert, by its id, as YAML has them, and its `body`."""
    found = {}
    for file in sorted((site / "content/adverts").glob("*.md"), key=lambda file: file.stem):
        _, fields, body = file.read_text("utf-8").split("---\n", 2)
        found[file.stem] = yaml.load(fields, yaml.BaseLoader) | {"body": body.strip()}  # noqa: S506 - texts only
    return found


def advert(site: Path) -> Object:
    """The only advert."""
    (found,) = adverts(site).values()
    return found


def build(*options: str) -> str:
    """What a build with drafts says. It has no errors."""
    done = CliRunner().invoke(main, ["build", "--drafts", "--now", NOW, *options])
    assert done.exit_code == 0, done.output
    return done.output


def files(site: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((site / "content").rglob("*")) if path.is_file()}


def without_place(site: Path) -> dict[str, Any]:
    report = json.loads((site / "report.json").read_text("utf-8"))
    return {one["pointer"]: one["value"] for one in report["without_place"]}


def test_a_notice_of_engagement_becomes_a_draft_that_says_the_same(site: Path, bring: Import) -> None:
    done = bring({"releases": [release()]}, "--report", "report.json")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(
        "Made adverts/benches-1.md.\nAdded 1 to buyers in site.yaml: mill-council\n"
    )
    assert advert(site) == {
        "title": "Benches 1",
        "summary": "Forty benches for six parks.",
        "reference": "000001-2026",
        "ocid": "ocds-h6vhtk-1",
        "kind": "early-engagement",
        "published": "2026-09-03",
        "closes": "2026-10-12T12:00",
        "respond": {"how": "Send an email.", "email": "buying@example.org"},
        "contact": {"role": "Buying team", "email": "buying@example.org"},
        "buyers": ["mill-council"],
        "also_published": [
            {
                "title": "Find a Tender",
                "url": "https://www.find-tender.service.gov.uk/Notice/000001-2026",
                "id": "000001-2026",
            }
        ],
        "draft": "true",
        "body": "Forty benches for six parks.",
    }
    assert without_place(site) == {
        "/releases/0/parties/0/id": "GB-1",
        "/releases/0/buyer/id": "GB-1",
        "/releases/0/planning/milestones/0/id": "engagement",
        "/releases/0/tender/status": "planning",
    }
    build()


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(site: Path, bring: Import) -> None:
    before = files(site)
    assert "Would make adverts/benches-1.md." in bring(release(), "--dry-run").stdout
    assert files(site) == before


def test_a_report_that_is_there_is_not_replaced_and_nothing_is_imported(site: Path, bring: Import) -> None:
    (site / "report.json").write_text("mine", "utf-8")
    done = bring(release(), "--report", "report.json")
    assert done.exit_code == 2
    assert "report.json is there already" in done.output
    assert (site / "report.json").read_text("utf-8") == "mine"
    assert not (site / "content/adverts").exists()


def test_without_draft_the_notice_is_public(site: Path, bring: Import) -> None:
    bring(release(), "--no-draft")
    assert "draft" not in advert(site)


def test_what_the_content_has_is_left_out_and_no_file_is_replaced(site: Path, bring: Import) -> None:
    bring(release())
    before = files(site)
    again = bring([release(), release("2", tender={"title": "Benches 1", "description": "Others."})])
    assert "Left out ocds-h6vhtk-1: content/adverts/benches-1.md has it already." in again.stdout
    assert {name: data for name, data in files(site).items() if name in before} == before
    assert list(adverts(site)) == ["benches-1", "benches-1-2"]
    build()


CHAIN = [
    ("2026-01-05", ["planning"], "UK1", "pipelineNotice"),
    ("2026-03-02", ["planning"], "UK2", "marketEngagementNotice"),
    ("2026-04-06", ["planning"], "UK2", "marketEngagementNotice"),
    ("2026-06-01", ["planning"], "UK3", "plannedProcurementNotice"),
]


def chain(*later: Object) -> list[Object]:
    """A pipeline, two engagements and a plan of one process, and what comes after."""
    made = []
    for number, (day, tag, notice, document) in enumerate(CHAIN, start=1):
        one = {
            "id": f"00010{number}-2026",
            "noticeType": notice,
            "documentType": document,
            "url": f"https://www.find-tender.service.gov.uk/Notice/00010{number}-2026",
            "datePublished": f"{day}T09:00:00Z",
        }
        due = {
            "id": "e",
            "type": "engagement",
            "description": "Write.",
            "dueDate": f"{day[:5]}12-01T12:00:00Z",
        }
        stages = {"documents": [one], **({"milestones": [due]} if notice == "UK2" else {})}
        made.append(release("1", id=one["id"], date=f"{day}T09:00:00Z", tag=tag, planning=stages))
    return [*made, *(release("1", **({"planning": {}, "tender": {}} | each)) for each in later)]


TENDER: Object = {
    "id": "000201-2026",
    "date": "2026-09-07T09:00:00Z",
    "tag": ["tender"],
    "tender": {
        "title": "Benches",
        "status": "active",
        "documents": [
            {
                "id": "000201-2026",
                "noticeType": "UK4",
                "documentType": "tenderNotice",
                "url": "https://www.find-tender.service.gov.uk/Notice/000201-2026",
                "datePublished": "2026-09-07T09:00:00Z",
            }
        ],
    },
}
AWARD: Object = {
    "id": "000301-2026",
    "date": "2026-12-01T09:00:00Z",
    "tag": ["award"],
    "awards": [
        {
            "id": "1",
            "status": "active",
            "date": "2026-11-30T00:00:00Z",
            "suppliers": [{"id": "S", "name": "Oak & Co"}],
            "value": {"amount": 12000, "currency": "GBP"},
        }
    ],
}
STOP: Object = {
    "id": "000401-2026",
    "date": "2026-10-05T09:00:00Z",
    "tag": ["tenderCancellation"],
    "tender": {"status": "cancelled", "statusDetails": "The budget was cut"},
}


def test_a_pipeline_two_engagements_and_a_plan_follow_each_other_to_the_award(
    site: Path, bring: Import
) -> None:
    assert bring({"releases": chain(TENDER, AWARD)}).exit_code == 0
    found = adverts(site)
    assert [(name, one["kind"], one["published"], one.get("follows")) for name, one in found.items()] == [
        ("benches-1", "pipeline", "2026-01-05", None),
        ("benches-1-2", "early-engagement", "2026-03-02", "benches-1"),
        ("benches-1-3", "early-engagement", "2026-04-06", "benches-1-2"),
        ("benches-1-4", "planned-procurement", "2026-06-01", "benches-1-3"),
    ]
    assert [one.get("ocid") for one in found.values()] == ["ocds-h6vhtk-1", None, None, None]
    assert [one["also_published"][0]["id"] for one in found.values()] == [
        f"00010{n}-2026" for n in (1, 2, 3, 4)
    ]
    assert found["benches-1-4"]["became"] == [
        {
            "kind": "tender",
            "date": "2026-09-07",
            "title": "Benches",
            "url": "https://www.find-tender.service.gov.uk/Notice/000201-2026",
            "id": "000201-2026",
        },
        {"kind": "award", "date": "2026-11-30", "title": "Awarded to Oak & Co", "note": "Value: GBP 12000"},
    ]
    assert not any("became" in one for name, one in found.items() if name != "benches-1-4")
    build()


def test_a_procurement_that_stopped_says_why(site: Path, bring: Import) -> None:
    bring({"releases": chain(TENDER, STOP)})
    assert adverts(site)["benches-1-4"]["became"][1] == {
        "kind": "stopped",
        "date": "2026-10-05",
        "title": "The budget was cut",
    }
    build()


def test_releases_in_any_order_give_the_same_chain(site: Path, bring: Import) -> None:
    bring({"releases": [*reversed(chain(AWARD, TENDER))]})
    assert [one["kind"] for one in adverts(site).values()] == [
        "pipeline",
        "early-engagement",
        "early-engagement",
        "planned-procurement",
    ]


def test_a_notice_published_once_more_stays_one_advert_with_its_last_words(site: Path, bring: Import) -> None:
    later = release("1", date="2026-09-10T09:00:00+01:00", tag=["planningUpdate"])
    later["tender"]["title"] = "Forty benches"
    bring([release("1"), later])
    assert (advert(site)["title"], advert(site)["published"]) == ("Forty benches", "2026-09-03")


def test_two_first_notices_of_one_moment_follow_each_other(site: Path, bring: Import) -> None:
    other = release("1")
    other["planning"]["documents"][0] |= {"id": "9", "url": "https://www.find-tender.service.gov.uk/Notice/9"}
    bring([release("1"), other])
    assert [one.get("follows") for one in adverts(site).values()] == [None, "benches-1"]
    build()


def test_processes_that_name_each_other_in_a_circle_stay_apart_and_are_reported(
    site: Path, bring: Import
) -> None:
    circle = [
        release(
            one,
            relatedProcesses=[{"id": "1", "identifier": f"ocds-h6vhtk-{other}", "relationship": ["prior"]}],
        )
        for one, other in (("1", "2"), ("2", "1"))
    ]
    bring(circle, "--report", "report.json")
    assert [one.get("follows") for one in adverts(site).values()] == [None, None]
    assert without_place(site)["/0/relatedProcesses/0/identifier"] == "ocds-h6vhtk-2"
    build()


def test_a_record_package_is_read_from_its_releases_or_its_compiled_release(
    site: Path, bring: Import
) -> None:
    compiled = release("2", tag=["compiled"])
    links = [{"url": "https://example.org/2.json#1", "date": "2026-09-03T00:00:00Z", "tag": ["planning"]}]
    records = [
        {
            "ocid": "ocds-h6vhtk-1",
            "releases": [release("1")],
            "compiledRelease": release("1", tag=["compiled"]),
        },
        {"ocid": "ocds-h6vhtk-2", "releases": links, "compiledRelease": compiled},
    ]
    assert bring({"records": records}).exit_code == 0
    assert [one["kind"] for one in adverts(site).values()] == ["early-engagement", "early-engagement"]


def test_a_thousand_releases_of_one_process_are_one_advert(site: Path, bring: Import) -> None:
    def one(number: int) -> Object:
        made = release("1", id=str(number), date=f"2026-09-{number % 28 + 1:02}T{number // 42:02}:00:00Z")
        return made | {"tag": ["planningUpdate" if number else "planning"]}

    bring("\n".join(json.dumps(one(number)) for number in range(1000)))
    assert len(adverts(site)) == 1


def test_a_tender_without_an_early_notice_is_a_plan_of_which_the_tender_came(
    site: Path, bring: Import
) -> None:
    bring(release("1", **TENDER, planning=None))
    found = advert(site)
    assert (found["kind"], found["published"]) == ("planned-procurement", "2026-09-07")
    assert [one["kind"] for one in found["became"]] == ["tender"]
    build()


def test_engagement_without_a_closing_time_is_a_plan_and_the_report_says_so(
    site: Path, bring: Import
) -> None:
    one = release()
    del one["planning"]["milestones"]
    assert "it is imported as planned-procurement" in bring(one).stdout
    assert advert(site)["kind"] == "planned-procurement"
    build()


def test_engagement_that_was_over_before_its_notice_says_so(site: Path, bring: Import) -> None:
    one = release()
    one["planning"]["milestones"][0]["dueDate"] = "2026-08-03T12:00:00+01:00"
    bring(one)
    assert advert(site)["engagement"] == {"closed": "2026-08-03", "how": "Send an email."}
    build()


def test_lots_without_titles_are_called_by_their_numbers(site: Path, bring: Import) -> None:
    one = release()
    one["tender"] |= {
        "lots": [
            {"id": "1", "description": "North"},
            {"id": "1"},
            {"title": "South", "value": {"amount": "1,500.50", "currency": "GBP"}},
        ],
        "items": [{"id": "1", "relatedLot": "1", "classification": {"scheme": "CPV", "id": "39113600"}}],
    }
    bring(one)
    assert advert(site)["lots"] == [
        {"id": "1", "title": "Lot 1", "description": "North", "cpv": ["39113600"]},
        {"id": "1-2", "title": "Lot 1", "cpv": ["39113600"]},
        {"id": "3", "title": "South", "value": {"maximum": "1500.5"}},
    ]
    build()


def test_one_lot_without_a_title_is_the_whole(site: Path, bring: Import) -> None:
    one = release()
    period = {
        "startDate": "2027-01-02T00:00:00+00:00",
        "endDate": "2029-01-01T23:59:59+00:00",
        "maxExtentDate": "2030-01-01T23:59:59+00:00",
    }
    one["tender"]["lots"] = [
        {"id": "1", "suitability": {"sme": True}, "contractPeriod": period, "hasRenewal": True}
    ]
    bring(one)
    found = advert(site)
    assert "lots" not in found
    assert (found["term"], found["suitable_for"]) == (
        {"starts": "2027-01-02", "ends": "2029-01-01"},
        {"sme": "true"},
    )
    assert found["renewal"] == "The contract may be extended to 1 January 2030."


def test_times_of_other_zones_are_those_of_the_site(site: Path, bring: Import) -> None:
    one = release(date="2026-09-02T23:30:00Z")
    one["planning"]["documents"] = []
    one["planning"]["milestones"][0]["dueDate"] = "2026-10-12T20:00:00-05:00"
    one["tender"]["contractPeriod"] = {
        "startDate": "2027-01-01T00:00:00+13:00",
        "endDate": "2027-12-31T23:59:59-10:00",
    }
    bring(one)
    found = advert(site)
    assert (found["published"], found["closes"]) == ("2026-09-03", "2026-10-13T02:00")
    assert found["term"] == {"starts": "2027-01-01", "ends": "2027-12-31"}


def test_html_and_control_characters_become_text_that_reads_the_same(site: Path, bring: Import) -> None:
    one = release()
    one["tender"]["title"] = "Benches\u0007 &amp; <b>bins</b>\n"
    one["tender"]["description"] = (
        "<p>Forty benches, 2 &lt; 3 *each*.</p><ul><li><p>Mill Park</p></li><li>Long Park</li></ul>"
        "<script>alert(1)</script><p><a href='https://example.org/a'>More</a> # 1</p>"
    )
    done = bring(one)
    found = advert(site)
    assert found["title"] == "Benches & bins"
    assert found["body"] == (
        "Forty benches, 2 < 3 \\*each\\*.\n\n- Mill Park\n- Long Park\n\nMore (https://example.org/a) # 1"
    )
    assert "in.json /tender/title: characters that no page can show were left out." in done.stdout
    build()


@pytest.mark.parametrize(
    ("published", "body"),
    [
        ("Lost lettersrnrnand breaks.rn- One", "Lost letters\n\nand breaks.\n\n- One"),
        ("1. First\n2. Second", "1\\. First\n\n2\\. Second"),
        ("# 1 > [a](b) `c` a_b _c_ \\*", "\\# 1 > \\[a](b) \\`c\\` a_b \\_c\\_ \\\\\\*"),
        ("It â€™s right\u200b here\ufffd", "It ’s right here?"),
        ("Write to me@example..org or http://localhost/x.", "Write to me @ example..org or localhost/x."),
        ("&lt;p&gt;Twice &amp;amp; more&lt;/p&gt;", "Twice & more"),
        ("x" * 3000 + " end", "end"),
    ],
)
def test_texts_read_as_they_were_published(site: Path, bring: Import, published: str, body: str) -> None:
    one = release()
    one["tender"]["description"] = published
    assert bring(one).exit_code == 0
    assert advert(site)["body"] == body
    build()


def test_a_release_without_any_number_has_its_title_as_reference(site: Path, bring: Import) -> None:
    bring(
        {
            "date": "2026-09-03",
            "tag": ["planning"],
            "tender": {"title": "Benches", "lots": None, "items": "none"},
        }
    )
    assert (advert(site)["title"], advert(site)["reference"]) == ("Benches", "Benches")
    build()


def test_a_project_becomes_an_initiative_that_its_notices_share(site: Path, bring: Import) -> None:
    project = {"id": "P1", "title": "Greener streets", "description": "Streets with trees."}
    made = [release(name) for name in "12"]
    for one in made:
        one["planning"]["project"] = project
    bring(made)
    assert (
        (site / "content/initiatives/greener-streets.md")
        .read_text("utf-8")
        .startswith('---\ntitle: "Greener streets"\nsummary: "Streets with trees."\n')
    )
    assert [one["initiative"] for one in adverts(site).values()] == ["greener-streets"] * 2
    build()


@pytest.mark.parametrize(
    "buyers",
    [
        "",
        "buyers: []\n",
        "buyers:   # ours\n- id: quiet-town\n  name: Quiet Town Council\n  # the end\n\n# next\nglossary: []\n",
        "buyers:\n    - {id: quiet-town, name: Quiet Town Council}\npdf: false",
    ],
)
def test_buyers_are_added_and_every_other_line_of_the_settings_stays(
    site: Path, bring: Import, buyers: str
) -> None:
    path = site / "content/site.yaml"
    before = path.read_text("utf-8") + buyers
    path.write_bytes(before.replace("\n", "\r\n").encode())
    assert bring(release()).exit_code == 0
    text = path.read_bytes()
    assert b"\r\n" in text
    assert b"\n" not in text.replace(b"\r\n", b"")
    lines = text.decode().split("\r\n")
    kept = [line for line in before.split("\n") if line != "buyers: []"]
    assert [line for line in lines if line in kept and line] == [line for line in kept if line]
    assert "mill-council" in text.decode()
    build()


def test_a_list_of_buyers_that_cannot_be_added_to_is_an_error_with_the_lines(
    site: Path, bring: Import
) -> None:
    path = site / "content/site.yaml"
    path.write_text(path.read_text("utf-8") + "buyers: [{id: a, name: A}]\n", "utf-8")
    before = files(site)
    done = bring(release())
    assert done.exit_code == 1
    assert '  - id: mill-council\n    name: "Mill Council"\n' in done.output
    assert files(site) == before


def test_a_buyer_that_the_site_has_is_named_by_its_id(site: Path, bring: Import) -> None:
    path = site / "content/site.yaml"
    path.write_text(path.read_text("utf-8") + "buyers:\n  - id: ours\n    name: mill  council\n", "utf-8")
    before = path.read_bytes()
    bring(release())
    assert advert(site)["buyers"] == ["ours"]
    assert path.read_bytes() == before


WRONG = {
    "not JSON": ("title: Benches", "line 1, column 1: this is not JSON"),
    "truncated": (json.dumps({"releases": [release()]}, indent=1)[:-20], "the file ends too early"),
    "a line": (f"{json.dumps(release())}\n{json.dumps(release('2'))[:-9]}", "line 2, column"),
    "not OCDS": ({"features": [1]}, "this is no release of open contracting data (OCDS): it has 'features'."),
    "not an object": ({"releases": [release(), 7]}, "in.json: /releases/1: this is no release"),
    "nothing": ({"releases": []}, "in.json: there is no release in this file."),
    "empty": ("", "the file ends too early"),
    "deep": ("[" * 100_000, "nested too deeply"),
    "deep release": ({"tag": ["planning"], "x": json.loads("[" * 60 + "]" * 60)}, "nested too deeply here"),
    "no date": (
        {"ocid": "ocds-h6vhtk-1", "tender": {"title": "Benches"}},
        "/date: this release does not say when it was published.",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_an_error_with_its_place_and_nothing_is_written(
    site: Path, bring: Import, name: str
) -> None:
    data, message = WRONG[name]
    before = files(site)
    done = bring(data, "--report", "report.json")
    assert done.exit_code == 1
    assert message in done.output
    assert done.output.endswith("Nothing was written.\n")
    assert files(site) == before
    assert not (site / "report.json").exists()


def test_a_file_that_is_not_text_is_an_error(site: Path) -> None:
    (site / "in.json").write_bytes(b"\x1f\x8b\x08\x00 packed")
    done = CliRunner().invoke(main, ["import", "in.json"])
    assert (
        "in.json: line 1: this is not text in UTF-8. If the file is packed (.zip, .gz), unpack it first."
        in done.output
    )


@pytest.mark.usefixtures("site")
def test_a_file_that_is_too_large_is_an_error(bring: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.importing.releases.LARGEST", 100)
    assert "has more than 100 bytes. Divide it" in bring(release()).output


def test_when_the_disk_fails_half_way_nothing_stays(
    site: Path, bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(site)
    place = create._place  # noqa: SLF001 - the disk has no other name

    def fails(new: Path, file: Path) -> None:
        if file.stem == "benches-2":
            raise OSError(28, "No space left on device")
        place(new, file)

    monkeypatch.setattr(create, "_place", fails)
    done = bring([release("1"), release("2")])
    assert (done.exit_code, "No space left on device" in done.output) == (1, True)
    assert files(site) == before
    assert not [*(site / "content").glob(".sitegen*")]


def test_settings_with_errors_are_named(site: Path, bring: Import) -> None:
    (site / "content/site.yaml").write_text("title: x\n", "utf-8")
    assert "content/site.yaml has errors" in bring(release()).output


def test_words_that_a_check_stops_are_kept_and_the_check_is_named(site: Path, bring: Import) -> None:
    one = release()
    one["tender"]["description"] = (
        "Submit your tender by noon. The contract will be awarded to the lowest bidder."
    )
    assert "has “ignore” for speaks-of-a-tender" in bring(one).stdout
    assert [each["rule"] for each in advert(site)["ignore"]] == ["speaks-of-a-tender"]
    build()


NAMES = st.sampled_from(
    [
        "ocid",
        "id",
        "tag",
        "date",
        "buyer",
        "name",
        "parties",
        "roles",
        "identifier",
        "scheme",
        "address",
        "contactPoint",
        "email",
        "planning",
        "milestones",
        "type",
        "dueDate",
        "documents",
        "url",
        "noticeType",
        "documentType",
        "datePublished",
        "project",
        "title",
        "tender",
        "description",
        "status",
        "value",
        "amount",
        "amountGross",
        "currency",
        "minValue",
        "lots",
        "items",
        "relatedLot",
        "contractPeriod",
        "startDate",
        "endDate",
        "maxExtentDate",
        "classification",
        "additionalClassifications",
        "deliveryAddresses",
        "region",
        "suitability",
        "hasRenewal",
        "renewal",
        "awards",
        "suppliers",
        "contracts",
        "amendments",
        "rationale",
        "enquiries",
        "answer",
        "tenderPeriod",
        "releases",
        "records",
        "compiledRelease",
        "marketTest",
        "questions",
        "response",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(
        [
            "planning",
            "tender",
            "award",
            "engagement",
            "UK2",
            "buyer",
            "2026-09-03T16:54:16+01:00",
            "9999-12-31",
            "GBP",
            "cancelled",
        ]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=40,
)


@given(VALUES, st.dictionaries(NAMES, VALUES, max_size=8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_json_of_any_shape_is_imported_or_refused_in_words(
    site: Path, anything: object, fields: Object
) -> None:
    file = site / "any.json"
    for data in (
        anything,
        {"date": "2026-09-03", "tag": ["planning"], "tender": fields, **fields},
        [release() | fields, release()],
    ):
        file.write_text(json.dumps(data), "utf-8")
        try:
            made = plan(site / "content", [file], draft=True)
        except CannotImport as problem:
            refused = str(problem)
            made = None
        assert made.files if made else re.match(r".*any\.json", refused)


def test_the_law_is_known_by_the_day_and_a_devolved_buyer_by_its_code(site: Path, bring: Import) -> None:
    one = release()
    one["tender"]["legalBasis"] = {"id": "2023/54", "scheme": "UKPGA", "uri": ACT}
    code = {"scheme": "UK_CA_DEVOLVED_REGULATIONS", "id": "GB-WLS", "description": "Wales"}
    one["parties"][0]["details"] = {"classifications": [code]}
    other = release("2")
    other["tender"]["legalBasis"] = {"id": "2011/24", "scheme": "EUDIR"}
    assert bring({"releases": [one, other]}, "--report", "report.json").exit_code == 0
    assert "devolved: wales" in (site / "content/site.yaml").read_text("utf-8")
    kept = {pointer: value for pointer, value in without_place(site).items() if "legalBasis" in pointer}
    assert kept == {
        "/releases/1/tender/legalBasis/id": "2011/24",
        "/releases/1/tender/legalBasis/scheme": "EUDIR",
    }
