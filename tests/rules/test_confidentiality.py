"""What cases of plain text cannot show: photographs, and runs of words wherever they begin and end."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.content import Content
from sitegen.reading.content import read
from sitegen.rules.confidentiality import draft_text, exempt_text, personal_metadata

NOW = datetime.fromisoformat("2026-11-23T09:00")
SECRET = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
OTHER = [f"word{number}" for number in range(40)]
REPORT = """\
---
title: Closed
meeting: {{body: Cabinet, date: 2026-11-10}}
part: 2
exempt: {{schedule: S, paragraph: P, reason: R, public_interest: I}}
---

{}
"""


@pytest.fixture(scope="module")
def folder(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of the small site, with no records yet."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "site.yaml").write_text((repository / "tests/cases/base/site.yaml").read_text("utf-8"), "utf-8")
    for name in ("pages", "decisions", "files"):
        (folder / name).mkdir()
    (folder / "decisions/closed.md").write_text(REPORT.format(" ".join(SECRET)), "utf-8")
    return folder


def with_page(folder: Path, text: str) -> Content:
    (folder / "pages/park.md").write_text(f"---\ntitle: Park\n---\n\n{text}\n", "utf-8")
    content = read(folder, NOW, drafts=False).content
    assert content
    return content


@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 20))
def test_eight_words_in_a_row_are_found_wherever_they_begin(
    folder: Path, begin: int, length: int, before: int
) -> None:
    copied = SECRET[begin : begin + length]
    words = [*OTHER[:before], *copied, *OTHER[before:]]
    found = list(exempt_text(with_page(folder, " ".join(words))))
    if len(copied) < 8:
        assert found == []
    else:
        (finding,) = found
        assert finding.message.startswith(f"{len(copied)} words in a row")
        assert finding.span
        assert finding.span.column == len(" ".join([*OTHER[:before], ""])) + 1
        assert finding.span.end_column - finding.span.column == len(copied[0])


def test_a_passage_that_a_text_has_twice_is_told_once(folder: Path) -> None:
    text = " ".join([*SECRET, "and", *SECRET])
    assert [finding.span and finding.span.column for finding in exempt_text(with_page(folder, text))] == [1]


def test_without_anything_hidden_no_text_is_looked_at(folder: Path) -> None:
    content = with_page(folder, "Nothing.")
    open_only = replace(
        content, entries={key: entry for key, entry in content.entries.items() if key[0] == "pages"}
    )
    assert [*exempt_text(open_only), *draft_text(open_only)] == []


@pytest.mark.parametrize(
    ("author", "has_place", "expected"),
    [
        (None, False, []),
        ("Example Council", False, []),
        ("Jane Smith", False, ["The properties of “park.jpg” name a person: “Jane Smith”"]),
        (None, True, ["The photograph “park.jpg” contains the place where it was taken"]),
        (
            "Jane Smith",
            True,
            [
                "The properties of “park.jpg” name a person: “Jane Smith”",
                "The photograph “park.jpg” contains the place where it was taken",
            ],
        ),
    ],
)
def test_a_photograph_should_tell_neither_who_nor_where(
    folder: Path, author: str | None, *, has_place: bool, expected: list[str]
) -> None:
    (folder / "files/park.jpg").write_bytes(b"")
    content = with_page(folder, "![A bench](/files/park.jpg) ![A bench](/files/park.jpg)")
    picture = replace(content.attachments["park.jpg"], author=author, has_place=has_place)
    told = list(personal_metadata(replace(content, attachments={"park.jpg": picture})))
    assert [finding.message for finding in told] == expected
    assert all(finding.span and finding.span.line == 5 for finding in told)
