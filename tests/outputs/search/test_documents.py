"""What search knows of a record: all that its page shows in words, and nothing that it does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sitegen.model.decision import Decision
from sitegen.model.initiative import Initiative
from sitegen.model.parts import Contact, Elsewhere
from sitegen.model.proceedings import Exemption
from sitegen.model.prose import Prose
from sitegen.model.publication import ExemptNotice
from sitegen.model.record import Record, key_of
from sitegen.model.site import Site
from sitegen.model.walk import walk
from sitegen.outputs.search.documents import Document
from sitegen.outputs.search.words import words
from tests.outputs.search.sites import FOLDERS, advert, documents, page, site_in, site_of

NOT_SEARCHED = frozenset(
    (
        *("id", "ignore", "email", "url", "file", "form", "language"),  # addresses and what nobody sees
        *(
            "kind",
            "status",
            "part",
            "basis",
            "purposes",
            "authorised_by",
            "currency",
            "state",
            "answer",
        ),  # codes
        *("item", "paragraph", "resolved"),  # single numbers, letters and codes
    )
)
"""Fields with a text that search leaves out."""


@pytest.fixture(params=FOLDERS)
def site(request: pytest.FixtureRequest, repository: Path) -> Site:
    return site_in(repository / request.param)


def searched(document: Document) -> set[str]:
    """All words by which a document is found."""
    return set(words("\n".join((document.card.title, *document.references, document.lead, document.text))))


def written(record: Record) -> Iterator[str]:
    """The texts of a record for readers, wherever they stand."""
    for loc, value in walk(record):
        if isinstance(value, Prose):
            yield value.text
        elif type(value) is str and not NOT_SEARCHED & {*loc} and loc[-2:-1] != ("objectives",):
            yield value


def test_every_text_of_a_record_is_searched(site: Site) -> None:
    for document in documents(site):
        if isinstance(document.record, Record):
            for text in written(document.record):
                assert {*words(text)} <= searched(document), (document.card.address, text)


def test_people_and_kinds_of_respondents_are_searched(repository: Path) -> None:
    contact = Contact.model_construct(role="Manager", name="Ann Example", telephone="01632 960001")
    (found,) = documents(site_of(advert("a", contact=contact)))
    assert {"ann", "example", "01632", "960001", "manager"} <= searched(found)
    outcomes = [
        (document, engagement.respondents)
        for document in documents(site_in(repository / "content"))
        if isinstance(document.record, Decision) and (engagement := document.record.engagement)
    ]
    assert outcomes
    for document, respondents in outcomes:
        assert {*words(" ".join(respondents))} <= searched(document)


def test_what_a_record_says_to_its_authors_alone_is_not_searched(site: Site) -> None:
    reasons = [
        (document, ignored.reason)
        for document in documents(site)
        if isinstance(document.record, Record)
        for ignored in document.record.ignore
    ]
    assert not [reason for document, reason in reasons if {*words(reason)} <= searched(document)]


def test_an_advert_is_found_by_what_its_page_says_of_it_from_elsewhere(repository: Path) -> None:
    found = {one.card.address: one for one in documents(site_in(repository / "tests/sites/small/content"))}
    bins = found["adverts/bins/"]
    assert bins.card == (
        "adverts/bins/",
        "Emptying bins",
        "Soft market test",
        "0123",
        "Published 1 October 2026",
        "2026-11-23T12:00:00+00:00",
        "12 noon on Monday 23 November 2026 (UK time)",
        "closing-soon",
        "How could bins be emptied better?",
    )
    assert bins.references == ("0123",)
    assert {"sewage", "environmental", "90500000"} <= {
        *words(bins.lead)
    }  # its subject, in words and as a code
    assert "Streets" in bins.text  # its initiative


def test_the_number_of_the_same_notice_on_another_site_is_a_reference() -> None:
    elsewhere = (
        Elsewhere.model_construct(title="Find a Tender", url="https://example.org/", id="2026/S 000-012345"),
        Elsewhere.model_construct(title="Our portal", url="https://example.org/"),
    )
    (found,) = documents(site_of(advert("a", reference="GM-1", also_published=elsewhere)))
    assert found.references == ("GM-1", "2026/S 000-012345")


def test_the_notice_of_an_exempt_report_is_all_that_is_known_of_it() -> None:
    exemption = Exemption(
        schedule="Schedule 12A",
        paragraph="3",
        reason="Business affairs.",
        public_interest="It would harm us.",
    )
    (found,) = documents(site_of(ExemptNotice("a", "Depot lease", "Cabinet", date(2026, 9, 11), exemption)))
    assert found.card == (
        "decisions/a/",
        "Depot lease",
        "Exempt report",
        "",
        "11 September 2026",
        "",
        "",
        "",
        "Business affairs.",
    )
    assert (found.references, found.lead) == ((), "Exempt report")
    assert found.text == "Cabinet\nSchedule 12A\n3\nBusiness affairs.\nIt would harm us."


def test_a_long_beginning_of_a_decision_is_cut_between_words(repository: Path) -> None:
    summaries = [
        (document.card.summary, document.record.executive_summary.text)
        for document in documents(site_in(repository / "content"))
        if isinstance(document.record, Decision) and document.record.executive_summary
    ]
    cut = [(summary, text) for summary, text in summaries if summary.endswith(" …")]
    assert cut
    for summary, text in cut:
        assert len(summary) <= 200
        assert " ".join(text.split()).startswith(summary.removesuffix("…"))


def addresses(site: Site) -> list[str]:
    return [document.card.address for document in documents(site)]


def test_the_oldest_comes_first_and_what_has_no_day_before_it() -> None:
    site = site_of(
        advert("late", published=date(2026, 5, 2)),
        advert("early", published=date(2019, 1, 1)),
        advert("also-late", published=date(2026, 5, 2)),
        page("about", "About", "Us."),
    )
    assert addresses(site) == ["pages/about/", "adverts/early/", "adverts/also-late/", "adverts/late/"]


def test_what_has_no_day_of_its_own_has_that_of_the_first_that_names_it() -> None:
    first, second = advert("a", published=date(2025, 5, 2)), advert("b", published=date(2026, 5, 2))
    old = advert("old", published=date(2019, 1, 1))
    initiative = Initiative.model_construct(id="i", title="Initiative", summary="")
    site = replace(
        site_of(old, first, second, initiative),
        mentions={key_of(initiative): (("initiative", second), ("initiative", first))},
    )
    assert addresses(site) == ["adverts/old/", "adverts/a/", "initiatives/i/", "adverts/b/"]
