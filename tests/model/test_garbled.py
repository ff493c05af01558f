"""Text read in the wrong encoding: every such run is found with what it was, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.garbled import garbled, may_be_garbled

SIGNS = "£’‘“–—…•éèêëáâäîïôûüçñÉÔ€½°ŵŷŴỳ™→≤−©"


def wrongly(text: str, codec: str = "cp1252", times: int = 1) -> str:
    for _ in range(times):
        text = text.encode().decode(codec)
    return text


@pytest.mark.parametrize(
    ("times", "sign"), [(1, sign) for sign in SIGNS] + [(2, sign) for sign in "£’‘“–…•éèàôŵŷ™©"]
)
def test_a_sign_read_wrongly_is_given_back(times: int, sign: str) -> None:
    text = f"a caf{wrongly(sign, times=times)} and"
    assert may_be_garbled(text)
    assert [(found.start, found.was) for found in garbled(text)] == [(5, sign)]


@pytest.mark.parametrize("codec", ["mac_roman", "cp437", "cp850"])
@pytest.mark.parametrize("sign", "£’“”–é•½")
def test_a_sign_that_another_system_read_is_given_back(codec: str, sign: str) -> None:
    text = f"a {wrongly(sign, codec)} b"
    assert may_be_garbled(text)
    assert [(found.start, found.was) for found in garbled(text)] == [(2, sign)]


@pytest.mark.parametrize("word", ["Привет", "مرحبا"])
def test_a_word_of_another_alphabet_is_given_back(word: str) -> None:
    assert [found.was for found in garbled(wrongly(word))] == [word]


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("voilÃ  the plan", "à"),
        ("the councilÕs plan", "’"),
        ("“oneâ€ and", "”"),
        ("a\ufffdb", ""),
        ("ï»¿a", "\ufeff"),
    ],
)
def test_what_lost_a_part_on_the_way(text: str, was: str) -> None:
    assert [found.was for found in garbled(text)] == [was]


@pytest.mark.parametrize(
    "text",
    [
        "“MAÇÔ, IRMÃ… NÃO, MAÇÃ\u00a0e",
        "« L’ÉTÉ » – QUALITÉ\u00a0: l’été…»",
        "â’r tâ, Siân, Llŷn, ŴYR",
        "Ä“ und „JÄ“, Å” Øre",
        "Zażółć gęślą jaźń",
        "Ελληνικά Русский العربية हिन्दी 中文",
        "5 € √2 ¬A 3 ≥ 2 └─┬─┘",
    ],
)
def test_other_languages_and_signs_are_left_alone(text: str) -> None:
    assert list(garbled(text)) == []


@given(st.text(max_size=40))
def test_every_run_stands_where_it_is_said_to(text: str) -> None:
    end = 0
    for found in garbled(text):
        assert found.start >= end
        assert text.startswith(found.written, found.start)
        end = found.start + len(found.written)
