"""Words of a text that no page shows are in no output; a register that recorded them holds, and nothing has changed for it."""

import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from sitegen.build.pipeline import Request, build
from sitegen.commands.options import SHIPPED
from sitegen.diagnostics import Severity
from sitegen.model.advert import Advert
from sitegen.model.objectives import Objective
from sitegen.model.prose import Prose
from sitegen.model.recording import Version, snapshot
from sitegen.model.register import FIRST, Line, Register, digest
from sitegen.model.snapshot import MARKDOWN, decoded, encoded
from sitegen.reading.content import read
from sitegen.reading.markdown import render
from sitegen.register.record import record
from sitegen.register.update import update

NOW = datetime.fromisoformat("2026-11-23T11:00")
LATER = datetime.fromisoformat("2026-11-23T11:30")
WORD = "wolverine"
HIDING = (
    "[//]: # (wolverine)",
    "[comment]: <> (wolverine)",
    "[wolverine]: /pages/intent/",
    "[a]: /pages/intent/ 'wolverine'\n\n[a]",
    "[words][the wolverine]\n\n[the wolverine]: /pages/intent/",
    "[words](/pages/intent/ (wolverine))",
    "![words](https://a.example/x.png\n'wolverine')",
    "[^wolverine]: Words.",
    "[^b]: wolverine",
    "[^c]: Words.\n\n    - wolverine",
    "Words[^d]\n\n[^d]: wolverine\n[^d]: Words.",
    "Words[^wolverine-2]\n\n[^wolverine-2]: Words.",
    "- Words\n\n  [^e]: wolverine\n- Words",
    "> [f]:\n> /pages/intent/\n> 'words\n> wolverine'",
    "| a | b |\n|---|---|\n| c | d | wolverine |",
    "> a | b\n> --|--\n> c | `d|wolverine` | wolverine",
    "``` wolverine\nwords\n```",
    "~~~ words wolverine ~~~\nwords\n~~~",
)
"""Texts that hide the word from readers, each in a way of its own."""


@pytest.fixture
def content(repository: Path, tmp_path: Path) -> Path:
    """A copy of the small site."""
    return shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")


def hide(content: Path, *texts: str) -> None:
    """Puts texts at the end of a notice and into its question, and into other records."""
    (place,) = content.rglob("bins.md")
    question = "".join(f"\n    {line}" for text in texts for line in f"{text}\n".split("\n"))
    notice = place.read_text("utf-8").replace(
        "- What would you do?", f"- |\n    What would you do?\n{question}"
    )
    body = "\n\n".join(texts)
    place.write_text(f"{notice}\n\n{body}\n", "utf-8")
    for other in (*content.glob("pages/*.md"), *content.glob("initiatives/streets.md")):
        other.write_text(f"{other.read_text('utf-8')}\n\n{body}\n", "utf-8")


def make(content: Path, output: Path, now: datetime) -> dict[str, bytes]:
    result = build(Request(content, (SHIPPED,), output, now, drafts=False))
    assert [finding for finding in result.diagnostics if finding.severity is Severity.ERROR] == []
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != "stamps"  # which tells of inodes and times
    }


def opened(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def told_in(files: dict[str, bytes]) -> list[str]:
    return [
        path
        for path, data in files.items()
        if any(WORD.encode() in part.lower() for part in (path.encode(), *opened(data)))
    ]


def request(content: Path, now: datetime) -> Request:
    return Request(content, (SHIPPED,), content.parent / "output", now, drafts=False)


def test_what_no_page_shows_is_in_no_output_nor_in_the_register(content: Path, tmp_path: Path) -> None:
    hide(content, *HIDING)
    assert update(request(content, NOW)).lines
    (place,) = content.rglob("bins.md")
    place.write_text(place.read_text("utf-8").replace("About 900", "About 950"), "utf-8")
    assert [line.version for line in update(request(content, LATER)).lines] == [2]
    files = make(content, tmp_path / "output", LATER)
    assert "adverts/bins/versions/2/index.html" in files
    assert "data/register/bins/1.json" in files
    assert told_in(files) == []


def test_what_is_hidden_is_there_to_be_found_once_a_page_shows_it(content: Path, tmp_path: Path) -> None:
    hide(content, WORD)
    assert update(request(content, NOW)).lines
    found = told_in(make(content, tmp_path / "output", NOW))
    assert {"adverts/bins/index.html", "data/register/bins/1.json"} <= {*found}


@pytest.mark.parametrize("text", HIDING)
def test_what_is_shown_makes_the_same_page_and_hides_nothing_more(text: str) -> None:
    prose = render(f"Before.\n\n{text}\n\nAfter.")
    assert WORD not in prose.shown
    assert WORD not in prose.html
    again = render(prose.shown)
    assert again.html == prose.html
    assert again.shown == prose.shown
    assert {slip.kind for slip in prose.slips} or "[words][" in text or "-2]" in text


PIECES = st.sampled_from(
    [
        *HIDING,
        *(text.replace("\n", "\n> ") for text in HIDING),
        "# Words",
        "- a\n- b",
        "1. a[^d]",
        "    code",
        "`x`",
        "***",
    ]
)


@given(st.lists(PIECES, max_size=6), st.sampled_from(("\n\n", "\n", "\n> ", "\n  ")))
def test_no_mixture_of_texts_shows_in_the_source_what_the_page_does_not(
    pieces: list[str], between: str
) -> None:
    prose = render(between.join(pieces))
    if WORD not in prose.html:
        assert WORD not in prose.shown
        assert WORD not in prose.text


@pytest.mark.parametrize(
    "text", ["A *b*.\n", "a\r\n\r\n[b](/c/)", "x[^1]\n\n\n[^1]: y", "| a |\n|---|\n| b |", ""]
)
def test_a_text_that_shows_all_its_words_is_shown_as_it_was_written(text: str) -> None:
    assert render(text).shown == text


def texts_of(cls: type[BaseModel], seen: set[type]) -> Iterator[tuple[str, bool]]:
    """The names of the fields of a record and of its parts, and whether they hold Markdown."""
    seen.add(cls)
    for name, field in cls.model_fields.items():
        parts = [field.annotation]
        while parts:
            part = parts.pop()
            parts += getattr(part, "__args__", ())
            if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                yield from texts_of(part, seen)
            elif part in (Prose, str):
                yield name, part is Prose


def test_the_names_of_markdown_in_a_snapshot_are_all_known_and_mean_nothing_else() -> None:
    found = {*texts_of(Advert, set()), *texts_of(Objective, set())} - {("statements", True)}
    assert {name for name, is_markdown in found if is_markdown} <= MARKDOWN
    assert not {name for name, is_markdown in found if not is_markdown} & MARKDOWN


@pytest.fixture
def old(content: Path) -> Path:
    """The small site with hidden words in a notice, and a register of an earlier version, which recorded them."""
    hide(content, *HIDING)
    reading = read(content, NOW, drafts=False)
    assert reading.content
    entry = next(entry for entry in reading.content.of(Advert) if entry.record.id == "bins")
    found = {
        **snapshot(reading.content, entry),
        "body": entry.record.body.source,
        "questions": [question.source for question in entry.record.questions],
    }
    data = encoded(found)
    line = Line("0123", "bins", 1, "2026-10-08T09:00:00Z", digest(data), FIRST)
    record(content, Register(), [Version(line, data)])
    return content


def bins(content: Path, now: datetime = NOW) -> list[int]:
    return [line.version for line in update(request(content, now)).lines if line.key == ("adverts", "bins")]


def test_words_that_were_recorded_and_never_shown_are_no_change(old: Path) -> None:
    assert WORD.encode() in (old / "register/bins/1.json").read_bytes()
    assert bins(old) == []


def test_words_that_were_recorded_and_never_shown_may_be_taken_out_without_a_word(old: Path) -> None:
    (place,) = old.rglob("bins.md")
    text = place.read_text("utf-8")
    start, end = text.index("    What would you do?\n") + 23, text.index("respond:")
    place.write_text(text[:start] + text[end:].replace(HIDING[0], ""), "utf-8")
    # The marks of two notes and the rows of tables went too, which pages did show.
    made = update(request(old, NOW))
    assert "silent-change" in {finding.code for finding in made.examined.diagnostics}
    hidden = (HIDING[0], HIDING[1], HIDING[2], HIDING[7])
    for one in hidden:
        text = text.replace(one, "").replace(one.replace("\n", "\n    "), "")
    place.write_text(text, "utf-8")
    assert bins(old) == []


def test_a_change_beside_such_words_is_a_version_and_its_pages_show_none_of_them(
    old: Path, tmp_path: Path
) -> None:
    (place,) = old.rglob("bins.md")
    place.write_text(place.read_text("utf-8").replace("About 900", "About 950"), "utf-8")
    assert bins(old) == [2]
    recorded = decoded((old / "register/bins/2.json").read_bytes())
    assert WORD not in json.dumps(recorded)
    found = told_in(make(old, tmp_path / "output", LATER))
    assert found == ["data/register/bins/1.json"]  # whose hash is public, so that it stays as it was recorded
