"""The questions of the national notices with our answers, as text, as a page for staff, and as open contracting data."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from sitegen.model.advert import Advert
from sitegen.model.site import Site
from sitegen.outputs.national.head import head
from sitegen.outputs.national.page import page
from sitegen.outputs.national.questions import Notice, Question, questions
from sitegen.outputs.national.release import release
from sitegen.outputs.national.text import summary, text
from tests.strategies import advert, site

PR = "Procurement Regulations 2024, regulation "
MAY = f"{PR}17(3): other information, if you choose to give it"
NO_LAW = "No regulation was found to ask this; notices on Find a Tender have it"
FULL: dict[str, Any] = {
    "ocid": "ocds-h6vhtk-06f1ad",
    "category": "services",
    "cpv": ["39113600-3"],
    "regions": ["UKE42"],
    "places": ["Alder"],
    "above_threshold": "true",
    "value": {"excluding_vat": "360000", "including_vat": "432000"},
    "term": {"starts": "2028-04-01", "ends": "2030-03-31", "extension": "A year"},
    "renewal": "Once.",
    "options": "Ten more.",
    "risks": "Rain.",
    "reserved": ["supported-employment"],
    "suitable_for": {"sme": "true", "vcse": "false"},
    "lots": [{"id": "north", "title": "Northern parks", "description": "All **north**."}],
    "contact": {"role": "Parks Manager", "email": "parks@example.org"},
    "questions": ["What lasts?"],
    "questions_close": "2026-11-20T17:00",
    "events": [{"title": "Briefing", "starts": "2026-11-12T10:00", "place": "Online", "booking": "No need."}],
    "also_published": [
        {
            "title": "Find a Tender",
            "url": "https://www.find-tender.service.gov.uk/Notice/083655-2026",
            "id": "083655-2026",
        }
    ],
}
PUBLISHER = {
    "name": "Example Borough Council",
    "address": "Town Hall, Exampleton",
    "email": "buying@example.org",
    "identifier": {"scheme": "GB-PPON", "id": "PJYG-6658-PPMY"},
}


def both(full: bool = True, **fields: Any) -> tuple[Site, Advert]:  # noqa: ANN401, FBT001, FBT002 - fields have types of their own
    """The site of one advert, and the advert: with all that a notice asks, or with no more than an advert must have."""
    settings: dict[str, Any] = {"publisher": PUBLISHER} if full else {}
    made = site(advert(**(FULL if full else {}) | fields), **settings)
    return made, made.adverts[0]


def asked(notice: Notice, full: bool = True, **fields: Any) -> dict[str, Question]:  # noqa: ANN401, FBT001, FBT002 - likewise
    return {one.label: one for one in questions(*both(full, **fields), notice)}


def test_a_full_uk2_has_every_answer_of_the_advert_in_the_order_of_the_regulation() -> None:
    found = questions(*both(), "UK2")
    assert [(one.label, one.regulation, one.answer) for one in found] == [
        (
            "Contracting authority that leads, or the only one",
            f"{PR}13(a) and (b)(i)",
            ("Example Borough Council",),
        ),
        ("Other contracting authorities that act jointly", f"{PR}13(b)(ii)", ()),
        (
            "Postal and email address of each authority",
            f"{PR}13(c)",
            ("Town Hall, Exampleton; buying@example.org",),
        ),
        ("Unique identifier of each authority", f"{PR}13(d)", ("GB-PPON-PJYG-6658-PPMY",)),
        ("Kind of each authority", NO_LAW, ()),
        (
            "Anyone who carries out the procurement for them: name, addresses, identifier, and role",
            f"{PR}13(e)",
            (),
        ),
        (
            "Contact for enquiries about the notice",
            f"{PR}13(f)",
            ("Parks Manager", "parks@example.org", "Town Hall, Exampleton"),
        ),
        ("Title of the procurement", f"{PR}17(2)(b)", ("Park benches",)),
        ("Unique identifier of the procurement", f"{PR}17(2)(c)", ("ocds-h6vhtk-06f1ad",)),
        ("Description", f"{PR}14", ("A summary.", "A body.")),
        ("Main category", f"{PR}14", ("Services",)),
        (
            "CPV codes",
            f"{PR}14",
            ("39113600 (division 39: Furniture, furnishings, domestic appliances and cleaning products)",),
        ),
        ("Where", f"{PR}14", ("Part of West Yorkshire (UKE42)", "Alder")),
        (
            "Date when the engagement is to close, or closed",
            f"{PR}17(2)(e)",
            ("12 noon on Friday 11 December 2026 (UK time)",),
        ),
        (
            "How you engage, or engaged, with suppliers",
            f"{PR}17(2)(f)",
            (
                "Write to us.",
                "Responses go to: benches@example.org",
                "Event: Briefing; 10am on Thursday 12 November 2026 (UK time); Online; No need.",
                "Questions to us until 5pm on Friday 20 November 2026 (UK time).",
                "What we ask:",
                "- What lasts?",
            ),
        ),
        ("Estimated value", MAY, ("Excluding VAT: £360,000", "Including VAT: £432,000")),
        ("Above or below the threshold", MAY, ("Above",)),
        ("Tender notice expected", MAY, ()),
        ("Contract dates", MAY, ("From 1 April 2028", "To 31 March 2030")),
        ("Extension and renewal", MAY, ("A year", "Once.")),
        ("Options", MAY, ("Ten more.",)),
        ("Lots", MAY, ("Lot north: Northern parks", "  All north.")),
        ("Suitable for", MAY, ("Small and medium-sized enterprises (SME)",)),
        ("Reserved for", MAY, ("Providers of supported employment",)),
        ("Risks", MAY, ("Rain.",)),
        ("Our page about it", MAY, ("https://www.example.org/markets/adverts/benches/",)),
    ]
    assert summary(found) == "Our notice answers everything that was found to be asked by law."


def test_of_a_bare_notice_each_missing_answer_is_named_with_its_regulation() -> None:
    lacking = {
        (one.label, one.regulation): one.missing for one in asked("UK2", full=False).values() if one.missing
    }
    assert list(lacking) == [
        ("Postal and email address of each authority", f"{PR}13(c)"),
        ("Unique identifier of each authority", f"{PR}13(d)"),
        ("Contact for enquiries about the notice", f"{PR}13(f)"),
        ("Main category", f"{PR}14"),
        ("CPV codes", f"{PR}14"),
        ("Where", f"{PR}14"),
    ]
    assert lacking["CPV codes", f"{PR}14"] == "write cpv with one code or more"
    assert lacking["Unique identifier of each authority", f"{PR}13(d)"].endswith(
        "(for Example Borough Council)"
    )


@pytest.mark.parametrize(
    ("notice", "kind", "law", "lacking"),
    [
        ("UK1", "pipeline", "15", ["Tender notice expected"]),
        ("UK3", "planned-procurement", "16", ["Estimated value"]),
    ],
)
def test_a_bare_plan_lacks_what_its_own_regulation_asks(
    notice: Notice, kind: str, law: str, lacking: list[str]
) -> None:
    found = asked(notice, full=False, kind=kind, closes=None)
    assert [one.label for one in found.values() if one.missing and one.regulation == f"{PR}{law}"] == lacking
    assert found["Title of the procurement"].regulation == f"{PR}{law}"
    assert "Date when the engagement is to close, or closed" not in found
    full = asked(notice, kind=kind, closes=None, tender_expected="2027-03")
    assert full["Tender notice expected"].answer == ("March 2027",)
    assert not any(one.missing for one in full.values())


def test_a_plan_says_that_a_tender_notice_is_to_come() -> None:
    first = questions(*both(kind="planned-procurement", closes=None), "UK3")[0]
    assert first.regulation == "Procurement Act 2023, section 15(2)(a)"
    assert first.answer == ("Example Borough Council intends to publish a tender notice.",)


def test_authorities_that_buy_together_are_each_asked_for_what_they_lack() -> None:
    found = asked("UK2", buyers=["riverside", "borough"])
    assert found["Contracting authority that leads, or the only one"].answer == ("Riverside Council",)
    assert found["Other contracting authorities that act jointly"].answer == ("Example Borough Council",)
    assert found["Unique identifier of each authority"].answer == (
        "Riverside Council: GB-PPON-R 1/é",
        "Example Borough Council: GB-PPON-PJYG-6658-PPMY",
    )
    assert found["Kind of each authority"].answer == (
        "Riverside Council: Public authority (not central government); devolved: Wales",
    )
    bare = asked("UK2", full=False, buyers=["riverside", "borough"])
    assert bare["Postal and email address of each authority"].answer == (
        "Riverside Council: Guildhall, Riverside; buyer@riverside.example.org",
    )
    assert bare["Postal and email address of each authority"].missing.endswith(
        "(for Example Borough Council)"
    )


def test_engagement_that_was_over_says_when_and_how() -> None:
    over = {"closed": "2026-10-16", "how": "We met eleven suppliers."}
    found = asked("UK2", engagement=over, closes=None, respond=None)
    assert found["Date when the engagement is to close, or closed"].answer == (
        "It closed on 16 October 2026.",
    )
    assert found["How you engage, or engaged, with suppliers"].answer == ("We met eleven suppliers.",)


def test_a_table_of_the_text_is_left_to_its_page() -> None:
    found = asked("UK2", body="Table: Benches\n\n| Park | Benches |\n|---|---:|\n| Alder | 3 |\n")
    assert found["Description"].answer == (
        "A summary.",
        "More, with tables: https://www.example.org/markets/adverts/benches/",
    )


def test_the_head_says_what_is_special_about_a_notice() -> None:
    assert head(*both(also_published=[]), "UK2") == [
        "UK2: preliminary market engagement notice",
        "Park benches (REF-1)",
    ]
    gone = {"date": "2026-11-09", "reason": "The plans changed."}
    notes = head(*both(withdrawn=gone), "UK2")[2:]
    assert notes[0].startswith("It was withdrawn on 9 November 2026. Do not publish it")
    assert notes[1].startswith("It has the number 083655-2026 on Find a Tender. Change it there")


@pytest.mark.parametrize(("nation", "words"), [("wales", "to Sell2Wales"), ("northern-ireland", "need not")])
def test_the_head_says_what_differs_in_a_nation(nation: str, words: str) -> None:
    made = site(advert(kind="pipeline", closes=None), jurisdiction=nation)
    (note,) = head(made, made.adverts[0], "UK1")[2:]
    assert words in note


def test_as_text_every_question_has_its_number_its_law_and_its_answer() -> None:
    made = text(
        ["UK2: notice", "Benches"], [Question("Where", f"{PR}14", ("Alder", "Elm"), note="Take care.")]
    )
    assert made == (
        "UK2: notice\nBenches\n\nNothing has been sent. Copy each answer into the form of the platform.\n\n"
        f"1. Where\n   {PR}14\n     Alder\n     Elm\n   Note: Take care.\n\n"
        "Our notice answers everything that was found to be asked by law.\n"
    )
    lacking = text(["UK2: notice"], [Question("Where", f"{PR}14", (), "write regions")])
    assert "     (no answer in our notice)\n   Missing: write regions.\n" in lacking
    assert lacking.endswith(f"1 answer missing:\n- Where ({PR}14): write regions\n")


class _Boxes(HTMLParser):
    """The answers of a page, and what each button would copy."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, str] = {}
        self.buttons: list[str] = []
        self.outside: list[str] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.outside += [given[name] for name in ("src", "href") if name in given]
        if tag == "textarea":
            self._open = given["id"]
        elif tag == "button":
            self.buttons.append(given["data-answer"])

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "textarea" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.boxes[self._open] = self.boxes.get(self._open, "") + data


def test_the_page_has_a_box_and_a_button_for_each_answer_and_needs_nothing_beside_it() -> None:
    hostile = '</textarea><script>alert("&")</script>'
    found = questions(*both(title=hostile), "UK2")
    made = page("en-GB", ["UK2: notice", hostile], found)
    parser = _Boxes()
    parser.feed(made)
    answered = {
        f"answer-{number}": "\n".join(one.answer) for number, one in enumerate(found, 1) if one.answer
    }
    assert {name: words.removeprefix("\n") for name, words in parser.boxes.items()} == answered
    assert parser.buttons == list(answered)
    assert parser.outside == []
    assert made.count("<script>") == 1


def test_the_data_has_the_shape_of_find_a_tender() -> None:
    found = release(*both(), "UK2")
    assert set(paths(found)) - SHAPE - BEYOND == set()
    assert SHAPE - set(paths(found)) == NOT_OURS
    assert found["ocid"] == "ocds-h6vhtk-06f1ad"
    assert found["id"] == "083655-2026"
    (milestone,) = found["planning"]["milestones"]  # type: ignore[index] # it is an object
    assert (milestone["dueDate"], milestone["status"]) == ("2026-12-11T12:00:00+00:00", "scheduled")
    (document,) = found["planning"]["documents"]  # type: ignore[index] # likewise
    assert (document["noticeType"], document["documentType"]) == ("UK2", "marketEngagementNotice")
    assert document["url"] == "https://www.find-tender.service.gov.uk/Notice/083655-2026"
    assert json.loads(json.dumps(found)) == found


def test_the_data_of_a_bare_notice_invents_no_id_of_the_platform() -> None:
    found = release(*both(full=False), "UK2")
    assert "ocid" not in found
    assert found["id"] == "benches-uk2"
    assert found["tender"]["lots"] == [{"id": "1", "status": "planning"}]  # type: ignore[index] # it is an object


def test_the_data_of_a_plan_has_the_day_of_the_tender_notice() -> None:
    found = release(*both(kind="planned-procurement", closes=None, tender_expected="2027-03"), "UK3")
    assert found["tender"]["communication"] == {"futureNoticeDate": "2027-03-31T23:59:59+01:00"}  # type: ignore[index] # it is an object
    assert found["tender"]["status"] == "planned"  # type: ignore[index] # likewise
    assert "milestones" not in found["planning"]  # type: ignore[operator] # likewise


def paths(value: object, way: str = "") -> Iterator[str]:
    """The keys of an object, each with the keys that lead to it; all items of a list count as one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{way}{name}"
            yield from paths(inner, f"{way}{name}.")
    if isinstance(value, list):
        for inner in value:
            yield from paths(inner, way)


SHAPE = set(
    """
    ocid id tag date initiationType language buyer buyer.id buyer.name
    parties parties.name parties.id parties.identifier parties.identifier.scheme parties.identifier.id parties.address
    parties.address.streetAddress parties.address.locality parties.address.postalCode parties.address.country
    parties.address.countryName parties.address.region parties.contactPoint parties.contactPoint.name
    parties.contactPoint.email parties.roles parties.details parties.details.classifications
    parties.details.classifications.scheme parties.details.classifications.id
    parties.details.classifications.description
    planning planning.milestones planning.milestones.id planning.milestones.type planning.milestones.description
    planning.milestones.dueDate planning.milestones.status planning.documents planning.documents.id
    planning.documents.documentType planning.documents.noticeType planning.documents.description planning.documents.url
    planning.documents.datePublished planning.documents.format
    tender tender.id tender.legalBasis tender.legalBasis.id tender.legalBasis.scheme tender.legalBasis.uri tender.title
    tender.description tender.items tender.items.id tender.items.additionalClassifications
    tender.items.additionalClassifications.scheme tender.items.additionalClassifications.id
    tender.items.additionalClassifications.description tender.items.deliveryAddresses
    tender.items.deliveryAddresses.region tender.items.deliveryAddresses.country
    tender.items.deliveryAddresses.countryName tender.items.relatedLot
    tender.value tender.value.amountGross tender.value.amount tender.value.currency tender.mainProcurementCategory
    tender.aboveThreshold tender.lots tender.lots.id tender.lots.suitability tender.lots.suitability.sme
    tender.lots.contractPeriod tender.lots.contractPeriod.startDate tender.lots.contractPeriod.endDate
    tender.lots.contractPeriod.maxExtentDate tender.lots.hasRenewal tender.lots.description tender.lots.status
    tender.status
    """.split()  # noqa: SIM905 - a line for each key would hide the rest
)
"""The keys of notice 083655-2026 on Find a Tender, a UK2 of September 2026."""
BEYOND = set(
    """
    tender.riskDetails tender.lots.title tender.lots.suitability.vcse tender.lots.renewal
    tender.lots.renewal.description tender.lots.hasOptions tender.lots.options tender.lots.options.description
    """.split()  # noqa: SIM905 - a line for each key would hide the rest
)
"""Keys that that notice had no need of, from OCDS and the extensions that Find a Tender declares."""
NOT_OURS = set(
    """
    parties.address.locality parties.address.postalCode parties.address.country parties.address.countryName
    parties.address.region parties.details parties.details.classifications parties.details.classifications.scheme
    parties.details.classifications.id parties.details.classifications.description
    tender.items.additionalClassifications.description tender.lots.contractPeriod.maxExtentDate
    """.split()  # noqa: SIM905 - a line for each key would hide the rest
)
"""What this advert does not say: its publisher has an address in one line and no kind; the titles of codes; a last day in words."""
