"""The content now → its register with every new version of a notice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sitegen.build.pipeline import examine
from sitegen.build.request import Request, Result
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.noting import Seen, lost, notes
from sitegen.model.record import key_of
from sitegen.model.recording import Released, additions
from sitegen.model.register import Line, Register, utc
from sitegen.model.site import Site, index
from sitegen.model.snapshot import Snapshot
from sitegen.outputs.ocds.release import for_register
from sitegen.reading.register import read_register
from sitegen.reading.salvage import with_other_ends
from sitegen.register.record import record, register_lock, write_files
from sitegen.writing.create import CannotCreate


@dataclass(frozen=True, slots=True)
class Update:
    """The added lines; empty if the content has errors, which are in `examined`."""

    lines: tuple[Line, ...]
    examined: Result
    is_sound: bool
    restored: tuple[Path, ...] = ()
    """Files whose line ends were restored."""
    lost: tuple[Snapshot, ...] = ()
    """Our notes of witnesses whose registers no longer have the heads that we noted."""


def update(request: Request, seen: Sequence[Seen] = ()) -> Update:
    """Records each public record that is new or has changed since its last version, and the heads of witnesses where that is due.

    Records nothing if the checks find an error.

    Raises CannotCreate if the disk fails, another run holds the lock, or the clock is behind the register.
    """
    with register_lock(request.content):
        restored = restore_line_ends(request.content)
        content, examined = examine(replace(request, drafts=False))
        if content is None:
            return Update((), examined, is_sound=False, restored=restored)
        register, time = content.register or Register(), utc(content.now)
        if register.later:  # lines later than now were left out
            register = read_register(request.content)[0] or register
        versions = additions(content, register, time, releases_of(content))
        head = versions[-1].line.head if versions else register.head
        versions += notes(register, seen, time, head, also=bool(versions))
        if versions and register.lines and time < register.lines[-1].time:
            message = f"It is {time} by this clock, but the last line of the register is from {register.lines[-1].time}. Set the clock right."
            raise CannotCreate(message)
        if versions:
            record(request.content, register, versions)
        gone = tuple(note for one in seen if (note := lost(register, one)))
        lines = tuple(version.line for version in versions)
        return Update(lines, examined, is_sound=True, restored=restored, lost=gone)


def releases_of(content: Content) -> Released:
    """What makes the releases of versions, if the publisher has a prefix, from the site as it is now."""
    prefix = content.config.ocid_prefix

    @cache
    def site() -> Site:
        return index(content, {})

    def released(advert: Advert, version: int) -> bytes:
        shown = site().shown.get(key_of(advert)) if prefix else None
        return for_register(site(), shown, prefix, version) if prefix and isinstance(shown, Advert) else b""

    return released


def restore_line_ends(content: Path) -> tuple[Path, ...]:
    """Restores line ends that a program changed, and returns the files. The hashes are checked afterwards."""
    files = with_other_ends(content)
    write_files(files)
    return tuple(files)
