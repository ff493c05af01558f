"""Sources → entries: what an author wrote reaches the record unchanged, and every fault of a file is told."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.advert import Advert
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.reading.load import load, load_settings
from sitegen.reading.markdown.terms import terms_of
from sitegen.reading.source import Source

LONDON = ZoneInfo("Europe/London")
ADVERT = """\
---
title: {title}
summary: NO
reference: {reference}
kind: soft-market-test
published: 2026-03-02
closes: {closes}
respond:
  how: Write to us.
  address: 'null'
contact:
  role: yes
  telephone: 0123 456
value:
  minimum: {minimum}
timetable:
  - date: 2026-04-01
    title: 17:00
---
Text
"""


def source(text: str, collection: str = "adverts") -> Source:
    return Source("content/a", collection, collection, "a", text)


def read(text: str) -> Advert:
    entry, faults = load(source(text), LONDON)
    assert not faults
    assert entry
    assert isinstance(entry.record, Advert)
    return entry.record


def faults(text: str, collection: str = "adverts") -> list[tuple[str, int, int]]:
    entry, found = load(source(text, collection), LONDON)
    assert entry is None
    return [(fault.code, fault.span.line, fault.span.column) for fault in found if fault.span]


def written(
    title: str = "A", reference: str = "R", closes: str = "2026-11-23T17:00", minimum: str = "1"
) -> str:
    return ADVERT.format(title=title, reference=reference, closes=closes, minimum=minimum)


@pytest.mark.parametrize("text", ["0123", "NO", "1.10", "17:00", "yes", "2026-02-31", "1e3", "0x10"])
def test_a_text_arrives_as_it_was_written(text: str) -> None:
    advert = read(written(title=text, reference=text))
    assert (advert.title, advert.reference) == (text, text)


def test_words_that_yaml_would_change_stay_words() -> None:
    advert = read(written())
    assert advert.summary == "NO"
    assert advert.respond
    assert advert.respond.address == "null"
    assert (advert.contact.role, advert.contact.telephone) == ("yes", "0123 456")
    assert advert.timetable[0].title == "17:00"


def test_an_amount_is_exact() -> None:
    value = read(written(minimum="1.10")).value
    assert value
    assert value.minimum == Decimal("1.10")
    assert str(value.minimum) == "1.10"


@pytest.mark.parametrize(
    ("closes", "instant"),
    [
        ("2026-11-23T17:00", datetime(2026, 11, 23, 17, tzinfo=UTC)),
        ("2026-07-23T17:00", datetime(2026, 7, 23, 16, tzinfo=UTC)),
        ("2026-07-23 17:00:30", datetime(2026, 7, 23, 16, 0, 30, tzinfo=UTC)),
        ("2026-07-23T17:00Z", datetime(2026, 7, 23, 17, tzinfo=UTC)),
        ("2026-11-23T17:00-05:00", datetime(2026, 11, 23, 22, tzinfo=UTC)),
    ],
)
def test_a_closing_time_is_meant_in_the_site_s_time_zone(closes: str, instant: datetime) -> None:
    advert = read(written(closes=closes))
    assert advert.closes == instant
    assert advert.closes.tzinfo is LONDON


def test_a_long_line_may_be_folded_and_spaces_do_not_matter() -> None:
    assert read(written(title=">-\n  Two\n  lines")).title == "Two lines"
    assert read(written(title="'  wide   open '")).title == "wide open"


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = written(closes="noon", minimum="£5").replace("kind: soft-market-test", "kind: tender\nknid: x")
    assert faults(text) == [
        ("not-a-choice", 5, 7),
        ("bad-time", 8, 9),
        ("bad-number", 16, 12),
        ("unknown-field", 6, 1),
    ]


def test_a_repeated_field_hides_no_other_fault() -> None:
    assert {code for code, _, _ in faults(written(closes="noon\ntitle: B"))} == {"repeated-key", "bad-time"}


@pytest.mark.parametrize(("name", "hint"), [("id", "the file's name, “a”"), ("body", "below the second ---")])
def test_a_field_that_the_file_gives_may_not_be_written(name: str, hint: str) -> None:
    _, found = load(source(f"---\ntitle: A\n{name}: B\n---\nText\n", "pages"), LONDON)
    assert [(fault.code, fault.span and fault.span.line) for fault in found] == [("unknown-field", 3)]
    assert hint in found[0].hint


def test_a_field_does_not_stand_in_for_the_text() -> None:
    assert {code for code, _, _ in faults("---\ntitle: A\nbody: B\n---\n", "pages")} == {
        "unknown-field",
        "missing-text",
    }


def test_a_file_of_fields_has_no_text() -> None:
    text = "title: A\nobjectives: [{id: a, title: A}]\nbody: B\n"
    assert faults(text, "objectives") == [("unknown-field", 3, 1)]


def test_the_text_of_a_page_has_plain_anchors_and_other_texts_their_own() -> None:
    entry, _ = load(source("---\ntitle: A\n---\n# Same\n", "pages"), LONDON)
    assert entry
    assert isinstance(entry.record, Page)
    assert entry.record.body.headings[0].anchor == "same"
    entry, _ = load(
        source(
            "title: A\nintro: '# Same'\nobjectives: [{id: a, title: A, detail: '# Same'}]\n", "objectives"
        ),
        LONDON,
    )
    assert entry
    assert isinstance(entry.record, Objectives)
    intro, detail = entry.record.intro, entry.record.objectives[0].detail
    assert intro
    assert detail
    assert intro.headings[0].anchor != detail.headings[0].anchor


def test_moving_a_line_changes_the_places_and_not_the_record() -> None:
    text = written()
    first, _ = load(source(text), LONDON)
    second, _ = load(source(text.replace("summary:", "# a note\nsummary:")), LONDON)
    assert first
    assert second
    assert first.record == second.record
    assert first.places.value(("reference",)).line + 1 == second.places.value(("reference",)).line


@pytest.mark.parametrize("text", ["", "---\n", "# nothing yet\n"])
def test_an_empty_file_of_fields_lacks_what_it_must_have(text: str) -> None:
    assert faults(text, "objectives") == [("missing-field", 1, 1), ("missing-field", 1, 1)]


FIELDS = st.recursive(
    st.text(max_size=8) | st.sampled_from(["a", "2026-01-01", "2026-01-01T12:00", "9999-12-31T24:00", "1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *[
                        "title",
                        "summary",
                        "kind",
                        "part",
                        "id",
                        "date",
                        "starts",
                        "file",
                        "url",
                        "text",
                        "parts",
                        "scores",
                        "a",
                        "b",
                        "from",
                        "to",
                        "how",
                        "role",
                        "zone",
                    ]
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    sorted(
        {
            *Advert.model_fields,
            *Objectives.model_fields,
            "meeting",
            "recommendations",
            "engagement",
            "time_zone",
        }
    )
)


SETTINGS = """\
title: Markets
base_url: https://www.example.org
publisher: {name: Council}
accessibility: {owner: Head, email: a@example.org, reviewed: 2026-09-01, prepared: 2024-09-01}
phase: {label: Trial, sentence: This is about TUPE.}
not_a_tender: This is about TUPE.
glossary:
  - {term: TUPE, meaning: Rules called TUPE., also: [transfer rules]}
"""
TUPE = '<a class="term" href="/glossary/#tupe">'


def test_texts_of_the_settings_use_the_terms_that_the_settings_explain() -> None:
    entry, _ = load_settings(source(SETTINGS, ""))
    assert entry
    assert entry.record.not_a_tender
    assert TUPE in entry.record.not_a_tender.html


def test_neither_meanings_nor_the_banner_of_every_page_are_marked() -> None:
    entry, _ = load_settings(source(SETTINGS, ""))
    assert entry
    assert entry.record.phase
    assert "<a" not in entry.record.glossary[0].meaning.html + entry.record.phase.sentence.html


def test_a_record_is_marked_with_the_terms_it_is_given_and_its_own_links_stay_its_own() -> None:
    page = source("---\ntitle: A\n---\nTUPE and [more](/adverts/), transfer\nrules.\n", "pages")
    glossary = load_settings(source(SETTINGS, ""))[0]
    assert glossary
    entry, _ = load(page, LONDON, terms_of(glossary.record.glossary))
    assert entry
    assert isinstance(entry.record, Page)
    body = entry.record.body
    assert body.html.count(TUPE) == 2
    assert [link.target for link in body.links] == ["/adverts/"]
    assert body.text == "TUPE and more, transfer rules."


@given(fields=st.dictionaries(NAMES, FIELDS, max_size=6), collection=st.sampled_from(sorted(COLLECTIONS)))
def test_any_fields_of_any_shape_give_a_record_or_faults(fields: dict[str, object], collection: str) -> None:
    text = "\n".join(f"{name}: {_flow(value)}" for name, value in fields.items())
    if COLLECTIONS[collection].suffix == ".md":
        text = f"---\n{text}\n---\nText\n"
    for entry, found in (load(source(text, collection), LONDON), load_settings(source(text, ""))):
        assert (entry is None) == bool(found)
        assert all(fault.span for fault in found)


def _flow(value: object) -> str:
    """The value in one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return "'" + str(value).replace("'", "''").replace("\n", " ") + "'"
