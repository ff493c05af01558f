"""The bytes of an attachment → why readers cannot open it, as far as the bytes show."""

import mmap
import zipfile
from pathlib import Path
from typing import Final

from sitegen.model.attachment import Obstacle

OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of the binary files of Office 97 to 2003 ([MS-CFB], 2.2), and of later files with a password."""
_ENTRY: Final = 128
"""Bytes of one entry in the directory of such a file: its name is at the start, the name's length at byte 64 (2.6.1)."""
_START: Final = 1024
"""Bytes within which a PDF has its header (ISO 32000-1, annex H, 3.4.1)."""
_ZIPPED: Final = frozenset((".docx", ".odg", ".odp", ".ods", ".odt", ".pptx", ".xlsx", ".zip"))
_PICTURES: Final = frozenset((".gif", ".jpeg", ".jpg", ".png", ".webp"))
_PICTURE: Final = (b"GIF8", b"\xff\xd8", b"\x89PNG", b"RIFF", b"BM")
"""First bytes of the pictures that every browser shows (GIF, JPEG, PNG, WebP, BMP), even under each other's names."""
_ENCRYPTED: Final = 1
"""The bit that a zipped part sets when it has a password (APPNOTE, 4.4.4)."""
_MANIFEST: Final = "META-INF/manifest.xml"
_LONGEST: Final = 1_000_000
"""Bytes of it that are read: a small zip file can unpack to more than a machine can hold."""


def obstacle(file: Path) -> Obstacle | None:
    """Why readers cannot open a file; None if they can, or if its bytes do not show it."""
    try:
        with file.open("rb") as opened:
            start = opened.read(_START)
        return _of(file, start) if start else "empty"
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return None


def _of(file: Path, start: bytes) -> Obstacle | None:
    suffix = file.suffix.lower()
    if suffix == ".pdf":
        return None if b"%PDF-" in start else "another-kind"
    if suffix in _PICTURES:
        return None if start.startswith(_PICTURE) else "another-kind"
    if suffix in _ZIPPED:
        return _of_zipped(file, start)
    return None


def _of_zipped(file: Path, start: bytes) -> Obstacle | None:
    if start.startswith(OLD_OFFICE):
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return "locked" if has_entry(data, "EncryptedPackage") else "another-kind"
    if not zipfile.is_zipfile(file):
        return "damaged" if start.startswith(b"PK") else "another-kind"
    with zipfile.ZipFile(file) as archive:
        return "locked" if _has_password(archive) else None


def _has_password(archive: zipfile.ZipFile) -> bool:
    """Whether any part has a password, in the way of zip files or of OpenDocument (ODF 1.3 part 2, 4.8.3)."""
    if any(part.flag_bits & _ENCRYPTED for part in archive.infolist()):
        return True
    if _MANIFEST not in archive.namelist():
        return False
    with archive.open(_MANIFEST) as manifest:
        return b"encryption-data" in manifest.read(_LONGEST)


def has_entry(data: mmap.mmap, name: str) -> bool:
    """Whether the directory of a binary office file has an entry of this name ([MS-CFB], 2.6.1)."""
    written = name.encode("utf-16-le")
    length = (len(written) + 2).to_bytes(2, "little")  # with the null at its end
    place = data.find(written)
    while place >= 0:
        if place % _ENTRY == 0 and data[place + 64 : place + 66] == length:
            return True
        place = data.find(written, place + 1)
    return False
