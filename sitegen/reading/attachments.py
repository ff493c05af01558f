"""The files below content/files/ → Attachments, with what is inside the PDFs, pictures and office files that records name."""

import contextlib
import mmap
import os
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.model.attachment import Attachment
from sitegen.reading.activity import is_active
from sitegen.reading.metadata import ENOUGH, Origins, origins, xmp_origins
from sitegen.reading.obstacles import OLD_OFFICE, has_entry, obstacle
from sitegen.reading.private_tables import holds_responses

if TYPE_CHECKING:
    import pikepdf

_OFFICE: Final = frozenset(
    """
    .doc .docm .docx .dot .dotm .dotx .odg .odp .ods .odt .otg .otp .ots .ott .pot .potm .potx .ppam .pps .ppsm
    .ppsx .ppt .pptm .pptx .rtf .xla .xlam .xls .xlsb .xlsm .xlsx .xlt .xltm .xltx
    """.split()  # noqa: SIM905 - a line for each would hide the rest
)
"""Name endings of office files. What is in a file is read from its bytes, not from its ending."""
_OLD_MACROS: Final = ("_VBA_PROJECT", "_VBA_PROJECT_CUR")
_NEW_MACROS: Final = re.compile(
    r"(?:^|/)vbaproject\.bin$|^xl/macrosheets/.|^basic/[^/]+/(?!script-l[bc]\.xml$).|^scripts/.+/.",
    re.IGNORECASE,
)
"""The parts of a zipped office file that hold macros: of Word, Excel and PowerPoint; of old Excel; of OpenDocument."""


def survey(files: Path) -> dict[str, Attachment]:
    """Every file below `files`, by its path there, in order. Symbolic links are listed but not followed.

    Macs write “é” as two characters in names, other systems as one: a path here always has one (Unicode NFC).
    """
    if not files.is_dir() or files.is_symlink():
        return {}
    found: dict[str, Attachment] = {}
    for attachment in sorted(_walk(files, ""), key=lambda attachment: (attachment.path, attachment.file)):
        found[attachment.path] = replace(attachment, has_twin=attachment.path in found)
    return found


def inspect(attachments: dict[str, Attachment], named: Collection[str]) -> dict[str, Attachment]:
    """The same attachments; those in `named` also have a digest and, if PDF, picture or office file, what is inside.

    Private tables are looked for in all: who shares the content shares them.
    """
    looked = ((path, _with_privacy(attachment)) for path, attachment in attachments.items())
    return {
        path: _look_inside(_digested(attachment)) if path in named and not attachment.is_link else attachment
        for path, attachment in looked
    }


def _with_privacy(attachment: Attachment) -> Attachment:
    is_private = not attachment.is_link and holds_responses(attachment.file)
    return replace(attachment, holds_responses=True) if is_private else attachment


def _walk(folder: Path, inner: str) -> Iterator[Attachment]:
    with (
        contextlib.suppress(OSError),
        os.scandir(folder) as items,
    ):  # a folder that cannot be opened counts as empty
        for item in items:
            path = f"{inner}{unicodedata.normalize('NFC', item.name)}"
            if item.name.startswith("."):
                continue
            if item.is_symlink():
                yield Attachment(path, Path(item.path), 0, is_link=True)
            elif item.is_dir():
                yield from _walk(Path(item.path), f"{path}/")
            elif item.is_file():
                yield Attachment(path, Path(item.path), item.stat().st_size)


def _digested(attachment: Attachment) -> Attachment:
    """The attachment with the SHA-256 digest of its bytes; unchanged if it cannot be read."""
    try:
        with attachment.file.open("rb") as opened:
            return replace(attachment, digest=file_digest(opened, "sha256").hexdigest())
    except OSError:
        return attachment


def _look_inside(attachment: Attachment) -> Attachment:
    found, runs = obstacle(attachment.file), is_active(attachment.file)
    attachment = replace(attachment, obstacle=found, is_active=runs)
    if attachment.type == "PDF":
        return attachment if attachment.obstacle else _look_inside_pdf(attachment)
    if attachment.type.endswith("image"):
        return _look_inside_picture(attachment)
    if attachment.file.suffix.lower() in _OFFICE:
        return replace(attachment, has_macros=_has_macros(attachment.file))
    return attachment


def _look_inside_pdf(attachment: Attachment) -> Attachment:
    import pikepdf  # noqa: PLC0415 - slow to import, and most sites have no PDF

    try:
        with pikepdf.open(attachment.file) as pdf:
            attachment = replace(attachment, pages=len(pdf.pages), is_tagged=_is_tagged(pdf))
            return _with_origins(attachment, pdf)
    except pikepdf.PasswordError:
        return replace(attachment, obstacle="locked")
    except Exception:  # noqa: BLE001 - a PDF can be broken in more ways than the library names, and none may stop a site
        return replace(attachment, obstacle=None if attachment.pages else "damaged")


def _with_origins(attachment: Attachment, pdf: "pikepdf.Pdf") -> Attachment:
    described = xmp_origins(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else Origins()
    author = str(pdf.docinfo.get("/Author", "")).strip() or described.author
    return replace(attachment, author=author, has_place=described.has_place)


def _is_tagged(pdf: "pikepdf.Pdf") -> bool:
    """Whether the catalogue says that the document is tagged, and there is a structure with something in it."""
    marks, structure = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    return bool(marks is not None and marks.get("/Marked") and structure is not None and "/K" in structure)


def _has_macros(file: Path) -> bool | None:
    """Whether an office file holds macros, judged by its bytes; None if it cannot be read."""
    try:
        with file.open("rb") as opened:
            is_old = opened.read(len(OLD_OFFICE)) == OLD_OFFICE
        return _has_old_macros(file) if is_old else _has_new_macros(file)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return None


def _has_new_macros(file: Path) -> bool | None:
    if not zipfile.is_zipfile(file):
        return None
    with zipfile.ZipFile(file) as archive:
        return any(_NEW_MACROS.search(name) for name in archive.namelist())


def _has_old_macros(file: Path) -> bool:
    """Whether the directory of a binary file has an entry that Word and Excel use for macros.

    PowerPoint compresses its macros, so they are not found.
    """
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return any(has_entry(data, name) for name in _OLD_MACROS)


def _look_inside_picture(attachment: Attachment) -> Attachment:
    try:
        with attachment.file.open("rb") as opened:
            made = origins(opened.read(ENOUGH))
    except OSError:
        return attachment
    return replace(attachment, author=made.author, has_place=made.has_place)
