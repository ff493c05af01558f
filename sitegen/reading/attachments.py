"""The files below content/files/ → Attachments, with what is inside the PDFs, pictures and office files that records name."""

import contextlib
import mmap
import os
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.model.attachment import Attachment
from sitegen.reading.metadata import ENOUGH, Origins, origins, packet

if TYPE_CHECKING:
    import pikepdf

_OFFICE: Final = frozenset(
    """
    .doc .docm .docx .dot .dotm .dotx .odg .odp .ods .odt .otg .otp .ots .ott .pot .potm .potx .ppam .pps .ppsm
    .ppsx .ppt .pptm .pptx .rtf .xla .xlam .xls .xlsb .xlsm .xlsx .xlt .xltm .xltx
    """.split()  # noqa: SIM905 - a line for each would hide the rest
)
"""How the names of office files end. What is in them is told by their bytes, whichever of these it is."""
_OLD: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the binary files of Office 97 to 2003 begin ([MS-CFB], 2.2)."""
_ENTRY: Final = 128
"""Bytes of one entry in the directory of such a file; its name stands at the start, its length 64 bytes on (2.6.1)."""
_OLD_MACROS: Final = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "_VBA_PROJECT_CUR"))
_NEW_MACROS: Final = re.compile(
    r"(?:^|/)vbaproject\.bin$|^xl/macrosheets/.|^basic/[^/]+/(?!script-l[bc]\.xml$).|^scripts/.+/.",
    re.IGNORECASE,
)
"""The parts of a zipped office file that hold macros: of Word, Excel and PowerPoint; of old Excel; of OpenDocument."""


def survey(files: Path) -> dict[str, Attachment]:
    """Every file below `files` by its path there, in order. Links are listed, and never followed."""
    if not files.is_dir() or files.is_symlink():
        return {}
    found = sorted(_walk(files, ""), key=lambda attachment: attachment.path)
    return {attachment.path: attachment for attachment in found}


def inspect(attachments: dict[str, Attachment], named: Collection[str]) -> dict[str, Attachment]:
    """The same attachments; of those that are `named`, PDFs, pictures and office files tell what is inside."""
    return {
        path: _look_inside(_digested(attachment)) if path in named and not attachment.is_link else attachment
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


def _digested(attachment: Attachment) -> Attachment:
    """With the digest of its bytes, by which whoever uses them knows when they change."""
    try:
        with attachment.file.open("rb") as opened:
            return replace(attachment, digest=file_digest(opened, "sha256").hexdigest())
    except OSError:
        return attachment


def _look_inside(attachment: Attachment) -> Attachment:
    if attachment.type == "PDF":
        return _look_inside_pdf(attachment)
    if attachment.type.endswith("image"):
        return _look_inside_picture(attachment)
    if attachment.file.suffix.lower() in _OFFICE:
        return replace(attachment, has_macros=_has_macros(attachment.file))
    return attachment


def _look_inside_pdf(attachment: Attachment) -> Attachment:
    import pikepdf  # noqa: PLC0415 - slow to import, and most sites have no PDF

    try:
        with pikepdf.open(attachment.file) as pdf:
            described = packet(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else Origins()
            author = str(pdf.docinfo.get("/Author", "")).strip() or described.author
            is_tagged, has_place = _is_tagged(pdf), described.has_place
            return replace(
                attachment, pages=len(pdf.pages), is_tagged=is_tagged, author=author, has_place=has_place
            )
    except (pikepdf.PdfError, OSError, RuntimeError, ValueError, TypeError, AttributeError, KeyError):
        return attachment  # a broken or locked PDF is published as it is; what is inside stays unsaid


def _is_tagged(pdf: "pikepdf.Pdf") -> bool:
    """Whether the catalogue says that the document is tagged, and there is a structure with something in it."""
    marks, structure = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    return bool(marks is not None and marks.get("/Marked") and structure is not None and "/K" in structure)


def _has_macros(file: Path) -> bool | None:
    """Whether an office file holds macros, whatever its name ends with; none when it could not be read."""
    try:
        with file.open("rb") as opened:
            is_old = opened.read(len(_OLD)) == _OLD
        return _has_old_macros(file) if is_old else _has_new_macros(file)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return None


def _has_new_macros(file: Path) -> bool | None:
    if not zipfile.is_zipfile(file):
        return None
    with zipfile.ZipFile(file) as archive:
        return any(_NEW_MACROS.search(name) for name in archive.namelist())


def _has_old_macros(file: Path) -> bool:
    """Whether the directory of a binary file has an entry that Word and Excel give to macros.

    PowerPoint packs its macros away, so that theirs are not found.
    """
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return any(_is_entry(data, name) for name in _OLD_MACROS)


def _is_entry(data: mmap.mmap, name: bytes) -> bool:
    length = (len(name) + 2).to_bytes(2, "little")  # with the null at its end
    place = data.find(name)
    while place >= 0:
        if place % _ENTRY == 0 and data[place + 64 : place + 66] == length:
            return True
        place = data.find(name, place + 1)
    return False


def _look_inside_picture(attachment: Attachment) -> Attachment:
    try:
        with attachment.file.open("rb") as opened:
            made = origins(opened.read(ENOUGH))
    except OSError:
        return attachment
    return replace(attachment, author=made.author, has_place=made.has_place)
