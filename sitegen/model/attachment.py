"""An attachment: a file that goes to the public site as it is."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

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

    `is_link` tells a symbolic link, which is never published. `pages` is the length of a PDF, when known.
    """

    path: str
    file: Path
    size: int
    is_link: bool = False
    pages: int | None = None

    @property
    def address(self) -> str:
        """The attachment's path from the site's root, as links write it."""
        return f"/files/{quote(self.path)}"

    @property
    def type(self) -> str:
        """What kind of file it is, in the word people use: `PDF`."""
        suffix = PurePosixPath(self.path).suffix.lower()
        return _TYPES.get(suffix, suffix.removeprefix(".").upper() or "file")
