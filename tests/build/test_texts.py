"""A file of content is opened unless nothing at all about it differs from what was noted of it."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.build.request import Request
from sitegen.build.texts import Texts
from sitegen.memo.digest import digest
from sitegen.memo.memo import Memo
from sitegen.reading.source import File, Source

A_WHILE = 0.03
"""Seconds; longer than a tick of the clock, as in `begun` of test_incremental."""


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Content with one file that was noted when it was old enough to be told from one that changes later."""
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/a.md").write_text("old", "utf-8")
    time.sleep(A_WHILE)
    request = Request(tmp_path / "content", (), None, datetime.min, cache=tmp_path / ".sitegen")  # noqa: DTZ901
    assert noted(request) is None
    return request


def noted(request: Request) -> bytes | None:
    """What was noted of the file; a run that has to open it notes what it finds."""
    place = request.content / "pages/a.md"
    file = File(place.as_posix(), "pages", "pages", "a")
    texts = Texts(request, Memo(request.cache))
    found = texts.recall(file)
    if found is None and place.is_file():
        texts.note(Source(file.path, file.folder, file.collection, file.id, place.read_text("utf-8")))
    texts.keep()
    return found


def test_a_file_that_is_as_it_was_need_not_be_opened_again(request_: Request) -> None:
    assert noted(request_) == noted(request_) == digest(b"old")


def with_its_old_time(file: Path) -> None:
    before = file.stat()
    file.write_text("new", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def by_another_file(file: Path) -> None:
    before = file.stat()
    other = file.with_name("other")
    other.write_text("new", "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def longer(file: Path) -> None:
    file.write_text("longer", "utf-8")


def by_a_link(file: Path) -> None:
    file.rename(file.parent.parent / "elsewhere")
    file.symlink_to(file.parent.parent / "elsewhere")


def removed(file: Path) -> None:
    file.unlink()


def by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def behind_a_folder_of_another_name(file: Path) -> None:
    file.parent.rename(file.parent.with_name("news"))
    file.parent.mkdir()
    file.write_text("new", "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        with_its_old_time,
        by_another_file,
        longer,
        by_a_link,
        removed,
        by_a_folder,
        behind_a_folder_of_another_name,
    ],
)
def test_a_file_that_was_changed_in_any_way_is_opened(
    request_: Request, change: Callable[[Path], None]
) -> None:
    change(request_.content / "pages/a.md")
    assert noted(request_) is None


def test_a_file_that_changed_within_a_tick_of_being_noted_is_opened_again(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of some disks counts hundredths of a second: two changes may have one time."""
    monkeypatch.setattr("sitegen.build.texts.TICK", 60_000_000_000)
    longer(request_.content / "pages/a.md")
    assert [noted(request_), noted(request_)] == [None, None]
    monkeypatch.undo()
    time.sleep(A_WHILE)
    assert [noted(request_), noted(request_)] == [None, digest(b"longer")]


def test_what_is_noted_of_other_content_is_not_believed(request_: Request) -> None:
    other = request_.content.with_name("other")
    request_.content.rename(other)
    moved = Request(other, (), None, request_.now, cache=request_.cache)
    assert noted(moved) is None


@pytest.mark.parametrize("kept", ["text", None, [1]])
def test_notes_of_another_form_are_not_believed(request_: Request, kept: object) -> None:
    memo = Memo(request_.cache)
    memo.keep(Texts(request_, memo).key, kept)
    assert noted(request_) is None


def test_without_a_place_to_keep_notes_every_file_is_opened(request_: Request) -> None:
    bare = Request(request_.content, (), None, request_.now)
    assert [noted(bare), noted(bare)] == [None, None]
