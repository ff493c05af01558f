"""The files below content/files/ → Attachments, with the number of pages of the PDFs that records name."""

import contextlib
import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from sitegen.model.attachment import Attachment


def survey(files: Path) -> dict[str, Attachment]:
    """Every file below `files` by its path there, in order. Links are listed, and never followed."""
    if not files.is_dir() or files.is_symlink():
        return {}
    found = sorted(_walk(files, ""), key=lambda attachment: attachment.path)
    return {attachment.path: attachment for attachment in found}


def count_pages(attachments: dict[str, Attachment], named: Collection[str]) -> dict[str, Attachment]:
    """The same attachments; those that are `named` and PDFs know their number of pages."""
    return {
        path: replace(attachment, pages=_pages(attachment.file))
        if path in named and attachment.type == "PDF" and not attachment.is_link
        else attachment
        for path, attachment in attachments.items()
    }


def _walk(folder: Path, inner: str) -> Iterator[Attachment]:
    with contextlib.suppress(OSError), os.scandir(folder) as items:  # what cannot be opened is not there
        for item in items:
            path = f"{inner}{item.name}"
            if item.name.startswith("."):
                continue
            if item.is_symlink():
                yield Attachment(path, Path(item.path), 0, is_link=True)
            elif item.is_dir():
                yield from _walk(Path(item.path), f"{path}/")
            elif item.is_file():
                yield Attachment(path, Path(item.path), item.stat().st_size)


def _pages(file: Path) -> int | None:
    import pikepdf  # noqa: PLC0415 - slow to import, and most sites have no PDF

    try:
        with pikepdf.open(file) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, OSError, RuntimeError):
        return None  # a broken or locked PDF is published as it is; its length stays unsaid
