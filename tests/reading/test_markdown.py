"""Markdown texts: the spec files in markdown/, and what holds for any text whatever."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.prose import Heading, Link, Prose
from sitegen.reading.markdown import render
from sitegen.reading.markdown.terms import Terms, terms_of

SPECS = Path(__file__).parent / "markdown"
FOLDERS = {"links": "adverts/2026", "images": "pages"}
PREFIXES = {"shared_page": "n3-"}
ENTRIES = {
    "call-in": "/glossary/#call-in",
    "TUPE": "/glossary/#tupe",
    "soft market test": "/glossary/#test",
    "soft market testing": "/glossary/#test",
    "soft market": "/glossary/#soft",
    "market": "/glossary/#market",
    "key decision": "/glossary/#key",
}
TERMS = Terms(ENTRIES)


def read_specs(folder: Path) -> Iterator[object]:
    """Each case of each file: its title, a dot, the text, a dot, the HTML it gives, a dot."""
    for path in sorted(folder.glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        part: list[str] = []
        parts: list[str] = []
        for line in lines:
            if line != ".":
                part.append(line)
                continue
            parts.append("\n".join(part))
            part = []
            if len(parts) == 3:
                title, text, html = parts
                yield pytest.param(path.stem, text, html, id=f"{path.stem}: {title.strip()}")
                parts = []


@pytest.mark.parametrize(("spec", "text", "html"), list(read_specs(SPECS)))
def test_a_text_gives_the_html_its_spec_shows(spec: str, text: str, html: str) -> None:
    prose = render(
        text,
        folder=FOLDERS.get(spec, ""),
        anchors=PREFIXES.get(spec, ""),
        terms=TERMS if spec == "terms" else None,
    )
    assert prose.html.rstrip("\n") == html


def test_nothing_but_space_gives_nothing() -> None:
    prose = render(" \n\t\n")
    assert (prose.html, prose.text, bool(prose)) == ("", "", False)


def test_the_source_is_kept_as_written() -> None:
    assert render("# a\r\n\x00").source == "# a\r\n\x00"


@pytest.mark.parametrize("unfit", ["\x00", "\x0c", "\x1b", "\x85", "\ud800", "\ufffe"])
def test_what_no_page_can_carry_is_shown_as_a_placeholder(unfit: str) -> None:
    assert render(f"a{unfit}b").html == "<p>a\ufffdb</p>\n"


@pytest.mark.parametrize(("level", "levels"), [(2, [2, 3]), (4, [4, 5]), (6, [6, 6])])
def test_headings_start_at_the_level_asked_for(level: int, levels: list[int]) -> None:
    assert [heading.level for heading in render("# a\n\n## b", level=level).headings] == levels


def test_headings_are_listed_with_words_and_anchors() -> None:
    prose = render("## Costs & *risks*\n\n## Costs & risks\n\n##", anchors="q1-")
    assert prose.headings == (
        Heading(3, "Costs & risks", "q1-costs-risks"),
        Heading(3, "Costs & risks", "q1-costs-risks-2"),
    )


def test_plain_words_leave_out_markup_and_what_the_author_did_not_write() -> None:
    text = "## A *b*\n\nOne\ntwo ![plan](/files/p.png) `x`[^1]\n\n| c |\n|---|\n| d |\n\n```\ncode\n```\n\n[^1]: Note."
    assert render(text).text == "A b\nOne two plan x\nc\nd\ncode\nNote."


def test_a_fragment_may_be_written_with_or_without_knowing_the_prefix_of_the_text() -> None:
    links = render("# a\n\n# a\n\n[x](#a) [y](#a-2) [z](#b)", anchors="n1-").links
    assert [link.target for link in links] == ["#n1-a", "#n1-a-2", "#b"]


PLACES = [
    ("[a](a) and [a](xa)", [(0, 4), (0, 15)]),
    ("plain [a](a)", [(0, 10)]),
    ("> - one\n>   [x](</d e/>)", [(1, 9)]),
    ("1. 1\n\n   \t[x](\n   y.md)", [(3, 3)]),
    ("## `[x](y)` [x](y) ##", [(0, 16)]),
    ("`<http://a>` <http://a>", [(0, 14)]),
    ("[a][r] [r]\n\n> [r]:\n>  /b/ 'T'", [(3, 3), (3, 3)]),
    ("| a | b |\n|---|---|\n| p \\| q | [x](y) |\n| [x](y) | [x](y) |", [(2, 15), (3, 6), (3, 15)]),
    ("| [a\\|b](c\\|d) [e](f) |\n|---|", [(0, 9), (0, 19)]),
    ("x[^1]\n\n[^1]: see [y](z)", [(2, 14)]),
    ("a\n: [b](c)", [(1, 6)]),
    ("::: note\n[b](c)\n:::", [(1, 4)]),
    ("*a* [b&amp;](c&amp;d) ![e](f)", [(0, 13), (0, 27)]),
    ("\tcode\n\n[b](c)\r\nd\r\n[e](f)", [(2, 4), (4, 4)]),
    ("<team@a.example>", [(0, 1)]),
]


@pytest.mark.parametrize(("text", "places"), PLACES, ids=[text for text, _ in PLACES])
def test_a_link_knows_where_its_destination_is_written(text: str, places: list[tuple[int, int]]) -> None:
    links = render(text).links
    assert [(link.line, link.column) for link in links] == places
    assert_links_point_at_what_is_written(text, links)


def test_links_are_listed_in_order_with_what_was_written_and_what_became_of_it() -> None:
    text = "[*A*](b.md) ![C](/files/%C3%A9.png) [D](javascript:x) ![E](https://e.example/f.png)"
    assert render(text, folder="decisions").links == (
        Link("b.md", "/decisions/b/", "A", 0, 6),
        Link("/files/%C3%A9.png", "/files/é.png", "C", 0, 17, image=True),
        Link("javascript:x", "", "D", 0, 40),
        Link("https://e.example/f.png", "https://e.example/f.png", "E", 0, 59, image=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "![" * 400 + "](x)" * 400,
        "[" * 2000 + "](x)" * 2000,
        ">" * 2000 + "x",
        "- " * 1000,
        "[^1]: " * 300 + "x\n\n[^1]",
    ],
    ids=["images", "links", "quotations", "lists", "notes"],
)
def test_texts_nested_beyond_reason_are_read_all_the_same(text: str) -> None:
    assert_well_formed(render(text).html)


PIECES = st.sampled_from(
    [
        *("# ", "### ", "- ", "> ", "1. ", "    ", "\t", ": ", "\n", "\n\n", " ", "---\n", "```\n", "::: note\n", ":::\n"),
        *("*", "**", "~~", "`", "[", "]", "](", ")", "![", "<", ">", "\\", "|", "|---|\n", "Table: ", '"', "&"),
        *("a", "é", "Table 1", "fn-1", "x.md", "/files/a.png", "https://a.example/", "javascript:alert(1)", "//a"),
        *("[^1]", "[^1]: ", "[^2]", "[^2]: ", "[r]", "[r]: ", "<script>", "<b style='x'>", "onclick=", "&#106;", "\r", "\0"),
        *("TUPE", "soft market", " testing", "soft market test", "Call-in", "call\\-in", ". "),
        *("[a](b)", "![a](b)", "<http://a.example>", "| a | b |\n|---|---|\n| c | d |\n"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text()


@given(TEXTS, st.sampled_from(["", "n3-"]))
def test_any_text_gives_a_page_that_is_sound_and_safe(text: str, prefix: str) -> None:
    prose = render(text, anchors=prefix, folder="adverts")
    assert_well_formed(prose.html)
    for tag, attrs in tags_of(prose.html):
        assert tag not in {"script", "style", "iframe"}
        assert not [name for name in attrs if name == "style" or name.startswith("on")]
        address = attrs.get("href") or attrs.get("src") or "#"
        assert re.match(r"#|/(?!/)|https?://|mailto:.|tel:.", address)
        assert attrs.get("src", "/files/").startswith("/files/")
    assert prose == render(text, anchors=prefix, folder="adverts")


@given(TEXTS, st.sampled_from(["", "n3-"]))
def test_ids_are_unique_and_prefixed_and_what_refers_to_them_finds_them(text: str, prefix: str) -> None:
    prose = render(text, anchors=prefix)
    found = [attrs["id"] for _, attrs in tags_of(prose.html) if "id" in attrs]
    assert len(found) == len(set(found))
    assert all(anchor.startswith(prefix) for anchor in found)
    for _, attrs in tags_of(prose.html):
        if "aria-label" in attrs and "href" in attrs:
            assert attrs["href"].removeprefix("#") in found


@given(TEXTS)
def test_no_two_sections_have_one_name(text: str) -> None:
    names = [attrs["aria-label"].lower() for tag, attrs in tags_of(render(text).html) if tag == "section"]
    assert len(names) == len(set(names))
    assert all(name.strip() for name in names)


@given(TEXTS, st.integers(2, 6))
def test_headings_never_skip_a_level(text: str, level: int) -> None:
    above = level - 1
    for heading in render(text, level=level).headings:
        assert min(level, 6) <= heading.level <= min(above + 1, 6)
        assert heading.text.strip()
        above = heading.level


@given(TEXTS.filter(lambda text: not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)))
def test_links_of_any_text_point_at_what_is_written(text: str) -> None:
    assert_links_point_at_what_is_written(text, render(text).links)


@given(TEXTS, st.sampled_from(["", "n3-"]))
def test_marking_terms_adds_links_to_the_glossary_and_changes_nothing_else(text: str, prefix: str) -> None:
    plain = render(text, anchors=prefix, folder="adverts")
    marked = render(text, anchors=prefix, folder="adverts", terms=TERMS)
    assert re.sub(r'<a class="term" href="/glossary/#[a-z-]+">([^<]*)</a>', r"\1", marked.html) == plain.html
    assert (marked.source, marked.text, marked.headings) == (plain.source, plain.text, plain.headings)
    assert (marked.links, marked.tables) == (plain.links, plain.tables)
    assert_well_formed(marked.html)  # no link within a link


@given(TEXTS)
def test_a_link_to_the_glossary_has_the_words_of_its_term(text: str) -> None:
    html = render(text, terms=TERMS).html
    for address, words in re.findall(r'<a class="term" href="([^"]+)">([^<]*)</a>', html):
        form = " ".join(words.split())
        assert ENTRIES.get(form, ENTRIES.get(form[0].lower() + form[1:])) == address


def test_without_a_glossary_no_terms_are_looked_for() -> None:
    assert terms_of(()) is None


@given(st.text(st.characters(codec=None)))
def test_the_result_can_always_be_written_as_utf_8(text: str) -> None:
    prose: Prose = render(text)
    assert (prose.html + prose.text).encode().decode() == prose.html + prose.text


def assert_links_point_at_what_is_written(text: str, links: tuple[Link, ...]) -> None:
    lines = re.split(r"\r\n?|\n", text)
    for link in links:
        assert lines[link.line][link.column :].startswith(link.written), link


class Tags(HTMLParser):
    """Tags in the order they open, and a check that each one closes where it should."""

    void = frozenset(("br", "hr", "img"))

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag: no attribute twice, no link within a link."""
        self.seen.append((tag, {name: value or "" for name, value in attrs}))
        assert len(attrs) == len(self.seen[-1][1])
        assert not (tag == "a" and "a" in self.open)
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what opened last, and nothing else."""
        assert self.open.pop() == tag


def tags_of(html: str) -> list[tuple[str, dict[str, str]]]:
    parser = Tags()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.seen


def assert_well_formed(html: str) -> None:
    assert "<script" not in html
    tags_of(html)


@pytest.mark.parametrize("written", ["&#12;", "&#x0C;", "&#000012;", "&#7;", "&#11;", "&#xFFFE;", "\x0c"])
def test_no_way_of_writing_a_control_character_brings_one_onto_a_page(written: str) -> None:
    prose = render(f"# A {written} b\n\n[c {written}](/x 'd {written}')")
    assert "\ufffd" in prose.html
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", prose.html + prose.text)
