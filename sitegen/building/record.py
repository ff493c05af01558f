"""New versions → content/register.jsonl and its snapshots; a kill at any moment leaves a register that holds."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.building.create import CannotCreate
from sitegen.building.write import FileLock, Timeout
from sitegen.model.register import REGISTER, UNFINISHED, Register, Version


@contextmanager
def alone(content: Path, wait: float = 60.0) -> Iterator[None]:
    """Keeps others from writing the register meanwhile. Raises CannotCreate when one does so for longer than `wait` seconds."""
    home = content.absolute().parent / ".sitegen"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "register.lock", timeout=wait):
            yield
    except Timeout:
        message = "Another run is writing to the register. Wait for it to finish, then try again."
        raise CannotCreate(message) from None
    except OSError as problem:
        message = f"The register of {content} cannot be written: {problem.strerror}."
        raise CannotCreate(message) from None


def record(content: Path, register: Register, versions: Sequence[Version]) -> None:
    """Writes the snapshots, and only when they are safe on the disk the lines that name them, all at once.

    What a kill leaves is named in UNFINISHED, or it would look as if the end of the register were gone.
    """
    _put(content / UNFINISHED, "".join(f"{version.line.file}\n" for version in versions).encode())
    for version in versions:
        _put(content / version.line.file, version.data)
    lines = b"".join(version.line.data + b"\n" for version in versions)
    _put(content / REGISTER, register.data + lines)
    (content / UNFINISHED).unlink(missing_ok=True)


def _put(place: Path, data: bytes) -> None:
    """The file with these bytes, or as it was."""
    place.parent.mkdir(parents=True, exist_ok=True)
    waiting = place.with_name(f".{place.name}.new")
    with waiting.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(place)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and needs no telling
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
