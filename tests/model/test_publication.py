"""What the public may see: nothing of an exempt report but its notice, no name of a hidden record."""

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.initiative import Initiative
from sitegen.model.objectives import Objectives
from sitegen.model.publication import exempt_notice, without_hidden
from sitegen.model.record import Record
from sitegen.model.scalars import Reference
from sitegen.model.walk import find, walk
from sitegen.reading.content import read

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/London"))


def records() -> Iterator[Record]:
    """The records of the worked example."""
    content = read(Path(__file__).parents[2] / "content", NOW, drafts=True).content
    assert content
    return (entry.record for entry in content.entries.values())


RECORDS = tuple(records())
NAMED = sorted({reference for record in RECORDS for _, reference in find(record, Reference)})


def test_the_example_has_references_at_every_depth() -> None:
    depths = {len(loc) for record in RECORDS for loc, _ in find(record, Reference)}
    assert depths == {1, 2, 3, 4}


@given(hidden=st.sets(st.sampled_from(NAMED)), record=st.sampled_from(RECORDS))
def test_no_hidden_reference_is_left_anywhere_in_a_record(hidden: set[Reference], record: Record) -> None:
    shown = without_hidden(record, lambda reference: reference not in hidden)
    left = [reference for _, reference in find(shown, Reference)]
    assert not hidden & set(left)
    assert set(left) == {reference for _, reference in find(record, Reference)} - hidden
    assert isinstance(shown, type(record))
    assert type(record).model_validate(shown) == shown


@given(record=st.sampled_from(RECORDS))
def test_a_record_without_hidden_references_stays_as_it_is(record: Record) -> None:
    assert without_hidden(record, lambda _: True) is record


def of(kind: type[Record], name: str) -> Record:
    return next(record for record in RECORDS if isinstance(record, kind) and record.id == name)


def test_a_part_that_only_names_a_hidden_record_goes_as_a_whole() -> None:
    related = without_hidden(of(Initiative, "greener-streets"), lambda _: False)
    assert isinstance(related, Initiative)
    assert related.related == ()
    outcome = without_hidden(of(Decision, "leisure-market-outcome-2026"), lambda _: False)
    assert isinstance(outcome, Decision)
    assert outcome.engagement is None


def test_a_part_that_says_more_than_a_hidden_name_stays() -> None:
    objectives = without_hidden(of(Objectives, "leisure-2026"), lambda _: False)
    assert isinstance(objectives, Objectives)
    assert objectives.weighting.decision is None
    assert objectives.weighting.basis == "percentage"
    advert = without_hidden(of(Advert, "leisure-operation-2026"), lambda _: False)
    assert isinstance(advert, Advert)
    assert (advert.decision, advert.outcome, advert.initiative, advert.objectives) == (None, None, None, None)


def test_the_notice_of_an_exempt_report_holds_what_the_law_lets_be_known_and_no_more() -> None:
    report = of(Decision, "depot-land-2026")
    assert isinstance(report, Decision)
    notice = exempt_notice(report)
    assert report.exempt
    allowed = {
        report.id,
        report.title,
        report.meeting.body,
        report.meeting.date,
        *(value for _, value in walk(report.exempt)),
    }
    told = {value for field in dataclasses.fields(notice) for _, value in walk(getattr(notice, field.name))}
    assert told == allowed
    assert notice.address == report.address


def test_a_report_that_does_not_say_why_it_is_exempt_has_no_notice() -> None:
    report = of(Decision, "leisure-2026")
    assert isinstance(report, Decision)
    with pytest.raises(AssertionError):
        exempt_notice(report)
