"""An attachment: a file that goes to the public site as it is."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import quote

from sitegen.model.media_types import MEDIA_TYPES

Obstacle = Literal["empty", "locked", "damaged", "another-kind"]
"""Why readers cannot open a file: nothing in it, a password, damage, or that it is not what its name says."""

_TYPES = {
    ".csv": "CSV",
    ".doc": "Word",
    ".docx": "Word",
    ".gif": "GIF image",
    ".html": "web page",
    ".jpeg": "JPEG image",
    ".jpg": "JPEG image",
    ".json": "JSON",
    ".md": "text",
    ".odp": "OpenDocument presentation",
    ".ods": "OpenDocument spreadsheet",
    ".odt": "OpenDocument text",
    ".pdf": "PDF",
    ".png": "PNG image",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".svg": "SVG image",
    ".txt": "text",
    ".webp": "WebP image",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".xml": "XML",
    ".zip": "ZIP",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file below content/files/: its path there, where it is on disk, its size in bytes.

    `is_link` tells a symbolic link, which is never published, and `has_twin` that another file has the same name in other characters. `pages` is the length of a PDF and `is_tagged` whether
    it tells a screen reader what is a heading and what a table (ISO 32000-1, 14.8); `has_macros` is of office files.
    `author` is who made a PDF or a JPEG picture, as the file itself says, and `has_place` whether a picture tells where.
    `obstacle` is why readers cannot open it, `is_active` whether something in it would run, and `digest` the SHA-256 of its bytes. None of these is known of a file that
    could not be opened, nor of one that no record names. `path` has each accented letter as one character (Unicode NFC),
    however the disk that `file` is on spells it.
    """

    path: str
    file: Path
    size: int
    is_link: bool = False
    has_twin: bool = False
    pages: int | None = None
    is_tagged: bool | None = None
    has_macros: bool | None = None
    author: str | None = None
    has_place: bool = False
    obstacle: Obstacle | None = None
    is_active: bool = False
    digest: str | None = None

    @property
    def address(self) -> str:
        """The attachment's path from the site's root, as links write it."""
        return f"/files/{quote(self.path)}"

    @property
    def type(self) -> str:
        """What kind of file it is, in the word people use: `PDF`."""
        return type_of(self.path)

    @property
    def media_type(self) -> str:
        """What kind of file it is, in the word that programs use (IANA): `application/pdf`."""
        return MEDIA_TYPES.get(PurePosixPath(self.path).suffix.lower(), "application/octet-stream")


def type_of(path: str) -> str:
    """What kind of file a path leads to, by its ending: `PDF`."""
    suffix = PurePosixPath(path).suffix.lower()
    return _TYPES.get(suffix, suffix.removeprefix(".").upper() or "file")


def is_known(path: str) -> bool:
    """Whether the end of a path is that of a kind of file which people attach."""
    return PurePosixPath(path).suffix.lower() in _TYPES
