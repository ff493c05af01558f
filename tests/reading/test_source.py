"""Files → sources: which files are records, and what keeps one from being read."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import LARGEST, File, Found, Source, list_files, read_settings, read_source
from sitegen.reports.text import report

LONDON = ZoneInfo("Europe/London")


def read_sources(content: Path) -> Iterator[Found]:
    """The text of each record's file, or what is wrong with the file."""
    return (read_source(file) if isinstance(file, File) else file for file in list_files(content))


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("---\n---\n", "utf-8")


def test_records_come_in_the_order_of_their_paths_whatever_the_order_on_disk(tmp_path: Path) -> None:
    write(tmp_path, "pages/b.md", "adverts/2026/a.md", "adverts/z.md", "objectives/o.yaml", "pages/a.md")
    found = [source for source in read_sources(tmp_path) if isinstance(source, Source)]
    assert [(source.collection, source.id, source.folder) for source in found] == [
        ("adverts", "a", "adverts/2026"),
        ("adverts", "z", "adverts"),
        ("objectives", "o", "objectives"),
        ("pages", "a", "pages"),
        ("pages", "b", "pages"),
    ]


def test_hidden_files_backups_attachments_and_settings_are_no_records(tmp_path: Path) -> None:
    write(
        tmp_path, ".git/config", "pages/.a.md.swp", "pages/a.md~", "pages/#a.md#", "files/a.md", "site.yaml"
    )
    assert list(read_sources(tmp_path)) == []


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_line_ends_and_byte_order_marks_of_any_system_give_the_same_text(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, "pages/a.md")
    (tmp_path / "pages/a.md").write_bytes(data)
    (source,) = read_sources(tmp_path)
    assert isinstance(source, Source)
    assert source.text == "a\nb\n"


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"caf\xe9", "not-utf-8", (1, 4)),
        (b"\xff\xfea\x00", "not-utf-8", (1, 1)),
        ("é\r\né".encode() + b"\xe9", "not-utf-8", (2, 2)),
        (b"a\nb\x00", "control-character", (2, 2)),
        ("a\u0085b".encode(), "control-character", (1, 2)),
        ("a\u2029b".encode(), "control-character", (1, 2)),
        ("a\ufeffb".encode(), "control-character", (1, 2)),
        (b"a" * (LARGEST + 1), "too-long", None),
    ],
)
def test_a_text_that_cannot_be_shown_is_a_fault(
    tmp_path: Path, data: bytes, code: str, place: tuple[int, int] | None
) -> None:
    write(tmp_path, "pages/a.md")
    (tmp_path / "pages/a.md").write_bytes(data)
    (fault,) = read_sources(tmp_path)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.span and (fault.span.line, fault.span.column)) == (code, place)


@pytest.mark.parametrize(
    "name", ["A.md", "a_b.md", "a--b.md", "-a.md", "a b.md", "café.md", "a.b.md", "٣.md"]
)
def test_a_name_that_would_make_a_poor_address_is_refused_and_a_good_one_offered(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path, f"pages/{name}")
    (fault,) = read_sources(tmp_path)
    assert isinstance(fault, Diagnostic)
    assert fault.code == "bad-file-name"
    write(tmp_path / "again", f"pages/{fault.hint.rpartition(': ')[2]}")
    assert [type(found) for found in read_sources(tmp_path / "again")] == [Source]


def test_a_pipe_among_the_records_does_not_keep_the_build_waiting(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    os.mkfifo(tmp_path / "pages" / "a.md")
    (fault,) = read_sources(tmp_path)
    assert isinstance(fault, Diagnostic)
    assert fault.code == "cannot-read"


def test_a_folder_that_may_not_be_opened_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "pages/a.md", "adverts/closed/b.md")
    scandir = os.scandir

    def refuse(folder: Any) -> Iterator[os.DirEntry[str]]:  # noqa: ANN401 - as scandir takes it
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(read_sources(tmp_path))
    assert [item.code for item in found if isinstance(item, Diagnostic)] == ["cannot-read"]
    assert [item.id for item in found if isinstance(item, Source)] == ["a"]


def test_settings_that_are_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").mkdir()
    fault = read_settings(tmp_path)
    assert isinstance(fault, Diagnostic)
    assert fault.code == "cannot-read"


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                b"---",
                b"\n",
                b"\r\n",
                b"\t",
                b"  ",
                b"- ",
                b": ",
                b"|",
                b">-",
                b"title: A",
                b"summary: ",
                b"respond:",
            ),
            *(
                b"'",
                b'"',
                b"[",
                b"]",
                b"{",
                b"}",
                b"&a ",
                b"*a",
                b"!x ",
                b"#",
                b"\xc3\xa9",
                b"\xff",
                b"\xf0\x9f\x9a\x8c",
            ),
            *(
                b"closes: 2026-02-31T12:00",
                b"kind: x",
                b"kind: x",
                b"weighting:\n  basis: y",
                b"? ",
                b"%",
                b"\\",
                b"\x0b",
            ),
        ]
    ),
    max_size=30,
).map(b"".join)


@given(data=st.binary(max_size=200) | PIECES | PIECES.map(lambda data: b"---\n" + data + b"\n---\nText\n"))
def test_any_bytes_give_a_record_or_faults_that_lie_within_the_file(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        write(content, "adverts/a.md", "objectives/a.yaml", "site.yaml")
        for path in ("adverts/a.md", "objectives/a.yaml", "site.yaml"):
            (content / path).write_bytes(data)
        faults = list(_faults_of(content))
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for fault in faults:
        assert fault.span, fault
        assert 1 <= fault.span.line <= len(lines), fault
        assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1, fault
        assert (fault.span.line, fault.span.column) <= (fault.span.end_line, fault.span.end_column), fault
    shown = report(faults, lambda _: lines)
    assert shown.count("\n  --> ") == len(faults)


def _faults_of(content: Path) -> Iterator[Diagnostic]:
    for found in (*read_sources(content), read_settings(content)):
        if isinstance(found, Diagnostic):
            yield found
        else:
            entry, faults = load(found, LONDON) if found.collection else load_settings(found)
            assert (entry is None) == bool(faults)
            yield from faults
