"""YAML and front matter → plain data: values as written, places as an editor counts them, every fault in our words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.entry import Loc
from sitegen.reading.frontmatter import parse_front_matter, parse_yaml


@pytest.mark.parametrize(
    "written",
    [
        "0123",
        "NO",
        "no",
        "yes",
        "on",
        "1.10",
        "17:00",
        "1e3",
        "0x1F",
        "1_000",
        "null",
        "Null",
        "~",
        ".inf",
        ".nan",
        "2026-11-23",
        "2026-02-31",
        "2026-11-23T17:00",
        "true",
        "+44",
        "1,000",
        "12:30:45",
        "=",
        "0o17",
        "é 🚌",
    ],
)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_value_arrives_as_it_was_written(written: str, quote: str) -> None:
    parsed = parse_yaml(
        f"a: {quote}{written}{quote}\nb:\n  - {written}\nc: [{quote}{written}{quote}]\n", "a.yaml"
    )
    assert parsed.fields["a"] == written
    assert parsed.fields["b"] == [written]
    assert not parsed.faults


def test_a_key_arrives_as_it_was_written() -> None:
    parsed = parse_yaml("no: a\n1.10: b\n~: c\n2026-01-01: d\n", "a.yaml")
    assert parsed.fields == {"no": "a", "1.10": "b", "~": "c", "2026-01-01": "d"}


def test_a_field_left_blank_is_not_given_but_an_empty_text_is() -> None:
    parsed = parse_yaml("a:\nb: ''\nc: # a note\n", "a.yaml")
    assert parsed.fields == {"b": ""}
    assert set(parsed.places.keys) == {("a",), ("b",), ("c",)}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: b\n---\n\n\nText\n---\nmore\n", "Text\n---\nmore\n"),
        ("---\na: b\n---", ""),
        ("---\na: b\n---\n \n\n", ""),
        ("---  \na: b\n--- \nText", "Text"),
        ("---\n---\nText", "Text"),
    ],
)
def test_the_text_is_what_stands_below_the_second_line_of_hyphens(text: str, body: str) -> None:
    parsed = parse_front_matter(text, "a.md")
    assert parsed.body == body
    assert not parsed.faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["no-front-matter 1"]),
        ("a: b\n", ["no-front-matter 1"]),
        ("a: b\n---\nText", ["no-front-matter 1"]),
        ("```\na: b\n```\n", ["no-front-matter 1"]),
        ("\n---\na: b\n---\n", ["blank-lines-first 1"]),
        (" \n\n---\na: b\n---\n", ["blank-lines-first 1"]),
        ("\n---\na: b\n", ["blank-lines-first 1", "unclosed-front-matter 2"]),
        ("----\na: b\n---\n", ["not-hyphens 1"]),
        (" ---\na: b\n---\n", ["not-hyphens 1"]),
        ("\u2014\u2014\u2014\na: b\n\u2014\u2014\u2014\n", ["not-hyphens 1", "not-hyphens 3"]),
        ("\u2014-\na: b\n\u2014-\n", ["not-hyphens 1", "not-hyphens 3"]),
        ("***\na: b\n***\n", ["not-hyphens 1", "not-hyphens 3"]),
        ("---\na: b\n\u2014\nText", ["not-hyphens 3"]),
        ("---\na: b\n- - -\nText", ["not-hyphens 3"]),
        ("---\na: b\n  ---\nText", ["not-hyphens 3"]),
        ("---\na: b\nText", ["unclosed-front-matter 1"]),
    ],
)
def test_a_file_must_begin_with_its_fields(text: str, faults: list[str]) -> None:
    parsed = parse_front_matter(text, "a.md")
    assert [f"{fault.code} {fault.span.line}" for fault in parsed.faults if fault.span] == faults
    assert parsed.fields == {}
    assert parsed.body is None


TEXT = """\
---
title: One line
quoted: "é — in quotes"
single: 'x'
block: |
  first

    second
folded: >-
  some
  words
list:
  - one
  -   two
flow: [a, "b"]
group:
    inner: deep
---

Body
"""


@pytest.mark.parametrize(
    ("loc", "place", "text"),
    [
        (("title",), (2, 8, 2, 16), (2, 8, 8)),
        (("quoted",), (3, 9, 3, 24), (3, 10, 10)),
        (("single",), (4, 9, 4, 12), (4, 10, 10)),
        (("block",), (5, 8, 5, 9), (6, 3, 3)),
        (("folded",), (9, 9, 9, 10), None),
        (("list",), (13, 3, 13, 4), None),
        (("list", 0), (13, 5, 13, 8), (13, 5, 5)),
        (("list", 1), (14, 7, 14, 10), (14, 7, 7)),
        (("flow",), (15, 7, 15, 8), None),
        (("flow", 1), (15, 11, 15, 14), (15, 12, 12)),
        (("group",), (17, 5, 17, 6), None),
        (("group", "inner"), (17, 12, 17, 16), (17, 12, 12)),
        (("body",), (20, 1, 20, 5), (20, 1, 1)),
    ],
)
def test_every_value_and_the_words_in_it_have_their_place(
    loc: Loc, place: tuple[int, int, int, int], text: tuple[int, int, int] | None
) -> None:
    places = parse_front_matter(TEXT, "a.md").places
    span = places.values[loc]
    assert (span.line, span.column, span.end_line, span.end_column) == place
    if text:
        words = places.within(loc, 0, 0, 3)
        assert (words.line, words.column, words.end_column) == (text[0], text[1], text[2] + 3)
    else:
        assert places.within(loc, 0, 0, 3) == span


def test_a_later_line_of_a_block_has_its_place() -> None:
    places = parse_front_matter(TEXT, "a.md").places
    span = places.within(("block",), 2, 2, len("second"))
    assert (span.line, span.column, span.end_column) == (8, 5, 11)


def test_columns_count_characters_not_bytes() -> None:
    (fault,) = parse_yaml("🚌: a\né🚌é: *x\n", "a.yaml").faults
    assert fault.span
    assert (fault.span.line, fault.span.column) == (2, 6)


def test_a_repeated_field_keeps_the_first_and_shows_both() -> None:
    parsed = parse_yaml("a: 1\nb:\n  c: 2\n  c: 3\na: 4\n", "a.yaml")
    assert parsed.fields == {"a": "1", "b": {"c": "2"}}
    assert [(fault.span and fault.span.line, fault.labels[0].span.line) for fault in parsed.faults] == [
        (4, 3),
        (5, 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x\n",
        "a: &x {b: *x}\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "a: !!python/object/apply:os.system ['true']\n",
        "a: !!binary aGk=\n",
        "<<: {a: b}\n",
    ],
)
def test_anchors_tags_and_merges_are_refused(text: str) -> None:
    assert parse_yaml(text, "a.yaml").faults


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "{a: " * 90_000,
        "- " * 190_000,
        "? " * 190_000,
        "a:\n" + "".join(" " * n + "- \n" for n in range(800)),
    ],
)
def test_nesting_without_measure_is_a_fault_and_not_a_crash(text: str) -> None:
    assert [fault.code for fault in parse_yaml(text, "a.yaml").faults] == ["too-deep"]


def test_more_fields_than_anyone_writes_are_a_fault() -> None:
    assert [fault.code for fault in parse_yaml("a: b\n" * 100_000, "a.yaml").faults] == ["too-long"]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a: b\n\tc: d\n", "This line is indented with a tab", (2, 1)),
        ("a:\n  - \tb: c\n", "This line is indented with a tab", (2, 5)),
        ("a:\u00a0b\nc: d\n", "This looks like a space but is another character, a no-break space", (1, 3)),
        ("a: [b, c\nd: e\n", "The bracket that opens here is never closed", (1, 4)),
        ("a: [", "The bracket that opens here is never closed", (1, 4)),
        ("a: b\nc: {d: [e,\n\n", "The bracket that opens here is never closed", (2, 8)),
        ("a: [b]]\n", "There is more here after the closing bracket", (1, 7)),
        ("a: ]b\n", "A bracket closes here that was never opened", (1, 4)),
        ("a: [b,, c]\n", "There is nothing before this comma", (1, 7)),
        ('a: "b\nc: d\n', "The quotation mark that opens here is never closed", (1, 4)),
        ('a: "b\nc: \'d\'\ne: "f"\n', "The quotation mark that opens here is never closed", (1, 4)),
        ("a: 'b\nc: it's\n", "The quotation mark that opens here is never closed", (1, 4)),
        ('a: "b" c\n', "There is more here after the closing quotation mark", (1, 8)),
        ('a: "C:\\dir"\n', "A backslash has a special meaning inside double quotation marks", (1, 7)),
        ("a: b: c\n", "There is a colon inside this value, so it looks like another field", (1, 4)),
        ("a: b\n  c: d\n", "This line is indented, but the line above it has a value already", (2, 3)),
        ("a:\n- b\n  c: d\n", "This line has no colon followed by a space", (2, 3)),
        ("a: b\nc\n", "This line has no colon followed by a space", (2, 1)),
        ("a:b\nc: d\n", "This line has no colon followed by a space", (1, 1)),
        ("a:\n    b: c\n  d: e\n", "This line does not line up with the lines before it", (3, 3)),
        (" a: b\nc: d\n", "This line does not line up with the lines before it", (2, 1)),
        ("a: - b\n", "A list cannot begin on this line", (1, 4)),
        ("a: | b\n", "The text after | begins on the line below", (1, 6)),
        ("a: >- b\n", "The text after > begins on the line below", (1, 7)),
        ("a: @b\n", "A value cannot begin with @", (1, 4)),
        ("a: **b** c\n", "A value cannot begin with *", (1, 4)),
        ("a: & b\n", "A value cannot begin with &", (1, 4)),
        ("%a\n", "A value cannot begin with %", (1, 1)),
        ("a: b\n---\nc: d\n", "There is a second --- here", (2, 1)),
        ("a: ? b\n", "This part of the file cannot be understood", (1, 4)),
        ("a: Lot #2\n", "Everything after # is left out", (1, 8)),
        ("a: #fff\n", "Everything after # is left out", (1, 4)),
        ("a\n", "Fields are expected here", (1, 1)),
        ("- a\n", "Fields are expected here", (1, 1)),
    ],
)
def test_what_yaml_cannot_read_is_told_in_our_words_where_it_is(
    text: str, message: str, place: tuple[int, int]
) -> None:
    (fault,) = parse_yaml(text, "a.yaml").faults
    assert fault.message == message
    assert fault.span
    assert (fault.span.line, fault.span.column) == place


@pytest.mark.parametrize(
    "text", ["a: b # a note\n", "a: 'b' #note\n", "# a: b\na: 'C #'\n", "a: C#\n", "a: >\n  b #c\n"]
)
def test_notes_and_number_signs_that_harm_nothing_are_no_fault(text: str) -> None:
    assert not parse_yaml(text, "a.yaml").faults


PIECES = st.lists(
    st.sampled_from(
        [
            *"-:|>'\"[]{}&*!#?%\\,~ \n\t\r\0\x85\u2028\ufeff\u00a0é🚌\ud800",
            "a: ",
            "---\n",
            "\n  ",
            "- ",
            "...\n",
        ]
    )
).map("".join)


@given(text=st.text() | PIECES)
def test_any_text_gives_data_or_faults_and_never_an_exception(text: str) -> None:
    for parsed in (
        parse_yaml(text, "a.yaml"),
        parse_front_matter(text, "a.md"),
        parse_front_matter(f"---\n{text}\n---\n{text}", "a.md"),
    ):
        assert all(fault.message and fault.path for fault in parsed.faults)
        assert isinstance(parsed.fields, dict)
