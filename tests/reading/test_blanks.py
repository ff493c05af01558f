"""What is left blank: never a way to become public, never dropped without a word."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.model.config import Config
from sitegen.model.kinds import KINDS
from sitegen.model.record import Part
from sitegen.model.scalars import Decides
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import Source
from tests.strategies import ADVERT, DECISION, INITIATIVE, OBJECTIVES, SETTINGS

DECIDES = {
    "adverts draft",
    "adverts withdrawn",
    "decisions draft",
    "decisions exempt",
    "decisions part",
    "decisions published",
    "initiatives draft",
    "initiatives published",
    "objectives draft",
    "objectives published",
    "pages draft",
    "pages published",
    "site until",
    "site applies_to",
}
"""The fields that may be left out, and that decide whether, when or how far something is public."""
NOTHING = (
    "",
    " ",
    " ~",
    " null",
    " NULL",
    " ''",
    ' ""',
    ' "  "',
    " {}",
    " []",
    " [ ]",
    " # a note",
    " |",
    " >-",
    " !!bool",
    " &a",
)
FRONT = {
    "adverts": ADVERT,
    "decisions": DECISION,
    "initiatives": INITIATIVE,
    "objectives": OBJECTIVES,
    "pages": {"title": "About", "body": "Text."},
}


def read(collection: str, lines: str) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Whether there is a record of these lines and what every record must have, and the faults in it."""
    if collection == "site":
        lines = f"statements:\n  - id: early-engagement\n    title: A\n    text: B\n    {lines}"
        given = {key: value for key, value in SETTINGS.items() if key != "statements"}
    else:
        given = {key: value for key, value in FRONT[collection].items() if key != "body"}
    fields = "".join(f"{key}: {value!r}\n" for key, value in given.items())
    text = f"{fields}{lines}\n"
    if collection == "site":
        settings, faults = load_settings(Source("content/site.yaml", "", "", "", text))
        return settings is not None, faults
    text = text if collection == "objectives" else f"---\n{text}---\nText.\n"
    record, faults = load(Source("a", collection, collection, "a", text), ZoneInfo("Europe/London"))
    return record is not None, faults


def deciding(cls: type[Part], name: str) -> Iterator[str]:
    for field, info in cls.model_fields.items():
        if any(isinstance(mark, Decides) for mark in info.metadata) and not info.is_required():
            yield f"{name} {field}"


def test_the_fields_that_decide_what_is_public_are_known() -> None:
    found = {field for kind in KINDS for field in deciding(kind.cls, kind.collection)}
    parts = {
        field
        for part in Part.__subclasses__()
        if part.__module__ == Config.__module__
        for field in deciding(part, "site")
    }
    assert found | parts == DECIDES


@pytest.mark.parametrize("field", sorted(DECIDES))
@pytest.mark.parametrize("nothing", NOTHING)
def test_a_blank_never_decides_that_something_is_public(field: str, nothing: str) -> None:
    collection, name = field.split()
    is_read, faults = read(collection, f"{name}:{nothing}")
    assert not is_read
    assert [(fault.code, fault.severity.word) for fault in faults] == [("undecided", "error")]
    assert f"“{name}”" in faults[0].message


@pytest.mark.parametrize(
    "written", ["yes please", "flase", "treu", "on", "1", "0", "none", "- true", "'~'", "{a: b}"]
)
def test_neither_does_a_value_that_nobody_can_be_sure_of(written: str) -> None:
    is_read, faults = read("pages", f"draft: {written}")
    assert not is_read
    assert [fault.severity.word for fault in faults] == ["error"]


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize(
    ("collection", "name", "message"),
    [
        ("adverts", "places", "“places” has no value, so it is left out"),
        ("adverts", "value", "“value” has no value, so it is left out"),
        ("adverts", "questions_close", "“questions_close” has no value, so it is left out"),
        ("decisions", "status", "“status” has no value, so “proposed” is taken"),
        ("pages", "summary", "“summary” has no value, so it is left out"),
    ],
)
def test_any_other_blank_is_left_out_and_told(collection: str, name: str, message: str, nothing: str) -> None:
    is_read, faults = read(collection, f"{name}:{nothing}")
    assert is_read
    assert [(fault.severity.word, fault.code, fault.message) for fault in faults] == [
        ("advice", "left-blank", message)
    ]


def test_a_blank_inside_a_group_or_below_a_name_of_ones_own_is_told_too() -> None:
    is_read, faults = read("adverts", "value:\n  maximum: 5\n  note:\nstatements:\n  workforce: ~")
    assert is_read
    assert [fault.message.split("”")[0] for fault in faults] == ["“note", "“workforce"]


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_blank_that_must_be_there_is_missing(nothing: str) -> None:
    is_read, faults = read("adverts", f"withdrawn:\n  reason: A slip.\n  date:{nothing}")
    assert not is_read
    assert [fault.code for fault in faults] == ["missing-value"]


def test_a_blank_with_a_misspelt_name_is_an_unknown_field() -> None:
    is_read, (fault,) = read("pages", "darft:")
    assert not is_read
    assert (fault.code, fault.hint) == ("unknown-field", "did you mean “draft”?")


@pytest.mark.parametrize("item", ["", " ~", " ''", " {}", " []"])
@pytest.mark.parametrize("field", ["places", "questions", "documents", "cpv", "events"])
def test_an_empty_item_is_one_fault(field: str, item: str) -> None:
    is_read, (fault,) = read("adverts", f"{field}:\n  -{item}")
    assert not is_read
    assert fault.code == "empty-item"


@pytest.mark.parametrize("written", ["'~'", '"null"', "nullify", "no"])
def test_what_only_looks_like_nothing_is_a_value(written: str) -> None:
    is_read, faults = read("adverts", f"authorised_by: {written}")
    assert is_read
    assert faults == ()
