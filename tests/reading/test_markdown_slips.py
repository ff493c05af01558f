"""Slips of writers: what holds in any text whatever, and which of them only come of others. Each kind has cases in tests/cases."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.markdown import render

MARKS = st.lists(
    st.sampled_from(
        [*"ab1 \t\n#*_-+~=`|:>()[]{}^!.\\", "\u00a0", "•", "[^a]", "::: note\n", "](/x/ ", "\n\n", "    "]
    )
).map("".join)
"""Texts made of little but marks."""


@given(MARKS | st.text())
def test_a_slip_is_a_stretch_of_one_line_of_its_text(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for slip in render(text).slips:
        assert slip.length > 0
        assert 0 <= slip.column < slip.column + slip.length <= len(lines[slip.line])


def kinds(text: str) -> list[str]:
    return [slip.kind for slip in render(text).slips]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bench.[^Age]\n\n[^age]: Old.", "note_renamed"),
        ("| a | b |\n|---|---|\n| `c|d` | e |", "bar-in-code"),
        ("::: warnning\nLate.\n\nMore.\n:::", "box_unknown"),
        ("• one\n\n• two\n\n• three", "bullet"),
        ("| a | b |\n\n| c | d |\n\n| e | f |", "table_unruled"),
        ("::: {.note}\nText.\n:::", "box_unknown"),
    ],
)
def test_one_message_tells_of_a_slip_and_what_comes_of_it(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "`**` and `[^a]` and `{{b}}`",
        "~~~\n##a\n• b\n~~~",
        "\\*\\*a\\*\\* \\[^b] \\`c",
        "[a*b](/x/**) <https://a.example/__b__>",
        "https://a.example/**b__c",
    ],
)
def test_code_addresses_and_what_a_backslash_keeps_are_no_slips(text: str) -> None:
    assert kinds(text) == []


def work(text: str) -> float:
    started = process_time()
    render(text)
    return process_time() - started


@pytest.mark.parametrize(
    "text",
    ["* a ", "1986. a\n\nb\n\n", ":::\n\n", "##a\n", "• a\n\n", "[a](b c.pdf ", "> a\nB\n\n", "| a |\n\n"],
)
def test_four_times_the_slips_take_about_four_times_the_work(text: str) -> None:
    assert work(text * 4000) < 9 * work(text * 1000) + 0.5


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("[a] (/files/b.pdf)", "[a](/files/b.pdf)"),
        ("(a)[www.b.example]", "[a](https://www.b.example)"),
        ("![a] (b.png)", "![a](/files/b.png)"),
        ("[a](b c.pdf)", "[a](</files/b c.pdf>)"),
        ("[a](https://b.example/c d)", "[a](https://b.example/c%20d)"),
        ("[a] (#b)", "[a](#b)"),
        ("[a] (mailto:b@c.example)", "[a](mailto:b@c.example)"),
    ],
)
def test_a_link_is_offered_as_it_can_be_typed(text: str, typed: str) -> None:
    (slip,) = render(text).slips
    assert slip.words == typed
    assert all(link.target for link in render(typed).links)
