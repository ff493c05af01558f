"""Two states of a page as one, with what went and what came marked and the rest as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.writing.compare import marked_page

SPOKEN = re.compile(r'<span class="spoken">(taken out|put in): </span>')


def page(inner: str) -> str:
    return f"<body><p>top</p><main>{inner}</main><footer>foot</footer></body>"


def compared(before: str, after: str) -> str:
    """The inside of main, without line ends between elements and what is read aloud."""
    found = marked_page(page(before), page(after))
    assert found.startswith("<body><p>top</p><main>")
    assert found.endswith("</main><footer>foot</footer></body>")
    inner = found.partition("<main>")[2].partition("</main>")[0]
    return re.sub(r"\s*\n\s*", "", SPOKEN.sub("", inner))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<p>One two</p>", "<p>One two</p>", "<p>One two</p>"),
        (
            "<p>Closes on Friday 4 December</p>",
            "<p>Closes on Friday 11 December</p>",
            "<p>Closes on Friday <del>4</del> <ins>11</ins> December</p>",
        ),
        ("<p>a</p>", "<p>a</p><p>b <em>c</em></p>", "<p>a</p><p><ins>b <em>c</em></ins></p>"),
        ("<p id='x'>a</p><p>b</p>", "<p>b</p>", "<p><del>a</del></p><p>b</p>"),
        (
            "<ul><li>a</li><li>b</li></ul>",
            "<ul><li>b</li><li>c</li></ul>",
            "<ul><li><del>a</del></li><li>b</li><li><ins>c</ins></li></ul>",
        ),
        (
            "<table><tr><th scope='row'>A</th><td>1</td></tr></table>",
            "<table><tr><th scope='row'>A</th><td>2</td></tr></table>",
            '<table><tr><th scope="row">A</th><td><del>1</del> <ins>2</ins></td></tr></table>',
        ),
        (
            "<p>Send it to <a href='/a/'>us</a></p>",
            "<p>Send it to <a href='/b/'>us</a></p>",
            '<p>Send it to <a href="/b/">us</a></p>',
        ),
        (
            "<p>all of this is another thing</p>",
            "<p>not one word in common</p>",
            "<p><del>all of this is another thing</del> <ins>not one word in common</ins></p>",
        ),
        (
            "<nav><a href='#a'>A</a></nav><p>a</p>",
            "<nav><a href='#b'>B</a></nav><p>a</p>",
            '<nav><a href="#b">B</a></nav><p>a</p>',
        ),
        (
            "<p>a &lt;b&gt; &amp; c</p>",
            "<p>a &lt;b&gt; &amp; d</p>",
            "<p>a &lt;b&gt; &amp; <del>c</del> <ins>d</ins></p>",
        ),
        (
            "<h2 id='one'>One</h2><p>a</p><h2 id='two'>Two</h2><p>b</p>",
            "<h2 id='two'>Two</h2><p>b</p>",
            '<h2><del>One</del></h2><p><del>a</del></p><h2 id="two">Two</h2><p>b</p>',
        ),
        ("<p>gone</p><form><input name='x'></form>", "<p>gone</p>", "<p>gone</p>"),
        ("<p>a b</p>", "<p>a</p>", "<p>a <del>b</del></p>"),
    ],
)
def test_what_differs_is_marked_and_nothing_else(before: str, after: str, expected: str) -> None:
    assert compared(before, after) == expected


def test_attributes_without_a_value_stay_without_one() -> None:
    text = '<p hidden>a</p><img src="/x.png" alt="">'
    assert compared(text, text) == text


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["p", "h2", "li-list", "div"]),
        st.lists(st.sampled_from(["one", "two", "three"]), min_size=1),
    ),
    max_size=6,
)


def html(blocks: list[tuple[str, list[str]]]) -> str:
    shapes = {
        "p": "<p>{}</p>",
        "h2": "<h2>{}</h2>",
        "li-list": "<ul><li>{}</li></ul>",
        "div": "<div><p>{}</p></div>",
    }
    return "".join(shapes[tag].format(" ".join(words)) for tag, words in blocks)


def spaced(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@given(BLOCKS, BLOCKS)
def test_without_what_went_the_words_are_those_of_the_page_and_without_what_came_none_is_new(
    before: list[tuple[str, list[str]]], after: list[tuple[str, list[str]]]
) -> None:
    found = compared(html(before), html(after))
    assert spaced(re.sub(r"<del>.*?</del>", "", found)) == spaced(html(after))
    assert sorted(spaced(re.sub(r"<ins>.*?</ins>", "", found)).split()) == sorted(
        spaced(html(before)).split()
    )
