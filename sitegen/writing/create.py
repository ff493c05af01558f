"""Texts to start from → new files on disk, never in the place of something that is there but older schemas."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
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
