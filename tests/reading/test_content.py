"""The folder content/ as a whole: what cannot be a part of it, and that one fault is told once."""

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.reading.content import read
from sitegen.rules import check

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/London"))
DEPOT = "adverts/2026/waste-depot-2026.md"
STREETS = "initiatives/greener-streets.md"
Act = Callable[[Path], object]


@pytest.fixture
def content(tmp_path: Path, repository: Path) -> Path:
    """A copy of the worked example."""
    return Path(shutil.copytree(repository / "content", tmp_path / "content"))


def findings(content: Path) -> list[Diagnostic]:
    reading = read(content, NOW, drafts=False)
    return [*reading.faults, *(check(reading.content) if reading.content else ())]


def put(path: str, data: bytes) -> Act:
    def act(content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)

    return act


def replace(path: str, old: bytes, new: bytes) -> Act:
    def act(content: Path) -> None:
        before = (content / path).read_bytes()
        assert before.count(old) == 1
        (content / path).write_bytes(before.replace(old, new))

    return act


def keep_elsewhere(path: str) -> Act:
    """Keeps a file or a folder beside content/, with a symbolic link in its place."""

    def act(content: Path) -> None:
        kept = content.parent / "kept"
        if (content / path).exists():
            (content / path).rename(kept)
        else:
            kept.mkdir()
        (content / path).symlink_to(kept)

    return act


def share_attachments(content: Path) -> None:
    """A folder of attachments that is kept elsewhere, with a file in it that an advert names."""
    put("../kept/plan.pdf", b"%PDF")(content)
    (content / "files" / "shared").symlink_to(content.parent / "kept")
    replace(DEPOT, b"file: how-we-run-market-tests.pdf", b"file: shared/plan.pdf")(content)


FAULTS: Mapping[str, tuple[Act, str, str, tuple[int, int] | None, str]] = {
    "a word-processor file among the adverts": (
        put("adverts/2026/Draft.docx", b"PK"),
        "wrong-file-type",
        "adverts/2026/Draft.docx",
        None,
        "call it draft.md",
    ),
    "objectives in a file of text": (
        put("objectives/roads-2026.md", b"---\ntitle: Roads\n---\n"),
        "wrong-file-type",
        "objectives/roads-2026.md",
        None,
        "call it roads-2026.yaml",
    ),
    "a file name with capitals and a space": (
        put("pages/Our Values.md", b"---\ntitle: Values\n---\nText\n"),
        "bad-file-name",
        "pages/Our Values.md",
        None,
        "our-values.md",
    ),
    "a folder with a misspelt name": (
        put("advert/new.md", b""),
        "unknown-folder",
        "advert",
        None,
        "did you mean “adverts”?",
    ),
    "two files with one id": (
        lambda content: shutil.copy(content / DEPOT, content / "adverts/waste-depot-2026.md"),
        "same-id",
        "adverts/waste-depot-2026.md",
        None,
        "rename one of the two",
    ),
    "a record that is kept elsewhere": (
        keep_elsewhere(STREETS),
        "symbolic-link",
        STREETS,
        None,
        "put the file itself here",
    ),
    "a folder of records that is kept elsewhere": (
        keep_elsewhere("adverts/2027"),
        "symbolic-link",
        "adverts/2027",
        None,
        "put the file itself here",
    ),
    "an attachment that is kept elsewhere": (
        keep_elsewhere("files/grounds-maintenance-brief.pdf"),
        "file-outside",
        "adverts/2026/grounds-maintenance-2026.md",
        (73, 11),
        "put the file itself into content/files/",
    ),
    "attachments in a folder that is kept elsewhere": (
        share_attachments,
        "file-outside",
        DEPOT,
        (50, 11),
        "put the file itself into content/files/",
    ),
    "a file saved by an old editor": (
        replace(STREETS, b"published: 2026", b"published: \xa32026"),
        "not-utf-8",
        STREETS,
        (8, 12),
        "UTF-8",
    ),
    "a file that is longer than any notice": (
        put("pages/long.md", b"---\ntitle: Long\n---\n" + b"words " * 400_000),
        "too-long",
        "pages/long.md",
        None,
        "attachments",
    ),
    "an empty file": (put("pages/empty.md", b""), "no-front-matter", "pages/empty.md", (1, 1), "hyphens"),
    "one sentence in place of fields": (
        put("objectives/later.yaml", b"To follow.\n"),
        "not-fields",
        "objectives/later.yaml",
        (1, 1),
        "its name, a colon",
    ),
    "no settings": (
        lambda content: (content / "site.yaml").unlink(),
        "missing-settings",
        "site.yaml",
        None,
        "sitegen init",
    ),
}


@pytest.mark.parametrize("title", FAULTS)
def test_a_fault_in_the_folder_is_told_once_and_where_it_is(content: Path, title: str) -> None:
    act, code, path, place, hint = FAULTS[title]
    act(content)
    found = findings(content)
    assert [(finding.code, finding.path) for finding in found] == [(code, (content / path).as_posix())]
    span = found[0].span
    assert (span and (span.line, span.column)) == place
    assert hint in found[0].hint


def test_without_settings_the_faults_of_other_files_are_told_all_the_same(content: Path) -> None:
    (content / "site.yaml").write_text("title: [", "utf-8")
    put("pages/empty.md", b"")(content)
    assert [finding.code for finding in findings(content)] == ["bad-yaml", "no-front-matter"]


def test_nothing_is_wrong_with_the_worked_example(content: Path) -> None:
    assert findings(content) == []


def test_a_file_that_nobody_uses_is_no_error(content: Path) -> None:
    put("notes.txt", b"")(content)
    assert [(finding.code, finding.severity.word) for finding in findings(content)] == [
        ("stray-file", "warning")
    ]


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 7, 1, 12),  # noqa: DTZ001 - as from --now without an offset
        datetime(2026, 7, 1, 11, tzinfo=UTC),
        datetime(2026, 7, 1, 20, 30, tzinfo=timezone(timedelta(hours=9, minutes=30))),
    ],
)
def test_the_moment_of_a_build_is_turned_into_the_site_s_own_time(content: Path, now: datetime) -> None:
    reading = read(content, now, drafts=False)
    assert reading.content
    assert reading.content.now.isoformat() == "2026-07-01T12:00:00+01:00"
    assert reading.content.today.isoformat() == "2026-07-01"


def test_a_day_begins_in_the_site_s_own_time(content: Path) -> None:
    reading = read(content, datetime(2026, 6, 30, 23, 30, tzinfo=UTC), drafts=False)
    assert reading.content
    assert reading.content.today.isoformat() == "2026-07-01"
