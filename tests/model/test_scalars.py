"""Single values as authors type them."""

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sitegen.model.prose import Prose
from sitegen.model.scalars import (
    AdvertRef,
    Cpv,
    Date,
    Days,
    DecisionRef,
    Email,
    FilePath,
    Flag,
    FormChoice,
    Language,
    Markdown,
    Moment,
    Number,
    Setting,
    Slug,
    Text,
    WebAddress,
)

SETTING = Setting(
    ZoneInfo("Europe/London"), lambda text, level, field: Prose.of(text, f"{level}{field}", text)
)
SORTS: dict[str, Any] = {
    "text": Text,
    "id": Slug,
    "email": Email,
    "web address": WebAddress,
    "cpv": Cpv,
    "language": Language,
    "number": Number,
    "days": Days,
    "flag": Flag,
    "date": Date,
    "moment": Moment,
    "file": FilePath,
    "form": FormChoice,
    "reference": DecisionRef,
    "markdown": Markdown,
}


def read(sort: str, value: object) -> Any:  # noqa: ANN401 - each sort has a type of its own
    return TypeAdapter(SORTS[sort]).validate_python(value, context=SETTING)


def fault(sort: str, value: object) -> dict[str, Any]:
    with pytest.raises(ValidationError) as caught:
        read(sort, value)
    (error,) = caught.value.errors()
    return error["ctx"]


@pytest.mark.parametrize(
    ("sort", "written", "read_as"),
    [
        ("text", "  a \n  b\t", "a b"),
        ("text", "0123", "0123"),
        ("id", "a-1-b", "a-1-b"),
        ("email", "a.b+c@example.co.uk", "a.b+c@example.co.uk"),
        ("email", "a@b.c\u00a0", "a@b.c"),
        ("web address", "https://example.org", "https://example.org"),
        ("web address", "http://example.org:80/a?b=c#d", "http://example.org:80/a?b=c#d"),
        ("cpv", "79000000-4", "79000000-4"),
        ("cpv", "79000000", "79000000"),
        ("language", "zh-Hant-TW", "zh-Hant-TW"),
        ("number", "1.10", Decimal("1.10")),
        ("number", "-0.5", Decimal("-0.5")),
        ("number", "999999999999999", Decimal(999999999999999)),
        ("days", "366", 366),
        ("flag", "Yes", True),
        ("flag", "FALSE", False),
        ("flag", "no", False),
        ("file", "2026/a b.pdf", "2026/a b.pdf"),
        ("file", "a..b/c.pdf", "a..b/c.pdf"),
        ("form", "2026/form.odt", "2026/form.odt"),
        ("form", " generate ", "generate"),
        ("reference", "a", "a"),
    ],
)
def test_a_value_is_read_as_what_it_says(sort: str, written: str, read_as: object) -> None:
    found = read(sort, written)
    assert found == read_as
    assert str(found) == str(read_as)


@pytest.mark.parametrize(
    ("sort", "written", "code", "hint"),
    [
        ("text", " \n ", "empty-value", "write a value"),
        ("text", ["a"], "wrong-shape", "after the colon"),
        ("text", {"a": "b"}, "wrong-shape", "after the colon"),
        ("id", "A", "bad-id", "small letters"),
        ("id", "a--b", "bad-id", "single hyphens"),
        ("id", "é", "bad-id", "small letters"),
        ("email", "a@b", "bad-email", "name@organisation.org"),
        ("email", "a@b.c, d@e.f", "bad-email", "name@"),
        ("email", "a@b..c", "bad-email", "name@"),
        ("email", "<a@b.c>", "bad-email", "name@"),
        ("web address", "www.example.org", "bad-web-address", "https://"),
        ("web address", "javascript:alert(1)", "bad-web-address", "https://"),
        ("web address", "https:///a", "bad-web-address", "https://"),
        ("web address", 'https://a"b', "bad-web-address", "https://"),
        ("web address", "https://a b", "bad-web-address", "https://"),
        ("cpv", "7900000", "bad-cpv", "eight digits"),
        ("cpv", "７９００００００", "bad-cpv", "eight digits"),
        ("language", "Welsh!", "bad-language", "cy"),
        ("number", "£1,250.50", "bad-number", "write 1250.50"),
        ("number", "17.5%", "bad-number", "write 17.5"),
        ("number", "1e5", "bad-number", "write digits"),
        ("number", "٣", "bad-number", "write 3"),
        ("number", "1" * 16, "bad-number", "write digits"),
        ("number", "NaN", "bad-number", "write digits"),
        ("days", "367", "bad-count", "0 to 366"),
        ("flag", "1", "bad-flag", "true or false"),
        ("flag", "null", "bad-flag", "true or false"),
        ("file", "../a", "file-outside", "content/files/"),
        ("file", "a/../../b", "file-outside", "content/files/"),
        ("file", "/a", "file-outside", "content/files/"),
        ("file", "//a/b", "file-outside", "content/files/"),
        ("file", "a//b", "file-outside", "content/files/"),
        ("file", "a/", "file-outside", "content/files/"),
        ("file", "./a", "file-outside", "content/files/"),
        ("file", "a\\b", "file-outside", "content/files/"),
        ("file", "C:a", "file-outside", "content/files/"),
        ("file", ".a", "file-hidden", "full stop"),
        ("file", "a/.b/c", "file-hidden", "full stop"),
        ("markdown", " \n", "empty-value", "write a text"),
        ("markdown", ["a"], "wrong-shape", "after the colon"),
    ],
)
def test_what_does_not_fit_is_refused_with_help(sort: str, written: object, code: str, hint: str) -> None:
    found = fault(sort, written)
    assert found["code"] == code
    assert hint in found["hint"]


def test_an_amount_keeps_its_zeros() -> None:
    assert str(read("number", "1.10")) == "1.10"


def test_a_reference_knows_its_collection() -> None:
    assert (AdvertRef.read("a").collection, DecisionRef.read("a").collection) == ("adverts", "decisions")


def test_markdown_is_rendered_at_its_level_and_kept_as_written() -> None:
    prose = read("markdown", " *a*\n")
    assert (prose.source, prose.html) == (" *a*\n", "4")


SHAPES = st.recursive(
    st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=3,
)


@given(sort=st.sampled_from(sorted(SORTS)), value=SHAPES)
def test_any_value_is_read_or_refused_in_our_words(sort: str, value: object) -> None:
    try:
        read(sort, value)
    except ValidationError as problem:
        assert all(error["type"] == "sitegen" for error in problem.errors())  # noqa: PT017 - either outcome is right for some values


@given(path=st.text(st.sampled_from("./\\a:C"), max_size=8))
def test_no_path_of_an_attachment_leads_out_of_the_folder(path: str) -> None:
    try:
        found = read("file", path)
    except ValidationError:
        return
    assert not found.startswith(("/", "\\"))
    assert not {"", ".", ".."} & set(found.replace("\\", "/").split("/"))


@pytest.mark.parametrize(
    ("written", "is_path"), [("generate", False), ("Generate", True), ("generate.odt", True)]
)
def test_one_word_asks_for_a_form_and_everything_else_is_the_path_of_one(written: str, is_path: bool) -> None:  # noqa: FBT001 - what is expected
    assert isinstance(read("form", written), FilePath) is is_path


def test_a_form_is_no_more_outside_the_folder_of_attachments_than_another_file() -> None:
    assert fault("form", "../form.odt")["code"] == "file-outside"
