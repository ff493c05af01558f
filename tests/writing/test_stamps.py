"""What was noted of the files of a build spares reading them, and is believed only while nothing at all differs."""

import os
import time
from pathlib import Path

import pytest

from sitegen.writing.stamps import Stamps


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a file that was noted once it was old enough to be told from one that changes later."""
    (tmp_path / "a").write_bytes(b"A")
    time.sleep(0.03)  # a clock tick, as in `begun` of test_incremental
    stamps = Stamps(tmp_path, tmp_path / "stamps")
    stamps.read()
    stamps.note({"a": "digest of A"}, ["a"])
    return tmp_path


def noted(output: Path) -> str | None:
    stamps = Stamps(output, output / "stamps")
    stamps.read()
    return stamps.digest("a")


def test_a_file_that_is_as_it_was_noted_need_not_be_read(output: Path) -> None:
    assert noted(output) == "digest of A"


def test_a_file_with_another_time_is_read(output: Path) -> None:
    os.utime(output / "a", ns=(1, 1))
    assert noted(output) is None


@pytest.mark.parametrize("place", [0, -1], ids=["checksum", "notes"])
def test_notes_that_are_damaged_are_not_believed(output: Path, place: int) -> None:
    raw = bytearray((output / "stamps").read_bytes())
    raw[place] ^= 1
    (output / "stamps").write_bytes(raw)
    assert noted(output) is None


def test_damaged_notes_that_could_still_be_read_are_not_believed_either(output: Path) -> None:
    raw = (output / "stamps").read_bytes()
    (output / "stamps").write_bytes(raw.replace(b"digest of A", b"digest of B"))
    assert noted(output) is None
