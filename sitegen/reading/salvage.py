"""A register with conflict marks or other line ends, left by git or an editor → its intact lines and snapshots."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.model.chain import is_mark
from sitegen.model.redaction import is_redacted
from sitegen.model.register import FILES, REGISTER, RELEASE_END, SNAPSHOTS, WITH_RELEASE, Line, digest
from sitegen.model.snapshot import FORMAT, decoded

_TYPES = {"reference": str, "id": str, "version": int, "time": str, "hash": str, "previous": str}
_ADDED = {1: {}, FORMAT: {"collection": str}, WITH_RELEASE: {"release": str}}
"""The field that each format has beside those."""


def parsed_line(raw: bytes) -> Line | None:
    """The line of a register; None unless its bytes are exactly as sitegen writes them."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    further = _ADDED.get(found.pop("format", 1))
    if further is None or {name: type(value) for name, value in found.items()} != {**_TYPES, **further}:
        return None
    line = Line(**found)
    try:
        return line if line.data + b"\n" == raw else None
    except UnicodeEncodeError:
        return None


def bytes_of(file: Path) -> bytes:
    """The bytes of a file; empty if it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def with_line_feeds(data: bytes) -> bytes:
    """The bytes with line feeds as line ends."""
    return data.replace(b"\r\n", b"\n")


def lines_in(data: bytes) -> list[Line] | None:
    """The lines of a register, ignoring line ends and conflict marks; None if one is damaged."""
    found = [parsed_line(raw) for raw in with_line_feeds(data).splitlines(keepends=True) if not is_mark(raw)]
    whole = [line for line in found if line]
    return whole if len(whole) == len(found) else None


def texts_in(content: Path) -> Mapping[str, bytes]:
    """{hash: bytes} of every snapshot and release. Each is one line, and a file with a conflict has both sides."""
    return {
        digest(raw.removesuffix(b"\n") if file.name.endswith(RELEASE_END) else raw): raw
        for file in (content / SNAPSHOTS).rglob("*.json")
        for raw in with_line_feeds(file.read_bytes()).splitlines(keepends=True)
        if not is_mark(raw)
    }


def redaction_in(file: Path, line: Line) -> bytes | None:
    """The redaction in place of a line's snapshot, on either side of a conflict; None if it was not redacted."""
    sides = with_line_feeds(bytes_of(file)).splitlines(keepends=True)
    return next((side for side in sides if is_redacted(line, side)), None)


def with_other_ends(content: Path) -> Mapping[Path, bytes]:
    """{file: right bytes} of the register's files, and of attached files that it recorded, whose line ends were changed."""
    files = (content / REGISTER, *sorted((content / SNAPSHOTS).rglob("*.json")))
    found = {file: file.read_bytes() for file in files if file.is_file()}
    wrong = {file: with_line_feeds(data) for file, data in found.items() if b"\r\n" in data}
    return {**wrong, **_attached_with_other_ends(content, found.values())}


def _attached_with_other_ends(content: Path, snapshots: Iterable[bytes]) -> Mapping[Path, bytes]:
    """The same for attached files: those that are as recorded but for their line ends."""
    held = (decoded(with_line_feeds(data)) or {} for data in snapshots if b'"attachments"' in data)
    files = [found for one in held if isinstance(found := one.get("attachments"), dict)]
    recorded = {(path, hashed) for found in files for path, hashed in found.items()}
    wrong = {}
    for path in {path for path, _ in recorded}:
        data = bytes_of(content / FILES / path)
        right = with_line_feeds(data)
        if right != data and (path, digest(data)) not in recorded and (path, digest(right)) in recorded:
            wrong[content / FILES / path] = right
    return wrong
