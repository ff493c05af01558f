"""The bytes of a picture → its author and whether it contains a location: Exif 2.3 as cameras write it, and XMP (ISO 16684-1)."""

import html
import re
import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

ENOUGH: Final = 1 << 18
"""Bytes from the start of a file; Exif data comes first and takes no more than 64 KiB."""
_EXIF: Final = b"Exif\0\0"
_SEGMENTS: Final = range(0xE0, 0xF0)
"""The markers of segments that hold data about a picture (APP0 to APP15)."""
_ARTIST, _WINDOWS_AUTHOR, _GPS, _LATITUDE = 0x013B, 0x9C9D, 0x8825, 0x0002
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
"""Bytes of one value of a type."""
_CREATOR: Final = re.compile(rb"<dc:creator[^>]*>\s*<rdf:(?:Seq|Bag|Alt)[^>]*>\s*<rdf:li[^>]*>([^<]+)<")
_XMP_LATITUDE: Final = re.compile(rb"exif:GPSLatitude(?:\s*=\s*[\"'][^\"']|>[^<])")
_INLINE = 4
"""A value of this many bytes or fewer is in the entry itself."""


class Origins(NamedTuple):
    """The author named in a picture or PDF, and whether it contains a location."""

    author: str | None = None
    has_place: bool = False


def origins(data: bytes) -> Origins:
    """The origins of a picture, from its first `ENOUGH` bytes; empty as far as these cannot be read."""
    described = xmp_origins(data)
    try:
        exif = _exif(data)
        found = _read(exif) if exif else Origins()
    except (struct.error, ValueError, KeyError, IndexError):
        return described
    return Origins(found.author or described.author, found.has_place or described.has_place)


def xmp_origins(data: bytes) -> Origins:
    """The origins in an XMP packet, which is plain text anywhere in the `data` of a picture or a PDF."""
    creator = _CREATOR.search(data)
    author = html.unescape(creator[1].decode("utf-8", "replace")).strip() if creator else ""
    return Origins(author or None, bool(_XMP_LATITUDE.search(data)))


def _exif(data: bytes) -> bytes | None:
    """The Exif data of a JPEG file; None if it has none."""
    place = 2
    while data[:2] == b"\xff\xd8" and data[place : place + 1] == b"\xff" and data[place + 1] in _SEGMENTS:
        (length,) = struct.unpack_from(">H", data, place + 2)
        if data.startswith(_EXIF, place + 4):
            return data[place + 4 + len(_EXIF) : place + 2 + length]
        place += 2 + length
    return None


def _read(exif: bytes) -> Origins:
    order = {b"II": "<", b"MM": ">"}[exif[:2]]
    (first,) = struct.unpack_from(f"{order}I", exif, 4)
    found = dict(_entries(exif, order, first))
    artist = found.get(_ARTIST, b"").partition(b"\0")[0].decode("utf-8", "replace")
    author = artist or found.get(_WINDOWS_AUTHOR, b"").decode("utf-16-le", "replace").partition("\0")[0]
    pointer = found.get(_GPS)
    places = dict(_entries(exif, order, struct.unpack(f"{order}I", pointer)[0])) if pointer else {}
    return Origins(author.strip() or None, any(places.get(_LATITUDE, b"")))


def _entries(exif: bytes, order: str, place: int) -> Iterator[tuple[int, bytes]]:
    """The entries of the directory at `place`: tag and value."""
    (count,) = struct.unpack_from(f"{order}H", exif, place)
    for number in range(count):
        start = place + 2 + 12 * number
        tag, kind, values = struct.unpack_from(f"{order}HHI", exif, start)
        length = _SIZES.get(kind, 0) * values
        where = start + 8
        if length > _INLINE:
            (where,) = struct.unpack_from(f"{order}I", exif, where)
        yield tag, exif[where : where + length]
