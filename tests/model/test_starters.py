"""Examples of new files: where they stand in a text, and which addresses lead to nobody."""

import pytest

from sitegen.model.starters import Examples, example_addresses

EXAMPLES = Examples(
    frozenset(
        {"Name of the post", "Write the text here.", "Anytown Council", "https://www.example.org/tests"}
    ),
    frozenset({"Anytown Council"}),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Name of the post", ["Name of the post"]),
        ("A heading\n\nWrite the\ntext here.\n\nMore.", ["Write the\ntext here."]),
        ("The parks of Anytown Council are six.", ["Anytown Council"]),
        ("The Name of the post is known.", []),
        ("Write the text here. And there.", []),
    ],
)
def test_an_example_is_the_whole_a_paragraph_or_a_name_within(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in EXAMPLES.within(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tests@example.org", ["tests@example.org"]),
        (
            "See https://www.example.com/a?b, or www.example.gov.uk.",
            ["https://www.example.com/a?b,", "www.example.gov.uk."],
        ),
        ("(mailto:a@town.example)", ["a@town.example"]),
        ("https://forexample.org/ https://example.orgs.uk/ for example. a@example.organic.uk", []),
        ("https://exampleton.gov.uk/ jo@examples.org", []),
    ],
)
def test_addresses_at_which_nobody_is(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in example_addresses(text)] == found


def test_a_site_is_an_example_where_somebody_chose_such_an_address() -> None:
    assert EXAMPLES.is_example_site("https://example.org/markets")
    assert not EXAMPLES.is_example_site("https://www.example.org/tests")
    assert not EXAMPLES.is_example_site("https://markets.exampleton.gov.uk")
