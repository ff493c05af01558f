"""Every word of a text is on the page, or a finding stands at it or before it in the text."""

import re
from collections.abc import Sequence
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.reading.markdown import render

# Each pair of braces becomes a word that occurs nowhere else. Names of links and notes are no words: readers see others.
PIECES = (
    "{} {}",
    "## {} ##",
    "{}\n===",
    "- {}\n- {}",
    "3. {}\n4. {}",
    "> {}\n{}",
    "| {} | {} |\n|---|---|\n| {} | {} |",
    "| {} | {} |\n|---|---|\n| {} | {} | {} |\n| {} |",
    "{} | {}\n---|---\n{} | `{}|{}`",
    "Table: {}\n\n| {} |\n|---|\n| {} |",
    "{}[^a]\n\n[^a]: {}",
    "[^b]: {}\n\n    {}",
    "[^a]: {}",
    "[x]: /pages/x/ '{}'",
    "[{}]: /pages/x/",
    "[//]: # ({})",
    "[{}][x] [{}](/pages/x/ '{}')",
    '![{}](/files/{}.png "{}")',
    "![{}](https://a.example/{})",
    "``` {}\n{}\n```",
    "~~~\n{}",
    "    {}",
    "::: note {}\n{}\n:::",
    "::: note\n{}",
    "{}\n: {}",
    "**{}** _{}_ ~~{}~~ `{}`",
    "<b>{}</b> <!-- {} -->",
    "{}\\\n{}  \n{}",
    "<https://a.example/{}> &amp; \\*{}",
    "***",
    "> > > - - - {}",
)
BETWEEN = ("\n\n", "\n", "\n> ", "\n  ", "\n    ", "\n- ", " ")


def written(pieces: Sequence[str], between: Sequence[str]) -> tuple[str, list[str]]:
    """A text of these pieces, and the words that are in it once."""
    text = "".join(f"{piece}{gap}" for piece, gap in zip(pieces, between, strict=False))
    words = [f"word{number}z" for number in range(text.count("{}"))]
    return text.format(*words), words


def assert_every_word_is_shown_or_told(text: str, words: Sequence[str]) -> None:
    prose = render(text)
    page = unescape(prose.html)
    first = min((slip.line for slip in prose.slips), default=None)
    for word in words:
        if not re.search(rf"\b{word}\b", page):
            line = text[: text.index(word)].count("\n")
            assert first is not None, (word, text)
            assert first <= line, (word, text)


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7),
    st.lists(st.sampled_from(BETWEEN), min_size=7, max_size=7),
)
@example(["- {}"] * 7, ["\n  "] * 7)
@example(["> {}"] * 7, ["\n> "] * 7)
def test_every_word_of_a_mixture_is_shown_or_told(pieces: list[str], between: list[str]) -> None:
    assert_every_word_is_shown_or_told(*written(pieces, between))


def test_every_piece_by_itself_is_shown_or_told() -> None:
    for piece in PIECES:
        assert_every_word_is_shown_or_told(*written([piece], [""]))


def test_words_below_the_deepest_level_are_told() -> None:
    text = "\n".join("  " * depth + f"- word{depth}z" for depth in range(15)) + "\n\nword15z"
    assert_every_word_is_shown_or_told(text, [f"word{number}z" for number in range(16)])
