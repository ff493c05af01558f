"""The folder content/register.stamps/ → the time-stamps of heads that the register has had."""

from collections.abc import Collection
from pathlib import Path

from sitegen.diagnostics import Diagnostic, warning
from sitegen.model.register import STAMPS
from sitegen.model.stamps import KINDS, Stamp, stamp_of
from sitegen.reading.salvage import bytes_of


def read_stamps(content: Path, heads: Collection[str]) -> tuple[tuple[Stamp, ...], tuple[Diagnostic, ...]]:
    """The stamps of these heads, and a finding for each file that is none: it is not published."""
    found, faults = list[Stamp](), list[Diagnostic]()
    for file in sorted((content / STAMPS).glob("*")):
        ending = file.suffix.removeprefix(".")
        stamp = stamp_of(ending, bytes_of(file)) if ending in KINDS else None
        if stamp and stamp.head in heads and file.stem == stamp.head:
            found.append(stamp)
        else:
            faults.append(_not_ours(file, stamp))
    return tuple(found), tuple(faults)


def _not_ours(file: Path, stamp: Stamp | None) -> Diagnostic:
    if stamp is None:
        message, hint = "This is not a time-stamp, so it is not published", "delete this file"
    else:
        message = f"This time-stamp is for the head {stamp.head[:12]}…, which this register has never had"
        hint = (
            "if lines were merged before they went live, delete this file and stamp again; "
            "otherwise somebody has rewritten the register: restore it from git"
        )
    return warning("unknown-stamp", message, file.as_posix(), hint=hint)
