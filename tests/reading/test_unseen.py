"""Characters that nobody sees: an error where they break something, and left alone where they belong."""

from zoneinfo import ZoneInfo

import pytest

from sitegen.model.advert import Advert
from sitegen.model.entry import Entry
from sitegen.model.record import Record
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import Source

LONDON = ZoneInfo("Europe/London")
ADVERT = """\
---
title: Park benches
summary: We look for benches.
reference: SMT-1
kind: soft-market-test
published: 2026-11-02
closes: 2026-12-14T12:00
respond:
  how: Write to us.
  email: parks@example.org
contact:
  role: Parks Manager
events:
  - title: Briefing
    starts: 2026-11-12T10:00
    url: https://example.org/briefing
---

See [the plan](/pages/plan/) or write to parks@example.org.
"""
Found = list[tuple[str, int, int, int]]


def read(text: str) -> tuple[Entry[Record] | None, Found]:
    entry, faults = load(Source("content/adverts/a.md", "adverts", "adverts", "a", text), LONDON)
    spans = [(fault.code, fault.span) for fault in faults]
    return entry, [
        (code, span.line, span.column, span.end_column - span.column) for code, span in spans if span
    ]


def put(character: str, within: str, place: int) -> tuple[str, int, int]:
    """The advert with a character at a place of some words in it, and its line and column."""
    offset = ADVERT.index(within) + place
    text = ADVERT[:offset] + character + ADVERT[offset:]
    return text, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@pytest.mark.parametrize(
    "character", ["\u200b", "\u200d", "\u00ad", "\u2060", "\u202e", "\ue123", "\U000e0061"]
)
@pytest.mark.parametrize(
    ("within", "place"),
    [
        ("reference:", 4),
        ("SMT-1", 2),
        ("parks@example.org\ncontact", 9),
        ("https://example.org/b", 12),
        ("2026-12-14", 10),
        ("soft-market", 4),
        ("/pages/plan/", 9),
        ("write to parks@example.org", 18),
    ],
)
def test_an_error_where_the_character_is_and_no_other(character: str, within: str, place: int) -> None:
    text, line, column = put(character, within, place)
    entry, found = read(text)
    assert found == [("invisible-character", line, column, 1)]
    assert entry, "the rest of the file is read as if the character were not there"
    assert isinstance(entry.record, Advert)
    assert entry.record.respond
    assert (entry.record.reference, entry.record.respond.email) == ("SMT-1", "parks@example.org")
    assert [link.target for link in entry.record.body.links][:1] == ["/pages/plan/"]


def test_what_has_no_value_can_have_no_such_character() -> None:
    assert read(ADVERT)[1] == []


@pytest.mark.parametrize(
    "words",
    [
        "👩\u200d🚒 crews",
        "क\u094d\u200dष",
        "نمی\u200cخواهم",
        "sun\u00adshine",
        "❤\ufe0f",
        "🏴\U000e0067\U000e007f",
    ],
)
def test_words_keep_their_joiners(words: str) -> None:
    for within in ("Park benches", "We look", "Parks Manager", "Write to us", "Briefing", "See "):
        text, *_ = put(f"{words} ", within, 0)
        assert read(text)[1] == []


def test_an_emoji_right_after_an_address_keeps_its_joiner() -> None:
    text, *_ = put("👩\u200d🚒", "parks@example.org.\n", 17)
    assert read(text)[1] == []


def test_marks_of_direction_around_an_address_in_a_text_from_right_to_left_stay() -> None:
    text, *_ = put("اكتب إلى \u200eparks@example.org\u200e ", "See ", 0)
    assert read(text)[1] == []


def test_an_entity_in_the_address_of_a_link_is_told_at_the_address() -> None:
    text, line, column = put("&#8203;", "/pages/plan/", 3)
    assert read(text)[1] == [("invisible-character", line, column - 3, len("/pages/plan/") + 7)]


def test_an_escape_in_quotes_is_told_at_the_value() -> None:
    text = ADVERT.replace("SMT-1", '"SMT\\u200b-1"')
    assert read(text)[1] == [("invisible-character", 4, 12, len('"SMT\\u200b-1"'))]


def test_several_in_one_value_are_told_once_with_their_number() -> None:
    text = ADVERT.replace("SMT-1", "S\u200bM\u200bT\u00ad-1")
    _, faults = load(Source("content/adverts/a.md", "adverts", "adverts", "a", text), LONDON)
    assert [fault.message for fault in faults] == [
        "There is a character here that cannot be seen: a zero-width space, and 2 more after it"
    ]


def test_a_link_defined_below_and_an_image_are_told_too() -> None:
    text = ADVERT + "\n![Plan](/files/pl\u200ban.png) [more][1]\n\n[1]: https://example.org/\u00adx\n"
    assert [place[:3] for place in read(text)[1]] == [
        ("invisible-character", 21, 18),
        ("invisible-character", 23, 26),
    ]


def test_a_blank_value_may_have_such_a_character_in_its_name() -> None:
    text = ADVERT.replace("contact:", "dr\u200baft:\ncontact:").replace("  role:", "  em\u00adail:\n  role:")
    assert [place[0] for place in read(text)[1]] == [
        "invisible-character",
        "invisible-character",
        "undecided",
    ]


def test_the_settings_are_looked_at_too() -> None:
    text = "title: T\nbase_url: https://exam\u200bple.org\ntime_zone: Europe/London\u00ad\n"
    _, faults = load_settings(Source("content/site.yaml", "", "", "", text))
    places = [
        (fault.span.line, fault.span.column)
        for fault in faults
        if fault.code == "invisible-character" and fault.span
    ]
    assert places == [(2, 23), (3, 25)]


def test_a_long_text_with_one_such_character_is_read_in_proportion() -> None:
    entry, found = read(ADVERT + "\u200b" + f"{'words ' * 20}\n" * 9_000)
    assert entry
    assert found == []
