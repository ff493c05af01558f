"""The files below content/ → Sources: each record's text, its collection and its id. A file can be listed and not read."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.register import FILES, REGISTER, SIGNATURE, SIGNERS, SNAPSHOTS, STAMPS
from sitegen.reading.conflicts import conflict
from sitegen.reading.encoding import decoded
from sitegen.reading.file_names import (
    in_a_cloud,
    is_of_the_system,
    is_passed_over,
    left_out_files,
    wrong_name,
)

SETTINGS = "site.yaml"
LARGEST = 2_000_000
"""Bytes; a longer text is a mistake, not a notice."""

_READABLE = "check that you are allowed to open it, and that no other program holds it"


@dataclass(frozen=True, slots=True)
class File:
    """One file of content, which need not have been read.

    `path` is as the author knows it, `folder` the file's folder within content/; `collection` and `id` are
    empty for site.yaml.
    """

    path: str
    folder: str
    collection: str
    id: str


@dataclass(frozen=True, slots=True)
class Source(File):
    """A file with its text. Lines end in a line feed, whatever the file has."""

    text: str


Found = Source | Diagnostic


def list_files(content: Path) -> Iterator[File | Diagnostic]:
    """The file of every record below `content` in the order of their paths, and a finding for each that cannot be one.

    What computers put there for themselves is left out, with one piece of advice about all of it at the end.
    """
    left: list[Path] = []
    for item in _entries(content, left):
        if isinstance(item, Diagnostic):
            yield item
        elif item.is_symlink():
            yield _symbolic_link(item.path)
        elif item.is_dir() and item.name in COLLECTIONS:
            yield from _list_folder(Path(item.path), item.name, item.name, left)
        elif item.is_dir():
            if item.name not in (FILES, SNAPSHOTS, STAMPS):
                yield _unknown_folder(item)
        elif item.name not in (SETTINGS, REGISTER, SIGNATURE, SIGNERS):
            yield _stray_file(item)
    if left:
        yield left_out_files([path.name for path in left], left[0].as_posix())


def read_settings(content: Path) -> Found:
    """The site's own settings, or a finding when they cannot be read."""
    path = content / SETTINGS
    with contextlib.suppress(OSError):  # read_file reports what is wrong
        if not path.exists():
            return error(
                "missing-settings",
                f"There is no {SETTINGS} here, so the site has no name and no address",
                path.as_posix(),
                hint="sitegen init makes a new site with one",
            )
    return read_file(path)


def _entries(folder: Path, left: list[Path]) -> Sequence[os.DirEntry[str] | Diagnostic]:
    """What is in `folder`, by name, without what is passed over; a finding if it cannot be opened.

    What computers made for themselves goes to `left`.
    """
    try:
        with os.scandir(folder) as items:
            found = sorted(items, key=lambda item: item.name)
    except OSError as problem:
        message = f"This folder cannot be opened: {problem.strerror}"
        return [error("cannot-read", message, folder.as_posix(), hint=_READABLE)]
    left.extend(Path(item.path) for item in found if is_of_the_system(item.name))
    clouded = [_not_downloaded(folder, name) for item in found if (name := in_a_cloud(item.name))]
    return [*clouded, *(item for item in found if not is_passed_over(item.name))]


def _not_downloaded(folder: Path, name: str) -> Diagnostic:
    message = f"“{name}” is in iCloud and not on this computer, so it cannot be read"
    hint = "open the folder in Finder and click the cloud beside the file, or keep the folder out of iCloud"
    return error("cannot-read", message, (folder / name).as_posix(), hint=hint)


def _stray_file(item: "os.DirEntry[str]") -> Diagnostic:
    return warning(
        "stray-file",
        f"“{item.name}” is not used",
        Path(item.path).as_posix(),
        hint=f"records belong in one of the folders {', '.join(COLLECTIONS)}; attachments in {FILES}",
    )


def _list_folder(folder: Path, collection: str, inner: str, left: list[Path]) -> Iterator[File | Diagnostic]:
    for item in _entries(folder, left):
        if isinstance(item, Diagnostic):
            yield item
        elif item.is_symlink():
            yield _symbolic_link(item.path)
        elif item.is_dir():
            yield from _list_folder(Path(item.path), collection, f"{inner}/{item.name}", left)
        else:
            path = Path(item.path)
            wrong = wrong_name(path.name, collection, path.as_posix())
            yield wrong or File(path.as_posix(), inner, collection, path.stem)


def read_source(file: File) -> Found:
    """The text of a file that was listed, or the finding of `read_file`."""
    return read_file(Path(file.path), file.folder, file.collection, file.id)


def read_file(path: Path, folder: str = "", collection: str = "", stem: str = "") -> Found:
    """The text of one file, or a finding when it is no text in UTF-8 that can be shown."""
    name, data = path.as_posix(), read_data(path)
    text = data if isinstance(data, Diagnostic) else decoded(data, name)
    if isinstance(text, Diagnostic):
        return text
    return conflict(text, name) or Source(name, folder, collection, stem, text)


def read_data(path: Path) -> bytes | Diagnostic:
    """The bytes of one file, or a finding when it cannot be read or is longer than `LARGEST`."""
    name = path.as_posix()
    try:
        # Anything but a file, such as a pipe, could keep us waiting for ever.
        data = path.read_bytes() if path.is_file() else None
    except OSError as problem:
        return error("cannot-read", f"This file cannot be read: {problem.strerror}", name, hint=_READABLE)
    if data is None:
        return error("cannot-read", "This is not a file of text", name, hint="put a file in its place")
    if len(data) > LARGEST:
        return error(
            "too-long",
            f"This file is longer than {LARGEST:,} bytes",
            name,
            hint="put long documents into attachments",
        )
    return data


def _symbolic_link(path: str) -> Diagnostic:
    return error(
        "symbolic-link",
        "This is a symbolic link, a pointer to a file kept elsewhere",
        Path(path).as_posix(),
        hint="put the file itself here, so that what is published is what is in content/",
    )


def _unknown_folder(item: "os.DirEntry[str]") -> Diagnostic:
    close = get_close_matches(item.name, [*COLLECTIONS, FILES], n=1)
    return error(
        "unknown-folder",
        f"“{item.name}” is not a folder that content can have",
        Path(item.path).as_posix(),
        hint=f"did you mean “{close[0]}”?"
        if close
        else f"the folders are {', '.join(COLLECTIONS)} and {FILES}",
    )
