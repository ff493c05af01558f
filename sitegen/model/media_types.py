"""The name of a published file → its media type (IANA), for pages, `_headers`, web servers and the doctor alike."""

from pathlib import PurePosixPath
from typing import Final

from sitegen.model import filenames

FEED: Final = "application/atom+xml"
"""Of feeds: Atom (RFC 4287)."""
MEDIA_TYPES: Final = {
    ".atom": FEED,
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".md": "text/markdown",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".sig": "text/plain",
    ".signers": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""By our own list: those of servers and of the standard library differ from machine to machine. IANA has no name for
JSON Lines; `application/jsonl` is the one in use."""
TEXTS: Final = tuple(sorted({kind for kind in MEDIA_TYPES.values() if kind.startswith("text/")} | {FEED}))
"""The types whose charset is sent with them: XML and JSON say theirs themselves (RFC 7303, RFC 8259)."""
COMPRESSED: Final = (
    *TEXTS,
    *sorted(
        kind
        for kind in set(MEDIA_TYPES.values()) - set(TEXTS)
        if kind in ("application/jsonl", "application/rtf") or kind.endswith(("json", "xml"))
    ),
)
"""The types worth compressing; the others are compressed already."""


def media_type(path: str) -> str | None:
    """The media type of a published file without a charset; None for a kind that we do not know."""
    pure = PurePosixPath(path)
    is_feed = pure.name == filenames.FEED and pure.parts[0] != "files"
    return FEED if is_feed else MEDIA_TYPES.get(pure.suffix.lower())


def content_type(path: str) -> str | None:
    """The header Content-Type of a file that we made, with its charset where the type has one; None likewise."""
    kind = media_type(path)
    return f"{kind}; charset=utf-8" if kind in TEXTS else kind
