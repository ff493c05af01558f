"""HTML becomes headings, paragraphs, lists and tables that keep its meaning, whatever it is."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.markdown import render
from sitegen.writing.blocks import read_blocks
from sitegen.writing.text import Answer, Block, Heading, Items, Paragraph, Run, Runs, Style, Table, Text


def read(html: str) -> Text:
    return read_blocks(html, "https://example.org/m", "https://example.org/m/adverts/x/")


def words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    """The headings of a text, those within lists and cells too, in order."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Items):
            for item in block.items:
                yield from headings(item)
        elif isinstance(block, Table):
            for row in (*block.head, *block.rows):
                for cell in row:
                    yield from headings(cell.blocks)


def outline(html: str) -> list[tuple[str, str]]:
    """The looks and words of the paragraphs."""
    return [(block.look, words(block.runs)) for block in read(html).blocks if isinstance(block, Paragraph)]


def test_spaces_are_as_browsers_show_them() -> None:
    assert outline("<p>\n  a\n <b> b </b>  c<br>\n d </p>\n  loose\n words ") == [
        ("Text", "a b c\nd"),
        ("Text", "loose words"),
    ]


def test_emphasis_may_be_within_emphasis() -> None:
    (block,) = read("<p><strong>a <em>b</em></strong> c</p>").blocks
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Run("a ", Style(bold=True)),
        Run("b", Style(bold=True, italic=True)),
        Run(" c"),
    )


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/decisions/x/#a", "https://example.org/m/decisions/x/#a"),
        ("#question-1", "https://example.org/m/adverts/x/#question-1"),
        ("https://a.example/", "https://a.example/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_an_address_is_given_in_full(written: str, address: str) -> None:
    assert read(f'<p><a href="{written}">a <b>b</b></a></p>').links == (address,)


def test_a_use_of_a_term_is_no_link() -> None:
    assert read('<p><a class="term" href="/glossary/#x">x</a></p>').links == ()


def test_a_passage_in_another_language_keeps_it() -> None:
    (block,) = read('<p>a <span lang="cy">b</span></p>').blocks
    assert isinstance(block, Paragraph)
    assert [run.style.language for run in block.runs] == [None, "cy"]


def test_lists_keep_their_depth_and_each_numbered_list_its_own_numbers() -> None:
    text = read("<ol start='3'><li>a<ul><li>b<p>c</p></li></ul></li></ol><ol><li>d</li></ol>")
    assert [(found.number, found.start) for found in text.lists] == [(1, 3), (2, 1)]
    (outer, _) = text.blocks
    assert isinstance(outer, Items)
    (paragraph, inner) = outer.items[0]
    assert isinstance(paragraph, Paragraph)
    assert isinstance(inner, Items)
    assert (words(paragraph.runs), inner.number, len(inner.items[0])) == ("a", None, 2)


def test_the_parts_of_prose_are_told_apart() -> None:
    html = render(
        "> q\n\n::: note\nn\n:::\n\nTerm\n:   Meaning\n\n```\na  b\n c\n```\n\n![A tree](/files/t.png)",
        level=3,
    ).html
    assert outline(html) == [
        ("Quote", "q"),
        ("Box", "Note"),
        ("Box", "n"),
        ("Term", "Term"),
        ("Meaning", "Meaning"),
        ("Code", "a\u00a0\u00a0b\n\u00a0c"),
        ("Text", "[Picture: A tree]"),
    ]


def test_a_table_of_prose_has_its_caption_its_header_row_and_its_row_headers() -> None:
    html = render("Table: Trees\n\n| | Number |\n|---|---:|\n| Oak | 1 |\n", level=3).html
    (table,) = read(html).blocks
    assert isinstance(table, Table)
    assert (words(table.caption), len(table.head), len(table.rows)) == ("Trees", 1, 1)
    assert (table.width, table.has_row_headers) == (2, True)
    assert [cell.is_number for cell in table.rows[0]] == [False, True]


def test_rows_that_lack_cells_are_filled() -> None:
    (table,) = read("<table><tr><td>a<td>b</tr><tr><td>c</td></tr></table>").blocks
    assert isinstance(table, Table)
    assert {len(row) for row in table.rows} == {table.width}


def test_a_textarea_is_room_for_an_answer() -> None:
    (answer,) = read('<textarea title="Answer to question 1">Write here</textarea>').blocks
    assert answer == Answer("Answer to question 1", (Run("Write here"),))


def test_no_level_of_heading_is_left_out_and_no_heading_is_empty() -> None:
    found = read("<h1>a</h1><h4>b</h4><h2> <b> </b></h2><h3>c</h3><h6>d</h6><h2>e</h2>").blocks
    assert [(block.level, words(block.runs)) for block in found if isinstance(block, Heading)] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (4, "d"),
        (2, "e"),
    ]


TAGS = [
    "p",
    "h1",
    "h2",
    "h5",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "thead",
    "a",
    "b",
    "div",
    "pre",
    "textarea",
    "br",
    "img",
    "aside",
    "script",
]
PIECES = st.lists(
    st.one_of(
        st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
        st.sampled_from(
            ("<a href='/x'>", "<ol start='x'>", "<", "&#0;", "<!--", "<![CDATA[", " ", "\n", "w")
        ),
        st.text(),
    )
).map("".join)


@given(PIECES)
def test_any_text_gives_blocks_with_no_heading_empty_and_no_level_left_out(html: str) -> None:
    level = 0
    for heading in headings(read(html).blocks):
        assert words(heading.runs).strip(" \n")
        assert 1 <= heading.level <= level + 1
        level = heading.level
