"""The file content/register.jsonl and its snapshots → the register, or its first fault."""

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.chain import forks, is_mark
from sitegen.model.record import Key
from sitegen.model.redaction import is_redacted
from sitegen.model.register import (
    FIRST,
    REGISTER,
    REPLACED,
    SNAPSHOTS,
    STAMPS,
    UNFINISHED,
    WITH_RELEASE,
    WITNESSES,
    Line,
    Register,
    digest,
)
from sitegen.model.scalars import SLUG, AdvertRef
from sitegen.model.snapshot import FORMAT, Snapshot, decoded
from sitegen.model.versions import newer_writer, not_read
from sitegen.reading.salvage import bytes_of, lines_in, parsed_line, with_line_feeds
from sitegen.reading.signature import read_signature
from sitegen.reading.snapshots import as_shown
from sitegen.reading.stamps import read_stamps

RESTORE = "restore the file from git; sitegen register update is the only thing that should write it"
_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


_Files = tuple[Mapping[str, Snapshot], Mapping[str, Snapshot], Mapping[str, bytes]]
"""The snapshots, what pages show of those that they do not show whole, and the releases, by the paths of their files."""


def read_register(content: Path) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """The register of a site, and findings about its signature. With a fault, or without a register: None, and the fault if any."""
    path, recorded = content / REGISTER, _recorded(content)
    if not path.exists():
        return None, tuple(_missing_end(path, recorded))
    try:
        data = path.read_bytes()
    except OSError as problem:
        return None, (_damaged(path, 1, f"The register cannot be read: {problem.strerror}"),)
    lines = chain(data)
    if isinstance(lines, Break):
        wrong = data.splitlines()[lines.number - 1]
        return None, (
            _git_damage(path, data)
            or _newer(path, wrong, WITH_RELEASE)
            or _damaged(path, lines.number, lines.words),
        )
    files = _files(content, path, lines)
    if isinstance(files, Diagnostic):
        return None, (files,)
    held, shown, releases = files
    if cut := tuple(_missing_end(path, recorded.difference(name for line in lines for name in line.files))):
        return None, cut
    signature, doubts = read_signature(content, data)
    snapshots = _compared(lines, {**held, **shown})
    register = Register(lines, path.as_posix(), snapshots, shown, releases, signature=signature)
    stamps, unknown = read_stamps(content, register.heads.keys()) if (content / STAMPS).is_dir() else ((), ())
    return replace(register, stamps=stamps), (*doubts, *unknown)


def _files(content: Path, path: Path, lines: Sequence[Line]) -> _Files | Diagnostic:
    """The files that lines name, or what is wrong with the first that is not as it was recorded."""
    held, shown, releases = dict[str, Snapshot](), dict[str, Snapshot](), dict[str, bytes]()
    for number, line in enumerate(lines, start=1):
        if found := _snapshot_fault(content, line, held, shown):
            file = content / line.file
            return (
                _git_damage_to(file, line.hash)
                or _newer(file, bytes_of(file))
                or _damaged(path, number, found)
            )
        if line.release and (found := _release_fault(content, line, held, releases)):
            file = content / line.release_file
            hint = RESTORE if line.file in held else f"delete {file.as_posix()}"
            return _git_damage_to(file, line.release, b"\n") or _damaged(path, number, found, hint)
    return held, shown, releases


def _compared(lines: Sequence[Line], found: Mapping[str, Snapshot]) -> Mapping[str, Snapshot]:
    """The snapshots of records with several versions, and of notes."""
    versions, notes = Counter(line.key for line in lines), (WITNESSES, REPLACED.collection)
    return {
        line.file: found[line.file] for line in lines if versions[line.key] > 1 or line.collection in notes
    }


@dataclass(frozen=True, slots=True)
class Break:
    """The number, from 1, of the first line with a fault, and what is wrong with it."""

    number: int
    words: str


def chain(data: bytes) -> tuple[Line, ...] | Break:
    """The lines of a register if each follows from the one before; otherwise the first break."""
    lines: list[Line] = []
    versions: dict[Key, int] = {}
    head = FIRST
    for number, raw in enumerate(data.splitlines(keepends=True), start=1):
        line = parsed_line(raw)
        wrong = (
            _fault(line, lines, head, versions)
            if line
            else "This line is not in the form that sitegen writes"
        )
        if line is None or wrong:
            return Break(number, wrong)
        lines.append(line)
        head = digest(raw.removesuffix(b"\n"))
        versions[line.key] = line.version
    return tuple(lines)


def unlisted(register: Register) -> list[str]:
    """Snapshots and releases that no line names, because an update was stopped half-way."""
    named = (name for line in register.lines for name in line.files)
    return sorted(_snapshots(register.folder).difference(named))


def _recorded(content: Path) -> set[str]:
    """The snapshots and releases that lines must name: all except those of an update in progress.

    Called before the register is read: an update that ends in between must not look like a fault.
    """
    there = _snapshots(content)
    try:
        return there.difference((content / UNFINISHED).read_text("utf-8", "replace").splitlines())
    except OSError:
        return there


def _snapshots(content: Path) -> set[str]:
    """The paths of all snapshots and releases. Those of adverts are in a folder by their id, others in one more by their collection."""
    return set(_below(content / SNAPSHOTS, SNAPSHOTS, 2))


def _below(folder: Path | str, name: str, depth: int) -> Iterator[str]:
    for item in _within(folder):
        inner = f"{name}/{item.name}"
        if depth and not item.name.endswith(".json"):
            yield from _below(item.path, inner, depth - 1)
        elif item.name.endswith(".json") and depth < 2:  # noqa: PLR2004 - none lies beside the folders
            yield inner


def _within(folder: Path | str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _missing_end(path: Path, missing: Collection[str]) -> Iterator[Diagnostic]:
    """The finding that the register or its end is missing, since no line names these snapshots."""
    if missing:
        first, others = min(missing), len(missing) - 1
        more = f" and {others} more" if others else ""
        gone = "Lines at the end of the register are gone" if path.exists() else "The register is gone"
        message = f"{gone}, although what it recorded is still there: {first}{more}"
        hint = (
            f"get the file back from version control, as with git checkout -- {path.as_posix()}; "
            f"if nobody is to know of what was recorded, delete {'those files' if others else 'that file'} too"
        )
        yield error("register-cut", message, path.as_posix(), hint=hint)


def _fault(line: Line, before: list[Line], head: str, versions: Mapping[Key, int]) -> str:
    """Why a line does not follow from the lines before, which end with this head; "" if it does."""
    if line.previous != head:
        return (
            "This line does not follow from the one before: one was changed, taken out, repeated or moved"
            if before
            else "This is not the first line that was written: those before it are gone"
        )
    if line.version != versions.get(line.key, 0) + 1:
        return f"The versions of “{line.id}” are not numbered one by one"
    if (
        not all(re.fullmatch(SLUG, name) for name in line.key)
        or not all(_HASH.fullmatch(found) for found in (line.hash, line.release or line.hash))
        or not _TIME.fullmatch(line.time)
    ):
        return "This line is not in the form that sitegen writes"
    return "This line is older than the one before" if before and line.time < before[-1].time else ""


def _snapshot_fault(content: Path, line: Line, held: dict[str, Snapshot], shown: dict[str, Snapshot]) -> str:
    """What is wrong with the snapshot of a line; "" if nothing: then it goes to `held`.

    If it has words that no page shows, the rest goes to `shown`.
    """
    try:
        with open(f"{content}/{line.file}", "rb") as file:  # noqa: PTH123 - a path is slow to make, and there may be thousands
            data = file.read()
    except OSError:
        return f"The file {line.file}, which this line is about, cannot be read"
    found = decoded(data)
    if digest(data) != line.hash:
        if found and is_redacted(line, data):
            shown[line.file] = found
            return ""
        return f"The file {line.file} is not the one that was published"
    if found is None or not _is_about(line, found):
        return f"The file {line.file} is about another notice"
    held[line.file] = found
    if (left := as_shown(data, found)) is not None:
        shown[line.file] = left
    return ""


def _release_fault(
    content: Path, line: Line, held: Mapping[str, Snapshot], releases: dict[str, bytes]
) -> str:
    """What is wrong with the release of a line; "" if nothing: then it goes to `releases`.

    One whose text was taken out (it is not in `held`) must be gone too, as it says the same.
    """
    name = line.release_file
    try:
        with open(f"{content}/{name}", "rb") as file:  # noqa: PTH123 - as above
            data = file.read()
    except OSError:
        return f"The file {name}, which this line is about, cannot be read" if line.file in held else ""
    if line.file not in held:
        return f"The file {name} is still there, although the text of that version was taken out"
    release = data.removesuffix(b"\n")
    if digest(release) != line.release or release == data:
        return f"The file {name} is not the one that was recorded"
    releases[name] = release
    return ""


def _is_about(line: Line, found: Snapshot) -> bool:
    collection, name = found.get("collection", AdvertRef.collection), found.get("id")
    return (collection, name, found.get("reference", name)) == (*line.key, line.reference)


def _git_damage(path: Path, data: bytes) -> Diagnostic | None:
    """The finding about damage by git that sitegen can repair; None for any other."""
    lines = lines_in(data)
    if lines and (forks(lines) or any(map(is_mark, data.splitlines(keepends=True)))):
        message = "Two branches that each recorded a version were merged, so that the register has two ends"
        hint = (
            "run sitegen register merge: it puts their lines one after the other, those that are live first"
        )
        return error("merged-register", message, path.as_posix(), hint=hint)
    return _other_ends(path) if lines and b"\r\n" in data else None


def _git_damage_to(file: Path, hashed: str, end: bytes = b"") -> Diagnostic | None:
    """The same for a snapshot or a release with this hash, which leaves out the `end` of the file."""
    data = bytes_of(file)
    right = with_line_feeds(data)
    return _other_ends(file) if right != data and digest(right.removesuffix(end)) == hashed else None


def _newer(file: Path, data: bytes, known: int = FORMAT) -> Diagnostic | None:
    """The finding about a line or a snapshot in a newer format than `known`; None for any other."""
    with suppress(ValueError, RecursionError):
        if writer := newer_writer(json.loads(data), known):
            message, hint = not_read("This part of the register", writer)
            return error("newer-format", message, file.as_posix(), hint=hint)
    return None


def _other_ends(file: Path) -> Diagnostic:
    message = "The ends of the lines in this file were changed, as git on Windows does, so that no hash fits"
    hint = (
        "run sitegen register update: it puts them back, and has .gitattributes tell git to leave them alone"
    )
    return error("changed-line-ends", message, file.as_posix(), hint=hint)


def _damaged(path: Path, number: int, message: str, hint: str = RESTORE) -> Diagnostic:
    return error("damaged-register", message, path.as_posix(), Span.at(number, 1), hint)
