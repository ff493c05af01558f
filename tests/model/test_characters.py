"""Characters that nobody sees: which they are, what they are called, and when two texts look the same."""

import sys
import unicodedata

import pytest

from sitegen.model.characters import LIKE_A_SPACE, UNSEEN, called, look, seen

SHOWN = set(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)))
"""Format characters that are signs around Arabic, Syriac and Kaithi digits."""
HIEROGLYPHS = set(map(chr, range(0x13430, 0x13440)))
"""Format characters that join hieroglyphs."""


def category(name: str) -> set[str]:
    return {sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) == name}


def test_every_format_character_that_does_not_show_is_one_that_nobody_sees() -> None:
    assert {sign for sign in category("Cf") if not UNSEEN.match(sign)} == SHOWN | (
        HIEROGLYPHS & category("Cf")
    )


def test_every_private_character_is_one_that_nobody_sees() -> None:
    assert all(map(UNSEEN.match, category("Co")))


def test_no_letter_of_any_alphabet_and_no_space_is_one_that_nobody_sees() -> None:
    fillers = {"\u115f", "\u1160", "\u3164", "\uffa0"}
    for name in ("Ll", "Lu", "Lo", "Nd", "Zs", "Po", "Sc"):
        assert {sign for sign in category(name) if UNSEEN.match(sign)} <= fillers


def test_every_space_but_the_one_that_people_type_only_looks_like_one() -> None:
    assert {sign for sign in category("Zs") if LIKE_A_SPACE.match(sign)} == category("Zs") - {" "}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "a zero-width space"),
        ("\u00ad", "a soft hyphen"),
        ("\u2060", "a word joiner"),
        ("\ufeff", "a zero-width no-break space"),
        ("\u202e", "a right-to-left override"),
        ("\u00a0", "a no-break space"),
        ("\u3000", "an ideographic space"),
        ("\ue000", "a private-use character (U+E000)"),
        ("\U000e0041", "a tag (U+E0041)"),
        ("\x07", "a control character (U+0007)"),
        ("\uffff", "a character without a name (U+FFFF)"),
    ],
)
def test_a_character_is_called_what_people_call_it(character: str, name: str) -> None:
    assert called(character) == name


def test_a_text_without_what_nobody_sees() -> None:
    assert seen("\ufeffSMT\u200b-2027\u2060-1") == "SMT-2027-1"
    assert seen("Café – £5") == "Café – £5"


@pytest.mark.parametrize(
    "other",
    ["SMT-2027-1\u200b", "smt-2027-1", "SMT‑2027‑1", "SMT–2027–1", "ＳＭＴ-2027-1", "S\u00adMT-2027-1"],
)
def test_two_references_look_the_same(other: str) -> None:
    assert look(other) == look("SMT-2027-1")


@pytest.mark.parametrize("other", ["SMT-2027-2", "SMT 2027-1", "SMT2027-1", "SMT-2027-l"])
def test_two_references_do_not_look_the_same(other: str) -> None:
    assert look(other) != look("SMT-2027-1")


def test_letters_with_accents_look_the_same_in_both_forms() -> None:
    assert look("Cafe\u0301 1") == look("Café\u00a01")
