"""Characters that look like spaces in YAML: one finding a slip, and the rest read as if they were spaces."""

import pytest

from sitegen.reading.frontmatter import parse_yaml

Found = list[tuple[int, int, str]]


def read(text: str) -> tuple[object, Found]:
    parsed = parse_yaml(text, "content/a.yaml")
    return parsed.fields, [(f.span.line, f.span.column, f.hint) for f in parsed.faults if f.span]


SPACE = "delete it, and type a space"
EACH = "delete everything before the first word, and type a space for each character"


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u3000"])
@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a:\n  b: 1\n ~c: 2\n", (3, 2), EACH),
        ("a:\n~~b: 1\n~~c: 2\n", (2, 1), EACH),
        ("a:\n  b: 1\n  c~: 2\n", (3, 4), "delete it"),
        ("a:\n  b: 1\n  c:~2\n", (3, 5), SPACE),
    ],
)
def test_it_is_told_once_and_read_as_a_space(
    space: str, text: str, place: tuple[int, int], hint: str
) -> None:
    assert read(text.replace("~", space)) == ({"a": {"b": "1", "c": "2"}}, [(*place, hint)])


def test_after_the_hyphen_of_a_list() -> None:
    assert read("a:\n  - b\n  -\u00a0c: d\n") == ({"a": ["b", {"c": "d"}]}, [(3, 4, SPACE)])


def test_lines_pasted_together_are_one_slip_and_lines_apart_are_two() -> None:
    fields, found = read("a:\n\u00a0 b: 1\n \u00a0c: 2\n\u00a0\u00a0d: 3\ne:\n\u00a0 f: 4\n")
    assert fields == {"a": {"b": "1", "c": "2", "d": "3"}, "e": {"f": "4"}}
    assert [place[:2] for place in found] == [(2, 1), (6, 1)]
    assert (
        parse_yaml("a:\n\u00a0b: 1\n\u00a0c: 2\n\u00a0d: 3\n", "a")
        .faults[0]
        .message.endswith("so are the 2 lines below it")
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: b\u00a0c\n",
        "a: 5\u00a0%\n",
        "a: |\n  One\n  \u00a0Two\n   \u00a0 - Three\n",
        "c:\n  - a: |\n      \u00a0One:\u00a0two\n      -\u00a0x\n",
        "a: >-\n  One\n  -\u00a0Two:\u00a0x\nb: \u00a0c\n",
        "a: |\n\n  One\n\n  \u00a0Two\n",
    ],
)
def test_within_values_and_texts_it_stays(text: str) -> None:
    assert read(text)[1] == []


def test_in_the_indent_of_a_text_it_is_told() -> None:
    assert read("a: |\n\u00a0\u00a0One\n\u00a0\u00a0Two\nb: c\n") == (
        {"a": "One\nTwo\n", "b": "c"},
        [(2, 1, EACH)],
    )
    assert read("a: |\n  One\n \u00a0Two\nb: c\n") == ({"a": "One\nTwo\n", "b": "c"}, [(3, 2, EACH)])
