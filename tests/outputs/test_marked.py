"""Two versions of a text with their differences marked: nothing else of them changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.prose import Prose
from sitegen.outputs.html.marked import marked

MARK = re.compile(r'<(?:del|ins)><span class="spoken">(?:taken out|put in): </span>|</(?:del|ins)>')
WORDS = st.lists(
    st.sampled_from(["one", "two", "three", "<strong>", "</strong>", "<p>", "</p>", " ", "\n", "&amp;"])
)


def prose(html: str) -> Prose:
    return Prose.of(html, html, html)


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        (
            "<p>Ask by May.</p>",
            "<p>Ask by July.</p>",
            "<p>Ask by <del>May.</del></p>",
            "<p>Ask by <ins>July.</ins></p>",
        ),
        ("<p>Ask.</p>", "<p>Ask.</p>", "<p>Ask.</p>", "<p>Ask.</p>"),
        (
            "<p>Ask a b c</p>",
            "<p>Ask <em>d e</em> c</p>",
            "<p>Ask <del>a b</del> c</p>",
            "<p>Ask <em><ins>d e</ins></em> c</p>",
        ),
        ("", "<p>New</p>", "", "<p><ins>New</ins></p>"),
    ],
)
def test_words_of_one_version_only_are_marked(before: str, after: str, went: str, came: str) -> None:
    spoken = re.compile(r'<span class="spoken">[a-z ]+: </span>')
    assert [spoken.sub("", one.html) for one in marked(prose(before), prose(after))] == [went, came]


def test_a_run_of_marked_words_says_aloud_what_became_of_it() -> None:
    went, came = marked(prose("<p>a b</p>"), prose("<p>c</p>"))
    assert went.html == '<p><del><span class="spoken">taken out: </span>a b</del></p>'
    assert came.html == '<p><ins><span class="spoken">put in: </span>c</ins></p>'


@given(WORDS, WORDS)
def test_without_the_marks_both_versions_are_as_they_were(before: list[str], after: list[str]) -> None:
    texts = "".join(before), "".join(after)
    assert tuple(MARK.sub("", one.html) for one in marked(*map(prose, texts))) == texts


@given(WORDS, WORDS)
def test_no_mark_reaches_over_a_tag(before: list[str], after: list[str]) -> None:
    for one in marked(prose("".join(before)), prose("".join(after))):
        for inner in re.findall(r"<(?:del|ins)>(.*?)</(?:del|ins)>", one.html, re.DOTALL):
            assert "<" not in inner.replace('<span class="spoken">', "").replace("</span>", "")
