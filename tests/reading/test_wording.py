"""What is wrong with a field → what its author hears."""

import pytest
from pydantic_core import ErrorDetails

from sitegen.diagnostics import Span
from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.entry import Loc, Places
from sitegen.reading.wording import explain

PLACES = Places(
    start=Span.at(1, 1, 3),
    keys={
        ("contact",): Span.at(2, 1, 7),
        ("statements",): Span.at(9, 1),
        ("statements", "A B"): Span.at(10, 3, 3),
    },
    values={
        ("contact",): Span.at(3, 3),
        ("statements", "A B"): Span.at(10, 8, 4),
        ("events", 0): Span.at(20, 5),
    },
    texts={},
)


def details(kind: str, loc: Loc, **context: object) -> ErrorDetails:
    return {
        "type": kind,
        "loc": loc,
        "msg": "Input should be a valid string",
        "input": None,
        "ctx": dict(context),
    }


@pytest.mark.parametrize(
    ("kind", "loc", "message", "hint", "place"),
    [
        ("missing", ("title",), "“title” is missing", "begins with “title:”. The name of the page", (1, 1)),
        ("missing", ("contact", "role"), "“role” is missing", "“role:”. The post", (2, 1)),
        ("missing", ("events", 0, "starts"), "“starts” is missing", "“starts:”. When it begins", (20, 5)),
        ("missing", ("body",), "There is no text below the second ---", "write what readers need", (1, 1)),
        (
            "extra_forbidden",
            ("contact", "phone"),
            "“phone” is not a field that belongs here",
            "did you mean “telephone”?",
            (3, 3),
        ),
        (
            "extra_forbidden",
            ("contact", "zzz"),
            "“zzz” is not a field that belongs here",
            "role, name, email and telephone",
            (3, 3),
        ),
        ("tuple_type", ("events",), "This should be a list", "“- title: …”, “  starts: …”", (1, 1)),
        (
            "model_type",
            ("contact",),
            "This should be a group of fields",
            "“  role: …”",
            (3, 3),
        ),
        ("dict_type", ("statements",), "This should be a group of fields", "indented lines", (9, 1)),
        ("a_kind_not_known_to_us", ("contact",), "This value cannot be understood", "list of fields", (3, 3)),
    ],
)
def test_a_fault_is_told_in_our_words(
    kind: str, loc: Loc, message: str, hint: str, place: tuple[int, int]
) -> None:
    finding = explain(details(kind, loc), Advert, PLACES, "a.md")
    assert finding.message == message
    assert hint in finding.hint
    assert finding.span
    assert (finding.span.line, finding.span.column) == place
    assert "Input" not in finding.message + finding.hint


def test_a_choice_is_told_with_all_that_can_be_chosen() -> None:
    finding = explain(details("literal_error", ("kind",), expected="'a', 'b' or 'c'"), Advert, PLACES, "a.md")
    assert finding.hint == "write a, b or c"


def test_a_fault_in_a_name_points_at_the_name() -> None:
    fault = details("sitegen", ("statements", "A B", "[key]"), code="bad-id", message="M", hint="H")
    finding = explain(fault, Advert, PLACES, "a.md")
    assert (finding.code, finding.message, finding.hint) == ("bad-id", "M", "H")
    assert finding.span == Span.at(10, 3, 3)


def test_a_field_is_told_by_the_name_that_authors_write() -> None:
    finding = explain(details("extra_forbidden", ("redirects", 0, "form")), Config, PLACES, "site.yaml")
    assert finding.hint == "did you mean “from”?"
