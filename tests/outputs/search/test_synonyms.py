"""Other words for what a text says."""

import pytest

from sitegen.outputs.search.synonyms import STARTER, synonyms
from sitegen.outputs.search.tiers import by_tier
from sitegen.outputs.search.words import words

GLOSSARY = (("grounds care", "Mowing"), ("RFI", "—", "!"), ("...",), ("call-in", "scrutiny"))


def found(text: str) -> set[str]:
    return synonyms(text, {*words(text)}, (*STARTER, *GLOSSARY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grounds-care for all", {"mowing"}),
        ("MOWING", {"grounds", "care", "grass", "cutting", "maintenance"}),
        ("Waste", {"bins", "refuse", "rubbish"}),
        ("Early engagement", {"rfi", "pme"}),
        ("An electric vehicle", {"ev"}),
    ],
)
def test_a_word_or_a_phrase_brings_the_others_of_its_groups(text: str, expected: set[str]) -> None:
    assert expected <= found(text)


@pytest.mark.parametrize("text", ["care for the grounds", "grounds and care", "vehicles, electric", "", "—"])
def test_the_words_of_a_phrase_must_be_side_by_side(text: str) -> None:
    assert not {"mowing", "ev"} & found(text)


def test_a_form_without_letters_names_nothing() -> None:
    assert found("nothing of the kind, — ! ...") == set()


def test_a_text_that_mentions_something_is_about_it_only_if_the_glossary_says_so() -> None:
    *_, others = by_tier([], ("Mowing", "", "The call-in ended, and waste is collected."), GLOSSARY)
    assert {"scrutiny", "grass", "care"} <= {*others.split()}
    assert "bins" not in others


def test_every_starter_group_has_several_forms_each_once() -> None:
    for group in STARTER:
        assert len(group) == len({tuple(words(form)) for form in group}) > 1, group
