"""What looks like one person's address or name, and what does not."""

import pytest

from sitegen.model.people import is_person, is_personal


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jane.smith@example.org", True),
        ("Jane_Smith@example.org", True),
        ("jane.q.smith@example.org", True),
        ("j.o'neill@example.org", True),
        ("j.smith-jones2@example.org", True),
        ("jane@example.org", False),
        ("market-tests@example.org", False),
        ("street.lighting@example.org", False),
        ("mark.sheets@example.org", False),
        ("a.team@example.org", False),
        ("jan.tenders@example.org", False),
        ("info@jane.smith.org", False),
    ],
)
def test_an_address_made_of_names_is_personal(address: str, *, expected: bool) -> None:
    assert is_personal(address) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Smith", True),
        ("JANE SMITH", True),
        ("Smith, Jane", True),
        ("Jane Q. Smith", True),
        ("Jane O’Neill-Jones", True),
        ("Jane", False),
        ("Example Borough Council", False),
        ("Victoria Park", False),
        ("Policy Research", False),
        ("Jane Smith Consultancy", False),
        ("Jane Smith and other people", False),
        ("", False),
    ],
)
def test_an_author_is_a_person_when_a_given_name_comes_first(name: str, *, expected: bool) -> None:
    assert is_person(name) is expected
