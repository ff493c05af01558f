"""Texts to start from → new files on disk, never in the place of something that is there but older schemas."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import EEXIST
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory


class CannotCreate(Exception):  # noqa: N818 - named as CannotWrite is
    """Something is there already, or the disk does not take it. The words are for people."""


RETITLE = "Choose another title; you can change it in the file later."


def create_record(content: Path, path: str, text: str, instead: str = RETITLE) -> Path:
    """Makes the file of a record below `content`, and gives its path.

    Raises CannotCreate, which says what to do instead; also when a folder within the collection holds a file of that name: both would have one id.
    """
    file = content / path
    for there in content.glob(f"{Path(path).parent}/**/{file.name}"):
        message = f"{there} is there already. {instead}"
        raise CannotCreate(message)
    with in_words(file):
        _write(file, text)
    return file


def create_text(file: Path, text: str) -> None:
    """Makes a file. Raises CannotCreate, also when it is there."""
    with in_words(file):
        _write(file, text)


def replace_text(file: Path, text: str, mark: str) -> None:
    """Makes a file, in place of one that holds `mark`. Raises CannotCreate, also when another file is there."""
    with in_words(file):
        if file.is_file() and mark in file.read_text("utf-8", "replace"):
            file.unlink()
        _write(file, text)


def create_site(folder: Path, files: Mapping[str, str], folders: Iterable[str]) -> None:
    """Makes a site in `folder` from its files and its empty folders, the content all at once or not at all.

    A file beside the content that is there already, such as .gitignore, stays as it is. Raises CannotCreate.
    """
    if os.path.lexists(folder / "content"):
        message = f"{folder / 'content'} is there already. Name another folder for the new site."
        raise CannotCreate(message)
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".sitegen-", dir=folder) as staging:
            for path, text in files.items():
                _write(Path(staging, path), text)
            for name in folders:
                Path(staging, name).mkdir(parents=True)
            for made in Path(staging).iterdir():
                if not os.path.lexists(folder / made.name):
                    made.rename(folder / made.name)


def create_records(content: Path, texts: Mapping[str, str], settings: str | None) -> None:
    """Makes the files of records below `content` by their paths, and replaces site.yaml by `settings`: all of it, or nothing.

    Raises CannotCreate, also when one of the files is there.
    """
    made: list[Path] = []
    with in_words(content), TemporaryDirectory(prefix=".sitegen-", dir=content) as staging:
        for path, text in texts.items():
            _write(Path(staging, path), text)
        try:
            for path in texts:
                _place(Path(staging, path), content / path)
                made.append(content / path)
            if settings is not None:
                _replace(content / "site.yaml", settings, Path(staging))
        except BaseException:
            for file in made:
                file.unlink(missing_ok=True)
            raise


def _place(new: Path, file: Path) -> None:
    """Puts a file in its place. Raises FileExistsError instead of replacing another."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(new, file)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if os.path.lexists(file):
            raise FileExistsError(EEXIST, os.strerror(EEXIST)) from None
        new.rename(file)


def _replace(file: Path, text: str, staging: Path) -> None:
    """Replaces a text at once, with the line ends and the permissions that it has."""
    was = file.read_bytes()
    mark = "\ufeff" if was.startswith(b"\xef\xbb\xbf") else ""
    new = staging / file.name
    with new.open("x", encoding="utf-8", newline="\r\n" if b"\r\n" in was else "\n") as opened:
        opened.write(f"{mark}{text}")
    copymode(file, new)
    new.replace(file.resolve())


def write_texts(folder: Path, texts: Mapping[str, str]) -> int:
    """Writes files that the program makes into `folder`, over older ones, and tells how many. Raises CannotCreate."""
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(texts)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as new:
        new.write(text)


@contextmanager
def in_words(place: Path, verb: str = "made") -> Iterator[None]:
    """What the system refuses becomes CannotCreate, in words: that the place cannot be made, or what else was to be done with it."""
    try:
        yield
    except OSError as problem:
        message = f"{place} cannot be {verb}: {problem.strerror}."
        raise CannotCreate(message) from None
