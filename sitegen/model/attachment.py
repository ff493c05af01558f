"""An attachment: a file that goes to the public site as it is."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import quote

from sitegen.model.media_types import MEDIA_TYPES

Obstacle = Literal["empty", "locked", "damaged", "another-kind"]
"""Why readers cannot open a file: it is empty, has a password, is damaged, or is another kind than its name says."""

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
    """A file below content/files/. The fields from `pages` on are unknown if it cannot be opened or no record names it."""

    path: str
    """Its path below content/files/, in Unicode NFC whatever form the disk uses."""
    file: Path
    size: int
    """In bytes."""
    is_link: bool = False
    """Whether it is a symbolic link, which is never published."""
    has_twin: bool = False
    """Whether another file has the same name in other characters."""
    pages: int | None = None
    is_tagged: bool | None = None
    """Whether a PDF has tags for screen readers (ISO 32000-1, 14.8)."""
    has_macros: bool | None = None
    author: str | None = None
    """The author in the metadata of a PDF or a JPEG picture."""
    has_place: bool = False
    """Whether a picture has the place where it was taken."""
    obstacle: Obstacle | None = None
    """Why readers cannot open it."""
    is_active: bool = False
    """Whether it contains something that would run."""
    holds_responses: bool = False
    """Whether it is a private table of responses to a market test, named by a record or not."""
    digest: str | None = None
    """The SHA-256 of its bytes."""

    @property
    def address(self) -> str:
        """The attachment's path from the site's root, as links write it."""
        return f"/files/{quote(self.path)}"

    @property
    def type(self) -> str:
        """The kind of file, as people call it: `PDF`."""
        return type_of(self.path)

    @property
    def media_type(self) -> str:
        """The media type (IANA): `application/pdf`."""
        return MEDIA_TYPES.get(PurePosixPath(self.path).suffix.lower(), "application/octet-stream")


def type_of(path: str) -> str:
    """The kind of file, by the ending of its path: `PDF`."""
    suffix = PurePosixPath(path).suffix.lower()
    return _TYPES.get(suffix, suffix.removeprefix(".").upper() or "file")


def is_known(path: str) -> bool:
    """Whether the path ends like a kind of file that people attach."""
    return PurePosixPath(path).suffix.lower() in _TYPES
