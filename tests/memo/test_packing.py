"""What is packed comes back as it was; bytes of somebody else are refused and start nothing."""

import os
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from sitegen.memo.packing import admit, pack, unpack
from sitegen.memo.store import Store
from tests.strategies import advert, decision, initiative, objectives


@pytest.mark.parametrize(
    "value",
    [
        (1, "a", None, b"b", ("c",)),
        date(2026, 11, 23),
        datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 11, 23, 12, tzinfo=UTC),
        datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=1))),
        Decimal("1.10"),
        Fraction(1, 3),
    ],
)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert unpack(pack(value)) == (value,)


class Forged:
    """What pickle would call when it reads this."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch forged",)


@pytest.mark.parametrize("value", [Forged(), os.system, Path("/etc/passwd"), Store])
def test_an_entry_can_start_nothing(value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert unpack(pickle.dumps((value,))) is None
    assert not (tmp_path / "forged").exists()


@pytest.mark.parametrize("data", [None, b"", b"nonsense", pickle.dumps([1]), pickle.dumps((1, 2))])
def test_other_bytes_are_no_entry(data: bytes | None) -> None:
    assert unpack(data) is None


class Plain(NamedTuple):
    """A class of its own module, which packing does not know."""

    value: int


def test_classes_of_other_modules_are_refused_until_they_are_admitted() -> None:
    assert unpack(pack(Plain(1))) is None
    admit(Plain)
    assert unpack(pack(Plain(1))) == (Plain(1),)


def test_records_come_back_as_they_were() -> None:
    for record in (advert(), decision(), initiative(), objectives()):
        assert unpack(pack(record)) == (record,)
