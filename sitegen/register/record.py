"""New versions → content/register.jsonl and its snapshots. A kill at any moment leaves a valid register."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.model.recording import Version
from sitegen.model.register import FILES, REGISTER, SNAPSHOTS, STAMPS, UNFINISHED, Line, Register
from sitegen.writing.create import CannotCreate
from sitegen.writing.write import FileLock, Timeout


@contextmanager
def register_lock(content: Path, wait: float = 60.0) -> Iterator[None]:
    """Locks the register. Raises CannotCreate if another run holds the lock for longer than `wait` seconds."""
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
    """Writes the snapshots and releases to the disk, then all the lines that name them at once.

    UNFINISHED names those files meanwhile: without it, leftovers of a kill would look like a cut register.
    """
    files = {name: data for version in versions for name, data in version.files.items()}
    _write_synced(content / UNFINISHED, "".join(f"{name}\n" for name in files).encode())
    for name, data in files.items():
        _write_synced(content / name, data)
    lines = b"".join(version.line.data + b"\n" for version in versions)
    _write_synced(content / REGISTER, register.data + lines)
    (content / UNFINISHED).unlink(missing_ok=True)


def undo_record(content: Path, data: bytes | None, lines: Sequence[Line]) -> None:
    """Restores the register before these unpublished lines: to `data`, or to no file if that is None."""
    files = [name for line in lines for name in line.files]
    _write_synced(content / UNFINISHED, "".join(f"{name}\n" for name in files).encode())
    if data is None:
        (content / REGISTER).unlink(missing_ok=True)
    else:
        _write_synced(content / REGISTER, data)
    for name in files:
        (content / name).unlink(missing_ok=True)
    (content / UNFINISHED).unlink(missing_ok=True)


def rewrite(content: Path, chain: Sequence[tuple[Line, Line]], texts: Mapping[str, bytes]) -> None:
    """Writes a register and its texts. `chain` has each line as it is now and as it was, `texts` the files of lines by hash.

    A line whose release is not among them has none, as its text was taken out. Files that no line named stay: they may show
    that lines are missing.
    """
    named = {line.file: texts[line.hash] for line, _ in chain}
    named |= {line.release_file: texts[line.release] for line, _ in chain if line.release in texts}
    left = {name for _, was in chain for name in was.files} - named.keys()
    _write_synced(content / UNFINISHED, "".join(f"{name}\n" for name in (*named, *left)).encode())
    for name, data in named.items():
        file = content / name
        if not file.is_file() or file.read_bytes() != data:
            _write_synced(file, data)
    _write_synced(content / REGISTER, b"".join(line.data + b"\n" for line, _ in chain))
    for name in left:
        (content / name).unlink(missing_ok=True)
    (content / UNFINISHED).unlink(missing_ok=True)


def put_redactions(content: Path, replaced: Mapping[Line, bytes]) -> None:
    """Puts these notes in place of the texts of lines, and deletes their releases, which said the same."""
    write_files({content / line.file: data for line, data in replaced.items()})
    for line in replaced:
        if line.release:
            (content / line.release_file).unlink(missing_ok=True)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Writes files with these bytes, each atomically."""
    for file, data in files.items():
        _write_synced(file, data)


def protect_line_ends(content: Path) -> Path | None:
    """Adds lines to .gitattributes so that git keeps the register's line ends. Returns the file; None if nothing changed or outside git."""
    root = next((place for place in content.absolute().parents if (place / ".git").exists()), None)
    home = content if (content / ".git").exists() else content.absolute().parent if root else None
    if home is None:
        return None
    file = home / ".gitattributes"
    before = file.read_text("utf-8", "surrogateescape") if file.is_file() else ""
    lacking = [
        line
        for line in attributes("" if home == content else content.name)
        if line not in before.splitlines()
    ]
    if not lacking:
        return None
    start = before if not before or before.endswith("\n") else f"{before}\n"
    file.write_text(
        start + "".join(f"{line}\n" for line in lacking), "utf-8", "surrogateescape", newline="\n"
    )
    return file


def attributes(folder: str) -> tuple[str, ...]:
    """The lines of .gitattributes that stop git from changing the register in a folder beside it."""
    below = f"/{folder}/" if folder else "/"
    return f"{below}{REGISTER}* -text", *(f"{below}{name}/** -text" for name in (SNAPSHOTS, STAMPS, FILES))


def _write_synced(place: Path, data: bytes) -> None:
    """Replaces a file atomically and syncs it to the disk."""
    place.parent.mkdir(parents=True, exist_ok=True)
    waiting = place.with_name(f".{place.name}.new")
    with waiting.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(place)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and need not be synced
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
